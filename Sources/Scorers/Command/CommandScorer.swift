import Content
public import Editorial
import Foundation
import Generators
import Synchronization
import Web

/// A program of the user's that stays and answers lines with lines. The contract is in docs/scorers.md.
public actor CommandScorer: Scorer {
    public nonisolated let name: String
    public nonisolated let weight: Double
    private let run: [String]
    private let folder: String
    private let environment: [String]
    private let timeout: Duration
    private let startTimeout: Duration
    private var process: ScorerProcess?
    private var facts: ScorerFacts?
    /// A program that ended on its own, or had to be, is started again once in a build.
    private var isRestarted = false

    public init(_ spec: ScorerSpec, folder: String) throws {
        name = spec.name
        self.folder = folder
        run = spec.options["run"]?.texts ?? []
        guard !run.isEmpty, !run[0].isEmpty else { throw ScorerError("it names no program; expected run: [program, argument, …]") }
        weight = spec.options["weight"]?.number ?? 1
        environment = spec.options["environment"]?.texts ?? []
        timeout = .milliseconds(Int((spec.options["timeout"]?.number ?? 120) * 1000))
        startTimeout = .milliseconds(Int((spec.options["start_timeout"]?.number ?? 300) * 1000))
    }

    /// The program's arguments, and the content of those that are files: a script that was changed may say something else of itself.
    public nonisolated func fingerprint() -> String {
        let parts = run.map { argument -> String in
            let path = argument.hasPrefix("/") ? argument : folder + "/" + argument
            let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value ?? .max
            guard size < 64 << 20, let digest = try? Digest(ofFile: path) else { return argument }
            return "\(argument) \(digest.hex)"
        }
        return Digest(of: parts.joined(separator: "\n")).hex
    }

    public nonisolated var written: ScorerFacts? { nil }
    public nonisolated func estimate(_ facts: ScorerFacts) -> Int? { 0 }

    public func open() async throws -> ScorerFacts {
        if let facts, process != nil { return facts }
        let variables = CommandEnvironment.visible(ProcessInfo.processInfo.environment, naming: environment)
        let redactor = Redactor(secrets: CommandEnvironment.secrets(in: variables, naming: environment))
        let process = ScorerProcess(arguments: run, folder: folder, environment: variables, redactor: redactor)
        switch await process.next(within: startTimeout, or: "did not introduce itself within \(startTimeout); raise 'start_timeout'") {
        case .gone(let why):
            try Task.checkCancellation()
            throw ScorerError("'\(run[0])' \(why)", log: process.lastWords)
        case .line(let line):
            do throws(ScorerLines.Fault) {
                let facts = try ScorerLines.hello(line)
                if let known = self.facts, known != facts {
                    throw ScorerLines.Fault(reason: "it introduced itself otherwise after it was started again")
                }
                (self.facts, self.process) = (facts, process)
                return facts
            } catch {
                process.end("spoke out of turn")
                throw ScorerError("'\(run[0])' breaks the contract: \(error.reason)", log: process.lastWords)
            }
        }
    }

    public func ask(
        _ questions: [ScorerQuestion], ledger: any ScorerLedger,
        answered: @escaping @Sendable (ScorerQuestion, ScorerAnswer) async throws -> Void
    ) async throws {
        let facts = try await open()
        var waiting = questions[...]
        var open: [ScorerQuestion] = []
        while !waiting.isEmpty || !open.isEmpty {
            try Task.checkCancellation()
            guard let process else { throw ScorerError("'\(run[0])' is not running") }
            while open.count < facts.batch, let next = waiting.popFirst() {
                process.send(ScorerLines.request(next))
                open.append(next)
            }
            let said = await process.next(within: timeout, or: "said nothing for \(timeout); raise 'timeout' if it needs longer")
            try Task.checkCancellation()
            let why: String
            switch said {
            case .gone(let reason): why = reason
            case .line(let line):
                do {
                    let reply = try ScorerLines.reply(line, facts)
                    guard let index = open.firstIndex(where: { $0.id == reply.id }) else {
                        throw ScorerLines.Fault(
                            reason: "it answered '\(reply.id.prefix(40))', which it was not asked or has answered already")
                    }
                    try await answered(open.remove(at: index), reply.answer)
                    continue
                } catch let fault as ScorerLines.Fault {
                    process.end("spoke out of turn")
                    why = "broke the contract: \(fault.reason)"
                }
            }
            let log = process.lastWords
            self.process = nil
            guard !isRestarted else {
                throw ScorerError("'\(run[0])' \(why), again after it was started anew", log: log)
            }
            isRestarted = true
            _ = try await self.open()
            waiting = open[...] + waiting
            open = []
        }
    }

    public func close() async {
        await process?.finish()
        process = nil
    }

    public static let kind = ScorerKind(
        "command", doc: "A program of yours that stays and answers JSON lines.", scores: nil,
        options: [
            .init("run", .textList, required: true, doc: "Program and arguments, run in the folder of the project."),
            .init("weight", .number, range: 0...100, doc: "How much each of its scores counts in choosing; 1 by default."),
            .init("timeout", .number, range: 0.1...86_400, doc: "Seconds it may be silent while it is asked something; 120 by default."),
            .init("start_timeout", .number, range: 0.1...86_400, doc: "Seconds until its first line; 300 by default."),
            .init(
                "environment", .textOrList, doc: "Names of environment variables it may see, besides PATH, HOME, TMPDIR and LANG."),
        ])
}
