public import Content
public import Editorial

/// A file that a generator brought home.
public struct MadeTake: Hashable, Sendable, Codable {
    public var blob: Blob
    /// Nil when the file cannot be decoded; `broken` then says why.
    public var facts: MediaFacts?
    public var broken: String?
    /// The seed that was used, where the generator says.
    public var seed: UInt64?
    public var model: String?
    /// What it cost, where the generator says.
    public var microdollars: Int?
    /// Where an imported file lay.
    public var origin: String?

    public init(
        blob: Blob, facts: MediaFacts?, broken: String? = nil, seed: UInt64? = nil, model: String? = nil, microdollars: Int? = nil,
        origin: String? = nil
    ) {
        self.blob = blob
        self.facts = facts
        self.broken = broken
        self.seed = seed
        self.model = model
        self.microdollars = microdollars
        self.origin = origin
    }
}
