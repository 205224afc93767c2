public import Editorial

/// Eyes from outside. A scorer is opened, asked, and closed; only one build does so at a time.
public protocol Scorer: Sendable {
    var name: String { get }
    /// The weight of each of its scores where the project names none.
    var weight: Double { get }
    /// Of everything that decides what the scorer says of itself: while it stays, `open` would say what it said before.
    func fingerprint() -> String
    /// What it says of itself where that stands in the project; nil where it must be started to say it.
    var written: ScorerFacts? { get }
    /// - Throws: `ScorerError` when it is not to be had.
    func open() async throws -> ScorerFacts
    /// Asks about all of them and tells of each as it is answered.
    /// - Parameter ledger: where every call that may cost money is written down.
    /// - Throws: `ScorerError` when nothing more can be asked; `CancellationError`.
    func ask(
        _ questions: [ScorerQuestion], ledger: any ScorerLedger,
        answered: @escaping @Sendable (ScorerQuestion, ScorerAnswer) async throws -> Void
    ) async throws
    func close() async
    /// Millionths of a dollar for one take; nil when nobody knows.
    func estimate(_ facts: ScorerFacts) -> Int?
}

/// A take as it is shown to a scorer.
public struct ScorerQuestion: Sendable, Hashable {
    public var id: String
    public var take: String
    public var shot: String
    /// `window take 3`, for messages.
    public var label: String
    /// Names the question with everything that decides its answer.
    public var key: String
    public var prompt: String
    /// Absolute paths.
    public var clip: String
    public var frames: [String]
    /// Seconds into the take of each frame.
    public var times: [Double]

    public init(
        id: String, take: String, shot: String, label: String, key: String, prompt: String, clip: String, frames: [String], times: [Double]
    ) {
        self.id = id
        self.take = take
        self.shot = shot
        self.label = label
        self.key = key
        self.prompt = prompt
        self.clip = clip
        self.frames = frames
        self.times = times
    }
}

public enum ScorerAnswer: Sendable, Hashable {
    case opinion(Opinion)
    /// Why there is none.
    case failed(String)
}

/// A scorer cannot be asked any more. The text holds no credentials.
public struct ScorerError: Error, Sendable, Hashable, CustomStringConvertible {
    public var reason: String
    /// The last words of a program.
    public var log: String
    /// The option that is at fault, where it is one.
    public var option: String?

    public init(_ reason: String, log: String = "", option: String? = nil) { (self.reason, self.log, self.option) = (reason, log, option) }
    public var description: String { reason + (log.isEmpty ? "" : "\n\(log)") }
}
