/// What takes are counted by.
public enum YieldAxis: Hashable, Sendable {
    case prompt, look, model, generator, seed, shot
    /// The value that a shot's matrix gave to a name.
    case matrix(String)

    /// `matrix` for any word that is not one of the others.
    public init(_ word: String) {
        self =
            switch word {
            case "prompt": .prompt
            case "look": .look
            case "model": .model
            case "generator": .generator
            case "seed": .seed
            case "shot": .shot
            default: .matrix(word)
            }
    }

    /// The words that stand for an axis of their own.
    public static let words = ["shot", "prompt", "look", "model", "generator", "seed"]
}

/// What came of the takes of one prompt, model, seed…
public struct YieldLine: Hashable, Sendable {
    /// Nil for takes that have none, such as the look of an import.
    public var name: String?
    public var takes = 0
    /// Picked by a person, or kept by the last selection and not rejected since.
    public var kept = 0
    /// Of the kept ones, those a person picked.
    public var picked = 0
    public var rejected = 0
    /// Requests the service would not make, and requests that came to nothing.
    public var refused = 0
    public var failed = 0
    /// Millionths of a dollar, with what was billed for requests without a take.
    public var cost = 0
    public var keptSeconds = 0.0
    /// Rejections by their category.
    public var reasons: [RejectReason.Category: Int] = [:]
    /// Rejections in other words, and without any.
    public var otherWords = 0
    public var withoutReason = 0

    public init(name: String?) { self.name = name }

    /// Kept of all takes; nil without takes.
    public var keepRate: Double? { takes == 0 ? nil : Double(kept) / Double(takes) }
    /// Millionths of a dollar; nil where nothing was kept.
    public var costPerKeptSecond: Double? { keptSeconds > 0 ? Double(cost) / keptSeconds : nil }

    mutating func add(_ other: YieldLine) {
        takes += other.takes
        kept += other.kept
        picked += other.picked
        rejected += other.rejected
        refused += other.refused
        failed += other.failed
        cost += other.cost
        keptSeconds += other.keptSeconds
        reasons.merge(other.reasons, uniquingKeysWith: +)
        otherWords += other.otherWords
        withoutReason += other.withoutReason
    }

    /// The sum of several lines.
    public static func total(_ lines: [YieldLine]) -> YieldLine {
        lines.reduce(into: YieldLine(name: nil)) { $0.add($1) }
    }
}
