import Content
import Editorial
import Events
import Execution
import Foundation
import ProjectFile
import Recipes
import Timebase

/// Takes the song into the store and hears it.
struct SongStage {
    let session: Session
    let executor: any Executor

    struct Heard: Sendable {
        var song: Blob
        /// Of the part of the song that the film covers, times from its start.
        var grid: BeatGrid
        /// Of the whole song.
        var whole: BeatGrid
        /// Where what has an address goes: seconds of the film, by the address's place in the project file.
        var places: [String: ClosedRange<Double>]
        var made: Int

        /// The project with what its addresses come to in this song.
        func placing(_ project: Project) -> Project {
            var project = project
            for index in project.shots.indices { project.shots[index].place?.moments = places[SongStage.path(ofShot: index)] }
            for index in project.edit.transitions.indices {
                project.edit.transitions[index].moments = places[SongStage.path(ofTransition: index)]
            }
            project.titles.opening?.moments = places["titles.opening.at"]
            project.titles.credits?.moments = places["titles.credits.at"]
            for index in project.deliverables.indices {
                project.deliverables[index].moments = places[SongStage.path(ofPart: index)]
            }
            return project
        }
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
        let listening = try result.value(of: ListenRecipe.self)
        if let damage = listening.damage {
            session.events.send(.warning(damage.warning(of: (session.project.song.file as NSString).lastPathComponent)))
        }
        var grid = listening.grid
        if let ears = ears() { grid = HeardSong.replaced(grid, by: try await asked(ears)) }
        return try heard(blob, corrected(grid), made: cached ? 0 : 1)
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
        return try heard(blob, corrected(grid), made: 0)
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
        let size = (try FileManager.default.attributesOfItem(atPath: (file as NSString).resolvingSymlinksInPath)[.size] as? NSNumber)?.int64Value ?? 0
        let blob = Blob(digest: digest, bytes: size, fileExtension: (file as NSString).pathExtension.lowercased())
        return session.workspace.store.holds(blob) ? blob : try session.workspace.store.adopt(file, fileExtension: blob.fileExtension)
    }

    /// As the project file asks of 'song.end'.
    private static let shortest = 1.0

    private func heard(_ blob: Blob, _ whole: BeatGrid, made: Int) throws -> Heard {
        let song = session.project.song
        let start = song.start ?? 0
        let end = min(song.end ?? whole.duration, whole.duration)
        guard start < end else {
            throw BuildError(.song, "the film would start at \(start) s, but the song lasts \(whole.duration) s; correct 'song.start'")
        }
        guard end - start >= Self.shortest else {
            let length = ClockTime.text(end - start)
            throw BuildError(.song, "the film would last \(length), and a film needs a second at least; is it the right song, and whole? See 'song.start' and 'song.end'")
        }
        let grid = song.start == nil && song.end == nil ? whole : whole.part(from: start, to: end)
        return Heard(song: blob, grid: grid, whole: whole, places: try places(whole, start...end), made: made)
    }

    private static func path(ofShot index: Int) -> String { "shots[\(index)].place.at" }
    private static func path(ofTransition index: Int) -> String { "edit.transitions[\(index)].at" }
    private static func path(ofPart index: Int) -> String { "deliverables[\(index)].part" }

    /// - Throws: `Diagnostics` with every address that is nowhere.
    private func places(_ whole: BeatGrid, _ film: ClosedRange<Double>) throws -> [String: ClosedRange<Double>] {
        var wanted = session.project.shots.enumerated().compactMap { index, shot in shot.place?.at.map { (Self.path(ofShot: index), $0) } }
        wanted += session.project.edit.transitions.enumerated().map { index, placed in (Self.path(ofTransition: index), placed.at) }
        let titles = session.project.titles
        wanted += [("titles.opening.at", titles.opening?.at), ("titles.credits.at", titles.credits?.at)].compactMap { path, at in at.map { (path, $0) } }
        wanted += session.project.deliverables.enumerated().compactMap { index, one in one.part.map { (Self.path(ofPart: index), $0) } }
        guard !wanted.isEmpty else { return [:] }
        let lyrics = try session.project.song.hearing.lyricsFile.map { try LyricsFile.read($0) } ?? []
        let book = AddressBook(grid: whole, film: film, lyrics: lyrics)
        var places: [String: ClosedRange<Double>] = [:]
        var faults: [Diagnostic] = []
        for (path, address) in wanted {
            let mark = session.read.place(of: path) ?? (0, 0)
            func fault(_ words: String, _ hint: String) {
                let file = session.read.file
                faults.append(Diagnostic(file: file, line: mark.line, column: mark.column, path: path, words, suggestion: hint))
            }
            do {
                let seconds = try book.seconds(of: address)
                if seconds.upperBound < film.lowerBound || seconds.lowerBound > film.upperBound {
                    let part = "\(ClockTime.text(film.lowerBound)) to \(ClockTime.text(film.upperBound))"
                    fault("'\(address)' is at \(ClockTime.text(seconds.lowerBound)), which the film leaves out", "it covers \(part) of the song")
                } else {
                    places[path] = max(0, seconds.lowerBound - film.lowerBound)...max(0, seconds.upperBound - film.lowerBound)
                }
            } catch let error as AddressError {
                fault(error.description, error.hint)
            }
        }
        guard faults.isEmpty else { throw Diagnostics(faults) }
        return places
    }
}
