import Foundation

/// A font whose every letter is the same box, made here: tests draw words wherever they run, fonts or no fonts.
/// https://learn.microsoft.com/typography/opentype/spec/
enum TinyFont {
    private static let letters = 0x20...0x7E
    /// Glyph 0 stands for what is missing and glyph 1 for the blank: both are empty.
    private static let count = letters.count + 1

    /// A letter is 0.6 of the size wide; its box reaches from 0.05 to 0.55 across, and from the line up to 0.7.
    static func data(family: String = "Boxes") -> Data {
        var tables: [(tag: String, bytes: [UInt8])] = []
        tables.append(("cmap", cmap))
        let box = self.box
        tables.append(("glyf", (2..<count).flatMap { _ in box }))
        tables.append(("head", head))
        tables.append(("hhea", words([1, 0, 800, -200, 0, 600, 50, 50, 550, 1, 0, 0, 0, 0, 0, 0, 0, count])))
        tables.append(("hmtx", (0..<count).flatMap { _ in words([600, 50]) }))
        tables.append(("loca", longs([0, 0] + (2...count).map { ($0 - 2) * box.count })))
        tables.append(("maxp", words([1, 0, count, 4, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])))
        tables.append(("name", names(family)))
        tables.append(("post", longs([0x30000, 0, 0, 0, 0, 0, 0, 0])))
        var directory = words([1, 0, tables.count, 128, 3, tables.count * 16 - 128])
        var body: [UInt8] = []
        let start = 12 + 16 * tables.count
        for (tag, bytes) in tables {
            directory += Array(tag.utf8)
            directory += longs([0, start + body.count, bytes.count])
            body += bytes
            while body.count % 4 != 0 { body.append(0) }
        }
        return Data(directory + body)
    }

    private static var cmap: [UInt8] {
        let table = words([0, 1, 3, 1, 0, 12])
        let segments = words([4, 32, 0, 4, 4, 1, 0, letters.upperBound, 0xFFFF, 0, letters.lowerBound, 0xFFFF, 1 - letters.lowerBound, 1, 0, 0])
        return table + segments
    }

    private static var box: [UInt8] {
        var bytes = words([1, 50, 0, 550, 700, 3, 0])
        bytes += [1, 1, 1, 1]
        bytes += words([50, 0, 500, 0, 0, 700, 0, -700])
        bytes += [0, 0]
        return bytes
    }

    private static var head: [UInt8] {
        var bytes = longs([0x10000, 0x10000, 0, 0x5F0F_3CF5])
        bytes += words([0, 1000])
        bytes += longs([0, 0, 0, 0])
        bytes += words([50, 0, 550, 700, 0, 8, 2, 1, 0])
        return bytes
    }

    private static func names(_ family: String) -> [UInt8] {
        var texts: [UInt8] = []
        var records: [UInt8] = []
        for (kind, text) in [(1, family), (2, "Regular"), (4, family), (6, family)] {
            let bytes = words(text.utf16.map { Int($0) })
            records += words([3, 1, 0x409, kind, bytes.count, texts.count])
            texts += bytes
        }
        return words([0, 4, 6 + records.count]) + records + texts
    }

    private static func words(_ values: [Int]) -> [UInt8] { values.flatMap { big($0, 2) } }
    private static func longs(_ values: [Int]) -> [UInt8] { values.flatMap { big($0, 4) } }

    private static func big(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
