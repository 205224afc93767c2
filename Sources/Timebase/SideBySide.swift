import Dispatch
import Synchronization

/// Work on many small things by all processors.
package enum SideBySide {
    /// In the order of the items.
    /// - Parameters:
    ///   - chunk: how many items a processor is given at a time.
    ///   - body: gets these, and gives a value for each.
    package static func map<Item: Sendable, Value: Sendable>(
        _ items: [Item], chunk: Int = 16, _ body: @Sendable (ArraySlice<Item>) -> [Value]
    ) -> [Value] {
        let chunks = (items.count + chunk - 1) / chunk
        guard chunks > 1 else { return body(items[...]) }
        let made = Mutex([[Value]](repeating: [], count: chunks))
        DispatchQueue.concurrentPerform(iterations: chunks) { number in
            let values = body(items[number * chunk..<min((number + 1) * chunk, items.count)])
            made.withLock { $0[number] = values }
        }
        return made.withLock { $0.flatMap { $0 } }
    }
}
