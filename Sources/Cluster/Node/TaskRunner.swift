import Content
public import Execution
import Foundation
import Synchronization

/// What a node does with one task of a batch: makes its jobs in workers, and writes down of each how it ended before the next begins.
///
/// It opens no database and knows no project. Jobs whose results are there are not made again, so a task that Slurm put back into the
/// queue goes on where it was.
public struct TaskRunner: Sendable {
    /// Makes an executor for jobs that no worker makes, from what works on this node.
    public typealias Special = @Sendable (_ local: LocalExecutor, _ results: ResultStore, _ header: TaskHeader) -> any Executor

    public enum ExitCode {
        public static let done: Int32 = 0
        /// The answers cannot be written: a full disk, lost permission.
        public static let cannotWrite: Int32 = 74
        public static let cannotWork: Int32 = 78
    }

    private let folder: BatchFolder
    private let index: Int
    private let special: [String: Special]

    /// - Parameter special: by kind of job.
    public init(folder: String, index: Int, special: [String: Special] = [:]) {
        self.folder = BatchFolder(path: folder)
        self.index = index
        self.special = special
    }

    /// Until all jobs have ended, or the task running this is cancelled.
    /// - Parameter workers: how many jobs are made at once.
    /// - Returns: the exit code.
    public func run(workers: Int) async -> Int32 {
        let writer = AnswerWriter(path: folder.answersPath(index))
        let clock = ContinuousClock()
        let start = clock.now
        func end(_ answer: TaskAnswer, _ code: Int32) -> Int32 {
            do {
                try writer.write(answer)
                return code
            } catch {
                Self.say("\(error)")
                return ExitCode.cannotWrite
            }
        }
        if let reason = folder.voidReason {
            Self.say("this batch is void: \(reason)")
            return ExitCode.done
        }
        let list: TaskList
        do {
            list = try TaskList(path: folder.listPath(index))
            try checkTools(list.header)
        } catch {
            Self.say("\(error)")
            return end(.trouble(reason: "\(error)"), ExitCode.cannotWork)
        }
        do {
            try await make(list, writer, workers: workers)
            return ExitCode.done
        } catch is CancellationError {
            Self.say("asked to end; what is finished is kept")
            return end(.stopped(after: start.duration(to: clock.now) / .seconds(1)), ExitCode.done)
        } catch let error as AnswerWriter.Failed {
            Self.say("\(error)")
            return ExitCode.cannotWrite
        } catch {
            Self.say("\(error)")
            return end(.trouble(reason: "\(error)"), ExitCode.cannotWork)
        }
    }

    private func make(_ list: TaskList, _ writer: AnswerWriter, workers: Int) async throws {
        let results = ResultStore(root: list.header.results, store: Store(root: list.header.store))
        let local = LocalExecutor(workers: workers, command: list.header.worker, results: results)
        var missing: [Job] = []
        for job in list.jobs {
            if results.find(job.key.digest) != nil { try writer.write(.done(key: job.key.digest)) } else { missing.append(job) }
        }
        await awaitInputs(of: missing, results.store, seconds: list.header.lag)
        let trouble = Mutex<AnswerWriter.Failed?>(nil)
        do {
            for (kind, jobs) in Dictionary(grouping: missing, by: { special[$0.kind] == nil ? "" : $0.kind }).sorted(by: { $0.key < $1.key }) {
                let executor: any Executor = special[kind].map { $0(local, results, list.header) } ?? local
                try await executor.run(jobs) { job, result in
                    do throws(AnswerWriter.Failed) {
                        try Self.tell(job, result, writer)
                    } catch {
                        trouble.withLock { $0 = error }
                        withUnsafeCurrentTask { $0?.cancel() }
                    }
                }
            }
        } catch {
            await local.shutdown()
            throw trouble.withLock { $0 } ?? error
        }
        await local.shutdown()
        if let error = trouble.withLock({ $0 }) { throw error }
    }

    private static func tell(_ job: Job, _ result: Result<JobResult, JobFailure>, _ writer: AnswerWriter) throws(AnswerWriter.Failed) {
        let answer: TaskAnswer
        switch result {
        case .success:
            say("\(job.label): done")
            answer = .done(key: job.key.digest)
        case .failure(let failure):
            say("\(failure)")
            answer = .failed(key: job.key.digest, failure: failure)
        }
        do {
            try writer.write(answer)
        } catch {
            throw (error as? AnswerWriter.Failed) ?? AnswerWriter.Failed(description: "\(error)")
        }
    }

    /// Files the coordinator has just written may be unseen here for a while. Listing a folder makes network file systems ask the server.
    private func awaitInputs(of jobs: [Job], _ store: Store, seconds: Double) async {
        let end = ContinuousClock.now + .seconds(seconds)
        var unseen = jobs.flatMap(\.inputs).filter { !store.holds($0) }
        while !unseen.isEmpty, .now < end {
            for folder in Set(unseen.map { (store.path(of: $0) as NSString).deletingLastPathComponent }) {
                _ = try? FileManager.default.contentsOfDirectory(atPath: folder)
            }
            unseen = unseen.filter { !store.holds($0) }
            if !unseen.isEmpty, (try? await Task.sleep(for: .milliseconds(500))) == nil { return }
        }
    }

    private func checkTools(_ header: TaskHeader) throws {
        guard let wanted = header.tools else { return }
        let mine = try WorkerProgram(path: header.worker[0]).about().tools
        guard mine != wanted else { return }
        let words = Set(mine.keys).union(wanted.keys).sorted().filter { mine[$0] != wanted[$0] }.map {
            "\($0) \(mine[$0] ?? "missing") here, \(wanted[$0] ?? "missing") where the work was asked for"
        }
        throw ClusterError(
            "node \(ProcessInfo.processInfo.hostName) has other libraries than the machine that asks: \(words.joined(separator: "; "));"
                + " both need the same build of mv and the same FFmpeg, for example by executor.container")
    }

    private static func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
