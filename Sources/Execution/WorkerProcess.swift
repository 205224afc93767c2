import Content
import Subprocess
import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One worker of this machine, from its start to its end.
///
/// A task of its own lives as long as the process does, inside `Subprocess.run`: it reads the worker's answers, notes its
/// log and writes the jobs given to it. Whoever waits for an answer waits here, and is told of the process's end only when
/// its status is known and its log read.
final class WorkerProcess: Sendable {
    enum Reply: Sendable {
        case answer(WorkerAnswer)
        case gone(Ending)
    }

    struct Ending: Sendable {
        /// Why the worker is gone.
        var words: String
        /// Somebody ended it, or a system that ran out of memory did: the job it had need not be to blame.
        var isFromOutside = false
    }

    private enum Phase {
        case starting(CheckedContinuation<Reply, Never>?)
        case idle
        case busy(CheckedContinuation<Reply, Never>)
        case gone(Ending)
    }

    private struct State {
        var phase = Phase.starting(nil)
        var pid: Int32 = 0
        /// True while the pid is the worker's: it may be another process's afterwards.
        var isRunning = false
        /// Counts the requests, so that a watch set for one cannot end a later one.
        var request = 0
        /// Why we end it, when we do.
        var verdict: String?
        var life: Task<Void, Never>?

        /// Notes why the worker has to go and ends it with all it may have started. Before its process exists this only
        /// notes; the start then looks here.
        mutating func condemn(_ why: String) {
            if verdict == nil { verdict = why }
            if isRunning { kill(-pid, SIGKILL) }
        }
    }

    private let state = Mutex(State())
    private let log = LogTail()
    private let lines = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingOldest(1))

    /// Starts the process; `begin` waits until it is ready.
    init(command: [String], environment: [String: String]) {
        let life = Task.detached { await self.live(command, environment) }
        state.withLock { $0.life = life }
    }

    /// 0 until the process has started.
    var pid: Int32 { state.withLock { $0.pid } }
    var isGone: Bool { state.withLock { if case .gone = $0.phase { true } else { false } } }
    var logText: String { log.text }

    /// Waits for the worker's hello.
    func begin(within limit: Duration) async -> Reply {
        await awaitReply(within: limit, or: "the worker did not say hello within \(limit)") { state, continuation in
            switch state.phase {
            case .starting: state.phase = .starting(continuation)
            case .idle: return .answer(.hello(protocolVersion: WorkerAnswer.protocolVersion, pid: state.pid))
            case .gone(let why): return .gone(why)
            case .busy: preconditionFailure("a worker begins once")
            }
            return nil
        }
    }

    /// Hands over one job and waits for its answer. The worker must be idle.
    func perform(_ line: [UInt8], within limit: Duration) async -> Reply {
        log.clear()
        return await awaitReply(within: limit, or: "timed out after \(limit); its worker was stopped") { [lines] state, continuation in
            switch state.phase {
            case .idle: state.phase = .busy(continuation)
            case .gone(let why): return .gone(why)
            case .starting, .busy: preconditionFailure("a worker does one job at a time")
            }
            lines.continuation.yield(line)
            return nil
        }
    }

    /// Lets the worker end by itself; ends it when it does not within the limit.
    func finish(within limit: Duration = .seconds(2)) async {
        lines.continuation.finish()
        let watch = Task.detached {
            try await Task.sleep(for: limit)
            self.end("did not end when its input ended")
        }
        await state.withLock { $0.life }?.value
        watch.cancel()
    }

    /// Closes the worker's input without waiting for its end.
    func release() { lines.continuation.finish() }

    /// Ends the worker at once.
    func end(_ verdict: String, onlyDuring request: Int? = nil) {
        state.withLock { state in
            if let request, state.request != request { return }
            state.condemn(verdict)
        }
    }

    private func awaitReply(
        within limit: Duration, or verdict: String,
        _ enter: @Sendable (inout sending State, CheckedContinuation<Reply, Never>) -> Reply?
    ) async -> Reply {
        let request = state.withLock { state in
            state.request += 1
            return state.request
        }
        let watch = Task.detached {
            try await Task.sleep(for: limit)
            self.end(verdict, onlyDuring: request)
        }
        defer { watch.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if let early = state.withLock({ enter(&$0, continuation) }) { continuation.resume(returning: early) }
            }
        } onCancel: {
            end("cancelled", onlyDuring: request)
        }
    }
}

