import Content
import Editorial
import Foundation
import Subprocess
import Web

/// One request made by a command: its folder, its request file, its verdict, its files.
struct CommandRun: Sendable {
    let request: TakeRequest
    let options: CommandOptions
    /// Where the program runs: the project's folder.
    let folder: String
    /// Under which each request has a folder of its own.
    let root: String
    /// Before the second try of a program that fails for now; doubled before the third.
    let pause: Duration
    let progress: @Sendable (Double, String?) -> Void
    /// Where the programs are that stay; nil for those that are started for each take.
    let servers: CommandServers?

    /// A file that is whole, by its name in the request's folder.
    struct Finished: Codable, Hashable, Sendable {
        var name: String
        var seed: UInt64?
    }

    private static let most = 64
    private var workFolder: String { "\(root)/\(request.id.prefix(32))" }
    private var program: String { "'\(options.run[0])'" }
    private var listFile: String { workFolder + "/takes.json" }

    func path(of finished: Finished) -> String { workFolder + "/" + finished.name }

    /// The finished files; runs the program unless an earlier run got that far.
    /// - Throws: `GeneratorError`, `CancellationError`.
    func files() async throws -> [Finished] {
        if let found = found() { return found }
        try AtomicFile.makeFolder(workFolder)
        removeHalves()
        var attempt = 1
        while true {
            do {
                return try await make()
            } catch let error as GeneratorError where error.code == .temporary && attempt < 3 {
                try await Task.sleep(for: pause * attempt)
                attempt += 1
            }
        }
    }

    /// Removes the folder once the takes are safe in the pool, or are none.
    func clean() { try? FileManager.default.removeItem(atPath: workFolder) }

    /// What a run finished before this program was killed. The folder is named by all that decides the take.
    private func found() -> [Finished]? {
        if let data = FileManager.default.contents(atPath: listFile), let list: [Finished] = try? CanonicalJSON.decode(from: data),
            !list.isEmpty, list.allSatisfy({ size(of: path(of: $0)) > 0 })
        {
            return list
        }
        let single = Finished(name: "take.mp4", seed: nil)
        return size(of: path(of: single)) > 0 ? [single] : nil
    }

