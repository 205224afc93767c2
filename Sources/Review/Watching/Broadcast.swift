import Foundation
import Synchronization

/// One message to the page, as a server-sent event: https://html.spec.whatwg.org/multipage/server-sent-events.html.
struct PageEvent: Sendable {
    var name: String
    /// JSON on one line.
    var data: String

    init(_ name: String, _ value: some Encodable) {
        self.name = name
        data = (try? JSONAnswer.data(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    init(_ name: String, json: String) { (self.name, data) = (name, json) }

    var frame: String { "event: \(name)\ndata: \(data)\n\n" }
}

/// Tells every open page. A page that does not read loses its oldest messages and is told to look at everything again.
final class Broadcast: Sendable {
    private struct State {
        var readers: [Int: AsyncStream<PageEvent>.Continuation] = [:]
        var next = 0
        var isOver = false
    }
    private let state = Mutex(State())

    func send(_ event: PageEvent) {
        let readers = state.withLock { Array($0.readers.values) }
        for reader in readers { reader.yield(event) }
    }

    /// What happens from now on; ends with `finish()`.
    func listen() -> AsyncStream<PageEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: PageEvent.self, bufferingPolicy: .bufferingNewest(5000))
        let number: Int? = state.withLock { state in
            guard !state.isOver else { return nil }
            state.next += 1
            state.readers[state.next] = continuation
            return state.next
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in self?.state.withLock { _ = $0.readers.removeValue(forKey: number) } }
        return stream
    }

    /// The last message, and then the end.
    func finish() {
        send(PageEvent("bye", json: "{}"))
        let readers = state.withLock { state in
            defer { state.readers = [:] }
            state.isOver = true
            return Array(state.readers.values)
        }
        for reader in readers { reader.finish() }
    }
}
