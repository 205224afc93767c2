import Subprocess
import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs programs that print a key: `pass`, `op`, `secret-tool`, `security`. What they print is shown nowhere.
package actor KeyCommand {
    package static let shared = KeyCommand()

    private struct Asked: Hashable {
        var words: [String]
        var folder: String
    }
    private struct Kept {
        var secret: Task<Secret, any Error>
        var since: ContinuousClock.Instant
    }
    private var kept: [Asked: Kept] = [:]
    private let patience: Duration
    private let freshness: Duration
    private let wait: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - patience: how long a program may take. It may have to ask a person.
    ///   - freshness: how long what it printed is good. A build asks for its keys hundreds of times, and some keys live for an hour only.
    ///   - wait: lets the patience pass.
    package init(
        patience: Duration = .seconds(60), freshness: Duration = .seconds(300),
        wait: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        (self.patience, self.freshness, self.wait) = (patience, freshness, wait)
    }

    /// Asked for by several at once, the program runs once. A failure is not kept.
    package func secret(_ words: [String], in folder: String) async throws -> Secret {
        let asked = Asked(words: words, folder: folder)
        if let there = kept[asked], there.since.duration(to: .now) < freshness { return try await there.secret.value }
        let secret = Task { [patience, wait] in try await Self.run(words, folder, patience, wait) }
        kept[asked] = Kept(secret: secret, since: .now)
        do {
            return try await secret.value
        } catch {
            kept[asked] = nil
            throw error
        }
    }

    private static func run(
        _ words: [String], _ folder: String, _ patience: Duration, _ wait: @escaping @Sendable (Duration) async throws -> Void
    ) async throws -> Secret {
        let source = Secret.Source.command(words, folder: folder)
        guard let program = words.first, !program.isEmpty else { throw SecretError(source, "names no program; expected a list of words") }
        let (reading, writing) = try FileDescriptor.pipe()
        defer { try? reading.close() }
        // No other program that is started meanwhile is to hold them.
        for end in [reading, writing] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
        let state = Mutex<(leader: pid_t, isLate: Bool)>((0, false))
        let ended = try await Race.run {
            defer { state.withLock { $0.leader = 0 } }
            return try await start(program, words.dropFirst(), folder, writing) { pid in
                state.withLock { state in
                    state.leader = pid
                    // Its time may be up before it is known that it began.
                    if state.isLate { kill(-pid, SIGKILL) }
                }
            }
        } until: {
            try await wait(patience)
            state.withLock { state in
                state.isLate = true
                if state.leader > 0 { kill(-state.leader, SIGKILL) }
            }
        }
        let late = SecretError(source, "did not end within \(patience); run it in a terminal: it may want to ask something")
        // It may be gone before the watch is heard of, which ended it.
        if state.withLock({ $0.isLate }) { throw late }
        switch ended {
        case .stopped: throw late
        case .done(nil): throw SecretError(source, "cannot be run; check that it is installed and may be executed")
        case .done(.exited(0)?): break
        case .done(.exited(let code)?): throw SecretError(source, "ended with exit code \(code); run it in a terminal to see why")
        case .done(.signaled(let number)?): throw SecretError(source, "was ended by signal \(number); run it in a terminal to see why")
        }
        return try Secret.checked(String(decoding: printed(reading), as: UTF8.self), source)
    }

    /// What waits in the pipe. Something the program left running may hold the other end: its end is not waited for.
    private static func printed(_ reading: FileDescriptor) -> [UInt8] {
        _ = fcntl(reading.rawValue, F_SETFL, O_NONBLOCK)
        var (bytes, piece) = ([UInt8](), [UInt8](repeating: 0, count: Secret.most + 1))
        while bytes.count <= Secret.most {
            let count = piece.withUnsafeMutableBytes { (try? reading.read(into: $0)) ?? 0 }
            guard count > 0 else { break }
            bytes += piece[..<count]
        }
        return bytes
    }

    /// Nil when it cannot be started. Its input is empty, and its complaints may hold the key as well as what it prints: nobody reads them.
    private static func start(
        _ program: String, _ arguments: ArraySlice<String>, _ folder: String, _ output: FileDescriptor, _ began: @Sendable (pid_t) -> Void
    ) async throws -> TerminationStatus? {
        var platform = PlatformOptions()
        platform.processGroupID = 0
        do {
            return try await Subprocess.run(
                program.contains("/") ? .path(FilePath(program)) : .name(program), arguments: Arguments(Array(arguments)),
                workingDirectory: FilePath(folder), platformOptions: platform, input: .none,
                output: .fileDescriptor(output, closeAfterSpawningProcess: true), error: .discarded
            ) { execution in began(execution.processIdentifier.value) }.terminationStatus
        } catch let error as CancellationError {
            throw error
        } catch {
            return nil
        }
    }
}
