import Content
import Editorial
public import Execution
import Foundation

/// A take of a program of the user's, as a job for another machine: no `mv-worker` makes it, but `CommandNode` on a node does.
///
/// Its key is the request's id, which names all that decides the take; how the program is called is in the job's details.
struct CommandTakeRecipe: Recipe {
    struct Output: JobOutput {
        var takes: [MadeTake]
        var blobs: [Blob] { takes.map(\.blob) }
    }
    struct Details: Codable {
        var spec: GeneratorSpec
        var folder: String
        var request: TakeRequest
    }
    static let kind = CommandNode.kind
    static let version = 1

    var request: String
    var inputs: [Blob] { [] }

    static func job(_ request: TakeRequest, _ spec: GeneratorSpec, folder: String) throws -> Job {
        // libav's versions, which are part of other keys, are nothing to the program.
        try Job(
            CommandTakeRecipe(request: request.id), label: request.label, tools: [:],
            details: CanonicalJSON.data(Details(spec: spec, folder: folder, request: request)))
    }
}

/// Makes takes of `command` generators on a node of a cluster, in the same way as they are made where the project is. Jobs of one
/// generator are made by one call, so that a program that stays makes them all.
public struct CommandNode: Executor {
    public static let kind = CommandOptions.kind.kind

    private let local: any Executor
    private let results: ResultStore
    private let tools: [String: String]

    /// - Parameters:
    ///   - local: looks at what the programs wrote.
    ///   - tools: versions for the keys of that.
    public init(local: any Executor, results: ResultStore, tools: [String: String]) {
        (self.local, self.results, self.tools) = (local, results, tools)
    }

    public func run(
        _ jobs: [Job], ended: @Sendable (Job, Result<JobResult, JobFailure>) async -> Void
    ) async throws {
        var calls: [Data: (details: CommandTakeRecipe.Details, jobs: [(Job, TakeRequest)])] = [:]
        for job in jobs {
            guard let data = job.details, let details: CommandTakeRecipe.Details = try? CanonicalJSON.decode(from: data) else {
                await ended(job, .failure(JobFailure(kind: job.kind, label: job.label, reason: "the job does not say what to run")))
                continue
            }
            let call = try CanonicalJSON.data(details.spec) + Data(details.folder.utf8)
            calls[call, default: (details, [])].jobs.append((job, details.request))
        }
        for (_, call) in calls.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            try await run(call.jobs, try CommandGenerator(spec: call.details.spec, folder: call.details.folder), ended)
        }
    }

    private func run(
        _ jobs: [(job: Job, request: TakeRequest)], _ generator: CommandGenerator,
        _ ended: @Sendable (Job, Result<JobResult, JobFailure>) async -> Void
    ) async throws {
        let context = GeneratorContext(store: results.store, results: results, executor: local, tools: tools)
        let byRequest = Dictionary(jobs.map { ($0.request.id, $0.job) }, uniquingKeysWith: { first, _ in first })
        let (endings, tell) = AsyncStream<(Job, Result<JobResult, JobFailure>)>.makeStream()
        let (results, clock) = (results, ContinuousClock())
        let start = clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { tell.finish() }
                try await generator.collect(jobs.map(\.request), in: context) { request, outcome in
                    guard let job = byRequest[request.id] else { return }
                    tell.yield((job, Self.result(of: job, outcome, results, seconds: start.duration(to: clock.now) / .seconds(1))))
                }
            }
            for await (job, result) in endings { await ended(job, result) }
            try await group.waitForAll()
        }
    }

    private static func result(of job: Job, _ outcome: CollectOutcome, _ results: ResultStore, seconds: Double) -> Result<JobResult, JobFailure> {
        switch outcome {
        case .failed(let error):
            return .failure(JobFailure(kind: job.kind, label: job.label, reason: error.reason, log: error.log, code: error.code.rawValue))
        case .made(let takes):
            do {
                let output = CommandTakeRecipe.Output(takes: takes)
                let result = JobResult(key: job.key, kind: job.kind, output: try CanonicalJSON.text(output), blobs: output.blobs, seconds: seconds)
                try results.save(result)
                return .success(result)
            } catch {
                return .failure(JobFailure(kind: job.kind, label: job.label, reason: "\(error)"))
            }
        }
    }
}
