public import Content
public import Timebase

/// Words on the pictures of a segment, drawn by libass.
public struct WordsStep: Hashable, Sendable, Codable {
    /// A line of a script of Advanced SubStation Alpha. One that the segment begins or ends in the middle of has all of its frames, so that
    /// what moves in it goes on from segment to segment.
    public struct Line: Hashable, Sendable, Codable {
        /// Frames of the segment in which it is seen, from the first one, which may lie before the segment, to the one after the last.
        public var first: Int
        public var end: Int
        public var layer: Int
        public var style: String
        /// What a script says between the style and the words: name, three margins, effect.
        public var fields: String
        public var text: String

        public init(first: Int, end: Int, layer: Int = 0, style: String, fields: String = ",0,0,0,", text: String) {
            (self.first, self.end, self.layer, self.style, self.fields, self.text) = (first, end, layer, style, fields, text)
        }
    }

    public struct Script: Hashable, Sendable, Codable {
        /// All of it up to its lines.
        public var header: String
        public var lines: [Line]

        public init(header: String, lines: [Line]) { (self.header, self.lines) = (header, lines) }
    }

    /// Drawn one over the other.
    public var scripts: [Script]
    /// Fonts that are preferred to those of the system.
    public var fonts: [Blob]

    public init(scripts: [Script], fonts: [Blob] = []) { (self.scripts, self.fonts) = (scripts, fonts) }
}

extension WordsStep {
    /// The segment's frame at which the clock of the written scripts starts.
    public var start: Int { scripts.flatMap { $0.lines.map(\.first) }.min() ?? 0 }

    /// What of them is seen in some frames of the segment, counted from the first of these; nil for nothing.
    func part(_ range: FrameRange) -> WordsStep? {
        let seen = scripts.compactMap { script -> Script? in
            let lines = script.lines.filter { $0.first < range.end && $0.end > range.start }.map { line in
                var line = line
                line.first -= range.start
                line.end -= range.start
                return line
            }
            return lines.isEmpty ? nil : Script(header: script.header, lines: lines)
        }
        return seen.isEmpty ? nil : WordsStep(scripts: seen, fonts: fonts)
    }

    /// The scripts as libass reads them.
    public func written(at rate: FrameRate) -> [String] {
        let start = start
        return scripts.map { script in
            let lines = script.lines.map { line in
                let (from, to) = (Self.clock(line.first - start, rate), Self.clock(line.end - start, rate))
                return "Dialogue: \(line.layer),\(from),\(to),\(line.style),\(line.fields),\(line.text)\n"
            }
            return script.header + "\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n" + lines.joined()
        }
    }

    /// The last hundredth of a second that is surely not after a frame's time, as scripts have it: `0:01:02.50`. Up to 60 frames a second it is
    /// after the frame before.
    private static func clock(_ frame: Int, _ rate: FrameRate) -> String {
        let milliseconds = (Rational(Int64(frame) * 1000) / rate.framesPerSecond - Rational(1)).floor
        let hundredths = max(0, Int(milliseconds)) / 10
        let (seconds, rest) = (hundredths / 100, hundredths % 100)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60)).\(two(rest))"
    }
}
