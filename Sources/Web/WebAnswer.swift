public import Foundation

/// What a server answered, whatever its status.
public struct WebAnswer: Sendable {
    public var status: Int
    public var headers: WebHeaders
    public var body: Data
    /// Where the answer came from, after redirects.
    public var url: URL
    private let redactor: Redactor

    public init(status: Int, headers: WebHeaders = WebHeaders(), body: Data = Data(), url: URL, redactor: Redactor = Redactor()) {
        self.status = status
        self.headers = headers
        self.body = body
        self.url = url
        self.redactor = redactor
    }

    /// The body as JSON; nil when it is none.
    public var json: JSONValue? { try? JSONValue(parsing: body) }

    /// The beginning of the body in one line, without secrets; for messages.
    public var excerpt: String {
        // Cleaned before it is cut, so that no half of a secret is left at the end.
        var text = String(decoding: body.prefix(Self.mostRead), as: UTF8.self)
        if body.count > Self.mostRead { text.removeLast(min(text.count, 4096)) }
        let line = redactor.clean(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if line.isEmpty { return "(an empty body)" }
        return line.count > 300 ? line.prefix(300) + "…" : line
    }
    private static let mostRead = 32_768

    /// How long the server wants to be left alone: at most 10 minutes, never negative.
    public var retryAfter: Duration? { RetryAfter.duration(headers) }
}
