public import Content
public import Editorial

/// A take on its way into the pool: its file is already in the store.
public struct NewTake: Hashable, Sendable {
    public var blob: Blob
    /// Nil only with `broken`.
    public var facts: MediaFacts?
    /// Why the file cannot be decoded.
    public var broken: String?
    public var shot: String
    /// The request it answers; nil for an import.
    public var request: String?
    /// The next free one of the shot when nil.
    public var ordinal: Int?
    public var variant: [String: String]
    public var generator: String
    public var kind: String
    public var model: String?
    public var prompt: String
    public var negative: String?
    public var seed: UInt64?
    public var recipeKey: String?
    public var recipe: String?
    /// Where an imported file lay.
    public var importedFrom: String?
    /// Millionths of a dollar the service billed on delivery. Nil when it did not say: what is still reserved for the request
    /// then counts as billed. Without a request, what the person says it cost.
    public var charging: Int?

    /// A take that no request of ours made.
    public init(
        importing blob: Blob, facts: MediaFacts?, broken: String? = nil, shot: String, generator: String, kind: String = "import",
        ordinal: Int? = nil, prompt: String = "", seed: UInt64? = nil, importedFrom: String? = nil
    ) {
        (self.blob, self.facts, self.broken) = (blob, facts, broken)
        (self.shot, self.ordinal, self.generator, self.kind, self.prompt, self.seed) = (shot, ordinal, generator, kind, prompt, seed)
        self.importedFrom = importedFrom
        variant = [:]
    }

    /// The delivery of a request.
    ///
    /// - Parameters:
    ///   - model: the model the service says it used, where that is not the one asked for.
    ///   - origin: where the file lay, for requests that import one.
    public init(
        of request: RequestPlan, blob: Blob, facts: MediaFacts?, broken: String? = nil, model: String? = nil, origin: String? = nil,
        charging: Int? = nil
    ) {
        (self.blob, self.facts, self.broken) = (blob, facts, broken)
        (shot, self.request, ordinal, variant) = (request.shot, request.id, request.ordinal, request.variant)
        (generator, kind, self.model) = (request.generator, request.kind, model ?? request.model)
        (prompt, negative, seed) = (request.prompt, request.negative, request.seed)
        (recipeKey, recipe) = (request.recipeKey, request.recipe)
        importedFrom = origin
        self.charging = charging
    }
}
