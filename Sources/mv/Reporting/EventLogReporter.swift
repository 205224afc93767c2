import Content
import Events
import Foundation
import Synchronization

/// Writes a build's events into a file of JSON lines, for readers that come later or from another program: the review page.
/// Each build begins a new file, and readers of the one before keep that. It begins with the first stage, when the build holds the project's
/// lock: one that is refused must not take the file of the one that runs.
final class EventLogReporter: EventSink {
    private struct State {
        var file: FileHandle?
        var isGivenUp = false
        /// What was said before the first stage.
        var early: [Event] = []
        /// When each job's share was written last.
        var shares: [String: ContinuousClock.Instant] = [:]
    }

    private let path: String
    private let state = Mutex(State())

    init(path: String) { self.path = path }

    func send(_ event: Event) {
        state.withLock { state in
            guard !state.isGivenUp, isDue(event, &state) else { return }
            do {
                if state.file == nil {
                    guard case .stageStarted = event else { return state.early.append(event) }
                    try AtomicFile.makeFolder((path as NSString).deletingLastPathComponent)
                    // Made anew and not emptied: who reads the one before keeps it, and sees that this is another.
                    try? FileManager.default.removeItem(atPath: path)
                    _ = FileManager.default.createFile(atPath: path, contents: nil)
                    state.file = FileHandle(forWritingAtPath: path)
                    for event in state.early { try write(event, state.file) }
                }
                try write(event, state.file)
            } catch {
                // The log of words says why files cannot be written; a page that hears nothing is no reason to stop a build.
                state.isGivenUp = true
            }
        }
    }

    private func write(_ event: Event, _ file: FileHandle?) throws {
        let milliseconds = Int64(Date().timeIntervalSince1970 * 1000)
        try file?.write(contentsOf: Data((JSONReporter.line(event, time: milliseconds).written + "\n").utf8))
    }

    /// How far single jobs are comes many times a second.
    private func isDue(_ event: Event, _ state: inout State) -> Bool {
        guard case .share(_, let what, let share, _) = event, share < 1 else { return true }
        let now = ContinuousClock.now
        if let last = state.shares[what], last.duration(to: now) < .milliseconds(500) { return false }
        state.shares[what] = now
        return true
    }
}
