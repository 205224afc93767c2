import Editorial
import Foundation
import Pipeline
import Pool
import Testing

struct RetakeTests {
    private func ask(_ film: Film, _ shot: String, _ count: Int = 1, seed: UInt64? = nil) throws -> [RequestPlan] {
        try Retake(session: film.session()).ask(shot: shot, count: count, seed: seed)
    }

    @Test func theNextBuildMakesTheRetakesAndKeepsTheOthers() async throws {
        let film = try Film()
        try await film.build()
        let before = try film.takes("sea").map(\.id)
        #expect(try ask(film, "sea", 2).map(\.ordinal) == [2, 3])
        #expect(try Forecast(film.session()).shots.map(\.missing) == [0, 2, 0])
        #expect(try await film.build(until: .takes).jobs == ["animatic": 2])
        #expect(try film.takes("sea").map(\.id).prefix(2) == before[...])
        #expect(try film.takes("sea").count == 4)
        #expect(try await film.build(until: .takes).jobs.isEmpty)
    }

    @Test func aRetakeIsTheTakeThatAskingForMoreWouldMake() async throws {
        let film = try Film()
        let plans = try ask(film, "sea")
        try film.write(Film.yaml(takes: 3))
        try await film.build(until: .takes)
        let takes = try film.takes("sea")
        #expect(takes.count == 3)
        #expect(takes.map(\.origin.seed).contains(plans[0].seed))
    }

    @Test func seedsCountUpFromTheOneThatIsNamed() throws {
        let film = try Film()
        #expect(try ask(film, "sea", 3, seed: 41).map(\.seed) == [41, 42, 43])
        #expect(try ask(film, "sea", 3, seed: 41).isEmpty)
        #expect(try ask(film, "sea", 3, seed: 42).map(\.seed) == [44])
    }

    @Test func oneRetakeAfterAnotherGoesThroughTheMatrix() throws {
        let film = try Film(Film.yaml(sea: "the sea at {time}", matrix: ", matrix: {time: [dawn, noon, night]}"))
        let plans = try (0..<7).flatMap { _ in try ask(film, "sea") }
        #expect(plans.map(\.variant) == ["dawn", "noon", "night", "dawn", "noon", "night", "dawn"].map { ["time": $0] })
        #expect(plans.map(\.ordinal) == Array(6..<13))
        #expect(Set(plans.map(\.id)).count == 7)
    }

    @Test func retakesOfAnOlderPromptAreNotMade() async throws {
        let film = try Film()
        _ = try ask(film, "sea", 3)
        try film.write(Film.yaml(sea: "the sea in the fog"))
        #expect(try await film.build(until: .takes).jobs["animatic"] == 6)
        #expect(try film.takes("sea").count == 2)
    }

    @Test func anUnknownShotIsRefusedWithItsLikes() throws {
        let error = try #require(throws: Retake.Refused.self) { try ask(Film(), "seaa") }
        #expect(error.description.contains("'seaa'") && error.description.contains("sea"))
        let other = try #require(throws: Retake.Refused.self) { try ask(Film(), "bridge") }
        #expect(other.description.contains("window, sea, road"))
    }

    @Test func anImportedShotHasNoRetakes() throws {
        let film = try Film(Film.yaml(sketch: "kind: import, files: \"clips/{shot}\""))
        let error = try #require(throws: Retake.Refused.self) { try ask(film, "sea") }
        #expect(error.description.contains("imported") && error.description.contains("'sketch'"))
    }
}
