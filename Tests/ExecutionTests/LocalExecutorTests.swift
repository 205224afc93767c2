import Content
import Execution
import ExecutorsForTests
import Foundation
import Testing

@Suite struct LocalExecutorTests {
    private let worker: ScriptedWorker
    private let ledger = Ledger()

    init() throws { worker = try ScriptedWorker() }

    private func run(_ labels: [String], on executor: LocalExecutor) async throws {
        let jobs = try labels.enumerated().map { try Act(number: $0.offset, words: $0.element).job($0.element) }
        try await executor.run(jobs) { job, result in await ledger.note(job, result) }
        await executor.shutdown()
    }

    @Test("every job ends exactly once, told one at a time, on no more workers than allowed")
    func everyJobEndsOnce() async throws {
        defer { worker.remove() }
        let labels = (0..<60).map { "job \($0)" }
        try await run(labels, on: worker.executor(workers: 3))
        #expect(ledger.labels.sorted() == labels.sorted())
        #expect(ledger.failures.isEmpty)
        #expect(ledger.overlapCount == 0)
        #expect((1...3).contains(worker.started.count))
    }

    @Test("workers stay for the next call and are gone after shutdown")
    func workersAreKept() async throws {
        defer { worker.remove() }
        let executor = worker.executor(workers: 1)
        for number in 0..<3 {
            try await executor.run([Act(number: number).job("job \(number)")]) { job, result in await ledger.note(job, result) }
        }
        let pids = worker.started
        #expect(pids.count == 1)
        #expect(isAlive(pids[0]))
        await executor.shutdown()
        #expect(!isAlive(pids[0]))
        #expect(ledger.labels == ["job 0", "job 1", "job 2"])
    }

    @Test(
        "a worker that dies costs its own job and no other, and says how it died",
        arguments: [("crash", "SIGSEGV"), ("leave", "exit code 7")])
    func aCrashCostsOneJob(_ label: String, _ word: String) async throws {
        defer { worker.remove() }
        try await run(["a", label, "b", "c", "d"], on: worker.executor(workers: 1))
        #expect(ledger.labels == ["a", label, "b", "c", "d"])
        #expect(Array(ledger.failures.keys) == [label])
        #expect(ledger.failures[label]?.reason.contains(word) == true)
        #expect(ledger.failures[label]?.log == "working on \(label)")
        #expect(ledger.failures[label]?.isOfTheWork == true)
        #expect(worker.started.count == 2)
        #expect(worker.scratch.isEmpty)
    }

    @Test("what a worker had that was ended from outside is made once all else is done")
    func anEndFromOutsideCostsNothing() async throws {
        defer { worker.remove() }
        try await run(["a", "ended-once-1", "b", "ended-once-2", "c", "d", "e"], on: worker.executor(workers: 2))
        #expect(ledger.failures.isEmpty)
        #expect(ledger.labels.count == 7 && Set(ledger.labels.suffix(2)) == ["ended-once-1", "ended-once-2"])
        #expect(worker.scratch.isEmpty)
    }

