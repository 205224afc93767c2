public import Editorial

/// What a scorer says of itself: who it is, what it wants to be shown, and what it scores.
public struct ScorerFacts: Sendable, Hashable, Codable {
    public enum Wants: Sendable, Hashable, Codable {
        /// So many JPEG pictures, none larger than the long side in pixels.
        case frames(count: Int, longSide: Int)
        /// The file as it is.
        case clip
    }

    /// The program's or model's own name.
    public var name: String
    public var version: String
    public var wants: Wants
    public var scores: [ScoreRange]
    /// How many requests it takes before it has answered the first of them.
    public var batch: Int

    public init(name: String, version: String, wants: Wants, scores: [ScoreRange], batch: Int = 1) {
        self.name = name
        self.version = version
        self.wants = wants
        self.scores = scores
        self.batch = batch
    }
}

/// A score as a scorer counts it.
public struct ScoreRange: Sendable, Hashable, Codable {
    public var key: String
    public var min: Double
    public var max: Double
    public var higherIsBetter: Bool

    public init(_ key: String, min: Double = 0, max: Double = 1, higherIsBetter: Bool = true) {
        self.key = key
        self.min = min
        self.max = max
        self.higherIsBetter = higherIsBetter
    }

    /// From 0 (bad) to 1 (good), what lies outside of the range at its ends, with the raw number kept.
    public func part(_ raw: Double) -> Scores.Part {
        let share = Swift.min(1, Swift.max(0, (raw - min) / (max - min)))
        return Scores.Part(score: higherIsBetter ? share : 1 - share, raw: raw)
    }
}
