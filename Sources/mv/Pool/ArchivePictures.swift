import Content
import Editorial
import Events
import Execution
import Foundation
import Pipeline
import Pool
import Recipes
import Synchronization
import Timebase

/// Makes the small pictures, in workers as everything that decodes.
struct ArchivePictures {
    private let folder: PoolFolder

    init(_ folder: PoolFolder) { self.folder = folder }

    /// Take -> JPEG, for those that can be decoded.
    func make(_ takes: [TakeRecord]) async throws -> [String: Data] {
        let there = takes.filter { $0.broken == nil && folder.holds($0) }
        let jobs = try there.map { take in
            let range = take.verdict.usable ?? take.scores?.usable
            let middle = range.map { $0.start + $0.count / 2 } ?? (take.facts?.frames ?? 0) / 2
            let recipe = ThumbnailRecipe(take: take.blob, frame: middle, mostBytes: Keepsake.mostBytes)
            return try Job(recipe, label: "take \(take.blob.digest.short)", tools: Running.tools())
        }
        let ids = Dictionary(zip(jobs, there).map { ($0.key.digest, $1.id) }, uniquingKeysWith: { first, _ in first })
        let results = folder.workspace.results
        let events = Reporters.aside()
        let pictures = Mutex<[String: Data]>([:])
        let done = Mutex(0)
        let executor = Running.executor(folder.workspace, workers: nil)
        let start = ContinuousClock.now
        events.send(.stageStarted(stage: "pictures", jobs: jobs.count, cached: 0))
        do {
            try await executor.run(jobs) { job, result in
                if case .success(let result) = result, let id = ids[job.key.digest],
                    let output = try? result.value(of: ThumbnailRecipe.self)
                {
                    pictures.withLock { $0[id] = output.picture }
                }
                let count = done.withLock { count in
                    count += 1
                    return count
                }
                events.send(.progress(stage: "pictures", done: count, jobs: jobs.count))
                // The picture is kept in the pool; a result that names a file that is gone is no use.
                try? results.forget(job.key.digest)
            }
        } catch {
            await executor.shutdown()
            throw error
        }
        await executor.shutdown()
        let made = pictures.withLock { $0 }
        events.send(
            .stageFinished(
                stage: "pictures", made: made.count, cached: 0, failed: jobs.count - made.count,
                seconds: start.duration(to: .now) / .seconds(1)))
        Reporters.settle()
        return made
    }
}
