import Recipes

/// Paints drawings at twice their size and halves them, so that slanted edges are soft.
struct Sheet {
    private static let scale = 2
    /// Neither side of a picture is longer: what is beyond is left out.
    static let longest = 16_000

    let width: Int
    let height: Int
    /// Red, green, blue, row by row, twice the size.
    private var fine: [UInt8]
    private let fineWidth: Int
    private let fineHeight: Int

    init(_ drawing: Drawing) {
        width = min(Self.longest, max(1, Int(drawing.width.rounded(.up))))
        height = min(Self.longest, max(1, Int(drawing.height.rounded(.up))))
        (fineWidth, fineHeight) = (width * Self.scale, height * Self.scale)
        let ground = Self.parts(drawing.background)
        fine = [UInt8](unsafeUninitializedCapacity: fineWidth * fineHeight * 3) { buffer, count in
            for index in buffer.indices { buffer[index] = ground[index % 3] }
            count = buffer.count
        }
        for mark in drawing.marks { paint(mark) }
    }

    /// In its own size.
    var pixels: [UInt8] {
        var pixels = [UInt8](repeating: 0, count: width * height * 3)
        for y in 0..<height {
            for x in 0..<width {
                for part in 0..<3 {
                    let at = (2 * y * fineWidth + 2 * x) * 3 + part
                    let below = at + fineWidth * 3
                    let sum = Int(fine[at]) + Int(fine[at + 3]) + Int(fine[below]) + Int(fine[below + 3])
                    pixels[(y * width + x) * 3 + part] = UInt8((sum + 2) / 4)
                }
            }
        }
        return pixels
    }

    private mutating func paint(_ mark: Drawing.Mark) {
        switch mark {
        case .rectangle(let x, let y, let width, let height, let colour, let opacity):
            fill(x, y, x + width, y + height, Self.parts(colour), opacity)
        case .line(let points, let width, let colour):
            for index in stride(from: 0, to: points.count - 3, by: 2) {
                line((points[index], points[index + 1]), (points[index + 2], points[index + 3]), width, Self.parts(colour))
            }
        case .dot(let x, let y, let radius, let colour):
            let parts = Self.parts(colour)
            for row in Int((y - radius) * 2)...Int((y + radius) * 2) {
                let high = Double(row) / 2 + 0.25 - y
                guard abs(high) < radius else { continue }
                let wide = (radius * radius - high * high).squareRoot()
                fill(x - wide, Double(row) / 2, x + wide, Double(row) / 2 + 0.5, parts, 1)
            }
        case .text(let x, let y, let size, let anchor, let colour, let words): write(words, x, y, size, anchor, Self.parts(colour))
        }
    }

    private mutating func fill(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double, _ colour: [UInt8], _ opacity: Double) {
        let columns = max(0, Int((left * 2).rounded()))..<max(max(0, Int((left * 2).rounded())), min(fineWidth, Int((right * 2).rounded())))
        let rows = max(0, Int((top * 2).rounded()))..<max(max(0, Int((top * 2).rounded())), min(fineHeight, Int((bottom * 2).rounded())))
        let weight = Int(256 * min(1, max(0, opacity)))
        for y in rows {
            for x in columns {
                let at = (y * fineWidth + x) * 3
                for part in 0..<3 { fine[at + part] = UInt8((Int(fine[at + part]) * (256 - weight) + Int(colour[part]) * weight) / 256) }
            }
        }
    }

    private mutating func line(_ from: (Double, Double), _ to: (Double, Double), _ width: Double, _ colour: [UInt8]) {
        let length = max(abs(to.0 - from.0), abs(to.1 - from.1))
        let steps = max(1, Int((length * 2).rounded(.up)))
        let half = width / 2
        for step in 0...steps {
            let share = Double(step) / Double(steps)
            let (x, y) = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
            fill(x - half, y - half, x + half, y + half, colour, 1)
        }
    }

    private mutating func write(
        _ words: String, _ x: Double, _ y: Double, _ size: Double, _ anchor: Drawing.Anchor, _ colour: [UInt8]
    ) {
        // Capitals of a face are about seven tenths of its size; seven rows of half pixels each.
        let dot = max(0.5, (size * 0.72 / Double(SlateFont.height) * 2).rounded() / 2)
        let step = dot * Double(SlateFont.width + 1)
        let start = anchor == .middle ? x - step * Double(words.count) / 2 : x
        for (place, character) in words.enumerated() {
            let top = y - dot * Double(SlateFont.height - SlateFont.drop(character))
            for (row, bits) in SlateFont.rows(character).enumerated() {
                for column in 0..<SlateFont.width where bits & (1 << UInt8(SlateFont.width - 1 - column)) != 0 {
                    let (left, high) = (start + step * Double(place) + dot * Double(column), top + dot * Double(row))
                    fill(left, high, left + dot, high + dot, colour, 1)
                }
            }
        }
    }

    private static func parts(_ colour: UInt32) -> [UInt8] {
        [UInt8(colour >> 16 & 255), UInt8(colour >> 8 & 255), UInt8(colour & 255)]
    }
}
