public import Timebase

/// CMX3600, `.edl`, as editors write it: also with long reels, colons in drop-frame code, comments of Avid's, Premiere's and Resolve's kind
/// and Resolve's markers.
public enum EDLReader {
    /// - Parameters:
    ///   - rate: of the sequence. The list itself says none, and it is not guessed.
    ///   - startFrame: the time code of the sequence's first frame, as a number of frames; nil to count from the first event on.
    /// - Throws: for what has no event; for a missing rate; for a time code that does not exist at the rate.
    public static func read(_ text: String, rate: FrameRate?, startFrame: Int? = nil) throws(EditFileError) -> ReturnedEdit {
        guard text.utf8.count <= 64 << 20 else { throw EditFileError("the file is larger than 64 MiB") }
        var reading = EDLReading(text)
        guard !reading.groups.isEmpty || reading.title != nil else {
            throw EditFileError("this is no CMX3600 list: it has no event", suggestion: "export the sequence as a CMX3600 EDL")
        }
        guard let first = reading.groups.first else { return ReturnedEdit(name: reading.title ?? "", rate: rate, clips: []) }
        guard let rate else {
            throw EditFileError(
                "a CMX3600 list says no frame rate, and its time codes mean nothing without", line: first.lines.first?.number,
                suggestion: "name the rate of the sequence that it was made from")
        }
        return try reading.edit(rate: rate, startFrame: startFrame)
    }
}

/// One pass over a list.
struct EDLReading {
    private(set) var title: String?
    private(set) var groups: [EDLGroup] = []
    /// Whether semicolons tell drop-frame code; where a list has none, its FCM lines do.
    private(set) var hasSemicolons = false
    var notes = ReadingNotes()
    private var sounds = 0

    init(_ text: String) {
        var drops = false
        var number = 0
        // A group of sound whose comments are not those of the picture.
        var isSound = false
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let line = raw.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
            if let event = EDLLine(line, number: number, column: raw.distance(from: raw.startIndex, to: line.startIndex) + 1, drops: drops)
            {
                hasSemicolons = hasSemicolons || event.times.contains { $0.text.contains(";") }
                let isOfLast = groups.last?.number == event.event
                if event.track == nil {
                    (isSound, sounds) = (!isOfLast, sounds + 1)
                } else if isOfLast, !event.kind.isCut, groups[groups.count - 1].lines.count == 1, !isSound {
                    groups[groups.count - 1].append(event)
                } else {
                    isSound = false
                    groups.append(EDLGroup(number: event.event, lines: [event]))
                }
            } else if line.hasPrefix("TITLE:") {
                title = title ?? Self.trimmed(line.dropFirst(6))
            } else if line.hasPrefix("FCM:") {
                drops = !line.contains("NON") && line.contains("DROP")
            } else if !isSound, !groups.isEmpty {
                groups[groups.count - 1].read(comment: line, line: number)
            }
        }
        if sounds > 0 { notes.add(sounds == 1 ? "1 event of sound is not read" : "\(sounds) events of sound are not read") }
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop { $0.isWhitespace }
        return String(start[..<(start.lastIndex { !$0.isWhitespace }.map { start.index(after: $0) } ?? start.startIndex)])
    }
}
