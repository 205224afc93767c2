public import Editorial
import Foundation
import Timebase

/// Lyrics with times: `.lrc` (`[01:02.50] hold on`) and subtitles (`.srt`).
public enum LyricsFile {
    /// In order of time.
    /// - Throws: `SongFileError`.
    public static func read(_ path: String) throws -> [AddressBook.Line] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SongFileError(file: path, message: "the file cannot be read")
        }
        let lines = String(decoding: data, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        let isSubtitles = (path as NSString).pathExtension.lowercased() == "srt"
        let sung = isSubtitles ? subtitles(lines) : lines.flatMap(lyric)
        guard !sung.isEmpty else {
            throw SongFileError(file: path, message: "no line of it has a time; expected [01:02.50] and the words, or subtitles (.srt)")
        }
        return sung.sorted { $0.time < $1.time }
    }

    /// `[01:02.50]`, as often as the line is sung, then its words, which may have times of their own: `<01:02.80>`.
    static func lyric(_ line: String) -> [AddressBook.Line] {
        var rest = Substring(line)
        var times: [Double] = []
        while rest.hasPrefix("["), let end = rest.firstIndex(of: "]"), let time = ClockTime.seconds(String(rest[..<end].dropFirst())) {
            times.append(time)
            rest = rest[rest.index(after: end)...]
        }
        let words = rest.replacing(/<[0-9:.]+>/, with: "").trimmingCharacters(in: .whitespaces)
        return words.isEmpty ? [] : times.map { AddressBook.Line(time: $0, words: words) }
    }

    static func subtitles(_ lines: [String]) -> [AddressBook.Line] {
        var sung: [AddressBook.Line] = []
        var isOpen = false
        for line in lines {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if let arrow = trimmed.range(of: "-->") {
                let start = trimmed[..<arrow.lowerBound].trimmingCharacters(in: .whitespaces).replacing(",", with: ".")
                isOpen = false
                if let time = ClockTime.seconds(start) {
                    sung.append(AddressBook.Line(time: time, words: ""))
                    isOpen = true
                }
            } else if trimmed.isEmpty {
                isOpen = false
            } else if isOpen, let last = sung.indices.last {
                sung[last].words += (sung[last].words.isEmpty ? "" : " ") + trimmed
            }
        }
        return sung.filter { !$0.words.isEmpty }
    }
}
