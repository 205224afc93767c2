import Events
import Foundation
import Synchronization
import Testing

@Suite struct EventTests {
    private final class Recorder: Sendable {
        let heard = Mutex<[String]>([])
    }
    private struct Named: EventSink {
        var name: String
        var recorder: Recorder
        func send(_ event: Event) { recorder.heard.withLock { $0.append("\(name): \(event)") } }
    }

    @Test("every event comes back from JSON as it went in")
    func coding() throws {
        let events: [Event] = [
            .stageStarted(stage: "score", jobs: 3, cached: 1), .progress(stage: "score", done: 2, jobs: 3),
            .stageFinished(stage: "score", made: 1, cached: 1, failed: 1, seconds: 0.25), .stale(what: "slot 17", why: "version: 1 → 2"),
            .jobFailed(stage: "score", what: "push-03 take 7", reason: "a\nb"), .note("n"), .warning("w"),
            .diagnostic(Diagnostic(file: "p.yaml", line: 3, column: 5, path: "shots[0].takes", "must be above 0")),
            .deliverable(path: "out/final.mp4", frames: 1440, seconds: 60),
        ]
        #expect(try JSONDecoder().decode([Event].self, from: JSONEncoder().encode(events)) == events)
    }

    @Test("a fan-out tells every reader, in order")
    func fanout() {
        let recorder = Recorder()
        let fanout = EventFanout([Named(name: "a", recorder: recorder), SilentSink(), Named(name: "b", recorder: recorder)])
        fanout.send(.note("one"))
        fanout.send(.note("two"))
        #expect(recorder.heard.withLock { $0 } == [#"a: note("one")"#, #"b: note("one")"#, #"a: note("two")"#, #"b: note("two")"#])
    }
}

@Suite struct DiagnosticTests {
    @Test("a diagnostic reads file:line:column: severity: path: message; suggestion")
    func description() {
        let diagnostic = Diagnostic(
            file: "p.yaml", line: 3, column: 5, path: "shots[0].taeks", "unknown key", suggestion: "did you mean 'takes'?")
        #expect(diagnostic.description == "p.yaml:3:5: error: shots[0].taeks: unknown key; did you mean 'takes'?")
        #expect(Diagnostic(.warning, file: "p.yaml", "the file is empty").description == "p.yaml: warning: the file is empty")
    }

    @Test("all diagnostics are told, one a line, in order")
    func several() {
        let all = Diagnostics([Diagnostic(file: "a", "first"), Diagnostic(.note, file: "b", line: 1, column: 2, "second")])
        #expect(all.description == "a: error: first\nb:1:2: note: second")
    }
}
