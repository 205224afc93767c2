import Content
import Editorial
import Execution
import Foundation
import Pipeline
import Pool
import Recipes

/// Takes the C2PA manifests out of takes that are about to be given up, in workers as everything that reads what came from outside.
struct ArchiveManifests {
    private let folder: PoolFolder

    init(_ folder: PoolFolder) { self.folder = folder }

    /// Those that came with one are kept when this returns; one that nobody can take out of its file, or whose file is damaged itself, is told.
    /// - Throws: `Refusal` when one cannot be read for want of something else: its take is not given up.
    func keep(_ takes: [TakeRecord]) async throws {
        let there = takes.filter { $0.facts?.hasC2PA == true && folder.holds($0) }
        guard !there.isEmpty else { return }
        let jobs = try there.map { try Job(ManifestRecipe(file: $0.blob), label: "take \($0.blob.digest.short)", tools: Running.tools()) }
        let made = try await Running.made(jobs, in: folder.workspace, stage: "manifests", events: Reporters.aside())
        let kept = KeptManifests(folder.workspace)
        for (take, job) in zip(there, jobs) {
            // What is kept lies beside the pool; the result itself is of no more use.
            defer { try? folder.workspace.results.forget(job.key.digest) }
            switch made[job.key] {
            case .success(let result)?:
                guard let manifest = try result.value(of: ManifestRecipe.self).manifest else {
                    Say.warning(
                        "the C2PA manifest of take \(take.blob.digest.short) is longer than 64 MB, or wrapped in a way that is not known here, and is not kept")
                    continue
                }
                try kept.keep(manifest, of: take.id)
            case .failure(let failure)? where failure.code != JobFailure.surroundings:
                Say.warning("the C2PA manifest of take \(take.blob.digest.short) cannot be read and is not kept: \(failure.reason)")
            case .failure(let failure)?:
                throw Refusal("the C2PA manifest of take \(take.blob.digest.short) cannot be read (\(failure.reason)); nothing was archived")
            case nil: throw Refusal("the C2PA manifest of take \(take.blob.digest.short) was not read; nothing was archived")
            }
        }
    }
}
