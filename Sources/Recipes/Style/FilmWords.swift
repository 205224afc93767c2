public import Content
public import Timebase

/// The words of a film, before they are cut up over its segments.
public struct FilmWords: Hashable, Sendable {
    public struct Event: Hashable, Sendable {
        /// Milliseconds of the film. Each is seen from the frame nearest to its start up to the one nearest to its end.
        public var start: Int
        public var end: Int
        /// The name of a style of `header`, and the text in the script's own language.
        public var style: String
        public var text: String
        public var layer: Int
        /// What a script says between the style and the words: name, three margins, effect.
        public var fields: String

        public init(start: Int, end: Int, style: String, text: String, layer: Int = 0, fields: String = ",0,0,0,") {
            (self.start, self.end, self.style, self.text, self.layer, self.fields) = (start, end, style, text, layer, fields)
        }
    }

    /// A script of Advanced SubStation Alpha, with a raster and styles of its own.
    public struct Script: Hashable, Sendable {
        /// All of it up to its events.
        public var header: String
        public var events: [Event]

        public init(header: String, events: [Event]) { (self.header, self.events) = (header, events) }
    }

    /// Drawn one over the other.
    public var scripts: [Script]
    public var fonts: [Blob]

    public init(scripts: [Script], fonts: [Blob] = []) { (self.scripts, self.fonts) = (scripts, fonts) }

    /// The same words so many milliseconds later.
    public func moved(by milliseconds: Int) -> FilmWords {
        var words = self
        for script in words.scripts.indices {
            for event in words.scripts[script].events.indices {
                words.scripts[script].events[event].start += milliseconds
                words.scripts[script].events[event].end += milliseconds
            }
        }
        return words
    }
}

extension FilmWords {
    /// What of them is seen in some frames of the film; nil for nothing.
    public func step(in record: FrameRange, rate: FrameRate) -> WordsStep? {
        let seen = scripts.compactMap { script -> WordsStep.Script? in
            let lines = script.events.compactMap { event -> WordsStep.Line? in
                let (first, end) = (Self.frame(event.start, rate), Self.frame(event.end, rate))
                guard first < min(end, record.end), end > record.start else { return nil }
                return WordsStep.Line(
                    first: first - record.start, end: end - record.start, layer: event.layer, style: event.style, fields: event.fields,
                    text: event.text)
            }
            return lines.isEmpty ? nil : WordsStep.Script(header: script.header, lines: lines)
        }
        return seen.isEmpty ? nil : WordsStep(scripts: seen, fonts: fonts)
    }

    private static func frame(_ milliseconds: Int, _ rate: FrameRate) -> Int {
        Int((Rational(Int64(milliseconds), 1000) * rate.framesPerSecond).rounded)
    }
}
