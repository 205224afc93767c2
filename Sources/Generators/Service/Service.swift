import Content
public import Editorial
import Foundation
public import Web

/// A generator on the other side of a network, whose takes may cost money.
///
/// A service never loops, never sleeps and never writes anything down: each method is one step, and the same driver takes the steps for
/// every service. So what must hold of all of them (written down before it is asked, asked once, waited for, fetched, checked) is
/// written once, and a vendor is one file.
public protocol Service: Generator {
    var options: ServiceOptions { get }

    /// A client with the service's credentials, read anew each time.
    /// - Throws: `ServiceError` of kind `auth` when the key is not there.
    func connect() async throws -> WebClient

    /// Everything that is free: checks, capability lists, uploads of pictures. The answer holds all that will be sent.
    /// - Throws: `ServiceError`; of kind `badRequest` when the service could only refuse.
    func prepare(_ request: TakeRequest, _ ask: Ask) async throws -> Prepared

    /// Asks: the one call that may cost money. Called once for each name.
    /// - Throws: `ServiceError`. Kind `ambiguous` (or a `WebError` of kind `interrupted`) when the service may have it all the same.
    func submit(_ prepared: Prepared, _ request: TakeRequest, _ ask: Ask) async throws -> Ticket

    /// Looks once how far it is.
    /// - Throws: `ServiceError` or `WebError` when looking failed; that says nothing about the request.
    func look(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Sighting

    /// Whether the service has a request that may or may not have reached it.
    /// - Parameter known: ids that belong to other requests.
    func find(_ request: TakeRequest, _ ask: Ask, known: Set<String>) async throws -> Finding

    /// Asks the service to stop. What it says of money is said honestly.
    func cancel(_ ticket: Ticket, _ request: TakeRequest, _ ask: Ask) async throws -> Cancelling

    /// How far it is, 0…1, told by the service as it happens, until the task is cancelled. For the eye: the outcome comes from `look`.
    func listen(_ ticket: Ticket, _ ask: Ask, _ told: @escaping @Sendable (Double, String?) -> Void) async throws
}

extension Service {
    public var model: String? { options.model }

    public func connect() async throws -> WebClient { try await options.connect() }

    public func find(_ request: TakeRequest, _ ask: Ask, known: Set<String>) async throws -> Finding {
        .unsure("the service has no list of requests to look in")
    }

    public func listen(_ ticket: Ticket, _ ask: Ask, _ told: @escaping @Sendable (Double, String?) -> Void) async throws {}

    public func requests(for shot: Shot, in project: Project) throws -> [TakeRequest] {
        try options.planning(project).requests(for: shot, in: project)
    }

    public func request(for shot: Shot, in project: Project, variant: Shot.Variant, ordinal: Int, seed: UInt64) throws -> TakeRequest? {
        try options.planning(project).request(shot, project, variant: variant, ordinal: ordinal, seed: seed)
    }

    public func estimate(_ request: TakeRequest) -> Estimate {
        Estimate(
            microdollars: options.price(seconds: request.seconds, width: request.width, height: request.height), seconds: nil)
    }
}

/// One attempt at one request.
public struct Ask: Hashable, Sendable {
    /// Our own name for it, made before anybody is asked: a UUID in lower case. Another attempt has another.
    public var name: String
    /// Milliseconds since 1970 when it was first about to be sent.
    public var asked: Int64
    /// A folder that is kept between builds, for what may be fetched again: capability lists.
    public var cacheFolder: String

    public init(name: String, asked: Int64, cacheFolder: String) {
        self.name = name
        self.asked = asked
        self.cacheFolder = cacheFolder
    }

    /// The name of a request's attempt: the same each time it is worked out.
    public static func name(request id: String, attempt: Int) -> String {
        var bytes = Array(Digest(of: "\(id) \(attempt)").hex.prefix(32))
        // The marks of a name-based UUID of our own making: version 8, https://www.rfc-editor.org/rfc/rfc9562#section-5.8
        bytes[12] = "8"
        bytes[16] = "8"
        var text = ""
        for (place, digit) in bytes.enumerated() {
            if [8, 12, 16, 20].contains(place) { text.append("-") }
            text.append(digit)
        }
        return text
    }
}

/// All that will be sent, before it is.
public struct Prepared: Sendable {
    /// What is written down as sent: the body, with files as `{"file": name, "digest": …}` and without credentials.
    public var sent: JSONValue
    /// What the service cannot do of what is wanted: a sentence each.
    public var warnings: [String]
    /// What it will cost now that all is known, such as the length the service will really make.
    public var estimate: Estimate

    public init(sent: JSONValue, warnings: [String] = [], estimate: Estimate) {
        self.sent = sent
        self.warnings = warnings
        self.estimate = estimate
    }
}
