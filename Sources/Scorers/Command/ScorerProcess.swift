import Foundation
import Generators
import Subprocess
import Synchronization
import SystemPackage
import Web

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program of the user's that answers lines with lines, in a process group of its own.
final class ScorerProcess: Sendable {
    enum Said: Sendable {
        case line(String)
        /// The program is gone; why, in words.
        case gone(String)
    }

    private struct State {
        var lines: [String] = []
        var waiting: CheckedContinuation<Said, Never>?
        var gone: String?
        var leader: pid_t = 0
        var isRunning = false
        /// Why we end it, when we do.
        var verdict: String?
        /// Counts the waits, so that a watch set for one ends no later one.
        var wait = 0
        var life: Task<Void, Never>?

        mutating func condemn(_ why: String) {
            if verdict == nil { verdict = why }
            if isRunning { kill(-leader, SIGKILL) }
        }
    }

    private let state = Mutex(State())
    private let log = CommandLog()
    private let redactor: Redactor
    private let input = AsyncStream.makeStream(of: [UInt8].self)
    /// A line is an answer about a few scores.
    private static let longestLine = 1 << 20

    init(arguments: [String], folder: String, environment: [String: String], redactor: Redactor) {
        self.redactor = redactor
        let life = Task.detached { await self.live(arguments, folder, environment) }
        state.withLock { $0.life = life }
    }

    /// The last lines of its log, without secrets.
    var lastWords: String { log.text(redactor).split(separator: "\n").suffix(8).joined(separator: "\n") }

    func send(_ line: String) { input.continuation.yield(Array((line + "\n").utf8)) }

    /// The next line, as soon as there is one. A program that says nothing for so long is ended.
    func next(within limit: Duration, or verdict: String) async -> Said {
        let number = state.withLock { state in
            state.wait += 1
            return state.wait
        }
        let watch = Task.detached {
            try await Task.sleep(for: limit)
            self.end(verdict, onlyDuring: number)
        }
        defer { watch.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let early: Said? = state.withLock { state in
                    if !state.lines.isEmpty { return .line(state.lines.removeFirst()) }
                    if let gone = state.gone { return .gone(gone) }
                    state.waiting = continuation
                    return nil
                }
                if let early { continuation.resume(returning: early) }
            }
        } onCancel: {
            end("stopped", onlyDuring: number)
        }
    }

    /// Closes its input, after which it should end by itself, and ends it when it does not.
    func finish(within limit: Duration = .seconds(2)) async {
        input.continuation.finish()
        let watch = Task.detached {
            try await Task.sleep(for: limit)
            self.end("did not end when its input ended")
        }
        await state.withLock { $0.life }?.value
        watch.cancel()
    }

    func end(_ verdict: String, onlyDuring wait: Int? = nil) {
        state.withLock { state in
            if let wait, state.wait != wait { return }
            state.condemn(verdict)
        }
    }

    private func live(_ arguments: [String], _ folder: String, _ environment: [String: String]) async {
        var platform = PlatformOptions()
        platform.processGroupID = 0
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment { if let key = Environment.Key(rawValue: name) { variables[key] = value } }
        let why: String
        do {
            let ended = try await Subprocess.run(
                arguments[0].contains("/") ? .path(FilePath(arguments[0])) : .name(arguments[0]),
                arguments: Arguments(Array(arguments.dropFirst())), environment: .custom(variables), workingDirectory: FilePath(folder),
                platformOptions: platform, input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                entered(execution.processIdentifier.value)
                try await withThrowingTaskGroup { group in
                    group.addTask {
                        var lines = CommandLines()
                        for try await piece in execution.standardError {
                            piece.withUnsafeBytes { lines.take($0) { self.log.add($0, isOverwritten: $1) } }
                        }
                        lines.finish { self.log.add($0, isOverwritten: $1) }
                    }
                    group.addTask {
                        // A program that is gone cannot be written to; that is told by the end of its output.
                        for await line in self.input.stream { _ = try? await execution.standardInputWriter.write(line) }
                        try? await execution.standardInputWriter.finish()
                    }
                    var lines = CommandLines(longest: Self.longestLine)
                    for try await piece in execution.standardOutput {
                        piece.withUnsafeBytes { lines.take($0) { line, _ in self.said(line) } }
                    }
                    lines.finish { line, _ in self.said(line) }
                    self.input.continuation.finish()
                    try await group.waitForAll()
                }
            }
            why =
                switch ended.terminationStatus {
                case .exited(let code): "ended with exit code \(code)"
                case .signaled(let number): "was ended by signal \(number)"
                }
        } catch {
            why = "cannot be run: \(error)"
        }
        // What the program started goes with it.
        let waiting: (CheckedContinuation<Said, Never>?, String) = state.withLock { state in
            if state.isRunning { kill(-state.leader, SIGKILL) }
            state.isRunning = false
            let why = state.verdict ?? why
            state.gone = why
            defer { state.waiting = nil }
            return (state.waiting, why)
        }
        waiting.0?.resume(returning: .gone(waiting.1))
    }

    private func entered(_ leader: pid_t) {
        state.withLock { state in
            (state.leader, state.isRunning) = (leader, true)
            if let verdict = state.verdict { state.condemn(verdict) }
        }
    }

    private func said(_ line: String) {
        guard !line.allSatisfy(\.isWhitespace) else { return }
        let waiting: CheckedContinuation<Said, Never>? = state.withLock { state in
            guard let waiting = state.waiting else {
                state.lines.append(line)
                return nil
            }
            state.waiting = nil
            return waiting
        }
        waiting?.resume(returning: .line(line))
    }
}
