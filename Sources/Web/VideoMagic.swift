public import Foundation

/// What a file is by its first bytes. What a server or a name says of it is not asked.
public enum VideoMagic {
    /// How many bytes of a file decide.
    public static let length = 512

    /// `mp4`, `mov`, `webm`, `mkv`, `gif` or `avi`; nil for everything else, pictures and sound in the same containers among it.
    /// - Parameter start: the file's beginning; 64 bytes are enough for what programs write.
    public static func fileExtension(of start: Data) -> String? {
        let bytes = [UInt8](start.prefix(length))
        guard bytes.count >= 12 else { return nil }
        if bytes.starts(with: [0x1a, 0x45, 0xdf, 0xa3]) { return matroska(bytes) }
        if text(bytes, 0, 6) == "GIF87a" || text(bytes, 0, 6) == "GIF89a" { return "gif" }
        if text(bytes, 0, 4) == "RIFF", text(bytes, 8, 4) == "AVI " { return "avi" }
        return isoMedia(bytes)
    }

    /// Brands of files that are built like an mp4 and are none.
    private static let notVideo: Set<String> = [
        "avif", "heic", "heix", "heim", "heis", "mif1", "mif2", "jp2 ", "jpx ", "crx ", "M4A ", "M4B ", "M4P ", "F4A ", "F4B ",
    ]

    private static func isoMedia(_ bytes: [UInt8]) -> String? {
        // The first four bytes are a length. In a text they would be letters, and such a length no first box has.
        guard !bytes[..<4].allSatisfy({ (0x20...0x7e).contains($0) || (0x09...0x0d).contains($0) }) else { return nil }
        let size = bytes[..<4].reduce(0) { $0 << 8 | Int($1) }
        guard size >= 8 || size <= 1 else { return nil }
        switch text(bytes, 4, 4) {
        case "ftyp":
            guard size >= 16, let brand = text(bytes, 8, 4), !notVideo.contains(brand) else { return nil }
            return brand == "qt  " ? "mov" : "mp4"
        case "moov", "mdat", "wide", "free", "skip": return "mov"
        default: return nil
        }
    }

    /// The DocType in the header tells the two apart, https://www.rfc-editor.org/rfc/rfc8794#section-11.2.4
    private static func matroska(_ bytes: [UInt8]) -> String? {
        for place in 4..<max(4, bytes.count - 3) where bytes[place] == 0x42 && bytes[place + 1] == 0x82 {
            let length = Int(bytes[place + 2] & 0x7f)
            let type = text(bytes, place + 3, length)?.prefix { $0 != "\0" }
            if type == "webm" { return "webm" }
            if type == "matroska" { return "mkv" }
        }
        return nil
    }

    /// A word for people about what a file seems to be instead.
    static func guess(_ start: Data) -> String {
        let bytes = [UInt8](start.prefix(length))
        let kinds: [(String, [UInt8])] = [
            ("a PNG picture", [0x89, 0x50, 0x4e, 0x47]), ("a JPEG picture", [0xff, 0xd8, 0xff]), ("compressed data", [0x1f, 0x8b]),
            ("a zip archive", [0x50, 0x4b, 0x03, 0x04]), ("a WebP picture or a sound", Array("RIFF".utf8)), ("a sound", Array("ID3".utf8)),
        ]
        if let kind = kinds.first(where: { bytes.starts(with: $0.1) }) { return kind.0 }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if words.hasPrefix("{") || words.hasPrefix("[") { return "JSON: \(words.prefix(200))" }
        if words.hasPrefix("<") { return "HTML or XML: \(words.prefix(200))" }
        return bytes.allSatisfy { $0 >= 0x20 || (0x09...0x0d).contains($0) } ? "text: \(words.prefix(200))" : "something unknown"
    }

    private static func text(_ bytes: [UInt8], _ start: Int, _ count: Int) -> String? {
        guard bytes.count >= start + count else { return nil }
        return String(decoding: bytes[start..<start + count], as: UTF8.self)
    }
}
