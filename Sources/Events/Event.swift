/// What the program says while it works. The terminal, JSON lines, the log and later the page are readers of one stream.
public enum Event: Sendable, Codable, Equatable {
    /// A stage begins: how many jobs it has in all and how many are already done.
    case stageStarted(stage: String, jobs: Int, cached: Int)
    /// A job of a stage ended well or not; `done` counts all that ended so far, cached ones included.
    case progress(stage: String, done: Int, jobs: Int)
    /// How many pictures of a film are there, cached ones included: rendering is told in frames, since its jobs differ in length.
    case frames(stage: String, done: Int, cached: Int, all: Int)
    /// How far one job is, 0…1, with a word about it. For the eye only: it may come rarely, or never.
    case share(stage: String, what: String, share: Double, word: String?)
    case stageFinished(stage: String, made: Int, cached: Int, failed: Int, seconds: Double)
    /// Why something is made again.
    case stale(what: String, why: String)
    /// A job ended well, named as people know it.
    case jobDone(stage: String, what: String)
    case jobFailed(stage: String, what: String, reason: String)
    case note(String)
    case warning(String)
    case diagnostic(Diagnostic)
    /// A file people wanted is in place.
    case deliverable(path: String, frames: Int, seconds: Double)
}

/// Where events go. Implementations must accept calls from any task.
public protocol EventSink: Sendable {
    func send(_ event: Event)
}

/// Drops everything: for tests and for callers that only want the result.
public struct SilentSink: EventSink {
    public init() {}
    public func send(_ event: Event) {}
}

/// Passes each event to several readers, in order.
public struct EventFanout: EventSink {
    private let sinks: [any EventSink]
    public init(_ sinks: [any EventSink]) { self.sinks = sinks }
    public func send(_ event: Event) { for sink in sinks { sink.send(event) } }
}
