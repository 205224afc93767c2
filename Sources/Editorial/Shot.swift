/// A picture the project asks for.
public struct Shot: Hashable, Sendable, Codable {
    /// Unique in the project; letters, digits, `-`, `_` and `.`.
    public var id: String
    /// May hold `{name}` placeholders for the values of `matrix`.
    public var prompt: String
    public var negative: String?
    /// Camera words, sent after the prompt.
    public var camera: String?
    /// Prompts to send, in turn, when a service refuses the one before; may hold placeholders too.
    public var ifRefused: [String]
    /// Pictures the take starts and ends with, for generators that take them. Paths against the project's folder.
    public var firstFrame: String?
    public var lastFrame: String?
    /// How many takes to make of each combination of matrix values.
    public var takes: Int
    /// How many to keep at most, nil when the selection decides.
    public var keep: Int?
    /// How many to keep at least, as long as there are as many; one as a rule.
    public var keepMin: Int?
    /// Defects that are meant as style in this shot, besides the project's.
    public var meant: [String]
    /// Length asked of the generator, in seconds.
    public var seconds: Double
    /// Name of the generator.
    public var generator: String
    /// Where the shot may go; anywhere when nil.
    public var place: Place?
    /// Shots with the same group keep their order of the project file among themselves.
    public var group: String?
    /// Placeholder -> values, in the order written.
    public var matrix: [MatrixAxis]
    /// How its takes fill the picture and what is done to their colours; as in the whole film when nil.
    public var framing: Framing?
    public var grade: Grade?
    /// Seconds of take shown per second of film; as the cut needs it when nil.
    public var speed: Double?
    /// Its takes run backwards.
    public var isReversed: Bool

    public init(
        id: String, prompt: String, negative: String? = nil, camera: String? = nil, takes: Int = 4, keep: Int? = nil, seconds: Double = 4,
        generator: String = "animatic", place: Place? = nil, group: String? = nil, matrix: [MatrixAxis] = [],
        ifRefused: [String] = [], firstFrame: String? = nil, lastFrame: String? = nil, keepMin: Int? = nil, meant: [String] = [],
        framing: Framing? = nil, grade: Grade? = nil, speed: Double? = nil, isReversed: Bool = false
    ) {
        self.framing = framing
        self.grade = grade
        self.speed = speed
        self.isReversed = isReversed
        self.keepMin = keepMin
        self.meant = meant
        self.id = id
        self.prompt = prompt
        self.negative = negative
        self.camera = camera
        self.takes = takes
        self.keep = keep
        self.seconds = seconds
        self.generator = generator
        self.place = place
        self.group = group
        self.matrix = matrix
        self.ifRefused = ifRefused
        self.firstFrame = firstFrame
        self.lastFrame = lastFrame
    }
}

public struct MatrixAxis: Hashable, Sendable, Codable {
    public var name: String
    public var values: [String]
    public init(name: String, values: [String]) {
        self.name = name
        self.values = values
    }
}

/// Where in the song a shot may be shown. Every condition that is given must hold.
public struct Place: Hashable, Sendable, Codable {
    /// Labels (`A`, `B'`) or roles (`chorus`, `verse`) of sections; empty means any.
    public var sections: [String]
    /// 1-based, both ends included.
    public var bars: ClosedRange<Int>?
    public var beats: ClosedRange<Int>?
    /// Seconds of the film.
    public var time: ClosedRange<Double>?
    /// An address in the song, such as `chorus 2 bar 3`.
    public var at: MusicalRange?
    /// What `at` comes to in this song: seconds of the film, both ends the same for a moment; nil until the song is heard.
    public var moments: ClosedRange<Double>?
    public var first: Bool
    public var last: Bool

    public init(
        sections: [String] = [], bars: ClosedRange<Int>? = nil, beats: ClosedRange<Int>? = nil, time: ClosedRange<Double>? = nil,
        at: MusicalRange? = nil, moments: ClosedRange<Double>? = nil, first: Bool = false, last: Bool = false
    ) {
        self.sections = sections
        self.bars = bars
        self.beats = beats
        self.time = time
        self.at = at
        self.moments = moments
        self.first = first
        self.last = last
    }
}

extension Shot {
    /// One combination of matrix values.
    public typealias Variant = [String: String]

    /// All combinations, the last axis fastest; one empty combination when there is no matrix.
    public var variants: [Variant] {
        matrix.reduce([[:]]) { combinations, axis in
            combinations.flatMap { combination in axis.values.map { combination.merging([axis.name: $0]) { $1 } } }
        }
    }

    /// How many takes the shot asks for in all.
    public var takesInAll: Int { takes * variants.count }

    /// The prompt as sent: the shot's words with the variant filled in, the camera words, the project's look words.
    public func fullPrompt(look: String, variant: Variant) -> String {
        func filled(_ text: String) -> String { text.filled(with: variant) }
        return [prompt, camera ?? "", look].map(filled).map(\.trimmed).filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// What not to show, as sent: with the variant filled in; nil when there is nothing to say.
    public func fullNegative(variant: Variant) -> String? {
        guard let text = negative?.filled(with: variant).trimmed, !text.isEmpty else { return nil }
        return text
    }

    /// The shot asking for its place-th other prompt, after the first was refused; nil when there are no more.
    public func asking(alternative place: Int) -> Shot? {
        guard ifRefused.indices.contains(place) else { return nil }
        var shot = self
        shot.prompt = ifRefused[place]
        return shot
    }

    /// The shot asking not to show the given words.
    /// - Parameter inNegative: false for generators without a negative prompt: the words then end the prompt.
    public func avoiding(_ words: [String], inNegative: Bool) -> Shot {
        guard !words.isEmpty else { return self }
        var shot = self
        let list = words.joined(separator: ", ")
        if inNegative {
            shot.negative = [negative ?? "", list].filter { !$0.isEmpty }.joined(separator: ", ")
        } else {
            shot.prompt = "\(prompt.trimmed), without \(list)"
        }
        return shot
    }
}

extension String {
    /// The text with each `{name}` replaced by its value, in one pass: braces inside a value are not looked at again, so
    /// the order of the names does not matter.
    fileprivate func filled(with values: [String: String]) -> String {
        var result = ""
        var rest = self[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[open...]
            if let close = rest.firstIndex(of: "}"), let value = values[String(rest[rest.index(after: open)..<close])] {
                result += value
                rest = rest[rest.index(after: close)...]
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result + rest
    }

    fileprivate var trimmed: String {
        var text = Substring(self)
        while let last = text.last, last.isWhitespace || last == "," { text.removeLast() }
        while let first = text.first, first.isWhitespace || first == "," { text.removeFirst() }
        return String(text)
    }
}
