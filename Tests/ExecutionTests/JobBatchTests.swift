import Content
import Events
import Execution
import ExecutorsForTests
import Foundation
import Synchronization
import Testing

private final class Recorder: EventSink {
    private let all = Mutex<[Event]>([])
    func send(_ event: Event) { all.withLock { $0.append(event) } }
    var events: [Event] { all.withLock { $0 } }
}

@Suite struct JobBatchTests {
    private let worker: ScriptedWorker
    private let inline: InlineExecutor
    private let recorder = Recorder()

    init() throws {
        worker = try ScriptedWorker()
        var book = RecipeBook()
        book.add(Act.self)
        inline = InlineExecutor(book: book, results: worker.results)
    }

    private func batch(
        _ jobs: [Job], onResult: @escaping @Sendable (Job, Result<JobResult, JobFailure>, Bool) async throws -> Void = { _, _, _ in }
    ) async throws -> [JobKey: Result<JobResult, JobFailure>] {
        try await runMissing(jobs, results: worker.results, executor: inline, stage: "score", events: recorder, onResult: onResult)
    }

    private var summary: [Int] {
        for case .stageFinished(_, let made, let cached, let failed, _) in recorder.events { return [made, cached, failed] }
        return []
    }

    @Test("the same key twice runs once, and what was found is not run again")
    func foundResultsAreNotRunAgain() async throws {
        defer { worker.remove() }
        let jobs = try [1, 2, 1, 3].map { try Act(number: $0).job("act \($0)") }
        let first = try await batch(jobs)
        #expect(first.count == 3)
        #expect(summary == [3, 0, 0])
        let again = Recorder()
        let calls = Mutex<[Bool]>([])
        let second = try await runMissing(
            jobs, results: worker.results, executor: Forbidden(), stage: "score", events: again
        ) { _, _, cached in calls.withLock { $0.append(cached) } }
        #expect(second.count == 3)
        #expect(calls.withLock { $0 } == [true, true, true])
        #expect(again.events.first == .stageStarted(stage: "score", jobs: 3, cached: 3))
    }

    @Test("a result whose file is short or gone is made again")
    func aShortFileIsAMiss() async throws {
        defer { worker.remove() }
        let job = try Act(number: 5, words: "long enough to be cut").job("five")
        let blob = try #require(try await batch([job])[job.key]).get().blobs[0]
        let path = worker.results.store.path(of: blob)
        try Data("short".utf8).write(to: URL(fileURLWithPath: path))
        #expect(worker.results.find(job.key.digest) == nil)
        let calls = Mutex<[Bool]>([])
        _ = try await batch([job]) { _, _, cached in calls.withLock { $0.append(cached) } }
        #expect(calls.withLock { $0 } == [false])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "5 long enough to be cut")
    }

    @Test("a failed job is told, counted and returned, and the others are made")
    func failuresAreTold() async throws {
        defer { worker.remove() }
        let jobs = try [12, 13, 14].map { try Act(number: $0).job("act \($0)") }
        let all = try await batch(jobs)
        #expect(summary == [2, 0, 1])
        #expect(recorder.events.contains(.jobFailed(stage: "score", what: "act 13", reason: "number 13 is refused")))
        #expect(recorder.events.contains(.progress(stage: "score", done: 3, jobs: 3)))
        guard case .failure = all[jobs[1].key] else {
            Issue.record("the failed job has to be in the answer as a failure")
            return
        }
    }

    @Test("an error of the caller's own stops the batch and is the one thrown")
    func theCallersErrorStops() async throws {
        defer { worker.remove() }
        struct DiskFull: Error {}
        let jobs = try (20..<30).map { try Act(number: $0).job("act \($0)") }
        let calls = Mutex(0)
        await #expect(throws: DiskFull.self) {
            _ = try await batch(jobs) { _, _, _ in
                calls.withLock { $0 += 1 }
                throw DiskFull()
            }
        }
        #expect(calls.withLock { $0 } == 1)
        #expect(!Task.isCancelled)
        #expect(summary.isEmpty)
    }

    @Test("an empty batch is a stage that did nothing")
    func anEmptyBatch() async throws {
        defer { worker.remove() }
        #expect(try await batch([]).isEmpty)
        #expect(summary == [0, 0, 0])
    }

    @Test("the workers' batch brings the same keys to an end as the one in this process")
    func aBatchOnWorkers() async throws {
        defer { worker.remove() }
        let executor = worker.executor(workers: 2)
        let jobs = try (0..<20).map { try Act(number: $0).job($0 == 9 ? "crash" : "act \($0)") }
        let all = try await runMissing(jobs, results: worker.results, executor: executor, stage: "score", events: recorder)
        await executor.shutdown()
        #expect(Set(all.keys) == Set(jobs.map(\.key)))
        #expect(summary == [19, 0, 1])
    }

    private struct Forbidden: Executor {
        func run(_ jobs: [Job], ended: @Sendable (Job, Result<JobResult, JobFailure>) async -> Void) async throws {
            Issue.record("nothing is missing, so nothing may be run")
        }
    }
}
