import Foundation
import Synchronization
import Web

/// The websockets that are open, and what is said to them.
final class FakeComfyUIEvents: Sendable {
    enum Message: Sendable {
        case text(String)
        case preview(Data)
    }
    private struct Listener {
        var client: String
        var messages: AsyncStream<Message>.Continuation
    }
    private let listeners = Mutex<[Int: Listener]>([:])
    private let next = Mutex(0)

    private let answered = Mutex(0)

    var count: Int { listeners.withLock { $0.count } }
    /// How many pings were answered.
    var pongs: Int { answered.withLock { $0 } }
    func pong() { answered.withLock { $0 += 1 } }

    /// What a new listener is to be sent, the greeting first.
    func open(_ client: String) -> (id: Int, messages: AsyncStream<Message>) {
        let (stream, continuation) = AsyncStream.makeStream(of: Message.self)
        let id = next.withLock { next in
            next += 1
            return next
        }
        listeners.withLock { $0[id] = Listener(client: client, messages: continuation) }
        continuation.yield(
            Self.text("status", ["status": ["exec_info": ["queue_remaining": 0]], "sid": .string(client)]))
        return (id, stream)
    }

    func close(_ id: Int) {
        listeners.withLock { $0.removeValue(forKey: id) }?.messages.finish()
    }

    func closeAll() {
        let all = listeners.withLock { listeners in
            defer { listeners = [:] }
            return listeners
        }
        for listener in all.values { listener.messages.finish() }
    }

    func tell(_ client: String, _ event: String, _ data: JSONValue) {
        send(Self.text(event, data)) { $0 == client }
    }

    func tellAll(_ event: String, _ data: JSONValue) {
        send(Self.text(event, data)) { _ in true }
    }

    /// A picture of the work so far: four bytes that say so, four that say its kind, and the picture.
    func preview(_ client: String) {
        send(.preview(Data([0, 0, 0, 1, 0, 0, 0, 1]) + Data(repeating: 0xd8, count: 3000))) { $0 == client }
    }

    private static func text(_ event: String, _ data: JSONValue) -> Message {
        .text(String(decoding: (["type": .string(event), "data": data] as JSONValue).data(), as: UTF8.self))
    }

    private func send(_ message: Message, to isMeant: (String) -> Bool) {
        listeners.withLock { listeners in
            for listener in listeners.values where isMeant(listener.client) { listener.messages.yield(message) }
        }
    }
}
