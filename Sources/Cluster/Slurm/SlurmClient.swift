import Foundation
import Subprocess
import SystemPackage

/// Slurm's own programs, asked as a person asks them: they know the cluster's version, its plugins and who the user is.
package struct SlurmClient: Sendable {
    enum Submission: Sendable {
        case submitted
        /// The controller cannot be reached or takes no more for now.
        case later(String)
        case refused(String)
    }

    private struct Ended {
        var code: Int32
        var out: String
        var err: String
    }

    /// Asks for an array; what `sbatch` says goes to a file of the batch, by its own hand: it is there even when this program is killed in
    /// the middle. A task that is cancelled meanwhile does not stop it.
    func submit(_ arguments: [String], to folder: BatchFolder) async throws -> Submission {
        let file = try FileDescriptor.open(
            FilePath(folder.submissionPath), .writeOnly, options: [.create, .append, .closeOnExec], permissions: [.ownerReadWrite, .groupRead, .otherRead])
        var platform = PlatformOptions()
        // Ctrl-C is for this program.
        platform.processGroupID = 0
        let options = platform
        let task = Task.detached {
            try await Subprocess.run(
                .name("sbatch"), arguments: Arguments(arguments), platformOptions: options, input: .none,
                output: .fileDescriptor(file, closeAfterSpawningProcess: true), error: .string(limit: 1 << 16))
        }
        let ended: (status: TerminationStatus, err: String)
        do {
            let result = try await task.value
            ended = (result.terminationStatus, result.standardError)
        } catch {
            throw ClusterError("'sbatch' cannot be run (\(error)); work for Slurm is handed in on a machine with its programs")
        }
        if case .exited(0) = ended.status { return .submitted }
        let words = Self.words(ended.err)
        let passing = [
            "Unable to contact slurm controller", "Socket timed out", "temporarily unable", "temporarily unavailable", "SubmitJobLimit",
            "SubmitJobs", "job submit limit", "Connection refused", "Zero Bytes were transmitted", "Communication connection failure",
            "Job violates accounting/QOS policy",
        ]
        return passing.contains { words.contains($0) } ? .later(words) : .refused(words)
    }

    /// The states of an array's tasks by index; nil while the controller does not answer, empty when it knows nothing of the array.
    func states(of array: String) async throws -> [Int: SlurmTaskState]? {
        let ended = try await ask("squeue", ["--noheader", "--array", "--states=all", "--jobs=\(array)", "--format=%i|%T|%r|%N"])
        guard ended.code == 0 else { return ended.err.contains("Invalid job id") ? [:] : nil }
        return Self.states(ended.out)
    }

    package static func states(_ text: String) -> [Int: SlurmTaskState] {
        var states: [Int: SlurmTaskState] = [:]
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
            guard fields.count >= 4, let index = fields[0].split(separator: "_").last.flatMap({ Int($0) }), fields[0].contains("_") else { continue }
            states[index] = SlurmTaskState(word: fields[1], reason: fields[2], node: fields[3])
        }
        return states
    }

    /// The array that has a name, if the controller knows one; nil while it does not answer.
    func array(named name: String) async throws -> [String]? {
        let ended = try await ask("squeue", ["--noheader", "--array", "--states=all", "--name=\(name)", "--format=%F"])
        guard ended.code == 0 else { return nil }
        return Set(ended.out.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }).sorted()
    }

    /// More about a task that has ended: its exit code, and what accounting kept of one the controller has forgotten.
    func ending(of task: Int, in array: String) async throws -> (state: SlurmTaskState, node: String)? {
        let shown = try await ask("scontrol", ["--oneliner", "show", "job", "\(array)_\(task)"])
        if shown.code == 0 {
            let fields = Dictionary(
                shown.out.split(separator: " ").compactMap { word -> (String, String)? in
                    let parts = word.split(separator: "=", maxSplits: 1)
                    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
                }, uniquingKeysWith: { first, _ in first })
            if let word = fields["JobState"] {
                let code = fields["ExitCode"].flatMap { Int($0.prefix { $0 != ":" }) }
                return (SlurmTaskState(word: word, reason: fields["Reason"] ?? "", node: fields["NodeList"] ?? "", code: code), fields["NodeList"] ?? "")
            }
        }
        let kept = try await ask("sacct", ["--jobs=\(array)_\(task)", "--noheader", "--parsable2", "--allocations", "--format=State,ExitCode,NodeList"])
        let fields = kept.out.split(separator: "\n").last?.split(separator: "|", omittingEmptySubsequences: false).map(String.init) ?? []
        guard kept.code == 0, fields.count == 3 else { return nil }
        return (SlurmTaskState(word: fields[0], node: fields[2], code: Int(fields[1].prefix { $0 != ":" })), fields[2])
    }

    func cancel(_ array: String) async throws {
        let ended = try await ask("scancel", [array])
        guard ended.code == 0 || ended.err.contains("Invalid job id") else { throw ClusterError("scancel \(array): \(Self.words(ended.err))") }
    }

    /// The most tasks of an array.
    func mostTasks() async throws -> Int {
        let ended = try await ask("scontrol", ["show", "config"])
        for line in ended.out.split(separator: "\n") where line.hasPrefix("MaxArraySize") {
            if let size = line.split(separator: "=").last.flatMap({ Int($0.trimmingCharacters(in: .whitespaces)) }), size > 0 { return size }
        }
        return 1000
    }

    private func ask(_ program: String, _ arguments: [String]) async throws -> Ended {
        try await withThrowingTaskGroup(of: Ended?.self) { group in
            group.addTask {
                do {
                    let result = try await Subprocess.run(
                        .name(program), arguments: Arguments(arguments), input: .none, output: .string(limit: 64 << 20), error: .string(limit: 1 << 16))
                    guard case .exited(let code) = result.terminationStatus else { return Ended(code: 255, out: "", err: "it was ended by a signal") }
                    return Ended(code: code, out: result.standardOutput, err: result.standardError)
                } catch is CancellationError {
                    throw CancellationError()
                } catch {
                    throw ClusterError("'\(program)' cannot be run (\(error)); are Slurm's programs on the PATH of this machine?")
                }
            }
            group.addTask {
                try await Task.sleep(for: .seconds(90))
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next()! ?? Ended(code: 255, out: "", err: "no answer in 90 s")
        }
    }

    /// Without the names of programs before each line.
    private static func words(_ text: String) -> String {
        text.split(separator: "\n").map { line in
            line.replacing("sbatch: ", with: "").replacing("scancel: ", with: "").replacing("error: ", with: "")
        }.joined(separator: "; ")
    }
}
