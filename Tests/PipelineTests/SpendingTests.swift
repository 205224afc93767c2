import Content
import Editorial
import Events
import Foundation
import Pipeline
import Pool
import Testing

/// Money, failures and refusals of programs that make takes.
struct SpendingTests {
    private func yaml(_ script: String, limit: Double = 100) -> String {
        Film.yaml(
            sketch: "kind: command, run: [/bin/sh, -c, \"\(script)\", sh, \"{output}\"], cost: 0.25", more: "budget: {limit: \(limit)}")
    }

    private func runs(_ film: Film) -> Int {
        (FileManager.default.contents(atPath: film.folder + "/runs") ?? Data()).filter { $0 == UInt8(ascii: "x") }.count
    }

    @Test func aBuildThatWouldGoOverTheBudgetAsksForNothing() async throws {
        let film = try Film(yaml("echo x >> runs; exit 1", limit: 1.4))
        let error = try await #require(throws: PoolError.self) { try await film.build(until: .takes) }
        #expect(error.kind == .overBudget)
        #expect(runs(film) == 0)
        #expect(try film.session().openPoolForReading().requests().allSatisfy { $0.state == .planned })
    }

    @Test func aFailureIsToldAndTriedAgainByTheNextBuild() async throws {
        let film = try Film(yaml("echo x >> runs; echo no memory >&2; exit 1"))
        let built = try await film.build(until: .takes)
        #expect(built.report.failed == 6 && built.report.made == 1)
        let reasons: [String] = built.events.compactMap { event in
            guard case .jobFailed(_, let what, let reason) = event else { return nil }
            return what + ": " + reason
        }
        #expect(reasons.count == 6)
        #expect(reasons.allSatisfy { $0.contains("exit code 1") && $0.contains("no memory") })
        #expect(reasons.contains { $0.hasPrefix("sea take 2: ") })
        try await film.build(until: .takes)
        #expect(runs(film) == 12)
    }

    @Test func aRefusedPromptIsNotAskedAgainUntilItChanges() async throws {
        let film = try Film(yaml("echo x >> runs; exit 3"))
        try await film.build(until: .takes)
        try await film.build(until: .takes)
        #expect(runs(film) == 6)
        #expect(try film.session().openPoolForReading().requests(states: [.refused]).count == 6)
        try film.write(yaml("echo x >> runs; exit 3").replacingOccurrences(of: "red sky", with: "grey sky"))
        try await film.build(until: .takes)
        #expect(runs(film) == 8)
    }

    @Test func aClipThatCannotBeDecodedIsKeptOutOfTheCutInWords() async throws {
        let film = try Film(yaml("echo hello > $1"))
        let built = try await film.build(until: .scores)
        #expect(built.warnings.contains { $0.contains("cannot be used") })
        #expect(try film.takes("sea").allSatisfy { $0.state == .broken })
        await #expect(throws: BuildError.self) { try await film.build() }
    }

    @Test func aTakeWhoseFileIsGoneIsAskedForOnceMoreAndNotForEver() async throws {
        let film = try Film(yaml("echo x >> runs; date +%s%N > $1"))
        try await film.build(until: .takes)
        let lost = try #require(try film.takes("sea").first)
        try FileManager.default.removeItem(atPath: film.session().workspace.store.path(of: lost.blob))
        let built = try await film.build(until: .takes)
        #expect(runs(film) == 7)
        #expect(built.warnings.contains { $0.contains("take \(lost.id.prefix(8)) of 'sea' was gone") && $0.contains("made other bytes") })
        try await film.build(until: .takes)
        #expect(runs(film) == 7)
        #expect(try film.session().openPoolForReading().take(lost.id)?.archived != nil)
        #expect(try film.takes("sea").count == 3)
    }
}
