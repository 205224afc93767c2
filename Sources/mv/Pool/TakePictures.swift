import Content
import Editorial
import Execution
import Foundation
import Pipeline
import Pool
import Recipes
import Timebase

/// Small pictures of takes for the terminal, made by workers and kept like all results.
final class TakePictures {
    private var pictures: [String: InlinePicture] = [:]
    private let way: InlinePicture.Way
    private static let columns = 24

    /// - Parameter takes: those that are shown; what is broken or archived has no picture.
    init(of takes: [TakeRecord], _ way: PictureWay, in folder: PoolFolder) async throws {
        self.way = way.way
        let there = takes.filter { $0.broken == nil && $0.archived == nil && folder.holds($0) }
        let jobs = try there.map { take in
            let range = take.verdict.usable ?? take.scores?.usable
            let middle = range.map { $0.start + $0.count / 2 } ?? (take.facts?.frames ?? 0) / 2
            let recipe = PixelsRecipe(take: take.blob, frame: middle, side: 192)
            return try Job(recipe, label: "take \(take.blob.digest.short)", tools: Running.tools())
        }
        let made = try await Running.made(jobs, in: folder.workspace, stage: "pictures", events: TroubleFilter(TerminalReporter()))
        for (take, job) in zip(there, jobs) {
            guard case .success(let result)? = made[job.key] else { continue }
            let found = try result.value(of: PixelsRecipe.self)
            pictures[take.id] = InlinePicture(width: found.width, height: found.height, rgb: Array(found.rgb))
        }
    }

    func text(_ take: TakeRecord) -> String? { pictures[take.id]?.text(way, columns: Self.columns) }
}
