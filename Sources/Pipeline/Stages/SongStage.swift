import Content
import Editorial
import Execution
import Foundation
import ProjectFile
import Recipes

/// Takes the song into the store and hears it.
struct SongStage {
    let session: Session
    let executor: any Executor

    struct Heard: Sendable {
        var song: Blob
        /// Of the part of the song that the film covers, times from its start.
        var grid: BeatGrid
        var made: Int
    }

    func run() async throws -> Heard {
        let blob = try song()
        let job = try Job(recipe(blob), label: (session.project.song.file as NSString).lastPathComponent, tools: session.tools())
        let cached = session.results.find(job.key.digest) != nil
        let outcome = try await runMissing(
            [job], results: session.results, executor: executor, stage: BuildStage.song.rawValue, events: session.events)
        guard case .success(let result)? = outcome[job.key] else {
            throw BuildError(.song, "the song cannot be heard, see above; check it with 'mv beats \(session.project.song.file)'")
        }
        var grid = try result.value(of: ListenRecipe.self).grid
        if let ears = ears() { grid = HeardSong.replaced(grid, by: try await asked(ears)) }
        return Heard(song: blob, grid: try part(of: corrected(grid)), made: cached ? 0 : 1)
    }

    private func ears() -> OwnEars? { OwnEars(session.project.song.hearing, song: session.project.song.file, workspace: session.workspace) }

    private func asked(_ ears: OwnEars) async throws -> HeardElsewhere {
        do {
            return try await ears.heard()
        } catch let error as SongFileError {
            throw BuildError(.song, "\(error)")
        }
    }

    /// The grid if the song was heard before, nil otherwise: for looking ahead without working.
    func known() throws -> Heard? {
        let blob = try song()
        let key = try JobKey(recipe(blob), tools: session.tools())
        guard let result = session.results.find(key.digest) else { return nil }
        var grid = try result.value(of: ListenRecipe.self).grid
        if let ears = ears() {
            guard let known = try ears.known() else { return nil }
            grid = HeardSong.replaced(grid, by: known)
        }
        return Heard(song: blob, grid: try part(of: corrected(grid)), made: 0)
    }

    private func recipe(_ song: Blob) -> ListenRecipe {
        let hearing = session.project.song.hearing
        return ListenRecipe(song: song, beatsPerMinute: hearing.offset == nil ? hearing.beatsPerMinute : nil)
    }

    private func corrected(_ grid: BeatGrid) throws -> BeatGrid {
        do {
            return try HeardSong.corrected(grid, by: session.project.song.hearing)
        } catch let error as SongFileError {
            throw BuildError(.song, "\(error)")
        }
    }

    private func song() throws -> Blob {
        let file = session.project.song.file
        var digests = DigestCache(path: session.workspace.digests)
        let digest = try digests.digest(ofFile: file)
        let size = (try FileManager.default.attributesOfItem(atPath: file)[.size] as? NSNumber)?.int64Value ?? 0
        let blob = Blob(digest: digest, bytes: size, fileExtension: (file as NSString).pathExtension.lowercased())
        return session.workspace.store.holds(blob) ? blob : try session.workspace.store.adopt(file, fileExtension: blob.fileExtension)
    }

    private func part(of grid: BeatGrid) throws -> BeatGrid {
        let song = session.project.song
        let start = song.start ?? 0
        let end = min(song.end ?? grid.duration, grid.duration)
        guard start < end else {
            throw BuildError(.song, "the film would start at \(start) s, but the song lasts \(grid.duration) s; correct 'song.start'")
        }
        return song.start == nil && song.end == nil ? grid : grid.part(from: start, to: end)
    }
}
