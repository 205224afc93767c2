import Content
import Editorial
import Execution
import Foundation
import HTTPTypes
import Recipes
import Timebase

/// The film's part of the song as browsers play it, and the shape of it: made once, by workers.
actor SongShelf {
    private let results: ResultStore
    private let tools: ToolVersions
    private let executor: any Executor
    private var failures: [String: String] = [:]

    init(results: ResultStore, tools: ToolVersions, executor: any Executor) {
        (self.results, self.tools, self.executor) = (results, tools, executor)
    }

    /// Path of the song's sound, AAC in MP4; its first sample is the film's first.
    /// - Parameters:
    ///   - start: second of the song at which the film starts.
    ///   - frames: of the film, which lasts as long.
    func sound(of song: Blob, from start: Double, lasting frames: Int, at rate: FrameRate) async throws -> String {
        let recipe = SongRecipe(
            song: song, start: Int((start * Double(SongRecipe.rate)).rounded()), count: SongRecipe.samples(lasting: frames, at: rate), bitRate: 160_000)
        let result = try await made(Job(recipe, label: "the song, for the page", tools: tools()))
        return results.store.path(of: try result.value(of: SongRecipe.self).sound)
    }

    /// Peaks of the whole song, 0 to 255, and how many a second.
    func wave(of song: Blob) async throws -> (peaks: [UInt8], rate: Int) {
        let recipe = WaveformRecipe(song: song)
        let result = try await made(Job(recipe, label: "the song's waveform", tools: tools()))
        return (try result.value(of: WaveformRecipe.self).peaks, recipe.rate)
    }

    private func made(_ job: Job) async throws -> JobResult {
        if let there = results.find(job.key.digest) { return there }
        try await executor.run([job]) { job, result in
            if case .failure(let failure) = result { await self.note(job, failure) }
        }
        guard let result = results.find(job.key.digest) else {
            throw Trouble(.notFound, "\(job.label) cannot be made: \(failures[job.label] ?? "no reason given")")
        }
        return result
    }

    private func note(_ job: Job, _ failure: JobFailure) { failures[job.label] = failure.reason }
}
