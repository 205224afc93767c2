import Content
import Execution
import Foundation
import Pipeline
import Recipes

/// A drawing on its way to a file whose ending says what kind of picture it is.
struct PictureFile {
    static let endings = ["svg", "png", "jpg", "jpeg"]

    let path: String
    let workspace: Workspace

    /// Nil for an ending that no picture has.
    init?(_ path: String, _ workspace: Workspace) {
        guard Self.endings.contains(Self.ending(path)) else { return nil }
        (self.path, self.workspace) = (path, workspace)
    }

    static func ending(_ path: String) -> String { (path as NSString).pathExtension.lowercased() }

    /// - Parameter pictures: of the takes, which lie in the store too.
    func write(_ drawing: Drawing, pictures: [Blob: Data] = [:]) async throws {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty { try AtomicFile.makeFolder(folder) }
        let ending = Self.ending(path)
        guard ending != "svg" else { return try AtomicFile.write(Data(drawing.svg(pictures: pictures).utf8), to: path) }
        let job = try Job(DrawingRecipe(drawing, format: ending == "png" ? .png : .jpg), label: (path as NSString).lastPathComponent, tools: Running.tools())
        let executor = Running.executor(workspace, workers: 1)
        let made = try await runMissing([job], results: workspace.results, executor: executor, stage: "drawing", events: TroubleFilter(TerminalReporter()))
        await executor.shutdown()
        guard let result = try made[job.key]?.get().value(of: DrawingRecipe.self) else { throw CancellationError() }
        try AtomicFile.write(Data(contentsOf: URL(fileURLWithPath: workspace.store.path(of: result.picture)), options: .alwaysMapped), to: path)
    }
}
