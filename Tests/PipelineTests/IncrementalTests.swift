import Content
import Editorial
import Foundation
import Pipeline
import Pool
import Testing

/// What a second build does, and what it leaves alone.
struct IncrementalTests {
    @Test func theFirstBuildMakesEverythingOnceAndTheSecondNothing() async throws {
        let film = try Film()
        let first = try await film.build()
        #expect(first.jobs == ["listen": 1, "animatic": 6, "score": 6, "segment": 3, "song": 1, "film": 1])
        #expect(first.report.failed == 0 && !first.report.isIncomplete)
        #expect(FileManager.default.fileExists(atPath: film.folder + "/out/final.mp4"))
        let second = try await film.build()
        #expect(second.jobs.isEmpty)
        #expect(second.report.didNothing)
        #expect(try Forecast(film.session()).doesNothing)
    }

    @Test func aCutOfWhichNothingChangedIsNotPlannedAnewAndIsTheOneThatWouldBe() async throws {
        let film = try Film()
        try await film.build()
        let (path, memory) = (Workspace(folder: film.folder).cut, film.folder + "/.mv/cut-memory.json")
        let written = try #require(FileManager.default.contents(atPath: path))
        let selections = try film.session().openPool().latestSelection()
        #expect(FileManager.default.fileExists(atPath: memory))
        #expect(try await film.build().report.didNothing)
        #expect(FileManager.default.contents(atPath: path) == written)
        // Without the memory the same comes out.
        try FileManager.default.removeItem(atPath: memory)
        #expect(try await film.build().report.didNothing)
        #expect(FileManager.default.contents(atPath: path) == written)
        #expect(try film.session().openPool().latestSelection() == selections)
    }

    @Test func aCutWhoseFileWasLostOrChangedIsWrittenAgain() async throws {
        let film = try Film()
        try await film.build()
        let path = Workspace(folder: film.folder).cut
        let written = try #require(FileManager.default.contents(atPath: path))
        try FileManager.default.removeItem(atPath: path)
        #expect(try await film.build().report.didNothing)
        #expect(FileManager.default.contents(atPath: path) == written)
        var text = String(decoding: written, as: UTF8.self)
        text.replace("\"title\":\"Tiny\"", with: "\"title\":\"Tidy\"")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        #expect(try await film.build(until: .cut).jobs.isEmpty)
        #expect(FileManager.default.contents(atPath: path) == written)
    }

    @Test func whatThePoolOrTheProjectSaysOtherwiseIsSeenByTheNextCut() async throws {
        let film = try Film()
        try await film.build()
        let before = try film.cut()
        let shown = before.timeline.clips[1]
        let pool = try film.session().openPool()
        let other = try #require(try film.takes(shown.shot).first { $0.id != shown.take })
        try pool.record(.pick, take: other.id, at: 1)
        try await film.build(until: .cut)
        #expect(try film.cut().timeline.clips[1].take == other.id)
        try pool.record(.unset, take: other.id, at: 2)
        try await film.build(until: .cut)
        #expect(try film.cut().timeline.clips[1].take == shown.take)
        try film.write(Film.yaml(more: "select: {keep: 4}"))
        try await film.build(until: .cut)
        #expect(try film.cut().timeline.clips.count == 4)
    }

    @Test func aFileLostAfterABuildThatFoundAllTakesThereIsMissedByTheNext() async throws {
        let film = try Film()
        try await film.build()
        #expect(try await film.build().report.didNothing)
        let memory = film.folder + "/.mv/takes-memory.json"
        #expect(FileManager.default.fileExists(atPath: memory))
        #expect(try await film.build().report.didNothing)
        let take = try film.takes("road")[1]
        let path = Workspace(folder: film.folder).store.path(of: take.blob)
        try Data("cut short".utf8).write(to: URL(fileURLWithPath: path))
        let built = try await film.build(until: .takes)
        #expect(built.jobs == ["animatic": 1])
        #expect(built.report.made == 1)
        #expect(FileManager.default.contents(atPath: path).map { Digest(of: $0) } == take.blob.digest)
    }