    /// What interrupted runs left. One of them may still be writing: every run has a name of its own to write to.
    private func removeHalves() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: workFolder)) ?? []
        for name in names where name.hasPrefix(".partial-take") { try? FileManager.default.removeItem(atPath: workFolder + "/" + name) }
    }

    private func make() async throws -> [Finished] {
        let output = workFolder + "/.partial-take-\(String(UInt32.random(in: 0...UInt32.max), radix: 16)).mp4"
        let requestFile = workFolder + "/request.json"
        try AtomicFile.write(CommandRequest(request, options: options, output: output, workFolder: workFolder).json(), to: requestFile)
        let environment = options.environment(ProcessInfo.processInfo.environment)
        let redactor = Redactor(secrets: options.secrets(in: environment))
        let words = CommandOutput(pattern: options.progress, redactor: redactor, progress: progress)
        if let servers {
            try await ask(servers, output: output, words, redactor)
            guard let told = words.told else { return [try keepOnly(output)] }
            return try keep(told)
        }
        let arguments = options.run.map { CommandRequest.fill($0, request, output: output, requestFile: requestFile) }
        let process = CommandProcess(
            arguments: arguments, folder: folder, input: requestFile, environment: environment, timeout: options.timeout,
            grace: options.grace)
        do {
            try judge(try await process.run(words), log: words.log.text(redactor))
        } catch let error as SubprocessError {
            throw GeneratorError(.failed, request.label, "'\(arguments[0])' cannot be run: \(error)")
        }
        guard let told = words.told else { return [try keepOnly(output)] }
        return try keep(told)
    }

    /// Of a program that stays.
    private func ask(_ servers: CommandServers, output: String, _ words: CommandOutput, _ redactor: Redactor) async throws {
        let server = await servers.take()
        let line = try CommandRequest(request, options: options, output: output, workFolder: workFolder).json()
        let ending: CommandServer.Ending
        do {
            ending = try await server.ask(line, words, within: options.timeout)
        } catch {
            await server.finish()
            throw error
        }
        await servers.giveBack(server)
        let log = words.log.text(redactor)
        switch ending {
        case .answered: if let complaint = words.complaint { try judge(.exited(complaint.code == 0 ? 1 : complaint.code), log: log) }
        case .tooLong: try judge(nil, log: log)
        case .unusable(let reason): throw GeneratorError(.failed, request.label, "\(program) cannot be run: \(reason)")
        case .ended(.exited(0)): throw GeneratorError(.failed, request.label, "\(program) ended before it answered", log: log)
        case .ended(let status): try judge(status, log: log)
        }
    }

    /// Exit codes of the contract: 2 bad request, 3 refused, 75 temporary, 124 and 137 out of time or memory.
    private func judge(_ status: TerminationStatus?, log: String) throws {
        let (code, reason): (GeneratorError.Code, String)
        switch status {
        case .exited(0): return
        case nil: (code, reason) = (.timeout, "took longer than \(options.timeout); raise 'timeout'")
        case .exited(2): (code, reason) = (.badRequest, "says the request is wrong (exit code 2)")
        case .exited(3): (code, reason) = (.refused, "refused the prompt (exit code 3)")
        case .exited(75): (code, reason) = (.temporary, "failed for now (exit code 75), three times")
        case .exited(124): (code, reason) = (.timeout, "ran out of time (exit code 124)")
        case .exited(137), .signaled(SIGKILL): (code, reason) = (.timeout, "was killed, as programs are that run out of memory or time")
        case .exited(let number): (code, reason) = (.failed, "ended with exit code \(number)")
        case .signaled(let number): (code, reason) = (.failed, "was ended by signal \(number)")
        }
        throw GeneratorError(code, request.label, "\(program) \(reason)", log: log)
    }

    private func keepOnly(_ output: String) throws -> Finished {
        guard size(of: output) > 0 else { throw failed("ended well but wrote nothing to the output path it was given") }
        let finished = Finished(name: "take.mp4", seed: nil)
        try AtomicFile.moveIntoPlace(output, path(of: finished))
        return finished
    }

    /// Takes in the files a program named itself. The list is written last: without it nothing is finished.
    private func keep(_ told: [CommandOutput.Told]) throws -> [Finished] {
        guard !told.isEmpty else { throw failed("names no file in its last line; expected {\"outputs\":[{\"path\":\"…\"}]}") }
        guard told.count <= Self.most else { throw failed("names \(told.count) files in its last line; expected at most \(Self.most)") }
        var list: [Finished] = []
        for (index, one) in told.enumerated() {
            let source = one.path.hasPrefix("/") ? one.path : folder + "/" + one.path
            guard size(of: source) > 0 else { throw failed("says it made '\(one.path)', but there is no such file, or nothing in it") }
            let ending = (source as NSString).pathExtension
            let finished = Finished(name: "take-\(index + 1).\(ending.isEmpty ? "mp4" : ending)", seed: one.seed)
            if source.hasPrefix(workFolder + "/") {
                try AtomicFile.moveIntoPlace(source, path(of: finished))
            } else {
                let aside = workFolder + "/.partial-take-copy-\(index + 1)"
                try? FileManager.default.removeItem(atPath: aside)
                do {
                    try FileManager.default.copyItem(atPath: source, toPath: aside)
                } catch {
                    throw failed("made '\(one.path)', which cannot be copied: \(FileTrouble.words(error))")
                }
                try AtomicFile.moveIntoPlace(aside, path(of: finished))
            }
            list.append(finished)
        }
        try AtomicFile.write(CanonicalJSON.data(list), to: listFile)
        return list
    }

    private func failed(_ reason: String) -> GeneratorError { GeneratorError(.failed, request.label, "\(program) \(reason)") }

    private func size(of path: String) -> Int64 {
        let values = try? FileManager.default.attributesOfItem(atPath: path)
        guard values?[.type] as? FileAttributeType != .typeDirectory else { return 0 }
        return (values?[.size] as? NSNumber)?.int64Value ?? 0
    }
}
