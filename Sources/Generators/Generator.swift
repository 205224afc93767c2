public import Editorial

/// What makes takes: it knows what a shot asks for and what that will cost. How the takes come to be is of two kinds:
/// a `LocalGenerator` makes them on this machine, a `Service` is asked over a network.
public protocol Generator: Sendable {
    /// The options this kind understands.
    static var kind: GeneratorKind { get }

    /// - Parameter folder: the project file's folder, against which paths in the options are meant.
    /// - Throws: `GeneratorError` when the options cannot work, in words for the user.
    init(spec: GeneratorSpec, folder: String) throws

    /// The requests that a shot stands for.
    func requests(for shot: Shot, in project: Project) throws -> [TakeRequest]

    /// True where the project file alone says what the shot's requests are: no other file has to be looked at.
    func plansFromProjectAlone(_ shot: Shot) -> Bool

    /// One more request of a shot with a seed of its own; nil for kinds that cannot make takes on demand.
    func request(for shot: Shot, in project: Project, variant: Shot.Variant, ordinal: Int, seed: UInt64) throws -> TakeRequest?

    /// What one request will take, before anything is asked.
    func estimate(_ request: TakeRequest) -> Estimate

    /// False where words to avoid have to go into the prompt.
    var takesNegative: Bool { get }

    /// The model asked for, for the records.
    var model: String? { get }
}

extension Generator {
    public var takesNegative: Bool { true }
    public func plansFromProjectAlone(_ shot: Shot) -> Bool { false }
    public var model: String? { nil }
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
