public import Foundation
import HTTPTypes
public import Web

/// What goes back for one request, and how the connection fares.
public struct FakeAnswer: Sendable {
    public enum Ending: Sendable {
        case whole
        /// The connection is reset without a byte of an answer. The handler has run: whatever it accepted stays accepted.
        case nothing
        /// So many bytes of the body, though all were announced; then the connection is closed.
        case cut(after: Int)
    }
    public var status: Int
    public var headers: [(String, String)]
    public var body: Data
    public var ending: Ending = .whole
    public var delay: Duration = .zero
    /// The Content-Length that is told; by default the true one. More than there is leaves the client waiting, so end it with `cut`.
    public var announced: Int?
    /// True sends the body in chunks without saying how long it is.
    public var isChunked = false

    public init(status: Int = 200, headers: [(String, String)] = [], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    public static func json(_ value: JSONValue, status: Int = 200, headers: [(String, String)] = []) -> FakeAnswer {
        FakeAnswer(status: status, headers: [("Content-Type", "application/json")] + headers, body: value.data())
    }

    public static func text(
        _ text: String, status: Int = 200, type: String = "text/plain", headers: [(String, String)] = []
    ) -> FakeAnswer {
        FakeAnswer(status: status, headers: [("Content-Type", type)] + headers, body: Data(text.utf8))
    }

    /// The page a gateway in front of the service shows.
    public static func page(status: Int) -> FakeAnswer {
        .text("<html><body><h1>\(status) gateway trouble</h1></body></html>", status: status, type: "text/html")
    }

    public static var dropped: FakeAnswer {
        var answer = FakeAnswer()
        answer.ending = .nothing
        return answer
    }

    public static func redirect(to address: String, status: Int = 302) -> FakeAnswer {
        FakeAnswer(status: status, headers: [("Location", address)])
    }

    /// A file, or the part of it that was asked for.
    /// - Parameter ranges: false ignores `Range` and sends it all, as LiteLLM does.
    public static func file(_ data: Data, type: String = "video/mp4", for seen: Seen, ranges: Bool = true, tag: String = "\"1\"")
        -> FakeAnswer
    {
        var answer = FakeAnswer(headers: [("Content-Type", type)], body: data)
        guard ranges else { return answer }
        answer.headers += [("Accept-Ranges", "bytes"), ("ETag", tag)]
        guard let range = seen.header("Range"), range.hasPrefix("bytes="), seen.header("If-Range").map({ $0 == tag }) ?? true else {
            return answer
        }
        let ends = range.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2, let first = ends[0], first < data.count else {
            return FakeAnswer(status: 416, headers: [("Content-Range", "bytes */\(data.count)")])
        }
        let last = min(ends[1] ?? data.count - 1, data.count - 1)
        answer.status = 206
        answer.headers.append(("Content-Range", "bytes \(first)-\(last)/\(data.count)"))
        answer.body = data.subdata(in: data.startIndex + first..<data.startIndex + last + 1)
        return answer
    }

    /// The same answer, but the connection ends after so many bytes of it.
    public func cut(after bytes: Int) -> FakeAnswer {
        var answer = self
        answer.ending = .cut(after: bytes)
        return answer
    }

    public func delayed(_ delay: Duration) -> FakeAnswer {
        var answer = self
        answer.delay = delay
        return answer
    }

    var sentBody: Data { if case .cut(let bytes) = ending { body.prefix(bytes) } else { body } }
    var length: Int? { isChunked ? nil : announced ?? body.count }

    var head: HTTPResponse {
        var head = HTTPResponse(status: .init(code: status))
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { preconditionFailure("'\(name)' cannot be the name of a header") }
            head.headerFields.append(HTTPField(name: name, value: value))
        }
        return head
    }
}
