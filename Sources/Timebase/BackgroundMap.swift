import Dispatch
import Synchronization

/// Work on things that come one after the other, by other processors while the next ones are fetched.
package final class BackgroundMap<Item: Sendable, Value: Sendable>: Sendable {
    private struct State {
        var waiting: [(number: Int, items: [Item])] = []
        var values: [[Value]] = []
    }

    private let state = Mutex(State())
    private let group = DispatchGroup()
    private let most: Int
    private let body: @Sendable (Item) -> Value

    /// - Parameters:
    ///   - most: so many batches wait at most; who adds another works on one first, so that fetching cannot run away with the memory.
    ///   - body: may run on several threads at once.
    package init(most: Int = 8, _ body: @escaping @Sendable (Item) -> Value) {
        self.most = most
        self.body = body
    }

    /// Some dozens of items are a good batch.
    package func add(_ items: [Item]) {
        let waiting = state.withLock { state in
            state.waiting.append((state.values.count, items))
            state.values.append([])
            return state.waiting.count
        }
        DispatchQueue.global(qos: .userInitiated).async(group: group) { self.workOnOne() }
        if waiting > most { workOnOne() }
    }

    /// Of all items, in the order in which they were added.
    package func values() -> [Value] {
        while workOnOne() {}
        group.wait()
        return state.withLock { state in state.values.flatMap { $0 } }
    }

    /// False when there is none.
    @discardableResult
    private func workOnOne() -> Bool {
        guard let batch = state.withLock({ $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }) else { return false }
        let values = batch.items.map(body)
        state.withLock { $0.values[batch.number] = values }
        return true
    }
}
