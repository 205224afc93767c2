import Editorial
import Foundation
import Timebase

/// Lyrics (`.lrc`) to be shown: `[01:02.50] hold on`. Each line stays until the next one or a time without words, five seconds at most.
enum LyricLines {
    private static let longest = 5.0

    /// - Throws: `SongFileError` with the line at fault.
    static func read(_ lines: [String], _ path: String) throws -> [Captions.Line] {
        var sung: [AddressBook.Line] = []
        var offset = 0.0
        for (index, line) in lines.enumerated() {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if let match = trimmed.firstMatch(of: /^\[offset:\s*([+-]?[0-9]+)\s*\]/) {
                // Milliseconds by which the words come sooner.
                offset = Double(match.output.1).map { $0 / 1000 } ?? 0
                continue
            }
            if let match = trimmed.firstMatch(of: /^\[[0-9][^\]]*\]?/), !isTime(match.output) {
                throw SongFileError(file: path, line: index + 1, message: "expected a time such as [01:02.50], found '\(match.output)'")
            }
            sung += LyricsFile.lyric(trimmed) + silences(trimmed)
        }
        let all = sung.map { AddressBook.Line(time: max(0, $0.time - offset), words: $0.words) }.sorted { $0.time < $1.time }
        let shown = all.indices.compactMap { index -> Captions.Line? in
            let next = all.dropFirst(index + 1).first { $0.time > all[index].time }?.time ?? .infinity
            guard !all[index].words.isEmpty, !SectionsFile.isMark(all[index].words) else { return nil }
            return Captions.Line(start: all[index].time, end: min(next, all[index].time + longest), text: ScriptText.plain(all[index].words))
        }
        guard !shown.isEmpty else { throw SongFileError(file: path, message: "no line of it has a time; expected [01:02.50] and the words") }
        return shown
    }

    private static func isTime(_ tag: Substring) -> Bool { tag.hasSuffix("]") && ClockTime.seconds(String(tag.dropFirst().dropLast())) != nil }

    /// Times with nothing after them.
    private static func silences(_ line: String) -> [AddressBook.Line] {
        guard line.hasSuffix("]"), LyricsFile.lyric(line).isEmpty else { return [] }
        return line.matches(of: /\[([0-9][^\]]*)\]/).compactMap { match in
            ClockTime.seconds(String(match.output.1)).map { AddressBook.Line(time: $0, words: "") }
        }
    }
}
