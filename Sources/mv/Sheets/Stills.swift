import Content
import Events
import Execution
import Foundation
import Pipeline
import Pool
import Recipes

/// Small pictures out of takes, made by workers and kept like all results.
struct Stills {
    /// One frame of a take.
    struct Place: Hashable {
        var take: String
        var frame: Int
    }

    /// The JPEGs, in the store and at hand.
    private(set) var files: [Place: Blob] = [:]
    private(set) var data: [Blob: Data] = [:]

    /// - Parameters:
    ///   - side: the longer one, in pixels.
    ///   - takes: by their ids; what is not among them, broken or archived has no picture.
    init(_ places: [Place], of takes: [String: TakeRecord], side: Int, in workspace: Workspace) async throws {
        let there = places.filter { place in
            guard let take = takes[place.take] else { return false }
            return take.broken == nil && workspace.store.holds(take.blob)
        }
        let jobs = try there.map { place in
            try Job(
                ThumbnailRecipe(take: takes[place.take]!.blob, frame: place.frame, side: side), label: "take \(place.take.prefix(8))", tools: Running.tools())
        }
        let made = try await Running.made(jobs, in: workspace, stage: "pictures", events: Reporters.aside())
        for (place, job) in zip(there, jobs) {
            guard case .success(let result)? = made[job.key] else { continue }
            let picture = try result.value(of: ThumbnailRecipe.self).picture
            let file = try workspace.store.publish(picture, fileExtension: "jpg")
            files[place] = file
            data[file] = picture
        }
    }
}
