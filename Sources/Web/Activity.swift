import Synchronization

/// When a byte last came, and how long may pass without one.
final class Activity: Sendable {
    private let start = ContinuousClock.now
    private let last = Mutex(ContinuousClock.now)

    func note() { last.withLock { $0 = .now } }

    /// Returns when a limit is reached, with what to say about it.
    func end(_ limits: DownloadLimits) async throws -> String {
        while true {
            let idle = last.withLock { $0 } + limits.idle
            let whole = start + limits.whole
            let now = ContinuousClock.now
            if now >= whole { return "took longer than \(limits.whole)" }
            if now >= idle { return "stood still for \(limits.idle)" }
            try await Task.sleep(until: min(idle, whole))
        }
    }
}
