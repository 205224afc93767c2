/// Counts how many keys takes share with one that is asked about. Kept from question to question, so that asking costs nothing for takes that
/// share none.
struct KeyTally: Sendable {
    private var shared: [UInt16] = []
    /// As long as `shared`: no take is twice in it.
    private var touched: [Int32] = []

    mutating func grow(to count: Int) {
        guard shared.count < count else { return }
        let room = max(count, 2 * shared.count)
        shared.append(contentsOf: repeatElement(0, count: room - shared.count))
        touched.append(contentsOf: repeatElement(0, count: room - touched.count))
    }

    /// Those that `body` counted at least so often, in no order. All counts are zero again.
    @inline(__always)
    mutating func count(_ limit: UInt16, _ body: ((Int32) -> Void) -> Void) -> [Int32] {
        shared.withUnsafeMutableBufferPointer { shared in
            touched.withUnsafeMutableBufferPointer { touched in
                guard let shared = shared.baseAddress, let touched = touched.baseAddress else { return [] }
                var (all, enough) = (0, 0)
                body { take in
                    let count = shared[Int(take)] &+ 1
                    shared[Int(take)] = count
                    if count == 1 {
                        touched[all] = take
                        all &+= 1
                    }
                    if count == limit { enough &+= 1 }
                }
                var found: [Int32] = []
                found.reserveCapacity(enough)
                for place in 0..<all {
                    let take = touched[place]
                    if shared[Int(take)] >= limit { found.append(take) }
                    shared[Int(take)] = 0
                }
                return found
            }
        }
    }
}
