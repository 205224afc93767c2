import Foundation
import Testing

/// `mv score`, `mv select` and what the pool says of its scores, on takes that were really made.
@Suite struct ChoosingTests {
    private static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func aFolderOfClipsIsScoredWithoutAProject() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "cut").code == 0)
        let clips = project.folder + "/clips"
        try FileManager.default.createDirectory(atPath: clips + "/more", withIntermediateDirectories: true)
        let takes = try #require(try project.clips().compactMap { $0["take"] as? String }.first)
        let file = project.folder + "/.mv/store/\(takes.prefix(2))/\(takes.dropFirst(2)).mp4"
        try FileManager.default.copyItem(atPath: file, toPath: clips + "/a.mp4")
        try FileManager.default.copyItem(atPath: file, toPath: clips + "/more/b.mp4")
        try Data("no film".utf8).write(to: URL(fileURLWithPath: clips + "/broken.mp4"))
        let before = try FileManager.default.subpathsOfDirectory(atPath: clips).sorted()

        let scored = try await Program.run(["score", "clips", "--json"], in: project.folder)
        #expect(scored.code == 0)
        let answer = try Self.object(scored.out)
        let found = try #require(answer["clips"] as? [String: [String: Any]])
        #expect(found.keys.sorted() == ["a.mp4", "broken.mp4", "more/b.mp4"])
        #expect(found["broken.mp4"]?["ok"] as? Bool == false)
        #expect(found["broken.mp4"]?["flags"] as? [String] == ["not a media file"])
        let clip = try #require(found["a.mp4"])
        #expect(clip["ok"] as? Bool == true)
        #expect((clip["defects"] as? [String: Double])?.count == 18)
        #expect((clip["quality"] as? Double).map { (0.0...1).contains($0) } == true)
        #expect((clip["usable"] as? [Double])?.count == 2)
        let pairs = try #require(answer["duplicates"] as? [[Any]])
        #expect(pairs.map { $0.prefix(2).compactMap { $0 as? String } } == [["a.mp4", "more/b.mp4"]])
        #expect(try FileManager.default.subpathsOfDirectory(atPath: clips).sorted() == before, "nothing is written beside the clips")

        let told = try await Program.run(["score", "clips"], in: project.folder)
        #expect(told.out.contains("not a media file") && told.out.contains("same: a.mp4 and more/b.mp4"))
        let nowhere = try await Program.run(["score", "nowhere"], in: project.folder)
        #expect(nowhere.code != 0 && nowhere.err.contains("nowhere"))
    }

    @Test func aSelectionIsToldAndOtherSettingsAreTriedWithoutWritingAnything() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "cut").code == 0)
        let cut = project.data(".mv/cut.json")
        let told = try await Program.run(["select", "project.yaml", "--explain"], in: project.folder)
        #expect(told.code == 0)
        #expect(told.out.contains("5 kept of 5 wanted; 1 not kept"))
        #expect(told.out.contains("technical 0.") && told.out.contains("× 4") && told.out.contains("spreads behind"))
        let fewer = try await Program.run(["select", "project.yaml", "--what-if", "keep=3"], in: project.folder)
        #expect(fewer.code == 0 && fewer.out.contains("0 in, 2 out; 3 kept instead of 5"))
        let same = try await Program.run(["select", "project.yaml", "--what-if", "diversity=0.6"], in: project.folder)
        #expect(same.out.contains("nothing would change: the same 5 takes"))
        let json = try Self.object(try await Program.run(["select", "project.yaml", "--json"], in: project.folder).out)
        #expect((json["kept"] as? [Any])?.count == 5 && (json["dropped"] as? [Any])?.count == 1)
        #expect(project.data(".mv/cut.json") == cut)
    }

    @Test(
        "Settings that make no sense are refused with what would",
        arguments: [
            ("sharpness", "NAME=VALUE"), ("sharpnes=1", "there is no score 'sharpnes'"), ("sharpness=200", "a number from 0.0 to 100.0"),
            ("gates.blurr=0.9", "there is no defect 'blurr'"), ("keep=0", "a whole number from 1"), ("meant=noise+bluur", "'bluur'"),
        ])
    func impossibleSettingsAreRefused(settings: String, words: String) async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "cut").code == 0)
        let refused = try await Program.run(["select", "project.yaml", "--what-if", settings], in: project.folder)
        #expect(refused.code == 64 && refused.err.contains(words), "\(refused.err)")
    }

    @Test func thePoolTellsItsScoresAndShowsItsTakes() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "cut").code == 0)
        let stats = try Self.object(try await Program.run(["pool", "stats", "project.yaml", "--json"], in: project.folder).out)
        let scores = try #require(stats["scores"] as? [String: [String: Any]])
        for name in ["technical", "sharpness", "wobble", "zoom"] {
            #expect((scores[name]?["bins"] as? [Int])?.reduce(0, +) == 6, "\(name)")
        }
        #expect(
            try await Program.run(["pool", "stats", "project.yaml", "--shot", "window"], in: project.folder).out.contains(
                "2 takes of 1 shot"))

        let sheet = try await Program.run(["pool", "sheet", "project.yaml"], in: project.folder)
        #expect(sheet.code == 0)
        let page = String(decoding: try #require(project.data("out/sheet.html")), as: UTF8.self)
        #expect(page.components(separatedBy: "<img ").count == 7)
        #expect(page.components(separatedBy: "class=\"kept\"").count == 6)
        #expect(page.contains("spreads behind") && !page.contains("<script"))

        let taste = try await Program.run(["pool", "taste", "project.yaml"], in: project.folder)
        #expect(taste.code == 1 && taste.err.contains("0 picks and 0 rejects, 30 decisions with 5 of either kind are needed"))
    }
}
