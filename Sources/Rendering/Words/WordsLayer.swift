import Media

/// Words in the colours and the raster of the pictures they are laid over: BT.709 of limited range.
struct WordsLayer {
    /// Of one plane.
    private struct Part {
        var x: Int
        var y: Int
        var width: Int
        var height: Int
        /// 0 to 255 of each sample, and its value times that share, in 1/256 of a code value.
        var cover: [UInt8]
        var value: [Int32]
    }

    private let parts: [Part]
    private let isDeep: Bool

    /// - Parameter picture: one of those that the words are laid over.
    init(_ drawing: ScriptCanvas.Drawing, over picture: borrowing Frame) {
        let luma = picture.size(ofPlane: 0)
        parts = (0..<3).map { plane in
            let size = picture.size(ofPlane: plane)
            return Self.part(
                drawing, plane, across: luma.width > size.width ? 2 : 1, down: luma.height > size.height ? 2 : 1, depth: picture.depth)
        }
        isDeep = picture.depth > 8
    }

    /// - Parameters:
    ///   - across: columns of the drawing for one of the plane.
    ///   - down: rows of it.
    private static func part(_ drawing: ScriptCanvas.Drawing, _ plane: Int, across: Int, down: Int, depth: Int) -> Part {
        let (left, top) = (drawing.x / across, drawing.y / down)
        let right = (drawing.x + drawing.width + across - 1) / across
        let bottom = (drawing.y + drawing.height + down - 1) / down
        var part = Part(x: left, y: top, width: right - left, height: bottom - top, cover: [], value: [])
        part.cover.reserveCapacity(part.width * part.height)
        part.value.reserveCapacity(part.width * part.height)
        let count = Int32(across * down)
        for row in top..<bottom {
            for column in left..<right {
                var (red, green, blue, cover) = (Int32(0), Int32(0), Int32(0), Int32(0))
                for y in row * down..<row * down + down where (0..<drawing.height).contains(y - drawing.y) {
                    for x in column * across..<column * across + across where (0..<drawing.width).contains(x - drawing.x) {
                        let at = (y - drawing.y) * drawing.width + x - drawing.x
                        red += Int32(drawing.red[at])
                        green += Int32(drawing.green[at])
                        blue += Int32(drawing.blue[at])
                        cover += Int32(drawing.cover[at])
                    }
                }
                part.cover.append(UInt8((cover + count / 2) / count))
                part.value.append(code(plane, red, green, blue, cover, count) << Int32(depth - 8))
            }
        }
        return part
    }

    /// ITU-R BT.709, 3.2 to 3.4: the code value of a plane times 256 and the share that is covered. Coefficients are in 1/65536.
    private static func code(_ plane: Int, _ red: Int32, _ green: Int32, _ blue: Int32, _ cover: Int32, _ count: Int32) -> Int32 {
        let (r, g, b) = (Int64(red), Int64(green), Int64(blue))
        let (weights, zero): ((Int64, Int64, Int64), Int64) =
            switch plane {
            case 0: ((11966, 40254, 4064), 16)
            case 1: ((-6596, -22189, 28785), 128)
            default: ((28784, -26145, -2639), 128)
            }
        let sum = weights.0 * r + weights.1 * g + weights.2 * b
        let offset = zero * Int64(cover) * 65536 / 255
        return Int32(((sum + offset) / 256 + Int64(count) / 2) / Int64(count))
    }

    func lay(over picture: borrowing Frame) {
        for (plane, part) in parts.enumerated() {
            if isDeep {
                lay(part, over: UnsafeMutableRawPointer(picture.plane(plane)).assumingMemoryBound(to: UInt16.self), picture.stride(plane) / 2)
            } else {
                lay(part, over: picture.plane(plane), picture.stride(plane))
            }
        }
    }

    private func lay<Sample: FixedWidthInteger & UnsignedInteger>(_ part: Part, over plane: UnsafeMutablePointer<Sample>, _ stride: Int) {
        part.cover.withUnsafeBufferPointer { cover in
            part.value.withUnsafeBufferPointer { value in
                for row in 0..<part.height {
                    let target = plane + (part.y + row) * stride + part.x
                    let from = row * part.width
                    for column in 0..<part.width where cover[from + column] > 0 {
                        let rest = Int32(255 - cover[from + column]) * 256 * Int32(truncatingIfNeeded: target[column])
                        target[column] = Sample(truncatingIfNeeded: (value[from + column] + (rest + 127) / 255 + 128) >> 8)
                    }
                }
            }
        }
    }
}
