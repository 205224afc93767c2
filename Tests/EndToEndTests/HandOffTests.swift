import Foundation
import Testing

/// The cut goes to other editors and comes back.
@Suite(.serialized) struct HandOffTests {
    private static let cuts = "edit: {at_sections: dissolve, at_cuts: {kind: dissolve, frames: 6}, fade_out: 1}"

    private func exported(_ project: TinyProject, _ more: String...) async throws -> [String: Any] {
        let ended = try await Program.run(["export", "project.yaml", "--json"] + more, in: project.folder)
        #expect(ended.code == 0, "\(ended.err)")
        let all = try #require(try JSONSerialization.jsonObject(with: Data(ended.out.utf8)) as? [String: Any])
        return try #require((all["results"] as? [[String: Any]])?.first)
    }

    private func counts(_ ended: Program.Ended) throws -> [String: Int] {
        let all = try #require(try JSONSerialization.jsonObject(with: Data(ended.out.utf8)) as? [String: Any])
        return try #require((all["results"] as? [[String: Any]])?.compactMap { $0["kinds"] as? [String: Int] }.last)
    }

    @Test func aFolderHasEverythingThatAnEditorNeedsAndEveryFormatComesBackUnchanged() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml(more: Self.cuts))
        #expect(try await project.build().code == 0)
        let written = try await exported(project, "--to", "all,otioz")
        let files = try #require(written["files"] as? [String])
        for name in [
            "README.txt", "left-out.txt", "markers.csv", "markers_resolve.edl", "cut.json", "media.json", "reference.mp4", "Tiny.otio", "Tiny.otioz",
            "Tiny.xml", "Tiny_resolve.fcpxml", "Tiny_finalcut.fcpxml", "Tiny.kdenlive", "Tiny.mlt", "Tiny.edl",
        ] {
            #expect(files.contains(name), "\(name) of \(files)")
            #expect(project.exists("out/handoff/" + name), "\(name)")
        }
        let clips = try project.clips().count
        for name in ["Tiny.otio", "Tiny.otioz", "Tiny.xml", "Tiny_resolve.fcpxml", "Tiny_finalcut.fcpxml", "Tiny.kdenlive", "Tiny.mlt", "Tiny.edl"] {
            let back = try await Program.run("import-cut", "project.yaml", "out/handoff/" + name, "--dry-run", "--json", in: project.folder)
            #expect(back.code == 0, "\(name): \(back.err)")
            let kinds = try counts(back)
            #expect(kinds["kept"] == clips && kinds.values.reduce(0, +) == clips, "\(name): \(kinds)")
        }
        // Nothing was kept by looking.
        #expect(try await Program.run("cut", "list", "project.yaml", in: project.folder).out.split(separator: "\n").count == 2)
    }

    @Test func anEditThatWasBroughtBackIsANewVersionAndOnlyWhatChangedIsEncoded() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        _ = try await exported(project, "--to", "otio")
        let path = project.folder + "/out/handoff/Tiny.otio"
        let before = try project.clips()
        // Three frames are taken from the end of the first clip and given to the second.
        var timeline = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any])
        var stack = try #require(timeline["tracks"] as? [String: Any])
        var tracks = try #require(stack["children"] as? [[String: Any]])
        let picture = try #require(tracks.firstIndex { $0["kind"] as? String == "Video" })
        var children = try #require(tracks[picture]["children"] as? [[String: Any]])
        let places = children.indices.filter { (children[$0]["OTIO_SCHEMA"] as? String)?.hasPrefix("Clip") == true }
        func change(_ place: Int, start: Double, length: Double) throws {
            var range = try #require(children[place]["source_range"] as? [String: Any])
            for (key, by) in [("start_time", start), ("duration", length)] {
                var time = try #require(range[key] as? [String: Any])
                time["value"] = (try #require(time["value"] as? Double)) + by
                range[key] = time
            }
            children[place]["source_range"] = range
        }
        try change(places[0], start: 0, length: -3)
        try change(places[1], start: -3, length: 3)
        tracks[picture]["children"] = children
        stack["children"] = tracks
        timeline["tracks"] = stack
        try JSONSerialization.data(withJSONObject: timeline).write(to: URL(fileURLWithPath: project.folder + "/edited.otio"))

        let back = try await Program.run("import-cut", "project.yaml", "edited.otio", "--json", in: project.folder)
        #expect(back.code == 0, "\(back.err)")
        let kinds = try counts(back)
        #expect(kinds["trimmed"] == 2 && kinds["kept"] == before.count - 2, "\(kinds)")
        #expect(try await Program.run("cut", "list", "project.yaml", in: project.folder).out.contains("edit brought back from edited.otio"))
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)")
        #expect(built.made("render") == 2)
        let after = try project.clips()
        func record(_ clip: [String: Any]) -> [String: Int] { clip["record"] as? [String: Int] ?? [:] }
        #expect(record(after[0])["count"] == (record(before[0])["count"] ?? 0) - 3)
        #expect(record(after[1])["start"] == (record(before[1])["start"] ?? 0) - 3)
        #expect(after.map { $0["take"] as? String } == before.map { $0["take"] as? String })
        // And back: the version before is as it was.
        #expect(try await Program.run("cut", "undo", "project.yaml", in: project.folder).code == 0)
        #expect(try project.clips().map(record) == before.map(record))
    }

    @Test func mediaFromElsewhereIsNamedAndTakenInWhenAskedFor() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        _ = try await exported(project, "--to", "edl")
        let foreign = project.folder + "/pickup.mp4"
        try FileManager.default.copyItem(atPath: project.folder + "/out/final.mp4", toPath: foreign)
        let text = try String(contentsOfFile: project.folder + "/out/handoff/Tiny.edl", encoding: .utf8)
        // The first event shows another file.
        var lines = text.components(separatedBy: .newlines)
        let first = try #require(lines.firstIndex { $0.hasPrefix("001") })
        var words = lines[first].split(separator: " ").map(String.init)
        words[1] = "PICKUP"
        lines[first] = "\(words[0])  \(words[1])   " + words.dropFirst(2).joined(separator: " ")
        for index in lines.indices[(first + 1)...].prefix(6) {
            if lines[index].hasPrefix("002") { break }
            if lines[index].contains("FROM CLIP NAME") { lines[index] = "* FROM CLIP NAME: pickup.mp4" }
            if lines[index].contains("SOURCE FILE") { lines[index] = "* SOURCE FILE: \(foreign)" }
            if lines[index].hasPrefix("*"), lines[index].range(of: "[0-9a-f]{64}", options: .regularExpression) != nil { lines[index] = "*" }
        }
        try lines.joined(separator: "\r\n").write(toFile: project.folder + "/edited.edl", atomically: true, encoding: .utf8)
        let looked = try await Program.run("import-cut", "project.yaml", "edited.edl", "--dry-run", "--json", in: project.folder)
        #expect(try counts(looked)["unknown"] == 1, "\(looked.out)")
        let added = try await Program.run("import-cut", "project.yaml", "edited.edl", "--add", "sea", in: project.folder)
        #expect(added.code == 0, "\(added.err)")
        #expect(added.out.contains("took in 1 file as takes of 'sea'"))
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)")
        #expect(try #require(project.clips().first)["shot"] as? String == "sea")
    }

    @Test func whatIsNoEditIsRefusedWithItsPlaceAndChangesNothing() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "cut").code == 0)
        try "{\"OTIO_SCHEMA\": \"Timeline.1\",,}".write(toFile: project.folder + "/broken.otio", atomically: true, encoding: .utf8)
        try "<xmeml version='4'><sequence>".write(toFile: project.folder + "/broken.xml", atomically: true, encoding: .utf8)
        try Data([0x1F, 0x8B, 8, 0]).write(to: URL(fileURLWithPath: project.folder + "/packed.xml"))
        for name in ["broken.otio", "broken.xml", "packed.xml", "nothing.edl", "project.yaml"] {
            let ended = try await Program.run("import-cut", "project.yaml", name, in: project.folder)
            #expect(ended.code == 2, "\(name): \(ended.code) \(ended.err)")
            #expect(ended.err.contains(name), "\(ended.err)")
        }
        #expect(try await Program.run("import-cut", "project.yaml", "packed.xml", in: project.folder).err.contains("File > Export > Final Cut Pro XML"))
        #expect(try await Program.run("cut", "list", "project.yaml", in: project.folder).out.split(separator: "\n").count == 2)
    }
}
