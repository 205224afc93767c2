import Foundation
import Subprocess
import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program of the user's that stays: it reads one request a line and answers each, so that a model is loaded once for many takes. The
/// contract is in docs/generators.md.
final class CommandServer: Sendable {
    enum Ending: Sendable {
        /// It answered; `CommandOutput` has what.
        case answered
        case ended(TerminationStatus)
        case tooLong
        case unusable(String)
    }

    private struct State {
        var output: CommandOutput?
        var waiting: CheckedContinuation<Ending, Never>?
        var leader: pid_t?
        var end: Ending?
        var request = 0
    }

    private let state = Mutex(State())
    private let lines = AsyncStream.makeStream(of: [UInt8].self)
    private let grace: Duration
    private let life = Mutex<Task<Void, Never>?>(nil)

    init(arguments: [String], folder: String, environment: [String: String], grace: Duration) {
        self.grace = grace
        let task = Task.detached { await self.live(arguments, folder, environment) }
        life.withLock { $0 = task }
    }

    /// True when it has ended: the next request needs another one.
    var isGone: Bool { state.withLock { $0.end != nil } }

    /// Hands over one request and waits for its answer. One at a time.
    func ask(_ line: Data, _ output: CommandOutput, within limit: Duration) async throws -> Ending {
        let request = state.withLock { state in
            state.request += 1
            state.output = output
            return state.request
        }
        let timer = Task.detached {
            try await Task.sleep(for: limit)
            self.conclude(.tooLong, of: request)
        }
        defer { timer.cancel() }
        let ending = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Ending, Never>) in
                let early = state.withLock { state -> Ending? in
                    if state.end == nil { state.waiting = continuation }
                    return state.end
                }
                if let early { return continuation.resume(returning: early) }
                lines.continuation.yield(Array(line) + [0x0A])
            }
        } onCancel: {
            conclude(.tooLong, of: request)
        }
        if case .tooLong = ending { await end() }
        try Task.checkCancellation()
        return ending
    }

    /// Closes its input, which asks it to end, and ends it when it does not within the grace.
    func finish() async {
        lines.continuation.finish()
        let watch = Task.detached { [grace] in
            try await Task.sleep(for: grace)
            self.signal(SIGKILL)
        }
        await life.withLock { $0 }?.value
        watch.cancel()
    }

    private func end() async {
        signal(SIGTERM)
        await finish()
    }

    private func signal(_ number: Int32) {
        state.withLock { state in if state.end == nil, let leader = state.leader { kill(-leader, number) } }
    }

    private func conclude(_ ending: Ending, of request: Int? = nil) {
        let waiting = state.withLock { state -> CheckedContinuation<Ending, Never>? in
            if let request, request != state.request { return nil }
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: ending)
    }

    private func live(_ arguments: [String], _ folder: String, _ environment: [String: String]) async {
        var platform = PlatformOptions()
        platform.processGroupID = 0
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment { if let key = Environment.Key(rawValue: name) { variables[key] = value } }
        let ending: Ending
        do {
            let status = try await Subprocess.run(
                arguments[0].contains("/") ? .path(FilePath(arguments[0])) : .name(arguments[0]),
                arguments: Arguments(Array(arguments.dropFirst())), environment: .custom(variables), workingDirectory: FilePath(folder),
                platformOptions: platform, input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                self.state.withLock { $0.leader = execution.processIdentifier.value }
                try await withThrowingTaskGroup { group in
                    group.addTask {
                        var words = CommandLines()
                        for try await piece in execution.standardError { piece.withUnsafeBytes { words.take($0) { self.heard($0, $1, isError: true) } } }
                        words.finish { self.heard($0, $1, isError: true) }
                    }
                    group.addTask {
                        // A program that is gone cannot be written to; that is told by its end.
                        for await line in self.lines.stream { _ = try? await execution.standardInputWriter.write(line) }
                        try? await execution.standardInputWriter.finish()
                    }
                    var words = CommandLines()
                    for try await piece in execution.standardOutput { piece.withUnsafeBytes { words.take($0) { self.heard($0, $1, isError: false) } } }
                    words.finish { self.heard($0, $1, isError: false) }
                    self.lines.continuation.finish()
                    try await group.waitForAll()
                }
            }.terminationStatus
            ending = .ended(status)
        } catch {
            ending = .unusable("\(error)")
        }
        state.withLock { $0.end = ending }
        conclude(ending)
    }

    private func heard(_ line: String, _ isOverwritten: Bool, isError: Bool) {
        guard let output = state.withLock({ $0.output }) else { return }
        if isError { return output.standardError(line, isOverwritten: isOverwritten) }
        output.standardOutput(line, isOverwritten: isOverwritten)
        if output.isAnswered { conclude(.answered) }
    }
}

/// Programs that stay, of one generator: as many as make takes at once, each given one request after the other.
actor CommandServers {
    private let make: @Sendable () -> CommandServer
    private var idle: [CommandServer] = []

    init(_ make: @escaping @Sendable () -> CommandServer) { self.make = make }

    func take() -> CommandServer {
        while let server = idle.popLast() { if !server.isGone { return server } }
        return make()
    }

    func giveBack(_ server: CommandServer) { if !server.isGone { idle.append(server) } }

    func finish() async {
        let leaving = idle
        idle = []
        await withTaskGroup { group in for server in leaving { group.addTask { await server.finish() } } }
    }
}
