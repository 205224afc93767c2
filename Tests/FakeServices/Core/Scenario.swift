public import Foundation
public import Web

/// How one job fares at a fake: a struct of knobs, all of them harmless by default. A fake chooses one for each create it accepts or
/// refuses (`ScenarioBook`), and keeps it with the job; what its protocol has no place for it passes over.
public struct Scenario: Sendable {
    public enum Submit: Sendable, Hashable {
        case accepted
        /// Accepted; then the connection is reset without an answer.
        case acceptedThenReset
        /// Accepted; then this status, with a gateway's page.
        case acceptedThenStatus(Int)
        /// Accepted; then 200 with something that cannot be read.
        case acceptedThenGarbage
        /// Not accepted, and the connection is reset: to the client the same as the one above.
        case lost
        /// Not accepted: 429 in one of the forms there are.
        case rateLimited(RetryAfter)
        /// Not accepted: the account has no credit left.
        case noCredit
        /// Not accepted: the key is wrong.
        case unauthorised
        /// Not accepted: the content is refused at once.
        case refused
        /// Not accepted: an answer of this status in the protocol's own form.
        case rejected(Int, String)
    }

    public enum RetryAfter: Sendable, Hashable {
        case seconds(Int)
        /// As an HTTP-date that is so far ahead of the answer's own `Date`.
        case date(Int)
        case milliseconds(Int)
        case none

        public var headers: [(String, String)] {
            switch self {
            case .seconds(let seconds): [("Retry-After", "\(seconds)")]
            case .milliseconds(let milliseconds): [("retry-after-ms", "\(milliseconds)")]
            case .none: []
            case .date(let seconds):
                // Both from one look at the clock, or a second may pass between them.
                Self.dates(Date().timeIntervalSince1970.rounded(), seconds)
            }
        }

        private static func dates(_ now: Double, _ seconds: Int) -> [(String, String)] {
            [("Date", httpDate(now)), ("Retry-After", httpDate(now + Double(seconds)))]
        }

        private static func httpDate(_ time: Double) -> String {
            let format = DateFormatter()
            format.locale = Locale(identifier: "en_US_POSIX")
            format.timeZone = TimeZone(identifier: "GMT")
            format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
            return format.string(from: Date(timeIntervalSince1970: time))
        }
    }

    /// What goes wrong with one request.
    public enum Fault: Sendable, Hashable {
        case status(Int)
        case reset
        case rateLimited(RetryAfter)
        /// 200 with a body that is no JSON.
        case garbage

        public var answer: FakeAnswer {
            switch self {
            case .status(let status): .page(status: status)
            case .reset: .dropped
            case .rateLimited(let after): .json(["error": ["message": "slow down"]], status: 429, headers: after.headers)
            case .garbage: .text("<html>come back later</html>", type: "text/html")
            }
        }
    }

    public enum Ending: Sendable, Hashable {
        case succeeded
        case failed(Failure)
        /// The content of the result is refused, in the protocol's own way.
        case refused
        case cancelled
        case expired
        /// Done, it says, and there is nothing.
        case empty
        /// It never ends.
        case never
    }

    /// The forms in which a failure is told.
    public enum Failure: Sendable, Hashable {
        case withCode(String, String)
        case withoutCode(String)
        case asText(String)
        case null
    }

    /// What goes wrong with one fetch of a file.
    public enum FileFault: Sendable, Hashable {
        case status(Int)
        /// Half of the announced bytes.
        case cut
        /// 200 with a page.
        case page
        /// 200, `video/mp4`, and JSON in it.
        case json
        case reset
        /// Bytes of an MP4 that cannot be decoded, complete.
        case broken
        /// Bytes of nothing.
        case empty

        /// What a fetch of the clip gets.
        public func answer(_ clip: Data) -> FakeAnswer {
            let whole = FakeAnswer(headers: [("Content-Type", "video/mp4")], body: clip)
            switch self {
            case .status(let status): return .page(status: status)
            case .cut: return whole.cut(after: clip.count / 2)
            case .page: return .page(status: 200)
            case .json: return .text(#"{"error":"not yet"}"#, type: "video/mp4")
            case .reset: return .dropped
            case .empty: return FakeAnswer(headers: whole.headers)
            case .broken:
                // The first box says that it is an MP4, and nothing in it is.
                return FakeAnswer(headers: whole.headers, body: clip.prefix(32) + Data(repeating: 0x5a, count: clip.count))
            }
        }
    }

    public var submit: Submit = .accepted
    /// How many looks find it at work before it has ended.
    public var looks = 1
    /// The words for its states while it is at work, one a look, the last for all that follow; nil for the protocol's own.
    public var words: [String]?
    /// The word for success; nil for the protocol's own.
    public var doneWord: String?
    /// What is told as progress, one a look, the last for all that follow; nil for the protocol's own.
    public var progress: [JSONValue]?
    /// What goes wrong with the looks, in turn; then they go right.
    public var lookFaults: [Fault] = []
    public var ending = Ending.succeeded
    /// After how many looks the server has forgotten all about it.
    public var goneAfter: Int?
    /// What goes wrong with fetching the file, in turn; then it goes right.
    public var fileFaults: [FileFault] = []
    /// The file is somewhere else: an address that a redirect leads to, under which `/ID.mp4` is appended.
    public var redirect: String?
    /// How many files it makes.
    public var outputs = 1
    /// Sent with looks, such as `Retry-After`.
    public var lookHeaders: [(String, String)] = []
    /// How long a create takes to answer.
    public var delay: Duration = .zero

    public init() {}

    /// `Scenario { $0.submit = .acceptedThenReset }`
    public init(_ change: (inout Scenario) -> Void) { change(&self) }
}
