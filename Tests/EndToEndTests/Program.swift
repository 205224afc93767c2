import Foundation
import Subprocess
import SystemPackage

/// The built program, run as people run it.
enum Program {
    struct Ended: Sendable {
        var code: Int32
        var out: String
        var err: String
        /// The events of a run with `--json`.
        var events: [[String: Any]] {
            out.split(separator: "\n").compactMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
        }
        func events(_ name: String) -> [[String: Any]] { events.filter { $0["event"] as? String == name } }
        /// Jobs that a stage made, by its last event; -1 when it did not run.
        func made(_ stage: String) -> Int {
            events("stageFinished").last { $0["stage"] as? String == stage }?["made"] as? Int ?? -1
        }
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path

    static var path: String { ProcessInfo.processInfo.environment["MV_BINARY"] ?? root + "/.build/release/mv" }

    /// Runs to the end.
    static func run(_ arguments: String..., in folder: String) async throws -> Ended {
        try await run(arguments, in: folder)
    }

    /// - Parameter environment: variables besides those of the tests.
    static func run(_ arguments: [String], in folder: String, environment: [Environment.Key: String?] = [:]) async throws -> Ended {
        let ended = try await Subprocess.run(
            .path(FilePath(path)), arguments: Arguments(arguments), environment: .inherit.updating(environment),
            workingDirectory: FilePath(folder), output: .string(limit: 8 << 20),
            error: .string(limit: 8 << 20))
        return Ended(code: code(ended.terminationStatus), out: ended.standardOutput, err: ended.standardError)
    }

    /// Runs to the end with something on standard input; what takes longer than `seconds` is ended, and its code is that of the signal.
    static func run(
        _ arguments: [String], in folder: String, environment: [String: String?], input: String, seconds: Int
    ) async throws -> Ended {
        let updates = Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
        let task = Task {
            let ended = try await Subprocess.run(
                .path(FilePath(path)), arguments: Arguments(arguments), environment: .inherit.updating(updates),
                workingDirectory: FilePath(folder), input: .string(input), output: .string(limit: 8 << 20), error: .string(limit: 8 << 20))
            return Ended(code: code(ended.terminationStatus), out: ended.standardOutput, err: ended.standardError)
        }
        let watch = Task {
            try await Task.sleep(for: .seconds(seconds))
            task.cancel()
        }
        defer { watch.cancel() }
        return try await task.value
    }

    /// Runs until something is seen on disk, then sends a signal; gives the exit code, 128 and more for a signal. What the program said is in
    /// `last-words.txt` of the folder.
    static func run(
        _ arguments: [String], in folder: String, ending signal: Int32, environment: [Environment.Key: String?] = [:],
        when seen: @escaping @Sendable () -> Bool
    ) async throws -> Int32 {
        let ended = try await Subprocess.run(
            .path(FilePath(path)), arguments: Arguments(arguments), environment: .inherit.updating(environment),
            workingDirectory: FilePath(folder), input: .none, output: .discarded,
            error: .fileDescriptor(
                try .open(FilePath(folder + "/last-words.txt"), .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite),
                closeAfterSpawningProcess: true)
        ) { execution in
            let pid = execution.processIdentifier.value
            // A thread of its own: the tests' shared threads may be busy at the very moment.
            Thread.detachNewThread {
                for _ in 0..<10_000 {
                    if seen() { break }
                    usleep(2000)
                }
                kill(pid, signal)
            }
        }
        return code(ended.terminationStatus)
    }

    private static func code(_ status: TerminationStatus) -> Int32 {
        switch status {
        case .exited(let code): code
        case .signaled(let number): 128 + number
        }
    }
}
