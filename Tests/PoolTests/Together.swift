import Dispatch
import Synchronization

/// Runs work so many times at once, and gives what went wrong, in words.
func together(_ count: Int, _ work: @escaping @Sendable (Int) throws -> Void) -> [String] {
    let failures = Mutex<[String]>([])
    let group = DispatchGroup()
    for number in 0..<count {
        DispatchQueue.global().async(group: group) {
            do {
                try work(number)
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
    }
    group.wait()
    return failures.withLock { $0 }
}

func together(_ count: Int, _ work: @escaping @Sendable () throws -> Void) -> [String] { together(count) { (_: Int) in try work() } }
