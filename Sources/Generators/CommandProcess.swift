import Foundation
package import Subprocess
import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Takes the lines a program writes.
package protocol CommandReader: Sendable {
    /// - Parameter isOverwritten: the line ended in a carriage return, as those of progress bars do.
    func standardOutput(_ line: String, isOverwritten: Bool)
    func standardError(_ line: String, isOverwritten: Bool)
}

/// A program of the user's in a process group of its own, so that what it started ends with it.
package struct CommandProcess: Sendable {
    let arguments: [String]
    /// Where it runs.
    let folder: String
    /// Read by the program from its standard input, which then ends.
    let input: String
    let environment: [String: String]
    let timeout: Duration
    /// Between SIGTERM and SIGKILL.
    let grace: Duration

    package init(arguments: [String], folder: String, input: String, environment: [String: String], timeout: Duration, grace: Duration) {
        self.arguments = arguments
        self.folder = folder
        self.input = input
        self.environment = environment
        self.timeout = timeout
        self.grace = grace
    }

    /// What is known of the process while it runs.
    private final class Watch: Sendable {
        private let state = Mutex<(leader: pid_t?, hasEnded: Bool)>((nil, false))
        /// The id of the process, which is its group's too.
        var leader: pid_t? { state.withLock { $0.leader } }
        var hasEnded: Bool { state.withLock { $0.hasEnded } }
        func began(_ id: pid_t) { state.withLock { $0.leader = id } }
        func ended() { state.withLock { $0.hasEnded = true } }
    }

    private enum Event { case ended, tooLong }

    /// Runs it to its end.
    /// - Returns: nil when it took too long.
    /// - Throws: `SubprocessError` when it cannot be started, `CancellationError`.
    package func run(_ output: any CommandReader) async throws -> TerminationStatus? {
        let watch = Watch()
        let (events, tell) = AsyncStream<Event>.makeStream()
        // A task of its own, not cancelled with this one: a program that was asked to end may have something to write before it does,
        // and a closed pipe would end it there.
        let running = Task {
            defer {
                watch.ended()
                tell.yield(.ended)
            }
            return try await start(output, watch)
        }
        let timer = Task {
            try await Task.sleep(for: timeout)
            tell.yield(.tooLong)
        }
        defer { timer.cancel() }
        switch await events.first(where: { _ in true }) {
        case .ended?:
            let status = try await running.value
            if case .signaled = status, let leader = watch.leader {
                kill(-leader, SIGTERM)
                await endTheRest(of: leader)
            }
            return status
        case .tooLong?:
            await end(watch)
            _ = await running.result
            return nil
        case nil:
            await end(watch)
            _ = await running.result
            throw CancellationError()
        }
    }

    /// Asks the whole group to end, and ends it after the grace.
    private func end(_ watch: Watch) async {
        while watch.leader == nil, !watch.hasEnded { await Self.moment() }
        guard let leader = watch.leader else { return }
        if !watch.hasEnded { kill(-leader, SIGTERM) }
        let end = ContinuousClock.now + grace
        while !watch.hasEnded, .now < end { await Self.moment() }
        if watch.hasEnded { await endTheRest(of: leader) } else { kill(-leader, SIGKILL) }
    }

    /// The program is gone, and what it started was asked to go with it. A second more is enough for what it did not wait for.
    private func endTheRest(of leader: pid_t) async {
        let end = ContinuousClock.now + min(grace, .seconds(1))
        while kill(-leader, 0) == 0 {
            guard .now < end else {
                kill(-leader, SIGKILL)
                return
            }
            await Self.moment()
        }
    }

    /// Not cut short by the cancelling that brings us here.
    private static func moment() async { await Task.detached { try? await Task.sleep(for: .milliseconds(10)) }.value }

    private func start(_ output: any CommandReader, _ watch: Watch) async throws -> TerminationStatus {
        var platform = PlatformOptions()
        platform.processGroupID = 0
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment { if let key = Environment.Key(rawValue: name) { variables[key] = value } }
        // Read from the file and not written by us: a program that never looks at its input must not end this one.
        let input = try FileDescriptor.open(FilePath(input), .readOnly)
        return try await Subprocess.run(
            arguments[0].contains("/") ? .path(FilePath(arguments[0])) : .name(arguments[0]),
            arguments: Arguments(Array(arguments.dropFirst())), environment: .custom(variables), workingDirectory: FilePath(folder),
            platformOptions: platform, input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .sequence, error: .sequence
        ) { execution in
            watch.began(execution.processIdentifier.value)
            try await withThrowingTaskGroup { readers in
                readers.addTask {
                    var lines = CommandLines()
                    for try await piece in execution.standardError {
                        piece.withUnsafeBytes { lines.take($0) { output.standardError($0, isOverwritten: $1) } }
                    }
                    lines.finish { output.standardError($0, isOverwritten: $1) }
                }
                var lines = CommandLines()
                for try await piece in execution.standardOutput {
                    piece.withUnsafeBytes { lines.take($0) { output.standardOutput($0, isOverwritten: $1) } }
                }
                lines.finish { output.standardOutput($0, isOverwritten: $1) }
                try await readers.waitForAll()
            }
        }.terminationStatus
    }
}
