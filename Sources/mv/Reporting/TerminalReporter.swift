import Dispatch
import Events
import Synchronization

/// Tells people on standard error what happens. On a terminal the stage under way is one line that is drawn over; elsewhere each
/// stage says when it starts, each tenth of it, and when it ends.
final class TerminalReporter: EventSink {
    private let core: Core

    /// - Parameter isVerbose: each job and each reason has a line.
    init(_ terminal: Terminal = .standardError, isVerbose: Bool = false) {
        core = Core(terminal, isVerbose: isVerbose)
        Self.open.withLock { $0.append(Weak(core: core)) }
    }

    deinit { core.settle() }

    func send(_ event: Event) { core.send(event) }

    static func settleAll() {
        for core in open.withLock({ open in open.compactMap(\.core) }) { core.settle() }
    }

    private struct Weak: Sendable {
        weak let core: Core?
    }
    private static let open = Mutex<[Weak]>([])
}

/// The state behind one lock, which is also held while writing: lines of several tasks never mix.
private final class Core: Sendable {
    private struct Stage {
        var progress: ProgressText
        var begun: ContinuousClock.Instant
        /// Tenths that were told, where nothing is redrawn.
        var tenths = 0
    }

    private struct State {
        /// In the order they began; the last one is shown.
        var stages: [Stage] = []
        var stale = StaleLines()
        /// What the line that is drawn over shows now; nil when there is none.
        var live: String?
        var drawn: ContinuousClock.Instant?
        var timer: (any DispatchSourceTimer)?
        var isDeaf = false
    }

    private let terminal: Terminal
    private let isVerbose: Bool
    private let clock = ContinuousClock()
    private let state = Mutex(State())

    /// At most ten times a second.
    private static let betweenDrawings = Duration.milliseconds(100)

    init(_ terminal: Terminal, isVerbose: Bool) { (self.terminal, self.isVerbose) = (terminal, isVerbose) }

    func send(_ event: Event) {
        state.withLock { state in
            if case .jobDone = event, !isVerbose { return }
            if case .stale(let what, let why) = event {
                if isVerbose { return show([.init(text: "  \(DisplayText.line(what)): \(DisplayText.line(why))", style: .dim)], &state) }
                state.stale.note(DisplayText.line(what), DisplayText.line(why))
                return
            }
            var lines: [EventText.Line] = []
            switch event {
            case .progress, .frames, .share: break
            default: lines = staleLines(&state)
            }
            switch event {
            case .stageStarted(let stage, let jobs, let cached): begin(stage, jobs, cached, &state, &lines)
            case .progress(let stage, let done, let jobs): advance(stage, done, jobs, &state, &lines)
            case .frames(let stage, let done, let cached, let all): count(stage, done, cached, all, &state)
            case .share(let stage, let what, let share, let word): note(stage, what, share, word, &state)
            case .stageFinished(let stage, _, _, _, _): state.stages.removeAll { $0.progress.stage == stage }
            default: break
            }
            if state.stages.isEmpty { stopTimer(&state) }
            show(lines + EventText.lines(event), &state)
        }
    }

    /// Ends the line that is drawn over, if there is one, and says what was collected.
    func settle() {
        state.withLock { state in
            let lines = staleLines(&state)
            let last = state.live
            state.stages.removeAll()
            stopTimer(&state)
            show((last.map { [EventText.Line(text: $0)] } ?? []) + lines, &state)
        }
    }

    private func begin(_ stage: String, _ jobs: Int, _ cached: Int, _ state: inout State, _ lines: inout [EventText.Line]) {
        state.stages.removeAll { $0.progress.stage == stage }
        guard jobs > cached else { return }
        let progress = ProgressText(stage: stage, jobs: jobs, cached: cached, done: cached, elapsed: 0)
        state.stages.append(Stage(progress: progress, begun: clock.now, tenths: jobs > 0 ? cached * 10 / jobs : 0))
        if terminal.redraws {
            startTimer(&state)
        } else {
            lines.append(.init(text: progress.plain))
        }
    }

