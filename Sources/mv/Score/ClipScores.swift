import Content
import Execution
import Foundation
import Pipeline
import Recipes
import Synchronization

/// Clips of a folder, measured in workers.
struct ClipScores {
    struct Clip {
        var name: String
        var digest: Digest
        /// Nil when the clip could not be measured at all.
        var score: TakeScore?
        var facts: ProbeRecipe.Output?
        /// What went wrong, of the program and not of the clip.
        var failure: String?
    }

    var clips: [Clip]

    /// Nothing is written beside the clips: a temporary store holds links to them.
    static func measure(_ files: ClipFiles, workers: Int?) async throws -> ClipReport {
        let folder = NSTemporaryDirectory() + "mv-score-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let workspace = Workspace(folder: folder)
        let tools = try Running.tools()
        var (clips, jobs): ([Clip], [Job]) = ([], [])
        for file in files.clips {
            let blob = try workspace.store.adopt(
                file.path, fileExtension: (file.path as NSString).pathExtension.lowercased(), linking: true)
            clips.append(Clip(name: file.name, digest: blob.digest))
            jobs.append(try Job(ScoreRecipe(take: blob), label: file.name, tools: tools))
            jobs.append(try Job(ProbeRecipe(file: blob), label: file.name, tools: tools))
        }
        let ended = Mutex<[Digest: Result<JobResult, JobFailure>]>([:])
        var known: Set<Digest> = []
        let executor = Running.executor(workspace, workers: workers)
        do {
            try await executor.run(jobs.filter { known.insert($0.key.digest).inserted }) { job, result in
                ended.withLock { $0[job.key.digest] = result }
            }
        } catch {
            await executor.shutdown()
            throw error
        }
        await executor.shutdown()
        let results = ended.withLock { $0 }
        for index in clips.indices {
            do {
                clips[index].score = try results[jobs[2 * index].key.digest]?.get().value(of: ScoreRecipe.self)
                clips[index].facts = try results[jobs[2 * index + 1].key.digest]?.get().value(of: ProbeRecipe.self)
            } catch let failure as JobFailure {
                clips[index].failure = failure.reason
            }
        }
        return ClipReport(clips)
    }
}
