import Content
import Editorial
import Execution
import Foundation
import Subprocess
import SystemPackage

/// One run of a command for one request: its folder, its request file, its process, its verdict.
struct CommandRun: Sendable {
    let request: TakeRequest
    let options: CommandOptions
    /// Where the program runs: the project's folder.
    let folder: String
    /// Under which each request has a folder of its own.
    let root: String
    /// Before the second try of a program that fails for now; doubled before the third.
    let pause: Duration

    private var workFolder: String { "\(root)/\(request.id.prefix(32))" }
    private var finished: String { workFolder + "/take.mp4" }
    private var output: String { workFolder + "/.partial-take.mp4" }

    /// The finished file; runs the program unless an earlier run got that far.
    /// - Throws: `GeneratorError`.
    func file() async throws -> String {
        if FileManager.default.fileExists(atPath: finished) { return finished }
        try AtomicFile.makeFolder(workFolder)
        try? FileManager.default.removeItem(atPath: output)
        let requestFile = workFolder + "/request.json"
        let json = try CommandRequest(request, options: options, output: output, workFolder: workFolder).json()
        try AtomicFile.write(json, to: requestFile)
        var attempt = 1
        while true {
            do {
                try await run(requestFile)
                break
            } catch let error as GeneratorError where error.code == .temporary && attempt < 3 {
                try await Task.sleep(for: pause * attempt)
                attempt += 1
            }
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: output)[.size] as? NSNumber)?.int64Value ?? 0
        guard size > 0 else {
            throw GeneratorError(.failed, request.label, "'\(options.run[0])' ended well but wrote nothing to the output path it was given")
        }
        try AtomicFile.moveIntoPlace(output, finished)
        return finished
    }

    /// Removes the folder once the take is safe in the pool.
    func clean() { try? FileManager.default.removeItem(atPath: workFolder) }

    private func run(_ requestFile: String) async throws {
        let arguments = options.run.map { CommandRequest.fill($0, request, output: output, requestFile: requestFile) }
        let log = LogTail()
        var platform = PlatformOptions()
        // A group of its own, so that what the program started ends with it.
        platform.processGroupID = 0
        platform.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(5))]
        var environment: [Environment.Key: String] = [:]
        for name in ["PATH", "HOME", "TMPDIR", "LANG"] + options.environment {
            if let value = ProcessInfo.processInfo.environment[name], let key = Environment.Key(rawValue: name) { environment[key] = value }
        }
        let status: TerminationStatus?
        do {
            let (options, folder, environmentNow, platformNow) = (options, folder, environment, platform)
            status = try await withThrowingTaskGroup(of: TerminationStatus?.self) { group in
                group.addTask {
                    // Read from the file and not written by us: a program that never looks at its input must not end this one.
                    let input = try FileDescriptor.open(FilePath(requestFile), .readOnly)
                    return try await Subprocess.run(
                        arguments[0].contains("/") ? .path(FilePath(arguments[0])) : .name(arguments[0]),
                        arguments: Arguments(Array(arguments.dropFirst())), environment: .custom(environmentNow),
                        workingDirectory: FilePath(folder), platformOptions: platformNow,
                        input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .sequence, error: .sequence
                    ) { execution in
                        try await withThrowingTaskGroup { readers in
                            readers.addTask { for try await piece in execution.standardError { piece.withUnsafeBytes { log.append($0) } } }
                            for try await piece in execution.standardOutput { piece.withUnsafeBytes { log.append($0) } }
                            try await readers.waitForAll()
                        }
                    }.terminationStatus
                }
                group.addTask {
                    try await Task.sleep(for: options.timeout)
                    return nil
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
        } catch let error as SubprocessError {
            throw GeneratorError(.failed, request.label, "'\(arguments[0])' cannot be run: \(error)")
        }
        try Task.checkCancellation()
        try judge(status, log: log.text)
    }

    /// Exit codes of the contract: 2 bad request, 3 refused, 75 temporary, 124 and 137 out of time.
    private func judge(_ status: TerminationStatus?, log: String) throws {
        let program = "'\(options.run[0])'"
        switch status {
        case nil: throw GeneratorError(.timeout, request.label, "\(program) took longer than \(options.timeout); raise 'timeout'", log: log)
        case .exited(0): return
        case .exited(2): throw GeneratorError(.badRequest, request.label, "\(program) says the request is wrong (exit code 2)", log: log)
        case .exited(3): throw GeneratorError(.refused, request.label, "\(program) refused the prompt (exit code 3)", log: log)
        case .exited(75): throw GeneratorError(.temporary, request.label, "\(program) failed for now (exit code 75), three times", log: log)
        case .exited(124), .exited(137): throw GeneratorError(.timeout, request.label, "\(program) ran out of time or memory", log: log)
        case .exited(let code): throw GeneratorError(.failed, request.label, "\(program) ended with exit code \(code)", log: log)
        case .signaled(let number): throw GeneratorError(.failed, request.label, "\(program) was ended by signal \(number)", log: log)
        }
    }
}
