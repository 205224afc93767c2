import Editorial
import Events
import Execution
import Foundation
import Recipes

/// By how much a deliverable's sound is made louder or softer to be as loud as it was asked to be.
struct SongLoudness {
    let session: Session
    let executor: any Executor

    /// The highest level between samples that players and encoders of services take without clipping (EBU R128: -1 dBTP).
    private static let ceiling = -1.0

    /// - Parameter plain: the song as it is.
    /// - Returns: hundredths of a decibel, and how many jobs were made to know that. Nothing is limited or compressed: the gain stops where
    ///   the peaks would clip, with a warning.
    func gain(_ plain: SongRecipe, _ deliverable: DeliverableSpec) async throws -> (gain: Int, made: Int) {
        guard let target = deliverable.loudness else { return (0, 0) }
        let job = try Job(plain, label: "loudness of \(deliverable.file)", tools: session.tools())
        let isKnown = session.results.find(job.key.digest) != nil
        let results = try await runMissing([job], results: session.results, executor: executor, stage: "loudness", events: session.events)
        guard let result = results[job.key] else { throw BuildError(.render, "the song's loudness was not measured") }
        let song = try result.get().value(of: SongRecipe.self)
        guard let loudness = song.loudness, let peak = song.truePeak else {
            session.events.send(.warning("\(deliverable.file): the song is silent, so its loudness stays as it is"))
            return (0, isKnown ? 0 : 1)
        }
        let (wanted, room) = (target - loudness, Self.ceiling - peak)
        if wanted > max(room, 0) {
            func fixed(_ value: Double) -> String { String(format: "%.1f", value) }
            let most = loudness + max(room, 0)
            session.events.send(
                .warning(
                    "\(deliverable.file): at \(fixed(target)) LUFS the song's peaks would clip, so it is brought to \(fixed(most)); "
                        + "for more, limit it in an audio program first"))
        }
        return (Int((min(wanted, max(room, 0)) * 100).rounded()), isKnown ? 0 : 1)
    }
}
