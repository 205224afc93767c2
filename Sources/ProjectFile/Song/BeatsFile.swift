public import Editorial
import Foundation

/// Beats that somebody else found or set, as other programs write them:
///
/// - text: a time in seconds on each line, after it the place in the bar if it is known (`12.48 1`); `#` begins a remark
/// - labels of Audacity: start, end and label between tabs; a label that is a number is the place in the bar
/// - MIDI: its tempo map and time signatures
/// - JSON: `{"beats": [seconds], "downbeats": [seconds]}`, as `mv beats --json` prints it
public enum BeatsFile {
    private static let blanks = Set(" \t\r\n\u{FEFF}".utf8)

    /// - Parameter duration: of the song: a tempo map goes on for ever.
    /// - Throws: `SongFileError`.
    public static func read(_ path: String, duration: Double) throws -> [BeatMark] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SongFileError(file: path, message: "the file cannot be read")
        }
        let marks: [BeatMark]
        if data.starts(with: Data("MThd".utf8)) {
            marks = try TempoMap(data, file: path).beats(until: duration, file: path)
        } else if data.first(where: { !blanks.contains($0) }) == UInt8(ascii: "{") {
            marks = try HeardElsewhere(json: data, source: path).beats
        } else {
            marks = try text(data, path)
        }
        guard marks.count >= 2 else { throw SongFileError(file: path, message: "expected at least two beats, found \(marks.count)") }
        return marks
    }

    private static func text(_ data: Data, _ path: String) throws -> [BeatMark] {
        var marks: [BeatMark] = []
        let lines = String(decoding: data, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            let words = line.prefix { $0 != "#" }.split { $0.isWhitespace || $0 == "," || $0 == ";" }
            guard let first = words.first else { continue }
            guard let time = Double(first), time.isFinite, time >= 0 else {
                throw SongFileError(file: path, line: index + 1, message: "expected a time in seconds such as 12.48, found '\(first)'")
            }
            if let last = marks.last, time <= last.time {
                throw SongFileError(file: path, line: index + 1, message: "\(first) is not after the beat before it, at \(last.time)")
            }
            // Labels have start, end and text; other lists the time and the place in the bar.
            let label = words.count > 2 ? words[2] : words.count == 2 && !words[1].contains(".") ? words[1] : nil
            marks.append(BeatMark(time: time, beatInBar: label.flatMap { Int($0) }.flatMap { (1...64).contains($0) ? $0 : nil }))
        }
        return marks
    }
}
