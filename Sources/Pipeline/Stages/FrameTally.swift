import Events
import Execution
import Synchronization

/// Tells how many frames of a film are encoded while its segments end.
final class FrameTally: Sendable {
    private let frames: [JobKey: Int]
    private let all: Int
    private let stage: String
    private let events: any EventSink
    private let counts = Mutex((done: 0, cached: 0))

    /// - Parameter segments: their keys and frames; those with the same key are encoded once.
    init(_ segments: [(JobKey, Int)], stage: String, events: any EventSink) {
        frames = Dictionary(segments) { first, _ in first }
        all = frames.values.reduce(0, +)
        (self.stage, self.events) = (stage, events)
    }

    func note(_ key: JobKey, cached: Bool) {
        guard let count = frames[key] else { return }
        let now = counts.withLock { counts in
            counts.done += count
            if cached { counts.cached += count }
            return counts
        }
        events.send(.frames(stage: stage, done: now.done, cached: now.cached, all: all))
    }
}
