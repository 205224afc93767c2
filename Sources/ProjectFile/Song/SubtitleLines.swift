import Editorial
import Foundation
import Timebase

/// Subtitles of SubRip (`.srt`): a number, `00:01:02,500 --> 00:01:05,000`, then words up to an empty line.
enum SubtitleLines {
    /// - Throws: `SongFileError` with the line at fault.
    static func read(_ lines: [String], _ path: String) throws -> [Captions.Line] {
        var read: [Captions.Line] = []
        var words: [String] = []
        func end() {
            guard let last = read.indices.last else { return }
            read[last].text = text(words)
            words = []
        }
        for (index, line) in lines.enumerated() {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if trimmed.contains("-->") {
                // The number that the next line of words has belongs to it.
                if let last = words.last, Int(last) != nil { words.removeLast() }
                end()
                let (start, end) = try times(trimmed, index, path)
                read.append(Captions.Line(start: start, end: end, text: ""))
            } else if read.isEmpty, !trimmed.isEmpty, Int(trimmed) == nil {
                throw SongFileError(
                    file: path, line: index + 1, message: "expected times such as 00:01:02,500 --> 00:01:05,000 before the words '\(trimmed.prefix(40))'")
            } else if !read.isEmpty {
                words.append(trimmed)
            }
        }
        end()
        let seen = read.filter { !$0.text.isEmpty }
        guard !seen.isEmpty else { throw SongFileError(file: path, message: "no words with times are in it; expected 00:01:02,500 --> 00:01:05,000") }
        return seen.sorted { $0.start < $1.start }
    }

    private static func times(_ line: String, _ index: Int, _ path: String) throws -> (Double, Double) {
        let parts = line.split(separator: "-->", maxSplits: 1, omittingEmptySubsequences: false)
        // Places such as X1:63 may follow.
        let times = parts.compactMap { part in
            part.split(separator: " ").first.flatMap { ClockTime.seconds(String($0).replacing(",", with: ".")) }
        }
        guard times.count == 2 else {
            throw SongFileError(file: path, line: index + 1, message: "expected times such as 00:01:02,500 --> 00:01:05,000, found '\(line)'")
        }
        guard times[1] > times[0] else { throw SongFileError(file: path, line: index + 1, message: "it ends before it begins: '\(line)'") }
        return (times[0], times[1])
    }

    /// Tags that mean something are turned, others left out: `<i>`, `<b>`, and `{\an8}` for words at the top.
    private static func text(_ lines: [String]) -> String {
        var lines = lines[...]
        while lines.first?.isEmpty == true { lines.removeFirst() }
        while lines.last?.isEmpty == true { lines.removeLast() }
        let tag = /<(\/?)([A-Za-z]+)[^<>]*>|\{(\\[^{}]*)\}/
        return lines.filter { !$0.isEmpty }.map { line in
            var made = ""
            var rest = line[...]
            while let match = rest.firstMatch(of: tag) {
                made += ScriptText.plain(String(rest[..<match.range.lowerBound]), startsLine: made.isEmpty)
                made += turned(match.output.2.map { $0.lowercased() }, closes: match.output.1 == "/", match.output.3.map(String.init))
                rest = rest[match.range.upperBound...]
            }
            return made + ScriptText.plain(String(rest), startsLine: made.isEmpty)
        }.joined(separator: "\\N")
    }

    private static func turned(_ name: String?, closes: Bool, _ command: String?) -> String {
        if let command { return command.wholeMatch(of: /\\an[1-9]/) == nil ? "" : "{\(command)}" }
        return name == "i" || name == "b" || name == "u" ? "{\\\(name!)\(closes ? 0 : 1)}" : ""
    }
}
