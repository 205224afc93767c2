import Content
import Execution
import Foundation
import Pipeline
import Synchronization

/// Work on a single file outside of any project, in a worker as everything that decodes.
enum Aside {
    static func run<R: Recipe>(on file: String, _ recipe: (Blob) -> R) async throws -> R.Output {
        try await run(on: file, recipe) { output, _ in output }
    }

    /// The same for a result with files in it, which are gone when `use` has returned.
    static func run<R: Recipe, Value>(on file: String, _ recipe: (Blob) -> R, use: (R.Output, Store) throws -> Value) async throws -> Value
    {
        try await run(on: file, preparing: { blob, _ in recipe(blob) }, use: use)
    }

    /// The same for a recipe that needs more files than one.
    static func run<R: Recipe, Value>(
        on file: String, preparing recipe: (Blob, Workspace) throws -> R, use: (R.Output, Store) throws -> Value
    ) async throws -> Value {
        let folder = NSTemporaryDirectory() + "mv-aside-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let workspace = Workspace(folder: folder)
        let url = URL(fileURLWithPath: file)
        let blob = try workspace.store.adopt(url.path, fileExtension: url.pathExtension.isEmpty ? "bin" : url.pathExtension, linking: true)
        let job = try Job(recipe(blob, workspace), label: url.lastPathComponent, tools: Running.tools())
        let executor = Running.executor(workspace, workers: 1)
        let outcome = Mutex<Result<JobResult, JobFailure>?>(nil)
        try await executor.run([job]) { _, result in outcome.withLock { $0 = result } }
        await executor.shutdown()
        guard var result = outcome.withLock({ $0 }) else { throw CancellationError() }
        // The file lies where it lay, not in a store that is gone in a moment.
        if case .failure(var failure) = result {
            failure.reason = failure.reason.replacingOccurrences(of: workspace.store.path(of: blob), with: file)
            result = .failure(failure)
        }
        return try use(result.get().value(of: R.self), workspace.store)
    }
}
