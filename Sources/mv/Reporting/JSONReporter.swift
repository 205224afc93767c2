import Events
import Foundation
import Synchronization

/// One JSON object a line on standard output, as `Schemas/events.schema.json` says.
final class JSONReporter: EventSink {
    /// Rises when a line's meaning changes or a key goes; new keys and new events do not raise it.
    static let schema = 1

    private let terminal: Terminal
    private let isDeaf = Mutex(false)

    init(_ terminal: Terminal = .standardOutput) { self.terminal = terminal }

    func send(_ event: Event) {
        isDeaf.withLock { isDeaf in
            guard !isDeaf else { return }
            if !terminal.write(Self.line(event, time: Self.now).written + "\n") { isDeaf = true }
        }
    }

    /// Milliseconds since 1970.
    static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    static func line(_ event: Event, time: Int64) -> JSONText {
        let (name, fields) = fields(event)
        return line(.object(fields), named: name, time: time)
    }

    /// - Parameter fields: an object.
    static func line(_ fields: JSONText, named name: String, time: Int64) -> JSONText {
        guard case .object(let fields) = fields else { return .null }
        return .object([("event", .text(name)), ("schema", .integer(schema)), ("time", .integer(time))] + fields)
    }

    private static func fields(_ event: Event) -> (String, [(key: String, value: JSONText)]) {
        switch event {
        case .stageStarted(let stage, let jobs, let cached):
            return ("stageStarted", [("stage", .text(stage)), ("jobs", .integer(jobs)), ("cached", .integer(cached))])
        case .progress(let stage, let done, let jobs):
            return ("progress", [("stage", .text(stage)), ("done", .integer(done)), ("jobs", .integer(jobs))])
        case .frames(let stage, let done, let cached, let all):
            return ("frames", [("stage", .text(stage)), ("done", .integer(done)), ("cached", .integer(cached)), ("all", .integer(all))])
        case .share(let stage, let what, let share, let word):
            return (
                "share",
                [("stage", .text(stage)), ("what", .text(what)), ("share", milliseconds(share)), ("word", .text(orNull: word))]
            )
        case .stageFinished(let stage, let made, let cached, let failed, let seconds):
            return (
                "stageFinished",
                [
                    ("stage", .text(stage)), ("made", .integer(made)), ("cached", .integer(cached)), ("failed", .integer(failed)),
                    ("seconds", milliseconds(seconds)),
                ]
            )
        case .stale(let what, let why): return ("stale", [("what", .text(what)), ("why", .text(why))])
        case .jobFailed(let stage, let what, let reason):
            return ("jobFailed", [("stage", .text(stage)), ("what", .text(what)), ("reason", .text(reason))])
        case .note(let text): return ("note", [("text", .text(text))])
        case .warning(let text): return ("warning", [("text", .text(text))])
        case .diagnostic(let diagnostic): return ("diagnostic", self.fields(diagnostic))
        case .jobDone(let stage, let what): return ("jobDone", [("stage", .text(stage)), ("what", .text(what))])
        case .deliverable(let path, let frames, let seconds):
            return ("deliverable", [("path", .text(path)), ("frames", .integer(frames)), ("seconds", milliseconds(seconds))])
        }
    }

    static func fields(_ diagnostic: Diagnostic) -> [(key: String, value: JSONText)] {
        var fields: [(key: String, value: JSONText)] = [
            ("severity", .text(diagnostic.severity.rawValue)), ("file", .text(diagnostic.file)), ("line", .integer(diagnostic.line)),
            ("column", .integer(diagnostic.column)), ("path", .text(diagnostic.path)), ("message", .text(diagnostic.message)),
        ]
        if let suggestion = diagnostic.suggestion { fields.append(("suggestion", .text(suggestion))) }
        return fields
    }

    private static func milliseconds(_ seconds: Double) -> JSONText { .number((seconds * 1000).rounded() / 1000) }
}