    private func advance(_ stage: String, _ done: Int, _ jobs: Int, _ state: inout State, _ lines: inout [EventText.Line]) {
        guard let index = state.stages.firstIndex(where: { $0.progress.stage == stage }) else { return }
        // Events of several tasks may overtake each other; a bar only moves on.
        state.stages[index].progress.done = max(state.stages[index].progress.done, done)
        state.stages[index].progress.jobs = jobs
        guard !terminal.redraws, jobs > 0 else { return }
        let tenths = state.stages[index].progress.done * 10 / jobs
        if tenths > state.stages[index].tenths, tenths < 10 {
            state.stages[index].tenths = tenths
            state.stages[index].progress.elapsed = state.stages[index].begun.duration(to: clock.now) / .seconds(1)
            lines.append(.init(text: state.stages[index].progress.plain))
        }
    }

    private func count(_ stage: String, _ done: Int, _ cached: Int, _ all: Int, _ state: inout State) {
        guard let index = state.stages.firstIndex(where: { $0.progress.stage == stage }) else { return }
        let before = state.stages[index].progress.frames?.done ?? 0
        state.stages[index].progress.frames = .init(done: max(before, done), cached: cached, all: all)
    }

    private func note(_ stage: String, _ what: String, _ share: Double, _ word: String?, _ state: inout State) {
        guard let index = state.stages.firstIndex(where: { $0.progress.stage == stage }) else { return }
        let text = "\(DisplayText.line(what)) \(Int(share * 100)) %"
        state.stages[index].progress.latest = share < 1 ? text + (word.map { " " + DisplayText.line($0) } ?? "") : nil
    }

    private func staleLines(_ state: inout State) -> [EventText.Line] {
        state.stale.isEmpty ? [] : state.stale.take().map { EventText.Line(text: "  " + $0, style: .dim) }
    }

    /// Writes lines above the one that is drawn over, and that one again.
    private func show(_ lines: [EventText.Line], _ state: inout State) {
        guard !state.isDeaf else { return }
        var text = lines.map { $0.style.paint($0.text, terminal.colour) + "\n" }.joined()
        if terminal.redraws {
            let now = clock.now
            let isDue = state.drawn.map { $0.duration(to: now) >= Self.betweenDrawings } ?? true
            if !lines.isEmpty || isDue || state.stages.isEmpty {
                let next = liveLine(state, at: now)
                if lines.isEmpty, next == state.live { return }
                if let live = state.live { text = erasing(live) + text }
                text += next ?? ""
                state.live = next
                state.drawn = now
            }
        }
        if !text.isEmpty, !terminal.write(text) {
            state.isDeaf = true
            stopTimer(&state)
        }
    }

    /// A terminal that became narrower shows the line that is drawn over on several.
    private func erasing(_ live: String) -> String {
        let rows = max(1, (DisplayText.width(live) + (terminal.columns ?? 80) - 1) / (terminal.columns ?? 80))
        return rows == 1 ? "\r\u{1B}[2K" : "\r\u{1B}[\(rows - 1)A\u{1B}[J"
    }

    private func liveLine(_ state: State, at now: ContinuousClock.Instant) -> String? {
        guard let stage = state.stages.last else { return nil }
        var progress = stage.progress
        progress.elapsed = stage.begun.duration(to: now) / .seconds(1)
        return progress.line(columns: (terminal.columns ?? 80) - 1, blocks: terminal.blocks)
    }

    /// Moves the clock of a stage whose jobs take long, and draws what came too soon after the last drawing.
    private func startTimer(_ state: inout State) {
        guard state.timer == nil else { return }
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now() + .milliseconds(200), repeating: .milliseconds(200))
        timer.setEventHandler { [weak self] in self?.tick() }
        timer.resume()
        state.timer = timer
    }

    private func stopTimer(_ state: inout State) {
        state.timer?.cancel()
        state.timer = nil
    }

    private func tick() { state.withLock { state in if !state.stages.isEmpty { show([], &state) } } }
}
