import Dispatch
import Synchronization

/// Makes items on another thread while the ones before them are used: reading a manifest is a fifth of the work of an import.
final class Ahead<Item: Sendable>: Sendable {
    private struct State {
        var batches: [[Item]] = []
        var end: Result<Void, any Error>?
        var isStopped = false
    }

    private let state = Mutex(State())
    private let filled = DispatchSemaphore(value: 0)
    private let room = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    /// Gives all items to `use` in order, on this thread.
    ///
    /// - Parameter make: hands items over some at a time, and waits while a few batches were not used yet.
    static func each(
        _ make: @escaping @Sendable (_ handOver: ([Item]) throws -> Void) throws -> Void, _ use: (Item) throws -> Void
    ) throws {
        let ahead = Ahead()
        for _ in 0..<4 { ahead.room.signal() }
        DispatchQueue.global(qos: .userInitiated).async { ahead.fill(make) }
        defer { ahead.stop() }
        while let batch = try ahead.next() {
            for item in batch { try use(item) }
        }
    }

    private func fill(_ make: (_ handOver: ([Item]) throws -> Void) throws -> Void) {
        let end = Result {
            try make { batch in
                room.wait()
                try state.withLock { state in
                    guard !state.isStopped else { throw CancellationError() }
                    state.batches.append(batch)
                }
                filled.signal()
            }
        }
        state.withLock { $0.end = end }
        filled.signal()
        ended.signal()
    }

    private func next() throws -> [Item]? {
        filled.wait()
        let batch = try state.withLock { state in
            guard state.batches.isEmpty else { return [Item]?.some(state.batches.removeFirst()) }
            try state.end?.get()
            return nil
        }
        if batch != nil { room.signal() }
        return batch
    }

    private func stop() {
        state.withLock { $0.isStopped = true }
        room.signal()
        ended.wait()
    }
}
