public import Content
public import Editorial
public import Execution

/// What makes takes. Asking and collecting are apart, so that a crash between them costs nothing: the ticket is on disk by then.
public protocol Generator: Sendable {
    /// The options this kind understands.
    static var kind: GeneratorKind { get }

    /// True when asking has no effect outside this machine: `submit` may then be called again after a crash, and takes whose
    /// files were lost may be made again unasked.
    var isLocal: Bool { get }

    /// - Parameter folder: the project file's folder, against which paths in the options are meant.
    /// - Throws: `GeneratorError` when the options cannot work, in words for the user.
    init(spec: GeneratorSpec, folder: String) throws

    /// The requests that a shot stands for.
    func requests(for shot: Shot, in project: Project) throws -> [TakeRequest]

    /// One more request of a shot with a seed of its own; nil for kinds that cannot make takes on demand.
    func request(for shot: Shot, in project: Project, variant: Shot.Variant, ordinal: Int, seed: UInt64) throws -> TakeRequest?

    /// What one request will take, before anything is asked.
    func estimate(_ request: TakeRequest) -> Estimate

    /// Asks. For a paid service this is the moment that costs money: it is called once for a request, and the ticket is
    /// written down before anything else happens.
    func submit(_ request: TakeRequest) async throws -> Ticket

    /// Brings home what was asked for; `ended` is called once for every request, as each ends. May be called again with the same
    /// tickets after a crash, and must not ask (or pay) again.
    func collect(
        _ submitted: [SubmittedRequest], in context: GeneratorContext,
        ended: @escaping @Sendable (TakeRequest, CollectOutcome) async -> Void
    ) async throws

    /// Gives up a request. Best effort: the answer says whether the other side stopped.
    func cancel(_ ticket: Ticket) async throws -> Bool
}

extension Generator {
    public var isLocal: Bool { true }
    public func cancel(_ ticket: Ticket) async throws -> Bool { true }
}

/// What a request will take.
public struct Estimate: Hashable, Sendable, Codable {
    /// Millionths of a US dollar; nil when nobody knows.
    public var microdollars: Int?
    /// Seconds of one processor or of waiting; nil when nobody knows.
    public var seconds: Double?

    public init(microdollars: Int?, seconds: Double?) {
        self.microdollars = microdollars
        self.seconds = seconds
    }
    public static let free = Estimate(microdollars: 0, seconds: nil)
}

/// What a generator gives back on asking: enough to find the work again after a crash.
public struct Ticket: Hashable, Sendable, Codable {
    public var text: String
    public init(_ text: String) { self.text = text }
}

public struct SubmittedRequest: Hashable, Sendable, Codable {
    public var request: TakeRequest
    public var ticket: Ticket
    public init(request: TakeRequest, ticket: Ticket) {
        self.request = request
        self.ticket = ticket
    }
}

/// A file that a generator brought home.
public struct MadeTake: Hashable, Sendable, Codable {
    public var blob: Blob
    /// Nil when the file cannot be decoded; `broken` then says why.
    public var facts: MediaFacts?
    public var broken: String?
    /// The seed that was used, where the generator says.
    public var seed: UInt64?
    public var model: String?
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

public enum CollectOutcome: Sendable {
    case made([MadeTake])
    case failed(GeneratorError)
}

/// What a generator may use while it collects.
public struct GeneratorContext: Sendable {
    public let store: Store
    public let results: ResultStore
    public let executor: any Executor
    /// Versions for keys.
    public let tools: [String: String]

    public init(store: Store, results: ResultStore, executor: any Executor, tools: [String: String]) {
        self.store = store
        self.results = results
        self.executor = executor
        self.tools = tools
    }
}
