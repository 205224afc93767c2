import Cluster
import Content
import Editorial
import Execution
import ExecutorsForTests
import Foundation
import Testing

/// What holds of every executor, tried on this machine's and on a real Slurm cluster.
@Suite(.serialized) struct ExecutorLaws {
    enum Place: String, CaseIterable, Sendable { case local, slurm }
    static let places: [Place] = SlurmCluster.isThere ? Place.allCases : [.local]

    private let worker: ScriptedWorker
    private let ledger = Ledger()

    init() throws { worker = try ScriptedWorker() }

    static let program = ProcessInfo.processInfo.environment["MV_BINARY"]
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path + "/.build/release/mv"

    private func executor(_ place: Place, workers: Int = 1, pack: Int = 4, poll: Double = 0.3, lag: Double = 1, command: [String]? = nil) throws -> any Executor {
        let local = worker.executor(workers: workers, command: command)
        guard place == .slurm else { return local }
        _ = try SlurmCluster.shared.get()
        var resources = ClusterResources()
        (resources.cpus, resources.pack, resources.atOnce) = (workers, pack, 3)
        let (results, words) = (worker.results, command ?? worker.command)
        let settings = SlurmSettings(
            spec: ExecutorSpec(kind: .slurm, resources: resources, poll: poll, lag: lag), batches: worker.folder + "/batches", program: Self.program,
            header: { TaskHeader(worker: words, results: results.root, store: results.store.root, tools: nil, lag: 0) })
        return SlurmExecutor(settings: settings, results: results, local: local).doing("generate")
    }

    private func jobs(_ labels: [String]) throws -> [Job] {
        try labels.enumerated().map { try Act(number: $0.offset, words: $0.element).job($0.element) }
    }

    private func run(_ labels: [String], on executor: any Executor) async throws {
        try await executor.run(try jobs(labels)) { job, result in await ledger.note(job, result) }
        await executor.shutdown()
    }

    private func batches() -> [String] { ((try? FileManager.default.contentsOfDirectory(atPath: worker.folder + "/batches")) ?? []) }

    @Test("every job ends exactly once, told one at a time", arguments: places)
    func everyJobEndsOnce(_ place: Place) async throws {
        defer { worker.remove() }
        let labels = (0..<30).map { "job \($0)" }
        try await run(labels, on: executor(place, workers: 2, pack: 10))
        #expect(ledger.labels.sorted() == labels.sorted())
        #expect(ledger.failures.isEmpty, "\(ledger.failures)")
        #expect(ledger.overlapCount == 0)
        #expect(worker.begun.sorted() == labels.sorted())
        // Nothing is left of a batch that went well.
        #expect(batches().isEmpty)
    }

    @Test("a worker that dies, hangs up or refuses costs its own job, and says why", arguments: places)
    func aCrashCostsOneJob(_ place: Place) async throws {
        defer { worker.remove() }
        try await run(["a", "crash", "b", "refuse", "c", "leave", "d", "liar", "e"], on: executor(place, pack: 9))
        #expect(ledger.labels.count == 9)
        #expect(ledger.failures.keys.sorted() == ["crash", "leave", "liar", "refuse"], "\(ledger.failures)")
        #expect(ledger.failures["crash"]?.reason.contains("SIGSEGV") == true)
        #expect(ledger.failures["crash"]?.log == "working on crash")
        #expect(ledger.failures["leave"]?.reason.contains("exit code 7") == true)
        #expect(ledger.failures["refuse"]?.reason == "the file is no video")
        #expect(ledger.failures["refuse"]?.code == "refused")
        #expect(ledger.failures["liar"]?.reason.contains("missing or short") == true)
        #expect(worker.scratch.isEmpty)
    }

    @Test("what is there already is told, and nothing is made twice by asking twice", arguments: places)
    func askingTwice(_ place: Place) async throws {
        defer { worker.remove() }
        let executor = try executor(place)
        try await executor.run(try jobs(["a", "refuse", "b"])) { job, result in await ledger.note(job, result) }
        try await executor.run(try jobs(["a", "refuse", "b"])) { job, result in await ledger.note(job, result) }
        await executor.shutdown()
        #expect(ledger.labels.sorted() == ["a", "a", "b", "b", "refuse", "refuse"])
        // A failure is told once and asked again; the others' results are the proof.
        if place == .slurm { #expect(worker.begun.sorted() == ["a", "b", "refuse", "refuse"]) }
    }

    @Test("a worker that cannot be started blames no job", arguments: places)
    func aMissingProgramBlamesNoJob(_ place: Place) async throws {
        defer { worker.remove() }
        let executor = try executor(place, command: [worker.folder + "/no-such-program"])
        let error = await #expect(throws: (any Error).self) {
            try await executor.run(try jobs(["a", "b"])) { job, result in await ledger.note(job, result) }
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("no-such-program"))
        #expect(ledger.labels.isEmpty)
    }

    @Test("no jobs are no work", arguments: places)
    func nothing(_ place: Place) async throws {
        defer { worker.remove() }
        try await run([], on: executor(place))
        #expect(ledger.labels.isEmpty && batches().isEmpty)
    }
}
