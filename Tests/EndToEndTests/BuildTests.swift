import Foundation
import Testing

@Suite(.serialized) struct BuildTests {
    @Test func aBuildMakesAFilmAsLongAsTheSongAndASecondOneDoesNothing() async throws {
        let project = try TinyProject()
        let first = try await project.build()
        #expect(first.code == 0, "\(first.err)\(first.out)")
        #expect(first.made("takes") == 6)

        let inspected = try await Program.run("inspect", "out/final.mp4", "--json", in: project.folder)
        let facts = try #require(try JSONSerialization.jsonObject(with: Data(inspected.out.utf8)) as? [String: Any])
        #expect(facts["frames"] as? Int == TinyProject.seconds * 24)
        #expect(facts["audioSamples"] as? Int == TinyProject.seconds * 48000)
        #expect((facts["blackRuns"] as? [[Int]])?.isEmpty == true)

        let clips = try project.clips()
        #expect(clips.count == 5)
        #expect(Set(clips.compactMap { $0["take"] as? String }).count == 5, "a take is used once")
        #expect(project.unfinished() == [])

        let film = project.data("out/final.mp4")
        let second = try await project.build()
        #expect(second.code == 0)
        #expect(["takes", "scores", "render"].map(second.made) == [0, 0, 0])
        #expect(second.out.contains("nothing to do"))
        #expect(project.data("out/final.mp4") == film)
    }

    @Test func cutsFallOnBeats() async throws {
        let project = try TinyProject()
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)")
        let cut = try #require(try JSONSerialization.jsonObject(with: project.data(".mv/cut.json") ?? Data()) as? [String: Any])
        let beats = try #require(cut["beats"] as? [Double])
        #expect(beats.count > 10)
        for clip in try project.clips().dropFirst() {
            let start = try #require((clip["record"] as? [String: Any])?["start"] as? Int)
            let distance = beats.map { abs($0 - Double(start) / 24) }.min() ?? 1
            #expect(distance < 0.5 / 24 + 1e-6, "the cut at frame \(start) is \(distance) s from its beat")
        }
        // The loop has a beat every half second.
        for beat in beats { #expect(abs(beat * 2 - (beat * 2).rounded()) < 0.04) }
    }

    @Test func theSameProjectMakesTheSameFilmAnywhere() async throws {
        let (a, b) = (try TinyProject(), try TinyProject())
        #expect(try await a.build().code == 0)
        #expect(try await b.build("--workers", "1").code == 0)
        #expect(a.data(".mv/cut.json") == b.data(".mv/cut.json"))
        #expect(a.data("out/final.mp4") == b.data("out/final.mp4"))
    }

    @Test func rejectingATakeEncodesItsSlotAgainAndNoOther() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml(keep: 3))
        #expect(try await project.build().code == 0)
        let before = try project.clips()
        let victim = try #require(before[1]["take"] as? String)
        let rejected = try await Program.run(
            "pool", "reject", "project.yaml", String(victim.prefix(10)), "--reason", "melting hands", in: project.folder)
        #expect(rejected.code == 0, "\(rejected.err)")

        let rebuilt = try await project.build()
        #expect(rebuilt.code == 0)
        #expect(rebuilt.made("takes") == 0)
        #expect(rebuilt.made("render") == 1)
        let stale = rebuilt.events("stale")
        #expect(stale.count == 1)
        #expect((stale.first?["why"] as? String)?.contains("instead of \(victim.prefix(8))") == true)
        let after = try project.clips()
        #expect(zip(before, after).filter { NSDictionary(dictionary: $0) != NSDictionary(dictionary: $1) }.count == 1)
        let why = try await Program.run("pool", "why", "project.yaml", String(victim.prefix(10)), in: project.folder)
        #expect(why.out.contains("not kept") && why.out.contains("rejected"), "\(why.out)")
    }

    @Test func changingAPromptMakesOnlyThatShotsTakes() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let others = try project.clips().filter { $0["shot"] as? String != "window" }.compactMap { $0["take"] as? String }
        try project.write(TinyProject.yaml(window: "a stage with a singer in blue light"))
        let rebuilt = try await project.build()
        #expect(rebuilt.code == 0, "\(rebuilt.err)")
        #expect(rebuilt.made("takes") == 2)
        let words = rebuilt.events("stale").compactMap { $0["why"] as? String }
        #expect(words.contains { $0.contains("a window at night") && $0.contains("a stage with a singer") })
        let clips = try project.clips()
        #expect(clips.filter { $0["shot"] as? String != "window" }.compactMap { $0["take"] as? String } == others)
        #expect(rebuilt.made("render") == clips.count { $0["shot"] as? String == "window" })
    }

    @Test func aRetakeAddsTakesOfOneShotAndTheyStay() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let retaken = try await Program.run(["retake", "project.yaml", "sea", "--takes", "2", "--json"], in: project.folder)
        #expect(retaken.code == 0, "\(retaken.err)")
        #expect(retaken.made("takes") == 2)
        let again = try await project.build()
        #expect(again.made("takes") == 0)
        let unknown = try await Program.run("retake", "project.yaml", "see", in: project.folder)
        #expect(unknown.code == 1)
        #expect(unknown.err.contains("there is no shot 'see'"))
    }

    @Test func aProjectWithErrorsDoesNothingAndSaysWhere() async throws {
        let project = try TinyProject(
            yaml: "title: Bad\nsong: nosong.wav\nshots:\n  - {id: a, promt: x}\n  - {id: a, prompt: y, takes: many}\n")
        let built = try await Program.run("build", "project.yaml", in: project.folder)
        #expect(built.code == 2)
        #expect(built.err.contains("project.yaml:2:7: error: song"))
        #expect(built.err.contains("project.yaml:4:13: error: shots[0].promt"))
        #expect(built.err.contains("prompt"), "a suggestion for the misspelt key")
        #expect(built.err.contains("project.yaml:5:"))
        #expect(!project.exists(".mv"))
        #expect(!project.exists("out"))
    }

    @Test func renderingOneSlotAgainGivesTheSameFilm() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let film = project.data("out/final.mp4")
        let rendered = try await Program.run(["render", "project.yaml", "--slot", "2", "--json"], in: project.folder)
        #expect(rendered.code == 0, "\(rendered.err)")
        #expect(rendered.made("render") == 1)
        #expect(project.data("out/final.mp4") == film)
    }
}
