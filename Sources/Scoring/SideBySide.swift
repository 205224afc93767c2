import Dispatch
import Synchronization

/// Work on many small things by all processors, when there are enough of them to be worth it.
enum SideBySide {
    private static let chunk = 128

    /// In the order of the items.
    static func compactMap<Item: Sendable, Value: Sendable>(_ items: [Item], _ body: @Sendable (Item) -> Value?) -> [Value] {
        guard items.count >= 2 * chunk else { return items.compactMap(body) }
        let chunks = (items.count + chunk - 1) / chunk
        let made = Mutex([[Value]](repeating: [], count: chunks))
        DispatchQueue.concurrentPerform(iterations: chunks) { number in
            let values = items[number * chunk..<min((number + 1) * chunk, items.count)].compactMap(body)
            made.withLock { $0[number] = values }
        }
        return made.withLock { $0.flatMap { $0 } }
    }
}
