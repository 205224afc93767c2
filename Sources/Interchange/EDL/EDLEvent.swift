import Timebase

/// Time codes of a list.
struct EDLCode {
    let rate: FrameRate
    /// The time code of the film's first frame, as a number of frames.
    let start: Int
    let drops: Bool

    init(film: HandOff, dropsFrames: Bool) {
        (rate, start, drops) = (film.rate, film.startFrame, dropsFrames && TimeCode.dropsFrames(film.rate))
    }

    func source(_ frame: Int) -> String { TimeCode.text(frame, at: rate, dropsFrames: drops) }
    func record(_ frame: Int) -> String { TimeCode.text(start + frame, at: rate, dropsFrames: drops) }
}

/// One number of a list: a cut, or the two lines of a dissolve.
struct EDLEvent {
    struct Line {
        var reel: String
        /// Frames of the dissolve; nil for a cut.
        var dissolve: Int?
        var source: Int
        var record: FrameRange

        func written(number: Int, _ code: EDLCode) -> String {
            let fields = [
                EDLText.padded(number, 3) + "  " + reel + String(repeating: " ", count: max(0, 8 - reel.utf8.count)), "V    ",
                dissolve.map { "D    " + EDLText.padded($0, 3) } ?? "C       ", code.source(source), code.source(source + record.count),
                code.record(record.start), code.record(record.end),
            ]
            return fields.joined(separator: " ")
        }
    }
    var lines: [Line]
    var comments: [String]

    /// First frame of the film that it records.
    var start: Int { lines.last?.record.start ?? 0 }
}

/// ASCII on one line.
enum EDLText {
    /// Line ends and other control characters become spaces, what is not ASCII a `?`; without spaces at the ends.
    static func plain(_ text: String, most: Int = .max) -> String {
        let letters = text.prefix(most).map { character -> Character in
            if character.isNewline || character.unicodeScalars.allSatisfy({ $0.value < 0x20 || $0.value == 0x7F }) { return " " }
            return character.isASCII ? character : "?"
        }
        let ends = letters.drop { $0 == " " }
        return String(ends[..<(ends.lastIndex { $0 != " " }.map { $0 + 1 } ?? ends.startIndex)])
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
