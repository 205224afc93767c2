import Media

/// Light that spreads from what is bright: the bright parts of a picture, small and out of focus, laid over it as a second exposure would
/// be ("screen").
///
/// Out of focus: two blurs of three running means each, the one narrow and the other wide.
struct Bloom {
    /// Pixels of the picture, across and down, to one of the small picture.
    static let step = 8
    /// What is darker than the first gives no light, what is brighter than the second all of it; white is 1.
    private static let (dark, bright): (Float, Float) = (0.6, 0.95)

    private let strength: Float
    private let (small, tall): (Int, Int)
    /// Y, Cb and Cr of the light, with black and grey at 0 and white at 1.
    private var light: [[Float]]
    private let (narrow, wide): (Int, Int)
    private let (luma, blue, red): (Scratch<Float>, Scratch<Float>, Scratch<Float>)
    private let row: Scratch<Float>

    /// - Parameter strength: thousandths.
    init(strength: Int, width: Int, height: Int) {
        self.strength = Float(strength) / 1000
        (small, tall) = ((width + Self.step - 1) / Self.step, (height + Self.step - 1) / Self.step)
        light = Array(repeating: [Float](repeating: 0, count: small * tall), count: 3)
        (narrow, wide) = (max(1, width / (Self.step * 100)), max(2, width / (Self.step * 26)))
        (luma, blue, red) = (Scratch(width + 2 * Self.step, 0), Scratch(width + 2 * Self.step, 0), Scratch(width + 2 * Self.step, 0))
        row = Scratch(small + 1, 0)
    }

    /// Looks at a picture before it is changed.
    mutating func see(_ frame: borrowing Frame, _ rows: PictureRows) {
        for plane in 0..<3 { light[plane].withUnsafeMutableBufferPointer { $0.update(repeating: 0) } }
        let chroma = frame.size(ofPlane: 1)
        let (across, down) = (chroma.width < frame.width ? 2 : 1, chroma.height < frame.height ? 2 : 1)
        let (y, u, v) = (luma.start, blue.start, red.start)
        let share = 1 / Float(Self.step / across * (Self.step / down))
        let (dark, span) = (Self.dark, 1 / (Self.bright - Self.dark))
        for site in 0..<chroma.height {
            rows.read(frame, plane: 0, row: site * down, into: y)
            rows.read(frame, plane: 1, row: site, into: u)
            rows.read(frame, plane: 2, row: site, into: v)
            if across == 2 { for x in 0..<chroma.width { y[x] = 0.5 * (y[2 &* x] + y[2 &* x &+ 1]) } }
            for x in 0..<chroma.width {
                let (luma, cb, cr) = ((y[x] - 16) / 219, (u[x] - 128) / 224, (v[x] - 128) / 224)
                // Coloured light is bright in its own channel, though its luma is not.
                let (red, blue, green) = (1.5748 * cr, 1.8556 * cb, -0.187324 * cb - 0.468124 * cr)
                let brighter = red > blue ? red : blue
                let brightest = luma + (brighter > green ? brighter : green)
                let part = ((brightest - dark) * span).held(0, 1)
                let weight = part * part * (3 - 2 * part) * share
                (y[x], u[x], v[x]) = (luma * weight, cb * weight, cr * weight)
            }
            let start = site * down / Self.step * small
            let cells = Self.step / across
            for (plane, line) in [y, u, v].enumerated() {
                light[plane].withUnsafeMutableBufferPointer { light in
                    for cell in 0..<small {
                        var sum: Float = 0
                        for x in cell &* cells..<min(chroma.width, cell &* cells &+ cells) { sum += line[x] }
                        light[start &+ cell] += sum
                    }
                }
            }
        }
        for plane in 0..<3 {
            let near = blurred(light[plane], narrow)
            let far = blurred(near, wide)
            for index in near.indices { light[plane][index] = strength * (0.75 * near[index] + 0.45 * far[index]) }
        }
    }

    private func blurred(_ picture: [Float], _ reach: Int) -> [Float] {
        var (picture, other) = (picture, picture)
        for _ in 0..<3 {
            Self.mean(picture, &other, lines: tall, count: small, from: small, to: 1, reach)
            Self.mean(other, &picture, lines: small, count: tall, from: 1, to: small, reach)
        }
        return picture
    }

    /// Means over `2 reach + 1` places of each line; beyond its ends a line goes on as it ends.
    /// - Parameters:
    ///   - line: from one line to the next.
    ///   - place: from one place of a line to the next.
    private static func mean(
        _ picture: [Float], _ result: inout [Float], lines: Int, count: Int, from line: Int, to place: Int, _ reach: Int
    ) {
        let share = 1 / Float(2 * reach + 1)
        picture.withUnsafeBufferPointer { picture in
            result.withUnsafeMutableBufferPointer { result in
                for index in 0..<lines {
                    let start = index * line
                    func at(_ x: Int) -> Float { picture[start + min(count - 1, max(0, x)) * place] }
                    var sum: Float = 0
                    for x in -reach...reach { sum += at(x) }
                    for x in 0..<count {
                        result[start + x * place] = sum * share
                        sum += at(x + reach + 1) - at(x - reach)
                    }
                }
            }
        }
    }

    /// Lays the light over a row.
    /// - Parameters:
    ///   - line: of the picture, as `PictureRows` reads it.
    ///   - luma: of the same places, before.
    ///   - steps: pixels of this plane, across and down, to one of the small picture.
    func add(
        to line: UnsafeMutablePointer<Float>, _ count: Int, plane: Int, row y: Int, over luma: UnsafeMutablePointer<Float>,
        steps: (across: Int, down: Int)
    ) {
        let place = (Float(y) + 0.5) / Float(steps.down) - 0.5
        let above = max(0, Int(place.rounded(.down)))
        let below = min(tall - 1, above + 1)
        let part = max(0, place - Float(above))
        let scale: Float = plane == 0 ? 219 : 224
        let row = row.start
        light[plane].withUnsafeBufferPointer { light in
            for x in 0..<small { row[x] = ((1 - part) * light[above * small + x] + part * light[below * small + x]) * scale }
        }
        row[small] = row[small - 1]
        // From the middle of one small pixel to that of the next, in even steps.
        let (across, half) = (steps.across, steps.across / 2)
        let (glow, share) = (self.luma.start, 1 / Float(steps.across))
        for x in 0..<half { glow[x] = row[0] }
        for cell in 0..<small {
            let (left, rise, target) = (row[cell], (row[cell &+ 1] - row[cell]) * share, glow + half + cell &* across)
            for x in 0..<across { target[x] = left + rise * (Float(Int32(truncatingIfNeeded: x)) + 0.5) }
        }
        for x in 0..<count { line[x] += glow[x] * (1 - ((luma[x] - 16) * (1 / 219)).held(0, 1)) }
    }
}
