package import NIOCore
import Synchronization

/// Who is connected, and how many may be.
///
/// Whoever can reach the port can open connections and say nothing. So when there are too many, the oldest of those that have not shown a
/// token has to go, and somebody new is let in: with the token they stay. Only when all are people of the page is a newcomer turned away.
package final class Door: Sendable {
    private struct Stranger {
        var number: Int
        var channel: any Channel
    }
    private struct State {
        var known: Set<ObjectIdentifier> = []
        var strangers: [ObjectIdentifier: Stranger] = [:]
        var next = 0
    }
    private let state = Mutex(State())
    private let most: Int

    /// - Parameter most: connections that may be open at once.
    package init(most: Int) { self.most = most }

    /// Lets a new connection in; false when there is no room.
    package func enter(_ channel: any Channel) -> Bool {
        let id = ObjectIdentifier(channel)
        let (isIn, evicted): (Bool, (any Channel)?) = state.withLock { state in
            var evicted: (any Channel)?
            if state.known.count + state.strangers.count >= most {
                guard let oldest = state.strangers.min(by: { $0.value.number < $1.value.number }) else { return (false, nil) }
                evicted = oldest.value.channel
                state.strangers[oldest.key] = nil
            }
            state.next += 1
            state.strangers[id] = Stranger(number: state.next, channel: channel)
            return (true, evicted)
        }
        evicted?.close(promise: nil)
        if isIn {
            channel.closeFuture.whenComplete { [weak self] _ in
                self?.state.withLock { state in
                    state.known.remove(id)
                    state.strangers[id] = nil
                }
            }
        }
        return isIn
    }

    /// Somebody on this connection has shown a token.
    package func recognise(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        state.withLock { state in
            // One that had to go meanwhile is not taken back.
            if state.strangers.removeValue(forKey: id) != nil { state.known.insert(id) }
        }
    }

    /// Open connections.
    package var count: Int { state.withLock { $0.known.count + $0.strangers.count } }
}
