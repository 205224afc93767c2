import Content
import Foundation
import Media
import Testing

/// What is told of where a film comes from, beside it and in it.
@Suite struct ProvenanceTests {
    private static let more = """
        provenance: {models: {sketch: {provider: "Me & <mine>", licence: mine, terms: "https://example.org/terms"}}}
        """
    private static let named = TinyProject.yaml(more: more).replacingOccurrences(
        of: "song: song.wav", with: "song: {file: song.wav, artist: The Sleepers, title: Night, isrc: QZ-ABC-24-00001}")

    private func object(_ project: TinyProject, _ name: String) throws -> [String: Any] {
        let data = try #require(project.data("out/" + name))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func theRecordNamesEveryClipAndWhatItIsMadeOf() async throws {
        let project = try TinyProject(yaml: Self.named)
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)")
        let record = try object(project, "final.provenance.json")
        let film = try #require(record["film"] as? [String: Any])
        #expect(film["sha256"] as? String == (try Digest(ofFile: project.folder + "/out/final.mp4")).hex)
        #expect(film["digitalSourceType"] as? String == "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia")
        let song = try #require(record["song"] as? [String: Any])
        #expect(song["sha256"] as? String == (try Digest(ofFile: project.folder + "/song.wav")).hex && song["isrc"] as? String == "QZABC2400001")
        // Clips follow each other without gaps, as the cut has them.
        let clips = try #require(record["clips"] as? [[String: Any]])
        let cut = try project.clips()
        #expect(clips.map { $0["take"] as? String } == cut.map { $0["take"] as? String })
        var next = 0
        for clip in clips {
            let range = try #require(clip["record"] as? [String: Int])
            #expect(range["start"] == next)
            next += try #require(range["count"])
        }
        #expect(next == film["frames"] as? Int && next == TinyProject.seconds * 24)
        let takes = try #require(record["takes"] as? [[String: Any]])
        #expect(Set(takes.compactMap { $0["sha256"] as? String }) == Set(clips.compactMap { $0["take"] as? String }))
        for take in takes {
            let id = try #require(take["sha256"] as? String)
            let file = project.folder + "/.mv/store/\(id.prefix(2))/\(id.dropFirst(2)).mp4"
            #expect(try Digest(ofFile: file).hex == id)
            #expect(take["provider"] as? String == "Me & <mine>" && take["terms"] as? String == "https://example.org/terms")
            #expect((take["prompt"] as? String)?.isEmpty == false && take["seed"] is String && take["created"] is String && take["dollars"] as? Double == 0)
        }
        let credits = String(decoding: try #require(project.data("out/final.credits.md")), as: UTF8.self)
        #expect(credits.contains("Music: The Sleepers, Night (ISRC QZABC2400001)") && credits.contains("<https://example.org/terms>"))
        #expect(credits.contains("drawn by a program; no AI model was used"))
    }

    @Test func anotherBuildChangesNothingOfIt() async throws {
        let project = try TinyProject(yaml: Self.named)
        #expect(try await project.build().code == 0)
        let names = ["out/final.mp4", "out/final.provenance.json", "out/final.credits.md", "out/final.report.json"]
        let before = names.map(project.data)
        let again = try await project.build()
        #expect(again.code == 0 && again.made("join") <= 0 && again.made("render") == 0)
        #expect(names.map(project.data) == before)
        // A film that was thrown away comes back as it was; another disclosure joins it anew and encodes nothing.
        try FileManager.default.removeItem(atPath: project.folder + "/out")
        #expect(try await project.build().code == 0)
        #expect(names.map(project.data) == before)
        try project.write(Self.named.replacingOccurrences(of: "provenance: {", with: "provenance: {disclosure: \"Drawn: {title}\", "))
        let told = try await project.build()
        #expect(told.made("render") == 0 && told.made("join") == 1, "\(told.err)")
        #expect(XMPBox.read(fromFile: project.folder + "/out/final.mp4")?.contains("Drawn: Tiny") == true)
    }

    @Test func theFilmSaysOfItselfHowItWasMadeAndPlaysAsBefore() async throws {
        let project = try TinyProject(yaml: Self.named.replacingOccurrences(of: "title: Tiny", with: "title: 'Tiny & \"<small>\"'"))
        #expect(try await project.build().code == 0)
        let path = project.folder + "/out/final.mp4"
        let xmp = try #require(XMPBox.read(fromFile: path))
        let document = try XMLReading.texts(of: xmp)
        #expect(document["dc:title"] == "Tiny & \"<small>\"" && document["dc:creator"] == "The Sleepers" && document["dc:identifier"] == "ISRC:QZABC2400001")
        #expect(document["Iptc4xmpExt:DigitalSourceType"] == "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia")
        let inspected = try await Program.run("inspect", "out/final.mp4", "--json", in: project.folder)
        let film = try #require(try JSONSerialization.jsonObject(with: Data(inspected.out.utf8)) as? [String: Any])
        #expect(film["frames"] as? Int == TinyProject.seconds * 24)
        #expect(film["audioSamples"] as? Int == TinyProject.seconds * 48000)
        if let seen = try await C2PA.tool("exiftool", ["-json", "-XMP:all", "-validate", path]), seen.code == 0 {
            #expect(seen.out.contains("\"DigitalSourceType\"") && seen.out.contains("algorithmicMedia") && seen.out.contains("The Sleepers"), "\(seen.out)")
        }
    }

