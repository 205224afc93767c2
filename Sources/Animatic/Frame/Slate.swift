import Foundation

/// Lines of text on a darkened strip along the bottom of the frame.
struct Slate {
    private let lines: [[Character]]
    private let scale: Int
    private let margin: Int
    private let lineHeight: Int
    /// The first row of the strip, even.
    let top: Int

    init?(_ text: String?, width: Int, height: Int) {
        guard let text, !text.isEmpty else { return nil }
        let size = min(Float(height), Float(width) * 0.8)
        scale = max(1, Int((size / 185).rounded()))
        margin = 3 * scale
        lineHeight = (SlateFont.height + 3) * scale
        let room = max(1, (width - 2 * margin) / ((SlateFont.width + 1) * scale))
        let most = max(1, (height / 2) / lineHeight)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(most).map { Slate.fit(String($0), room) }
        let strip = lines.count * lineHeight + 2 * margin
        top = max(0, height - strip) & ~1
    }

    /// Letters the face has, cut to what fits.
    private static func fit(_ line: String, _ room: Int) -> [Character] {
        let plain = line.replacingOccurrences(of: "’", with: "'").replacingOccurrences(of: "…", with: "...")
            .replacingOccurrences(of: "–", with: "-").replacingOccurrences(of: "—", with: "-")
            .folding(options: .diacriticInsensitive, locale: nil)
        var characters: [Character] = plain.map { SlateFont.knows($0) ? $0 : "?" }
        if characters.count > room { characters = Array(characters.prefix(max(1, room - 2))) + [".", "."] }
        return characters
    }

    func burn(
        width: Int, height: Int, y: UnsafeMutablePointer<UInt8>, yStride: Int, u: UnsafeMutablePointer<UInt8>, uStride: Int,
        v: UnsafeMutablePointer<UInt8>, vStride: Int
    ) {
        for row in top..<height {
            let line = y + row * yStride
            for column in 0..<width {
                let above = Int(line[column]) - 16
                line[column] = UInt8(16 + max(0, above) * 26 / 100)
            }
        }
        for row in (top / 2)..<(height / 2) {
            for plane in [u + row * uStride, v + row * vStride] {
                for column in 0..<(width / 2) {
                    let away = Int(plane[column]) - 128
                    plane[column] = UInt8(128 + away * 30 / 100)
                }
            }
        }
        for (index, characters) in lines.enumerated() {
            let baseY = top + margin + index * lineHeight + scale
            for (place, character) in characters.enumerated() {
                let baseX = margin + place * (SlateFont.width + 1) * scale
                draw(
                    SlateFont.rows(character), baseX, baseY + SlateFont.drop(character) * scale, index == 0 ? 228 : 190, width, height, y,
                    yStride)
            }
        }
    }

    private func draw(
        _ rows: [UInt8], _ x: Int, _ y: Int, _ level: UInt8, _ width: Int, _ height: Int, _ plane: UnsafeMutablePointer<UInt8>,
        _ stride: Int
    ) {
        for (row, bits) in rows.enumerated() {
            for column in 0..<SlateFont.width where bits & (16 >> UInt8(column)) != 0 {
                for dy in 0..<scale {
                    let py = y + row * scale + dy
                    guard py < height else { continue }
                    for dx in 0..<scale where x + column * scale + dx < width { plane[py * stride + x + column * scale + dx] = level }
                }
            }
        }
    }
}