    @Test func requestsOfOtherKindsAreStillSeenWhenAllTakesWereThere() async throws {
        let film = try Film()
        try await film.build()
        try await film.build()
        _ = try Retake(session: film.session()).ask(shot: "sea", count: 1, seed: nil)
        #expect(try await film.build(until: .takes).jobs == ["animatic": 1])
        try film.write(Film.yaml(takes: 3))
        // The retake is the third of its shot.
        #expect(try await film.build(until: .takes).jobs["animatic"] == 2)
    }

    @Test func aHundredthTakeCostsNoMoreThanItself() async throws {
        let film = try Film(Film.yaml(takes: 3))
        try await film.build(until: .cut)
        try film.write(Film.yaml(matrix: ", takes: 4", takes: 3))
        #expect(try await film.build(until: .cut).jobs == ["animatic": 1, "score": 1])
        #expect(try await film.build(until: .cut).jobs.isEmpty)
    }

    @Test func rejectingATakeThatIsShownEncodesOneSegmentAgain() async throws {
        let film = try Film()
        try await film.build()
        let before = try film.cut().timeline.clips
        let shown = before[1]
        try film.session().openPool().record(.reject(reason: nil), take: shown.take, at: 1)
        #expect(try Forecast(film.session()).segments?.map(\.slot) == [shown.slot])
        let built = try await film.build()
        #expect(built.jobs == ["segment": 1, "film": 1])
        let after = try film.cut().timeline.clips
        #expect(after.map(\.shot) == before.map(\.shot))
        #expect(zip(before, after).filter { $0 != $1 }.map(\.0.slot) == [shown.slot])
        #expect(built.stale["slot \(shown.slot)"]?.contains("instead of \(shown.take.prefix(8))") == true)
    }

    @Test func anotherPromptMakesTheTakesOfItsShotAndOfNoOther() async throws {
        let film = try Film()
        try await film.build()
        let kept = try ["window", "road"].map { try film.takes($0).map(\.id) }
        let old = try film.takes("sea").map(\.id)
        try film.write(Film.yaml(sea: "the sea in the fog"))
        let built = try await film.build()
        #expect(built.jobs == ["animatic": 2, "score": 2, "segment": 1, "film": 1])
        #expect(try ["window", "road"].map { try film.takes($0).map(\.id) } == kept)
        #expect(try Set(film.takes("sea").map(\.id)).isDisjoint(with: old))
        let why = try #require(built.stale["shot 'sea'"])
        #expect(why.contains("the sea under a red sky") && why.contains("the sea in the fog"))
        try film.write(Film.yaml())
        #expect(try await film.build(until: .takes).jobs.isEmpty)
        #expect(try film.takes("sea").map(\.id) == old)
    }

    @Test func askingForMoreTakesMakesOnlyThose() async throws {
        let film = try Film()
        try await film.build(until: .takes)
        try film.write(Film.yaml(takes: 3))
        #expect(try await film.build(until: .takes).jobs == ["animatic": 3])
        #expect(try film.takes("sea").count == 3)
    }

    @Test func aTakeWhoseFileIsLostIsMadeAgainAsItWas() async throws {
        let film = try Film()
        try await film.build()
        let before = FileManager.default.contents(atPath: film.folder + "/out/final.mp4")
        let take = try film.takes("sea")[0]
        let path = Workspace(folder: film.folder).store.path(of: take.blob)
        try FileManager.default.removeItem(atPath: path)
        let built = try await film.build()
        #expect(built.jobs["animatic"] == 1)
        #expect(FileManager.default.fileExists(atPath: path))
        #expect(try film.takes("sea").map(\.id).contains(take.id))
        #expect(FileManager.default.contents(atPath: film.folder + "/out/final.mp4") == before)
    }

    @Test func aLostDeliverableIsPutBackWithoutEncoding() async throws {
        let film = try Film()
        try await film.build()
        try FileManager.default.removeItem(atPath: film.folder + "/out/final.mp4")
        #expect(try await film.build().jobs.isEmpty)
        #expect(FileManager.default.fileExists(atPath: film.folder + "/out/final.mp4"))
    }
}
