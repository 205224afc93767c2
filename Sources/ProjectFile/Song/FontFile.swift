import Foundation

/// Fonts: TrueType, OpenType or a collection of them.
public enum FontFile {
    /// All names by which a font can be asked for, those of families first, English ones before others.
    ///
    /// - Parameter index: of the font in a collection.
    /// - Throws: `SongFileError` for a file that is no font or breaks off.
    public static func names(_ path: String, index: Int = 0) throws -> [String] {
        guard let data = FileManager.default.contents(atPath: path) else { throw SongFileError(file: path, message: "the file cannot be read") }
        let bytes = [UInt8](data)
        guard let names = names(bytes, index: index), !names.isEmpty else {
            throw SongFileError(file: path, message: "it is no font; expected a .ttf, .otf or .ttc file")
        }
        return names
    }

    /// https://learn.microsoft.com/typography/opentype/spec/name
    private static func names(_ bytes: [UInt8], index: Int) -> [String]? {
        let known: [[UInt8]] = [[0, 1, 0, 0], Array("OTTO".utf8), Array("true".utf8)]
        var start = 0
        if bytes.starts(with: "ttcf".utf8) {
            guard let count = number(bytes, 8, 4), index < count, let offset = number(bytes, 12 + 4 * index, 4) else { return nil }
            start = offset
        }
        guard start + 4 <= bytes.count, known.contains(Array(bytes[start..<start + 4])), let tables = number(bytes, start + 4, 2) else { return nil }
        let table = (0..<tables).map { start + 12 + 16 * $0 }.first { $0 + 16 <= bytes.count && bytes[$0..<$0 + 4].elementsEqual("name".utf8) }
        guard let table, let at = number(bytes, table + 8, 4), let count = number(bytes, at + 2, 2), let texts = number(bytes, at + 4, 2) else { return nil }
        let found = (0..<count).compactMap { entry -> (rank: Int, name: String)? in
            let record = at + 6 + 12 * entry
            guard let platform = number(bytes, record, 2), let language = number(bytes, record + 4, 2), let kind = number(bytes, record + 6, 2),
                let length = number(bytes, record + 8, 2), let offset = number(bytes, record + 10, 2),
                let rank = [1, 16, 4, 6].firstIndex(of: kind), at + texts + offset + length <= bytes.count
            else { return nil }
            let text = bytes[(at + texts + offset)..<(at + texts + offset + length)]
            let name = platform == 1 ? String(bytes: text, encoding: .macOSRoman) : String(bytes: text, encoding: .utf16BigEndian)
            let isEnglish = platform == 1 ? language == 0 : language == 0x409
            return name.map { (rank * 2 + (isEnglish ? 0 : 1), $0) }
        }
        var seen: Set<String> = []
        return found.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element.name)
            .filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int? {
        guard at >= 0, at + count <= bytes.count else { return nil }
        return bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) }
    }
}
