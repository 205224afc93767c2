package import CFFmpeg

/// Reads and writes single samples of pictures of any planar or packed format.
package enum Samples {
    private static func description(_ frame: UnsafeMutablePointer<AVFrame>) -> AVPixFmtDescriptor {
        guard let found = av_pix_fmt_desc_get(AVPixelFormat(rawValue: frame.pointee.format)) else { preconditionFailure("a picture has a format") }
        return found.pointee
    }

    private static func component(_ index: Int, _ description: AVPixFmtDescriptor) -> AVComponentDescriptor {
        switch index {
        case 0: description.comp.0
        case 1: description.comp.1
        case 2: description.comp.2
        default: description.comp.3
        }
    }

    private static func line(_ frame: UnsafeMutablePointer<AVFrame>, plane: Int32, row: Int) -> UnsafeMutablePointer<UInt8> {
        let data = withUnsafePointer(to: &frame.pointee.data) {
            $0.withMemoryRebound(to: UnsafeMutablePointer<UInt8>?.self, capacity: 8) { $0[Int(plane)] }
        }
        let stride = withUnsafePointer(to: &frame.pointee.linesize) { $0.withMemoryRebound(to: Int32.self, capacity: 8) { Int($0[Int(plane)]) } }
        return data! + row * stride
    }

    /// The mean of nine samples about a place, as one of 8 bits.
    ///
    /// - Parameters:
    ///   - component: 0 is Y, 1 is U, 2 is V.
    ///   - x: in pixels of luma, as is `y`.
    package static func mean(of frame: UnsafeMutablePointer<AVFrame>, component index: Int, aroundX x: Double, y: Double) -> Double {
        let description = description(frame)
        let part = component(index, description)
        let (across, down) = index == 1 || index == 2 ? (Int(description.log2_chroma_w), Int(description.log2_chroma_h)) : (0, 0)
        let (width, height) = ((Int(frame.pointee.width) + (1 << across) - 1) >> across, (Int(frame.pointee.height) + (1 << down) - 1) >> down)
        let (column, row) = (Int(x) >> across, Int(y) >> down)
        var sum = 0
        for dy in -1...1 {
            let line = line(frame, plane: part.plane, row: min(height - 1, max(0, row + dy)))
            for dx in -1...1 {
                let at = min(width - 1, max(0, column + dx)) * Int(part.step) + Int(part.offset)
                sum += part.depth > 8 ? Int(line[at]) | Int(line[at + 1]) << 8 : Int(line[at])
            }
        }
        return Double(sum) / 9 / Double(1 << max(0, Int(part.depth) - 8))
    }

    /// All samples of a row of a component, as they are.
    package static func row(_ row: Int, of frame: UnsafeMutablePointer<AVFrame>, component index: Int, count: Int) -> [Int] {
        let part = component(index, description(frame))
        let line = line(frame, plane: part.plane, row: row)
        return (0..<count).map { column in
            let at = column * Int(part.step) + Int(part.offset)
            return part.depth > 8 ? Int(line[at]) | Int(line[at + 1]) << 8 : Int(line[at])
        }
    }

    /// Fills a picture.
    ///
    /// - Parameter colour: red, green and blue as they are coded, 0 to 1, at a place in shares of width and height.
    package static func paint(
        _ frame: UnsafeMutablePointer<AVFrame>, _ coding: ColourCoding, _ colour: (Double, Double) -> (red: Double, green: Double, blue: Double)
    ) {
        let description = description(frame)
        let isRGB = description.flags & UInt64(AV_PIX_FMT_FLAG_RGB) != 0
        let (width, height) = (Int(frame.pointee.width), Int(frame.pointee.height))
        for index in 0..<Int(description.nb_components) {
            let part = component(index, description)
            let isChroma = !isRGB && (index == 1 || index == 2)
            let (across, down) = isChroma ? (Int(description.log2_chroma_w), Int(description.log2_chroma_h)) : (0, 0)
            let isAlpha = description.flags & UInt64(AV_PIX_FMT_FLAG_ALPHA) != 0 && index == Int(description.nb_components) - 1
            for row in 0..<(height + (1 << down) - 1) >> down {
                let line = line(frame, plane: part.plane, row: row)
                for column in 0..<(width + (1 << across) - 1) >> across {
                    // Chroma lies on the left of its two columns and between its two rows.
                    let x = (Double(column << across) + 0.5) / Double(width)
                    let y = (Double(row << down) + 0.5 * Double(1 << down)) / Double(height)
                    let seen = colour(x, y)
                    let value =
                        if isAlpha {
                            Double(1 << part.depth) - 1
                        } else if isRGB {
                            [seen.red, seen.green, seen.blue][index] * (Double(1 << part.depth) - 1)
                        } else if description.nb_components < 3 {
                            coding.coded(seen, component: 0, depth: Int(part.depth))
                        } else {
                            coding.coded(seen, component: index, depth: Int(part.depth))
                        }
                    let whole = Int(min(Double(1 << part.depth) - 1, max(0, value.rounded())))
                    let at = column * Int(part.step) + Int(part.offset)
                    guard part.depth > 8 else {
                        line[at] = UInt8(whole)
                        continue
                    }
                    let isBig = description.flags & UInt64(AV_PIX_FMT_FLAG_BE) != 0
                    (line[at], line[at + 1]) = isBig ? (UInt8(whole >> 8), UInt8(whole & 255)) : (UInt8(whole & 255), UInt8(whole >> 8))
                }
            }
        }
    }
}
