public import Editorial
import Foundation

/// Sections that somebody marked:
///
/// - labels of Audacity: start, end and label between tabs
/// - text: a time and a label on each line (`1:02.5 chorus`)
/// - lyrics (`.lrc`) and subtitles (`.srt`): the lines that name a part of a song, such as `[01:02.50] [Chorus]`
public enum SectionsFile {
    private static let parts = [
        "intro", "verse", "pre-chorus", "chorus", "refrain", "hook", "bridge", "solo", "break", "drop", "outro", "end",
    ]

    /// - Throws: `SongFileError`.
    public static func read(_ path: String) throws -> [SectionMark] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SongFileError(file: path, message: "the file cannot be read")
        }
        let lines = String(decoding: data, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        let marks =
            switch (path as NSString).pathExtension.lowercased() {
            case "lrc": named(lines.flatMap(LyricsFile.lyric))
            case "srt": named(LyricsFile.subtitles(lines))
            default: try labels(lines, path)
            }
        guard !marks.isEmpty else {
            throw SongFileError(file: path, message: "no section is in it; expected lines such as '1:02.5 chorus', or '[Chorus]' in lyrics")
        }
        return marks
    }

    private static func labels(_ lines: [String], _ path: String) throws -> [SectionMark] {
        try lines.enumerated().compactMap { index, line in
            let words = line.prefix { $0 != "#" }.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
            guard let first = words.first else { return nil }
            guard let start = seconds(first) else {
                throw SongFileError(file: path, line: index + 1, message: "expected a time such as 1:02.5 or 62.5, found '\(first)'")
            }
            let isLabel = words.count > 1 && seconds(words[1]) != nil
            let rest = words.dropFirst(isLabel ? 2 : 1).joined(separator: " ")
            return SectionMark(start: start, label: rest.isEmpty ? nil : rest)
        }
    }

    private static func named(_ lines: [AddressBook.Line]) -> [SectionMark] {
        lines.compactMap { line in part(line.words).map { SectionMark(start: line.time, label: $0) } }.sorted { $0.start < $1.start }
    }

    /// Whether a line names a part of the song in brackets and is not sung: `[Chorus]`.
    static func isMark(_ words: String) -> Bool { words.first.map { "[({".contains($0) } == true && part(words) != nil }

    /// The name of a part of a song, from `[Chorus]`, `(Verse 2)` or a line that is nothing else.
    private static func part(_ words: String) -> String? {
        let trimmed = words.trimmingCharacters(in: .whitespaces)
        let name = trimmed.trimmingCharacters(in: CharacterSet(charactersIn: "[](){}:*#").union(.whitespaces))
        let isBracketed = trimmed.first.map { "[({".contains($0) } ?? false
        let first = name.lowercased().prefix { $0.isLetter || $0 == "-" }
        guard parts.contains(String(first)), isBracketed || name.split(separator: " ").count <= 2 else { return nil }
        return name
    }

    private static func seconds(_ text: String) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
        guard (1...3).contains(parts.count), parts.allSatisfy({ $0.map { $0.isFinite && $0 >= 0 } ?? false }) else { return nil }
        return parts.reduce(0) { $0 * 60 + ($1 ?? 0) }
    }
}
