import Synchronization

/// Counts how many keys takes share with one that is asked about. Kept from question to question, so that asking costs nothing for takes that
/// share none.
struct KeyTally: Sendable {
    /// Of each take; a question has some hundred keys at most.
    private var shared: [UInt8] = []
    /// Takes that share a key, and takes that share enough: one longer than `shared`, since the place after the last one is written to.
    private var touched: [Int32] = []
    private var enough: [Int32] = []

    mutating func grow(to count: Int) {
        guard shared.count < count else { return }
        let room = max(count, 2 * shared.count)
        shared = [UInt8](repeating: 0, count: room)
        touched = [Int32](repeating: 0, count: room + 1)
        enough = touched
    }

    /// Those that `body` counted at least so often, in no order. All counts are zero again.
    ///
    /// Every take is written to both lists and stays only where that one counts: some ten thousand are counted for a question, and a processor
    /// guesses wrong which of them are new.
    @inline(__always)
    mutating func count(_ limit: UInt8, _ body: ((Int32) -> Void) -> Void) -> [Int32] {
        shared.withUnsafeMutableBufferPointer { shared in
            touched.withUnsafeMutableBufferPointer { touched in
                enough.withUnsafeMutableBufferPointer { enough in
                    guard let shared = shared.baseAddress, let touched = touched.baseAddress, let enough = enough.baseAddress else { return [] }
                    var (all, found) = (0, 0)
                    body { take in
                        let count = shared[Int(take)] &+ 1
                        shared[Int(take)] = count
                        touched[all] = take
                        all &+= count == 1 ? 1 : 0
                        enough[found] = take
                        found &+= count == limit ? 1 : 0
                    }
                    for place in 0..<all { shared[Int(touched[place])] = 0 }
                    return Array(UnsafeBufferPointer(start: enough, count: found))
                }
            }
        }
    }
}

/// Tallies that nobody counts with at the moment: each is as large as an index, and questions come by the thousand.
final class KeyTallies: Sendable {
    private let idle = Mutex<[KeyTally]>([])

    func with<Value>(room count: Int, _ body: (inout KeyTally) -> Value) -> Value {
        var tally = idle.withLock { $0.popLast() } ?? KeyTally()
        tally.grow(to: count)
        defer { idle.withLock { $0.append(tally) } }
        return body(&tally)
    }
}
