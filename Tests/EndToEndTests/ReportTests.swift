import Foundation
import Testing

@Suite struct ReportTests {
    private func report(_ project: TinyProject, _ name: String = "final.report.json") throws -> [String: Any] {
        let data = try #require(project.data("out/" + name))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func aFilmIsLookedAtAndListenedToAndWhatIsFoundStandsBesideIt() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml(more: "edit: {fade_out: 3}"))
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)")
        let report = try report(project)
        let inspected = try await Program.run("inspect", "out/final.mp4", "--json", in: project.folder)
        let film = try #require(try JSONSerialization.jsonObject(with: Data(inspected.out.utf8)) as? [String: Any])
        #expect(report["frames"] as? Int == TinyProject.seconds * 24 && report["frames"] as? Int == film["frames"] as? Int)
        let sound = try #require(report["sound"] as? [String: Any])
        #expect(sound["samples"] as? Int == film["audioSamples"] as? Int)
        let (told, heard) = (try #require(sound["loudness"] as? Double), try #require(film["loudness"] as? Double))
        #expect(abs(told - heard) < 0.05)
        let cuts = try #require(report["cuts"] as? [String: Any])
        #expect(cuts["count"] as? Int == 4 && cuts["onTheirFrame"] as? Int == 4)
        #expect(try #require(cuts["median"] as? Double) <= 500.0 / 24 && cuts["withinHalfFrame"] as? Double == 1)
        // The end is black, as asked.
        let black = try #require((report["black"] as? [[String: Any]])?.last)
        #expect((black["start"] as? Int ?? 0) + (black["count"] as? Int ?? 0) == TinyProject.seconds * 24)
        let runs = try #require(film["blackRuns"] as? [[Int]])
        #expect(runs.last == [black["start"] as? Int ?? 0, black["count"] as? Int ?? 0])
        let note = built.events("note").compactMap { $0["text"] as? String ?? $0["message"] as? String }.joined()
        #expect(note.hasPrefix("4 of 4 cuts seen on their frame, ") && note.contains(" LUFS, true peak "), "\(note)")
    }

    @Test func afterOneChangeOnlyTheNewSegmentIsMadeAndTheReportIsWhole() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml(keep: 3))
        #expect(try await project.build().code == 0)
        let before = try report(project)
        let victim = try #require(try project.clips()[1]["take"] as? String)
        #expect(try await Program.run("pool", "reject", "project.yaml", victim, in: project.folder).code == 0)
        let again = try await project.build()
        #expect(again.made("render") == 1)
        let after = try report(project)
        #expect(after["frames"] as? Int == before["frames"] as? Int && after["version"] as? Int == 2)
        #expect((after["cuts"] as? [String: Any])?["onTheirFrame"] as? Int == (after["cuts"] as? [String: Any])?["count"] as? Int)
    }

    @Test func theSoundIsBroughtToTheLoudnessAskedForAndNoFurtherThanItsPeaksAllow() async throws {
        let project = try TinyProject(
            yaml: TinyProject.yaml(more: "deliverables: [plain.mp4, {file: soft.mp4, loudness: -30}, {file: loud.mp4, loudness: -5}]"))
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)")
        func sound(_ name: String) throws -> (loudness: Double, peak: Double) {
            let sound = try #require(try report(project, name + ".report.json")["sound"] as? [String: Any])
            return (try #require(sound["loudness"] as? Double), try #require(sound["truePeak"] as? Double))
        }
        let (plain, soft, loud) = (try sound("plain"), try sound("soft"), try sound("loud"))
        #expect(abs(soft.loudness + 30) < 0.15)
        #expect(abs((loud.loudness - plain.loudness) - max(0, -1 - plain.peak)) < 0.3 && loud.peak < max(-0.6, plain.peak + 0.3))
        let warnings = built.events("warning").compactMap { $0["text"] as? String ?? $0["message"] as? String }
        #expect(warnings.contains { $0.hasPrefix("loud.mp4: at -5.0 LUFS the song's peaks would clip, so it is brought to ") })
        // The picture is encoded once for all three.
        #expect(built.events("stageFinished").filter { $0["stage"] as? String == "render" }.compactMap { $0["made"] as? Int } == [6, 1, 1])
        let again = try await project.build()
        #expect(again.made("render") == 0 && again.made("loudness") == 0 && again.made("join") <= 0)
    }

    @Test func whileAFilmIsEncodedItsFramesAreCounted() async throws {
        let project = try TinyProject()
        let built = try await project.build()
        let told = built.events("frames").compactMap { $0["done"] as? Int }
        #expect(told == told.sorted() && told.count == 5 && told.last == TinyProject.seconds * 24, "\(built.err)")
        #expect(built.events("frames").allSatisfy { $0["all"] as? Int == TinyProject.seconds * 24 && $0["stage"] as? String == "render" })
        let slot = try await Program.run(["render", "project.yaml", "--slot", "2", "--json"], in: project.folder)
        let again = slot.events("frames")
        let clip = try #require(try project.clips()[1]["record"] as? [String: Any])
        #expect(again.last?["done"] as? Int == TinyProject.seconds * 24)
        #expect(again.last?["cached"] as? Int == TinyProject.seconds * 24 - (try #require(clip["count"] as? Int)))
    }

    @Test func aDraftIsHalfAsLargeAndLeavesTheFilmAlone() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let film = project.data("out/final.mp4")
        let draft = try await project.build("--draft")
        #expect(draft.code == 0, "\(draft.err)")
        let report = try report(project, "final.draft.report.json")
        #expect(report["width"] as? Int == 80 && report["height"] as? Int == 46 && report["frames"] as? Int == TinyProject.seconds * 24)
        #expect(project.data("out/final.mp4") == film)
        let again = try await project.build()
        #expect(again.made("render") == 0 && again.made("join") <= 0, "\(again.err)")
    }

    @Test func filmsOfOneNameHaveReportsOfTheirOwn() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml(more: "deliverables: [final.mp4, final.mov]"))
        #expect(try await project.build().code == 0)
        #expect(try report(project, "final.mp4.report.json")["film"] as? String == "final.mp4")
        #expect(try report(project, "final.mov.report.json")["film"] as? String == "final.mov")
        #expect(!project.exists("out/final.report.json"))
    }
}
