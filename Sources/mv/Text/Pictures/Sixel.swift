/// Pictures as DEC's terminals take them: https://vt100.net/docs/vt3xx-gp/chapter14.html.
enum Sixel {
    /// Six levels of each colour.
    private static let levels = 6
    /// Ordered dithering by Bayer's 4x4 matrix, so that 216 colours do for a photograph.
    private static let bayer = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]

    static func text(_ picture: InlinePicture) -> String {
        let (width, height) = (picture.width, picture.height)
        var indices = [Int](repeating: 0, count: width * height)
        for y in 0..<height {
            for x in 0..<width {
                let threshold = bayer[y % 4 * 4 + x % 4]
                var index = 0
                for channel in 0..<3 {
                    let value = Int(picture.rgb[(y * width + x) * 3 + channel]) * (levels - 1)
                    index = index * levels + min(levels - 1, (value + threshold * 255 / 16) / 255)
                }
                indices[y * width + x] = index
            }
        }
        var text = "\u{1B}Pq\"1;1;\(width);\(height)"
        for index in Set(indices).sorted() {
            let parts = [index / (levels * levels), index / levels % levels, index % levels].map { "\($0 * 100 / (levels - 1))" }
            text += "#\(index);2;\(parts.joined(separator: ";"))"
        }
        for top in stride(from: 0, to: height, by: 6) {
            let band = indices[(top * width)..<(min(height, top + 6) * width)]
            for index in Set(band).sorted() {
                text += "#\(index)" + runs(of: index, top, width, height, indices) + "$"
            }
            text += "-"
        }
        return text + "\u{1B}\\\n"
    }

    /// One colour of six rows: a character a column, repeated ones counted.
    private static func runs(of index: Int, _ top: Int, _ width: Int, _ height: Int, _ indices: [Int]) -> String {
        var (text, last, count) = ("", 0, 0)
        func flush() {
            guard count > 0 else { return }
            let character = String(Character(Unicode.Scalar(UInt8(63 + last))))
            text += count > 3 ? "!\(count)\(character)" : String(repeating: character, count: count)
        }
        for x in 0..<width {
            var bits = 0
            for row in 0..<min(6, height - top) where indices[(top + row) * width + x] == index { bits |= 1 << row }
            if bits == last, count > 0 {
                count += 1
            } else {
                flush()
                (last, count) = (bits, 1)
            }
        }
        if last != 0 { flush() }
        return text
    }
}
