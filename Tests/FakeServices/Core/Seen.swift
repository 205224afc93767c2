public import Foundation
import HTTPTypes
import HummingbirdCore
public import Web

/// One request as it arrived at a fake.
public struct Seen: Sendable {
    public var method: String
    /// As it came: percent-encoded, without the query.
    public var path: String
    public var query: [String: String]
    public var headers: [(name: String, value: String)]
    public var body: Data
    public var at: ContinuousClock.Instant

    public init(
        method: String, path: String, query: [String: String] = [:], headers: [(name: String, value: String)] = [], body: Data = Data()
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        at = .now
    }

    init(_ request: Request, body: Data) {
        let target = request.head.path ?? "/"
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var headers = request.head.headerFields.map { (name: $0.name.rawName, value: $0.value) }
        if let host = request.head.authority { headers.append((name: "Host", value: host)) }
        self.init(
            method: request.head.method.rawValue, path: String(halves[0]),
            query: Dictionary(SeenForm.pairs(halves.count > 1 ? String(halves[1]) : ""), uniquingKeysWith: { $1 }), headers: headers,
            body: body)
    }

    /// The parts of the path, each decoded: an id that holds `%2F` is one part.
    public var parts: [String] {
        path.split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
    }

    /// The values of the placeholders when the request is of this method and path: `matches("GET", "videos/{id}/content")` gives the id.
    public func matches(_ method: String, _ pattern: String) -> [String]? {
        let wanted = pattern.split(separator: "/")
        let parts = parts
        guard method == self.method, wanted.count == parts.count else { return nil }
        var values: [String] = []
        for (want, part) in zip(wanted, parts) {
            if want.hasPrefix("{") { values.append(part) } else if want != part { return nil }
        }
        return values
    }

    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The media type of the body, without parameters, in lower case.
    public var type: String {
        (header("Content-Type") ?? "").split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces).lowercased() } ?? ""
    }

    /// The body as JSON, whatever its type says.
    public var json: JSONValue? { body.isEmpty ? nil : try? JSONValue(parsing: body) }

    /// The body as a form, multipart or urlencoded; nil for other types.
    public var form: SeenForm? { SeenForm(self) }
}