    @Test("a job whose worker is killed twice fails, and the work is not blamed")
    func killedTwice() async throws {
        defer { worker.remove() }
        try await run(["a", "killed", "b", "c"], on: worker.executor(workers: 1))
        #expect(ledger.labels == ["a", "b", "c", "killed"])
        #expect(worker.begun == ["a", "killed", "b", "c", "killed"])
        let failure = try #require(ledger.failures["killed"])
        #expect(
            failure.reason == "the worker was killed: SIGKILL (if nobody did that, the machine ran out of memory; try fewer workers); so was the one that "
                + "tried again, alone")
        #expect(failure.log == "working on killed")
        #expect(!failure.isOfTheWork)
        #expect(worker.scratch.isEmpty)
    }

    @Test("a job that takes too long fails, its worker is ended, the others go on")
    func aHangTimesOut() async throws {
        defer { worker.remove() }
        try await run(["hang", "a"], on: worker.executor(workers: 1, timeout: .seconds(1)))
        #expect(ledger.labels == ["hang", "a"])
        #expect(ledger.failures["hang"]?.reason.contains("timed out after 1") == true)
        #expect(ledger.failures["a"] == nil)
        #expect(!isAlive(worker.started[0]))
        #expect(worker.scratch.isEmpty)
    }

    @Test(
        "an answer that is none fails the job and replaces the worker",
        arguments: [("garbage", "no answer: 'frame="), ("half", "middle of an answer"), ("other", "another job")])
    func nonsenseFailsTheJob(_ label: String, _ words: String) async throws {
        defer { worker.remove() }
        try await run([label, "a"], on: worker.executor(workers: 1))
        #expect(ledger.failures[label]?.reason.contains(words) == true, "\(ledger.failures)")
        #expect(ledger.failures["a"] == nil)
        #expect(worker.started.count == 2)
        #expect(!isAlive(worker.started[0]))
    }

    @Test("a failure the worker reports keeps the worker")
    func aReportedFailureKeepsTheWorker() async throws {
        defer { worker.remove() }
        try await run(["refuse", "a"], on: worker.executor(workers: 1))
        #expect(ledger.failures["refuse"]?.reason == "the file is no video")
        #expect(ledger.failures["refuse"]?.label == "refuse")
        #expect(ledger.failures["refuse"]?.code == "refused")
        #expect(ledger.failures["a"] == nil)
        #expect(worker.started.count == 1)
    }

    @Test("the result's file is the proof, not the worker's word")
    func theFileIsTheProof() async throws {
        defer { worker.remove() }
        try await run(["liar"], on: worker.executor(workers: 1))
        #expect(ledger.failures["liar"]?.reason.contains("missing or short") == true)
    }

    @Test("a worker that died while it had no job costs none")
    func anIdleDeathCostsNothing() async throws {
        defer { worker.remove() }
        let executor = worker.executor(workers: 1)
        try await executor.run([Act(number: 1).job("last")]) { job, result in await ledger.note(job, result) }
        while isAlive(worker.started[0]) { try await Task.sleep(for: .milliseconds(5)) }
        try await Task.sleep(for: .milliseconds(100))
        try await executor.run([Act(number: 2).job("a")]) { job, result in await ledger.note(job, result) }
        await executor.shutdown()
        #expect(ledger.labels == ["last", "a"])
        #expect(ledger.failures.isEmpty)
    }

    @Test("cancelling ends the workers at once and leaves no scratch files")
    func cancellingEndsWorkers() async throws {
        defer { worker.remove() }
        let executor = worker.executor(workers: 2)
        let jobs = try (0..<10).map { try Act(number: $0).job("hang \($0)") }
        let task = Task { try await executor.run(jobs) { job, result in await ledger.note(job, result) } }
        while worker.begun.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
        let clock = ContinuousClock()
        let start = clock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(start.duration(to: clock.now) < .seconds(5))
        #expect(worker.started.count == 2)
        #expect(!worker.started.contains(where: isAlive))
        #expect(worker.scratch.isEmpty)
        #expect(ledger.labels.isEmpty)
        await executor.shutdown()
    }

    @Test("a program that cannot be started blames no job")
    func aMissingProgramBlamesNoJob() async throws {
        defer { worker.remove() }
        let executor = worker.executor(command: [worker.folder + "/no-such-program", "worker"])
        let jobs = try (0..<5).map { try Act(number: $0).job("job \($0)") }
        let error = await #expect(throws: LocalExecutor.NoWorker.self) {
            try await executor.run(jobs) { job, result in await ledger.note(job, result) }
        }
        #expect(error?.description.contains("no-such-program") == true)
        #expect(error?.description.contains("mv doctor") == true)
        #expect(ledger.labels.isEmpty)
    }

    @Test("a worker of another version is refused in one sentence")
    func anotherVersionIsRefused() async throws {
        defer { worker.remove() }
        let hello = #"echo '{"hello":{"pid":1,"protocolVersion":99}}'; sleep 600"#
        let executor = worker.executor(command: ["/bin/sh", "-c", hello])
        let error = await #expect(throws: LocalExecutor.NoWorker.self) {
            try await executor.run([Act(number: 1).job("job")]) { job, result in await ledger.note(job, result) }
        }
        #expect(error?.reason.contains("protocol version 99") == true)
        #expect(error?.reason.contains("same build") == true)
    }

    @Test("a worker that dies before it says hello shows its last words")
    func aStillbornWorkerShowsItsLog() async throws {
        defer { worker.remove() }
        let executor = worker.executor(command: ["/bin/sh", "-c", "echo 'libavcodec.so.59: not found' >&2; exit 127"])
        let error = await #expect(throws: LocalExecutor.NoWorker.self) {
            try await executor.run([Act(number: 1).job("job")]) { _, _ in }
        }
        #expect(error?.description.contains("libavcodec.so.59: not found") == true)
        #expect(error?.description.contains("exit code 127") == true)
    }

    @Test("workers see the allowed variables and no others")
    func environmentIsSmall() async throws {
        defer { worker.remove() }
        setenv("OPENAI_API_KEY_FOR_TEST", "secret", 1)
        let executor = worker.executor(command: ["/bin/sh", "-c", "env >&2; exit 3"])
        let error = await #expect(throws: LocalExecutor.NoWorker.self) {
            try await executor.run([Act(number: 1).job("job")]) { _, _ in }
        }
        #expect(error?.log.contains("PATH=") == true)
        #expect(error?.log.contains("secret") == false)
    }
}
