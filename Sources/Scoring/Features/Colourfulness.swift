import Editorial

/// Colourfulness after Hasler and Süsstrunk ("Measuring colourfulness in natural images", 2003): 15 slight, 33 moderate,
/// 45 average, 59 quite, 82 high, 109 extreme.
///
/// Its opponent colours R−G and ½(R+G)−B do not depend on luma, so they are taken straight from Cb and Cr (BT.709).
package struct Colourfulness: Feature {
    package static let names = [ScoreName("colourfulness", "0 for grey, 1 for highly colourful")]

    private var values: [Double] = []

    package init() {}

    package mutating func see(_ picture: Picture) {
        if picture.isSampled { values.append(Self.colourfulness(cb: picture.cb, cr: picture.cr)) }
    }

    package func judge(_ clip: ClipRecord) -> Findings {
        let raw = Statistics.median(values)
        return Findings(["colourfulness": Part(score: Statistics.ramp(raw, from: 0, to: 90), raw: raw)])
    }

    static func colourfulness(cb: Plane, cr: Plane) -> Double {
        var (sumB, sumR, sumBB, sumRR, sumBR) = (0, 0, 0, 0, 0)
        for y in 0..<cb.height {
            let (blue, red) = (cb.row(y), cr.row(y))
            var row: (b: Int32, r: Int32, bb: Int32, rr: Int32, br: Int32) = (0, 0, 0, 0, 0)
            for x in 0..<cb.width {
                let (b, r) = (Int32(blue[x]) &- 128, Int32(red[x]) &- 128)
                row.b &+= b
                row.r &+= r
                row.bb &+= b &* b
                row.rr &+= r &* r
                row.br &+= b &* r
            }
            sumB += Int(row.b)
            sumR += Int(row.r)
            sumBB += Int(row.bb)
            sumRR += Int(row.rr)
            sumBR += Int(row.br)
        }
        let count = Double(cb.width * cb.height)
        let (meanB, meanR) = (Double(sumB) / count, Double(sumR) / count)
        let (bb, rr) = (Double(sumBB) / count - meanB * meanB, Double(sumRR) / count - meanR * meanR)
        let br = Double(sumBR) / count - meanB * meanR
        // R−Y = 1.5748 Cr, G−Y = −0.1873 Cb − 0.4681 Cr, B−Y = 1.8556 Cb, each × 255/224 for limited range.
        let scale = 255.0 / 224
        let (rgB, rgR) = (0.1873 * scale, 2.0429 * scale)
        let (ybB, ybR) = (-1.94925 * scale, 0.55335 * scale)
        let spread = (rgB * rgB + ybB * ybB) * bb + (rgR * rgR + ybR * ybR) * rr + 2 * (rgB * rgR + ybB * ybR) * br
        let (meanRG, meanYB) = (rgB * meanB + rgR * meanR, ybB * meanB + ybR * meanR)
        return max(0, spread).squareRoot() + 0.3 * (meanRG * meanRG + meanYB * meanYB).squareRoot()
    }
}
