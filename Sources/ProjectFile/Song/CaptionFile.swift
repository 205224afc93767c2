public import Editorial
import Foundation

/// Words with times, to be shown: subtitles (`.srt`), lyrics (`.lrc`), scripts of Advanced SubStation Alpha (`.ass`, `.ssa`).
public enum CaptionFile {
    /// - Throws: `SongFileError` with the line at fault.
    public static func read(_ path: String) throws -> Captions {
        guard let data = FileManager.default.contents(atPath: path) else { throw SongFileError(file: path, message: "the file cannot be read") }
        let lines = try text(data, path).split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        return switch (path as NSString).pathExtension.lowercased() {
        case "srt": Captions(lines: try SubtitleLines.read(lines, path))
        case "lrc": Captions(lines: try LyricLines.read(lines, path))
        case "ass", "ssa": try CaptionScript.read(lines, path)
        default: throw SongFileError(file: path, message: "captions are .srt, .lrc or .ass")
        }
    }

    private static func text(_ data: Data, _ path: String) throws -> String {
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]), let text = String(data: data, encoding: .utf16) { return text }
        let bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? data.dropFirst(3) : data
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let broken = bytes.split(separator: 10, omittingEmptySubsequences: false).firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
        throw SongFileError(file: path, line: broken + 1, message: "this line is not UTF-8; save the file as UTF-8")
    }

    /// The language that a file's name ends with, as ISO 639-2 has it: `lyrics.de.srt` is `deu`.
    public static func language(_ path: String) -> String? {
        let parts = (path as NSString).lastPathComponent.lowercased().split(separator: ".")
        guard parts.count > 2 else { return nil }
        let code = String(parts[parts.count - 2].prefix { $0 != "-" && $0 != "_" })
        return threeLetters[code] ?? (threeLetters.values.contains(code) ? code : nil)
    }

    /// https://www.loc.gov/standards/iso639-2/php/code_list.php
    private static let threeLetters = [
        "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "et": "est",
        "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn",
        "ko": "kor", "lt": "lit", "lv": "lav", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk",
        "sl": "slv", "sr": "srp", "sv": "swe", "th": "tha", "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "zho",
    ]
}
