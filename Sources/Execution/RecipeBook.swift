import Content
import Foundation

/// The kinds of recipe a worker knows how to run.
public struct RecipeBook: Sendable {
    private typealias Runner = @Sendable (Job, WorkContext) throws -> (output: String, blobs: [Blob])
    private var runners: [String: Runner] = [:]

    public init() {}

    public mutating func add<R: RunnableRecipe>(_ type: R.Type) {
        precondition(runners[R.kind] == nil, "two recipes are called '\(R.kind)'")
        runners[R.kind] = { job, context in
            let output = try CanonicalJSON.decode(R.self, from: job.recipe).run(in: context)
            return (try CanonicalJSON.text(output), output.blobs)
        }
    }

    /// Runs a job on this thread and saves its result last.
    public func run(_ job: Job, results: ResultStore) throws -> JobResult {
        guard let runner = runners[job.kind] else {
            throw JobFailure(
                kind: job.kind, label: job.label,
                reason: "this worker knows no recipe '\(job.kind)'; are coordinator and worker the same version?")
        }
        let clock = ContinuousClock()
        let start = clock.now
        let (output, blobs) = try runner(job, WorkContext(store: results.store, folder: results.projectFolder))
        let elapsed = start.duration(to: clock.now)
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let result = JobResult(key: job.key, kind: job.kind, output: output, blobs: blobs, seconds: seconds)
        try results.save(result)
        return result
    }
}