extension WorkerProcess {
    private func live(_ command: [String], _ environment: [String: String]) async {
        var options = PlatformOptions()
        options.processGroupID = 0
        var allowed: [Environment.Key: String] = [:]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { allowed[key] = value }
        }
        let ending: Ending
        do {
            let ended = try await run(
                command[0].contains("/") ? .path(FilePath(command[0])) : .name(command[0]),
                arguments: Arguments(Array(command.dropFirst())),
                environment: .custom(allowed), platformOptions: options, input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                entered(execution.processIdentifier.value)
                try await withThrowingTaskGroup { group in
                    group.addTask {
                        for try await piece in execution.standardError { piece.withUnsafeBytes { self.log.append($0) } }
                    }
                    group.addTask {
                        // A worker that is gone cannot be written to; that is told by the end of its output.
                        for await line in self.lines.stream { _ = try? await execution.standardInputWriter.write(line) }
                        try? await execution.standardInputWriter.finish()
                    }
                    try await self.listen(to: execution.standardOutput)
                    self.lines.continuation.finish()
                    try await group.waitForAll()
                }
            }
            ending = Self.ending(ended.terminationStatus)
        } catch {
            ending = Ending(words: "the worker '\(command[0])' cannot be run: \(error)")
        }
        conclude(ending)
    }

    private func listen(to output: SubprocessOutputSequence) async throws {
        var splitter = LineSplitter(limit: WorkerAnswer.longestLine)
        do {
            for try await piece in output {
                piece.withUnsafeBytes { splitter.append($0) }
                while let line = try splitter.next() { take(line) }
            }
        } catch is LineSplitter.TooLong {
            end("the worker's answer is longer than \(WorkerAnswer.longestLine) bytes")
        }
        if !splitter.rest.isEmpty { end("the worker stopped in the middle of an answer") }
        // Whoever looks for a worker from now on has to start another one.
        state.withLock { state in if case .idle = state.phase { state.phase = .gone(Ending(words: "the worker ended while it had no job")) } }
    }

    private func take(_ line: [UInt8]) {
        guard let answer = try? WorkerAnswer(line: line) else {
            let start = String(decoding: line.prefix(80), as: UTF8.self)
            return end("the worker said something that is no answer: '\(start)'")
        }
        let waiting: CheckedContinuation<Reply, Never>? = state.withLock { state in
            if state.verdict != nil { return nil }
            switch (state.phase, answer) {
            case (.starting(let continuation), .hello(WorkerAnswer.protocolVersion, _)):
                state.phase = .idle
                return continuation
            case (.starting, .hello(let version, _)):
                state.condemn(
                    "the worker speaks protocol version \(version) and this program version \(WorkerAnswer.protocolVersion);"
                        + " both must come from the same build")
            case (.busy(let continuation), .done), (.busy(let continuation), .failed):
                state.phase = .idle
                return continuation
            default:
                state.condemn("the worker spoke out of turn")
            }
            return nil
        }
        waiting?.resume(returning: .answer(answer))
    }

    private func entered(_ pid: Int32) {
        state.withLock { state in
            (state.pid, state.isRunning) = (pid, true)
            if let verdict = state.verdict { state.condemn(verdict) }
        }
    }

    private func conclude(_ ending: Ending) {
        let (waiting, why) = state.withLock { state -> (CheckedContinuation<Reply, Never>?, Ending) in
            let why = state.verdict.map { Ending(words: $0) } ?? ending
            defer { (state.phase, state.isRunning) = (.gone(why), false) }
            switch state.phase {
            case .starting(let continuation): return (continuation, why)
            case .busy(let continuation): return (continuation, why)
            case .idle, .gone: return (nil, why)
            }
        }
        waiting?.resume(returning: .gone(why))
    }

    private static func ending(_ status: TerminationStatus) -> Ending {
        switch status {
        case .exited(let code): Ending(words: "the worker ended by itself with exit code \(code)")
        case .signaled(let number): Ending(words: "the worker " + SignalName.words(number), isFromOutside: SignalName.isFromOutside(number))
        }
    }
}
