/// A generator could not do what was asked.
public struct GeneratorError: Error, Sendable, Hashable, Codable, CustomStringConvertible {
    public enum Code: String, Sendable, Codable {
        /// The project's options cannot work.
        case configuration
        /// The request itself was wrong; asking again unchanged is useless.
        case badRequest
        /// Refused by moderation.
        case refused
        /// Worth another try later.
        case temporary
        case timeout
        case failed
    }
    public var code: Code
    /// The generator or the request.
    public var subject: String
    public var reason: String
    /// The last words of a program that failed.
    public var log: String
    /// The option that is at fault, where it is one.
    public var option: String?

    public init(_ code: Code, _ subject: String, _ reason: String, log: String = "", option: String? = nil) {
        self.code = code
        self.subject = subject
        self.reason = reason
        self.log = log
        self.option = option
    }

    public var description: String { "\(subject): \(reason)" + (log.isEmpty ? "" : "\n\(log)") }
}
