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
