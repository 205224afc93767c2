public import Foundation
import Synchronization

/// Another host, where services keep what they made and what was uploaded. It needs no key, and takes note of whoever comes with one.
public final class FakeMedia: FakeService {
    private struct State {
        var files: [String: @Sendable (Seen) -> FakeAnswer] = [:]
        var tokens: Set<String>?
        var uploads: [String: Data] = [:]
        var forms: [SeenForm] = []
        var withCredentials: [String] = []
        var fetches = 0
    }
    private let state = Mutex(State())

    public init() {}

    /// The paths that were asked for with a key.
    public var withCredentials: [String] { state.withLock { $0.withCredentials } }
    /// What was put here, by name.
    public var uploads: [String: Data] { state.withLock { $0.uploads } }
    /// Forms that were posted here.
    public var forms: [SeenForm] { state.withLock { $0.forms } }
    /// How often a file was asked for.
    public var fetches: Int { state.withLock { $0.fetches } }

    /// Puts a file at `/name`.
    public func publish(_ name: String, _ file: @escaping @Sendable (Seen) -> FakeAnswer) {
        state.withLock { $0.files[name] = file }
    }

    /// From now on only addresses with one of these in `token` are good.
    public func allow(tokens: Set<String>) { state.withLock { $0.tokens = tokens } }

    public func answer(_ seen: Seen) async -> FakeAnswer {
        let name = seen.parts.joined(separator: "/")
        let file = state.withLock { state -> (@Sendable (Seen) -> FakeAnswer)? in
            if seen.header("Authorization") != nil { state.withCredentials.append(seen.path) }
            switch seen.method {
            case "PUT":
                state.uploads[name] = seen.body
                return { _ in FakeAnswer() }
            case "POST":
                if let form = seen.form { state.forms.append(form) }
                return { _ in FakeAnswer(status: 204) }
            default:
                state.fetches += 1
                if let tokens = state.tokens, !tokens.contains(seen.query["token"] ?? "") {
                    return { _ in .text("<Error><Code>AccessDenied</Code></Error>", status: 403, type: "application/xml") }
                }
                return state.files[name]
            }
        }
        return file?(seen) ?? .text("no such file", status: 404)
    }
}
