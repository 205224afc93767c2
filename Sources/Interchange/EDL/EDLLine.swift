import Timebase

/// A line with an event's number: `002  REEL  V  D  012  00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00`.
struct EDLLine {
    enum Kind: Hashable {
        case cut
        case dissolve(Int)
        case wipe(Int)
        /// What lies below a key, and what lies over it.
        case background, key

        var isCut: Bool { self == .cut }
    }

    struct Time {
        var text: Substring
        var column: Int
    }

    /// Of the text, from 1 on.
    let number: Int
    let event: Int
    let reel: String
    /// Of pictures, from 1 on; nil for sound.
    let track: Int?
    let kind: Kind
    /// In and out of the source, in and out of the record.
    let times: [Time]
    /// What the last FCM line said.
    let drops: Bool

    /// Nil for what is no such line.
    init?(_ line: Substring, number: Int, column: Int, drops: Bool) {
        var fields = line.split(whereSeparator: \.isWhitespace)
        guard let event = fields.first.flatMap({ Int($0) }), event >= 0, fields.count >= 7 else { return nil }
        let times = fields.suffix(4).map { Time(text: $0, column: column + line.distance(from: line.startIndex, to: $0.startIndex)) }
        guard times.allSatisfy({ TimeCode.split($0.text) != nil }) else { return nil }
        fields = Array(fields.dropFirst().dropLast(4))
        let frames = fields.count > 2 ? fields.last.flatMap { Int($0) } : nil
        if frames != nil { fields.removeLast() }
        var code = fields.popLast()?.uppercased() ?? ""
        if code == "B" || code == "O", fields.last?.uppercased() == "K" {
            fields.removeLast()
            code = "K" + code
        }
        let length = min(max(frames ?? 0, 0), 1_000_000)
        switch code.first {
        case "C": kind = .cut
        case "D": kind = .dissolve(length)
        case "W": kind = .wipe(length)
        case "K": kind = code == "KB" ? .background : .key
        default: return nil
        }
        guard let channel = fields.popLast()?.uppercased() else { return nil }
        if channel == "B" {
            track = 1
        } else if let place = channel.firstIndex(of: "V") {
            track = Int(channel[channel.index(after: place)...].prefix(2)) ?? 1
        } else {
            track = nil
        }
        (self.number, self.event, self.times, self.drops) = (number, event, times, drops)
        reel = fields.joined(separator: " ")
    }

    var isBlack: Bool { ["BL", "BLACK"].contains(reel.uppercased()) }
}

/// An event: its one or two lines, and what is said below them.
struct EDLGroup {
    var number: Int
    var lines: [EDLLine]
    var from: String?
    var to: String?
    var files: [String] = []
    /// Frames per second, with the reel that they are of.
    var speed: (reel: String, value: Double)?
    var isFrozen = false
    var effect: String?
    var takes: [String] = []
    /// Time code, with the text behind the colour.
    var locators: [(time: Substring, text: String, line: Int)] = []
    /// Resolve's: note, name, frames.
    var marker: (note: String, name: String, frames: Int)?

    init(number: Int, lines: [EDLLine]) { (self.number, self.lines) = (number, lines) }

    mutating func append(_ line: EDLLine) { lines.append(line) }

    mutating func read(comment raw: Substring, line number: Int) {
        let line = raw.drop { $0 == "*" || $0.isWhitespace }
        takes += TakeIDs.found(in: [String(line)]).filter { !takes.contains($0) }
        if let text = Self.text(of: line, ["FROM CLIP NAME", "KEY CLIP NAME"]) {
            from = from ?? text
        } else if let text = Self.text(of: line, ["TO CLIP NAME"]) {
            to = to ?? text
        } else if let text = Self.text(of: line, ["SOURCE FILE", "FROM CLIP", "FROM FILE", "TO CLIP", "TO FILE"]) {
            files.append(text)
        } else if let text = Self.text(of: line, ["EFFECTS NAME IS"]) {
            effect = text
        } else if line.hasPrefix("FREEZE FRAME") {
            isFrozen = true
        } else if line.hasPrefix("LOC:") {
            let fields = line.dropFirst(4).split(maxSplits: 2, whereSeparator: \.isWhitespace)
            guard let time = fields.first else { return }
            locators.append((time, fields.count > 2 ? EDLReading.trimmed(fields[2]) : "", number))
        } else if line.hasPrefix("M2") {
            let fields = line.dropFirst(2).split(whereSeparator: \.isWhitespace)
            let rest = TimeCode.split(fields.last ?? "") != nil ? fields.dropLast() : fields[...]
            guard let value = rest.last.flatMap({ Double($0) }), value.isFinite, abs(value) < 100_000 else { return }
            speed = (rest.dropLast().joined(separator: " "), value)
        } else if let place = line.firstRange(of: "|C:"), let name = line.firstRange(of: "|M:"), place.upperBound <= name.lowerBound {
            let rest = line[name.upperBound...]
            let end = rest.firstRange(of: "|D:")
            let frames = end.flatMap { Int(EDLReading.trimmed(rest[$0.upperBound...])) } ?? 1
            let note = EDLReading.trimmed(raw[..<place.lowerBound])
            marker = (note, EDLReading.trimmed(rest[..<(end?.lowerBound ?? rest.endIndex)]), min(max(frames, 1), 1_000_000))
        }
    }

    private static func text(of line: Substring, _ names: [String]) -> String? {
        for name in names where line.hasPrefix(name) {
            let rest = line.dropFirst(name.count)
            // `FROM CLIP IS A STILL` is none.
            guard rest.first == ":" || (name.hasSuffix("IS") && rest.first == " ") else { continue }
            let text = EDLReading.trimmed(rest.dropFirst())
            return text.isEmpty ? nil : text
        }
        return nil
    }
}
