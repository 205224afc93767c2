public import Web

/// A service said no, or nothing that can be understood. The text holds no credentials.
public struct ServiceError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// The request is wrong: the same again would be refused again.
        case badRequest
        /// The key is missing or wrong, or not allowed to do this.
        case auth
        /// No credit left.
        case quota
        /// Certainly not accepted, for now: asking again later is safe.
        case rateLimited(after: Duration?)
        /// Refused for its content.
        case moderation
        /// Looking failed; nothing is known.
        case transient(after: Duration?)
        /// It may have been accepted: never asked again unless that is settled.
        case ambiguous
        /// Accepted, and then it went wrong there.
        case modelFailure
        /// The service has forgotten it.
        case gone
        case cancelled
        /// What came is no video.
        case badMedia
    }
    public var kind: Kind
    /// In the service's words where it has some.
    public var reason: String
    /// Which input was at fault, where the service says: `prompt`, `image`.
    public var input: String?
    /// What it cost all the same, where the service says.
    public var microdollars: Int?

    public init(_ kind: Kind, _ reason: String, input: String? = nil, microdollars: Int? = nil) {
        self.kind = kind
        self.reason = reason
        self.input = input
        self.microdollars = microdollars
    }

    public var description: String { reason + (input.map { " (it is about the \($0))" } ?? "") }

    /// The usual meaning of an answer to a create that is not a success. A service looks for its own signs (moderation, credit) first.
    public static func onSubmit(_ answer: WebAnswer, saying text: String? = nil) -> ServiceError {
        let reason = "HTTP \(answer.status): \(text ?? answer.excerpt)"
        return switch answer.status {
        case 401, 403: ServiceError(.auth, reason)
        case 402: ServiceError(.quota, reason)
        case 429: ServiceError(speaksOfCredit(reason) ? .quota : .rateLimited(after: answer.retryAfter), reason)
        case 300..<500 where answer.status != 408: ServiceError(.badRequest, reason)
        // A server that fails, or a gateway in front of it, does not say whether the request went through.
        default: ServiceError(.ambiguous, reason)
        }
    }

    /// The usual meaning of an answer to a look that is not a success.
    public static func onLook(_ answer: WebAnswer, saying text: String? = nil) -> ServiceError {
        let reason = "HTTP \(answer.status): \(text ?? answer.excerpt)"
        return switch answer.status {
        case 401, 403: ServiceError(.auth, reason)
        case 404, 410: ServiceError(.gone, reason)
        default: ServiceError(.transient(after: answer.retryAfter), reason)
        }
    }

    private static func speaksOfCredit(_ text: String) -> Bool {
        let text = text.lowercased()
        return ["insufficient", "billing", "credit", "quota exceeded", "balance"].contains { text.contains($0) }
    }
}
