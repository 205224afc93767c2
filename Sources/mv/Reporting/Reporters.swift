import Events

/// Chooses who reads the stream of events.
enum Reporters {
    /// - Parameters:
    ///   - speech: JSON lines on standard output instead of words on standard error; only what went wrong; or each job.
    ///   - logFolder: where `build.log` is appended to and `events.jsonl` written; no logs when nil. Nothing is made before the first event.
    static func make(_ speech: Speech, logFolder: String?) -> any EventSink {
        if speech.json { Say.streamBegins() }
        let people: any EventSink = speech.json ? JSONReporter() : TerminalReporter(isVerbose: speech.verbose)
        let shown: any EventSink = speech.quiet ? TroubleFilter(people) : people
        guard let logFolder else { return shown }
        let events = EventLogReporter(path: logFolder + "/events.jsonl")
        return EventFanout([shown, LogFileReporter(folder: logFolder) { shown.send(.warning($0)) }, events])
    }

    /// For work beside a command's results: words on standard error.
    static func aside() -> any EventSink { Say.isQuiet ? TroubleFilter(TerminalReporter()) : TerminalReporter() }

    /// Leaves a line that is being redrawn as it is and begins a new one. To be called before other words are written to the
    /// terminal, such as why the program ends.
    static func settle() { TerminalReporter.settleAll() }
}

/// Passes on what went wrong and nothing else.
struct TroubleFilter: EventSink {
    private let sink: any EventSink

    init(_ sink: any EventSink) { self.sink = sink }

    func send(_ event: Event) {
        switch event {
        case .warning, .jobFailed: sink.send(event)
        case .diagnostic(let diagnostic) where diagnostic.severity != .note: sink.send(event)
        case .stageStarted, .progress, .frames, .share, .stageFinished, .stale, .note, .diagnostic, .deliverable, .jobDone: break
        }
    }
}
