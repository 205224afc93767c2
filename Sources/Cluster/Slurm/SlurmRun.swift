import Content
import Editorial
import Events
import Execution
import Foundation

/// One call of the executor: the jobs it waits for, the batches they are in, and the loop that looks at both.
actor SlurmRun {
    /// A batch that is waited for.
    struct Track {
        var folder: BatchFolder
        var batch: Batch
        var array: String
        var readers: [AnswerReader]
        /// Jobs of each task that this run still waits for.
        var open: [Int: [Batch.Entry]]
        /// How many jobs a task has answered for, in this and in earlier runs.
        var answered: [Int: Int] = [:]
        var stopped: [Int: Double] = [:]
        /// What kept a task from working at all.
        var troubles: [Int: String] = [:]
        var states: [Int: SlurmTaskState] = [:]
        /// When a task was first seen to have ended with jobs unanswered.
        var ended: [Int: ContinuousClock.Instant] = [:]
        var isOver: Bool { open.values.allSatisfy(\.isEmpty) }
    }

    /// A result that a task says is there, and since when it is looked for.
    struct Promise {
        var since: ContinuousClock.Instant
        var task: String
    }

    let work: ExecutorSpec.Work
    let settings: SlurmSettings
    let results: ResultStore
    let shared: SlurmExecutor.Shared
    let client = SlurmClient()
    let ended: @Sendable (Job, Result<JobResult, JobFailure>) -> Void
    let clock = ContinuousClock()

    let jobs: [Digest: Job]
    /// In the order in which they were asked for.
    private let order: [Digest]
    var waiting: Set<Digest>
    /// Jobs to be handed in.
    var unsent: [Batch.Entry] = []
    var tracks: [Track] = []
    var promises: [Digest: Promise] = [:]
    var submitAfter: ContinuousClock.Instant?
    var warned: Set<String> = []
    var mostTasks: Int?
    private let id = UUID().uuidString
    private var lastWord = ""

    init(
        work: ExecutorSpec.Work, jobs: [Job], settings: SlurmSettings, results: ResultStore, shared: SlurmExecutor.Shared,
        ended: @escaping @Sendable (Job, Result<JobResult, JobFailure>) -> Void
    ) {
        (self.work, self.settings, self.results, self.shared, self.ended) = (work, settings, results, shared, ended)
        self.jobs = Dictionary(jobs.map { ($0.key.digest, $0) }, uniquingKeysWith: { first, _ in first })
        order = jobs.map(\.key.digest)
        waiting = Set(order)
    }

    func run() async throws {
        do {
            try await adopt()
            let known = Set(tracks.flatMap { $0.open.values.flatMap { $0.map(\.key) } })
            unsent = order.filter { waiting.contains($0) && !known.contains($0) }.map { entry($0, attempt: 1) }
            var next = clock.now
            while !waiting.isEmpty {
                try await submitUnsent()
                if settings.detaches, unsent.isEmpty { throw Detached(jobs: waiting.count, batches: tracks.map(\.batch.name)) }
                readAnswers()
                keepPromises()
                if clock.now >= next {
                    try await look()
                    next = clock.now + .seconds(settings.spec.poll)
                }
                try await judgeEnded()
                closeTracks()
                tellState()
                if waiting.isEmpty { break }
                try await Task.sleep(for: .seconds(min(settings.spec.poll, 1)))
            }
            shared.note(0, of: id)
        } catch {
            if error is CancellationError, shared.isCancelling { await cancelTasks() }
            shared.note(0, of: id)
            throw error
        }
    }

    func entry(_ key: Digest, attempt: Int, isAlone: Bool = false) -> Batch.Entry {
        Batch.Entry(key: key, label: jobs[key]?.label ?? key.short, attempt: attempt, isAlone: isAlone)
    }

    /// Tells how a job ended, once.
    func end(_ key: Digest, _ result: Result<JobResult, JobFailure>) {
        guard waiting.remove(key) != nil, let job = jobs[key] else { return }
        promises[key] = nil
        for index in tracks.indices {
            for task in tracks[index].open.keys { tracks[index].open[task]?.removeAll { $0.key == key } }
            if case .failure = result, tracks[index].batch.tasks.contains(where: { $0.contains { $0.key == key } }) { tracks[index].folder.noteTold(key) }
        }
        ended(job, result)
    }

    /// Ends a job for a reason that is not its own.
    func fail(_ key: Digest, _ reason: String, log: String = "") {
        guard let job = jobs[key] else { return }
        end(key, .failure(JobFailure(kind: job.kind, label: job.label, reason: reason, log: log, code: JobFailure.surroundings)))
    }

    /// Batches in which nothing is waited for any more: gone when all went well, kept for people when not.
    private func closeTracks() {
        for track in tracks where track.isOver {
            let entries = track.batch.tasks.flatMap { $0 }
            let told = track.folder.told
            if entries.allSatisfy({ results.find($0.key) != nil }) {
                track.folder.remove()
            } else if entries.allSatisfy({ told.contains($0.key) || results.find($0.key) != nil || isElsewhere($0.key, than: track) }) {
                track.folder.close()
            }
        }
        tracks.removeAll(where: \.isOver)
    }

    private func isElsewhere(_ key: Digest, than track: Track) -> Bool {
        unsent.contains { $0.key == key } || tracks.contains { $0.batch.name != track.batch.name && $0.open.values.contains { $0.contains { $0.key == key } } }
    }

    private func cancelTasks() async {
        let tracks = tracks
        await Task.detached { [client] in
            for track in tracks {
                try? track.folder.void("cancelled when the build was")
                try? await client.cancel(track.array)
            }
        }.value
    }

    /// One line for the eye.
    private func tellState() {
        shared.note(waiting.count, of: id)
        var (running, queued, reasons) = (0, 0, [String: Int]())
        for track in tracks {
            for state in track.states.values {
                switch state {
                case .running: running += 1
                case .waiting(let reason):
                    queued += 1
                    reasons[reason, default: 0] += 1
                case .ended: break
                }
            }
        }
        let reason = reasons.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        let word = "\(running) task\(running == 1 ? "" : "s") running, \(queued) waiting" + (queued > 0 && reason != nil && reason != "None" ? " (\(reason!))" : "")
        guard word != lastWord, !tracks.isEmpty else { return }
        lastWord = word
        settings.events.send(.share(stage: work.rawValue, what: "Slurm", share: 1 - Double(waiting.count) / Double(max(1, order.count)), word: word))
    }

    func warnOnce(_ text: String) {
        if warned.insert(text).inserted { settings.events.send(.warning(text)) }
    }
}
