import Content

/// One ask to a generator, before it is made. Equal asks have equal ids, so planning twice plans once.
public struct RequestPlan: Hashable, Sendable, Codable {
    /// Digest of shot, variant, seed, generator and recipe key. Not of the ordinal: a shot that asks for more takes asks for the
    /// ones it has under the same ids.
    public let id: String
    public let shot: String
    public let variant: [String: String]
    /// Place among all takes asked of the shot, 0-based.
    public let ordinal: Int
    public let seed: UInt64
    /// Name of the generator in the project, and its kind.
    public let generator: String
    public let kind: String
    public let model: String?
    /// As sent.
    public let prompt: String
    public let negative: String?
    /// Names everything that shapes the picture but seed and ordinal: takes with the same key answer the same question.
    public let recipeKey: String
    /// Canonical JSON of all that is sent.
    public let recipe: String
    /// Millionths of a dollar.
    public let estimated: Int
    /// The take this is a retake of. Not part of the id, as the reason is not.
    public let parent: String?
    public let reason: RequestReason?

    public init(
        shot: String, variant: [String: String] = [:], ordinal: Int, seed: UInt64, generator: String, kind: String, model: String? = nil,
        prompt: String, negative: String? = nil, recipeKey: String, recipe: String, estimated: Int = 0,
        parent: String? = nil, reason: RequestReason? = nil
    ) {
        self.shot = shot
        self.variant = variant
        self.ordinal = ordinal
        self.seed = seed
        self.generator = generator
        self.kind = kind
        self.model = model
        self.prompt = prompt
        self.negative = negative
        self.recipeKey = recipeKey
        self.recipe = recipe
        self.estimated = estimated
        self.parent = parent
        self.reason = reason
        let pairs = variant.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        let fields = [shot, String(pairs.count)] + pairs + [String(seed), generator, recipeKey]
        // Each field with its length before it, so that no two lists of fields read the same.
        id = Digest(of: fields.map { "\($0.utf8.count):\($0)" }.joined()).hex
    }
}
