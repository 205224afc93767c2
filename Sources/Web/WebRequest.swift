public import Foundation

/// One call to a service. Credentials are not part of it: the client adds them where they belong.
public struct WebRequest: Sendable {
    public var method: String
    public var url: URL
    public var headers: [(String, String)]
    public var body: WebBody?
    /// For the whole call, with its redirects and its answer's body.
    public var timeout: Duration

    public init(_ method: String, _ url: URL, headers: [(String, String)] = [], body: WebBody? = nil, timeout: Duration = .seconds(60)) {
        self.method = method.uppercased()
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }

    /// Asking twice is the same as asking once, and redirects may be followed.
    var isReading: Bool { method == "GET" || method == "HEAD" }
}