    @Test func promptsAreInTheFileOnlyWhenAskedFor() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml())
        #expect(try await project.build().code == 0)
        let words = Data("desert road".utf8)
        #expect(project.data("out/final.mp4")?.range(of: words) == nil)
        #expect(project.data("out/final.provenance.json")?.range(of: words) != nil)
        try project.write(TinyProject.yaml(more: "provenance: {keep_prompts: true}"))
        #expect(try await project.build().code == 0)
        #expect(project.data("out/final.mp4")?.range(of: words) != nil)
    }

    @Test func verifyingSaysWhatHoldsAndWhatIsSeenWhere() async throws {
        let project = try TinyProject(yaml: Self.named)
        #expect(try await project.build().code == 0)
        let good = try await Program.run("verify", "out/final.mp4", "--at", "0:05", in: project.folder)
        #expect(good.code == 0, "\(good.out)\(good.err)")
        let clips = try project.clips()
        let clip = try #require(clips.last { (($0["record"] as? [String: Int])?["start"] ?? 0) <= 5 * 24 })
        let take = try #require(clip["take"] as? String)
        let shot = try #require(clip["shot"] as? String)
        #expect(good.out.contains("byte for byte") && good.out.contains("take \(take.prefix(8)) of '\(shot)'"), "\(good.out)")
        #expect(good.out.contains("takes still in the store, unchanged") && good.out.contains("terms: https://example.org/terms"))
        #expect(try await Program.run("verify", "out/final.mp4", "--at", "0:09", in: project.folder).code == 64)
        // One changed byte.
        var bytes = try #require(project.data("out/final.mp4"))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: project.folder + "/out/final.mp4"))
        let bad = try await Program.run("verify", "out/final.mp4", "--json", in: project.folder)
        #expect(bad.code == 1 && bad.out.contains("other bytes than the film that was recorded"), "\(bad.out)")
        let lost = try await Program.run("verify", "song.wav", in: project.folder)
        #expect(lost.code == 64 && lost.err.contains("there is no song.provenance.json"))
    }

    @Test func whatAContainerHasNoPlaceForIsSaid() async throws {
        let project = try TinyProject(yaml: Self.named + "\ndeliverables: [a.mp4, b.mkv, c.webm, d.mov, {file: e.gif, part: '0:01 - 0:02'}]")
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)")
        for (name, isWhole) in [("a", true), ("b", false), ("c", false), ("d", true), ("e", false)] {
            let lost = try #require(try object(project, name + ".provenance.json")["notCarried"] as? [String])
            #expect(lost.isEmpty == isWhole, "\(name): \(lost)")
            #expect(project.exists("out/\(name).credits.md"))
        }
        #expect(try object(project, "b.report.json")["notCarried"] as? [String] != [])
        #expect(project.data("out/b.mkv")?.range(of: Data("digitalsourcetype/algorithmicMedia".utf8)) != nil)
        #expect(project.data("out/c.webm")?.range(of: Data("QZABC2400001".utf8)) != nil)
        #expect(XMPBox.read(fromFile: project.folder + "/out/d.mov")?.contains("algorithmicMedia") == true)
        // A part names what it shows, and no more.
        let part = try #require(try object(project, "e.provenance.json")["clips"] as? [[String: Any]])
        #expect(part.count < 5 && (part.first?["record"] as? [String: Int])?["start"] == 0)
        #expect(try await Program.run("verify", "out/e.gif", "--at", "0:00.5", in: project.folder).code == 0)
    }

    @Test func theEndCardIsDrawnAtTheEndAndChangesNothingBefore() async throws {
        let project = try TinyProject(yaml: Self.named)
        #expect(try await project.build().code == 0)
        try project.write(Self.named.replacingOccurrences(of: "provenance: {", with: "provenance: {end_card: 1, "))
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)")
        // Of five clips only those of the last second are encoded again.
        #expect((1...2).contains(built.made("render")), "\(built.made("render"))")
        #expect(try await project.build().made("render") == 0)
    }
}
