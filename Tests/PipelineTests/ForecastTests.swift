import Editorial
import Foundation
import Pipeline
import Pool
import Testing

struct ForecastTests {
    @Test func beforeTheFirstBuildEverythingIsToBeDone() throws {
        let film = try Film()
        let forecast = try Forecast(film.session())
        #expect(forecast.hearsSong)
        #expect(forecast.shots.map(\.shot) == ["window", "sea", "road"])
        #expect(forecast.shots.allSatisfy { $0.takes == 2 && $0.missing == 2 && $0.why == "never made" && $0.dollars == 0 })
        #expect(forecast.missingTakes == 6 && forecast.clips == 3 && forecast.segments == nil)
        #expect(forecast.seconds > 0)
        #expect(!forecast.doesNothing)
        #expect(!FileManager.default.fileExists(atPath: Workspace(folder: film.folder).pool))
    }

    @Test func afterEachStageTheRestIsLeft() async throws {
        let film = try Film()
        try await film.build(until: .takes)
        var forecast = try Forecast(film.session())
        #expect(!forecast.hearsSong && forecast.missingTakes == 0 && forecast.unscored == 6 && forecast.segments == nil)
        try await film.build(until: .cut)
        forecast = try Forecast(film.session())
        #expect(forecast.unscored == 0)
        #expect(forecast.segments?.count == 3)
        try await film.build()
        #expect(try Forecast(film.session()).doesNothing)
    }

    @Test func itSaysWhyTakesAreMissing() async throws {
        let film = try Film()
        try await film.build(until: .takes)
        func why(_ yaml: String) throws -> [String] {
            try film.write(yaml)
            return try Forecast(film.session()).shots.map(\.why)
        }
        #expect(try why(Film.yaml()) == ["all there", "all there", "all there"])
        let reworded = try why(Film.yaml(sea: "the sea in the fog"))
        #expect(reworded[0] == "all there" && reworded[2] == "all there")
        #expect(reworded[1] == "prompt: \"the sea under a red sky\" → \"the sea in the fog\"")
        #expect(try why(Film.yaml(takes: 5)) == ["3 of 5 missing", "3 of 5 missing", "3 of 5 missing"])
        #expect(try why(Film.yaml(sketch: "kind: animatic, width: 128, height: 72")).allSatisfy { $0.contains("width") })
    }

    @Test func whatIsPaidForIsCountedBeforehand() throws {
        let film = try Film(Film.yaml(sketch: "kind: command, run: [none], cost: 0.25", more: "budget: {limit: 1}"))
        let forecast = try Forecast(film.session())
        #expect(forecast.dollars == 1.5)
        #expect(forecast.budgetDollars == 1)
        #expect(forecast.spentDollars == 0)
    }
}
