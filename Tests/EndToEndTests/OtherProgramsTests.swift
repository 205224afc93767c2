import Content
import Editorial
import Foundation
import TakesForTests
import Testing
import Timebase

/// Hand-offs in the hands of other programs: OpenTimelineIO and its adapters, pycmx, and melt, which renders them.
@Suite(.serialized) struct OtherProgramsTests {
    private struct Manifest: Decodable {
        struct File: Decodable {
            struct Baked: Decodable {
                var take: String
                var start: Int
                var lead: Int
                var frames: Int
            }
            var fileName: String
            var reel: String
            var baked: Baked
        }
        var files: [File]
    }

    private struct Handed {
        var project: TinyProject
        var timeline: Timeline
        var manifest: Manifest
        var folder: String { project.folder + "/out/handoff" }

        func file(_ clip: Clip) -> Manifest.File? { manifest.files.first { $0.baked.take == clip.take && $0.baked.start == clip.firstFrame } }

        /// What the checks compare with.
        func truth() throws -> String {
            let clips = try timeline.clips.map { clip -> [String: Any] in
                let file = try #require(self.file(clip))
                var told: [String: Any] = [
                    "name": file.fileName, "path": folder + "/media/" + file.fileName, "reel": file.reel, "source": file.baked.lead,
                    "record": [clip.record.start, clip.record.end], "frames": file.baked.frames,
                ]
                if clip.overlap > 0 { told["dissolve"] = clip.overlap }
                return told
            }
            let truth: [String: Any] = [
                "rate": timeline.format.rate.description, "start": Int(timeline.format.rate.framesPerSecond.rounded) * 3600, "frames": timeline.frames,
                "drop": timeline.format.rate == FrameRate(30000, 1001), "clips": clips, "fadeIn": timeline.fadeInFrames, "fadeOut": timeline.fadeOutFrames,
            ]
            let path = project.folder + "/truth.json"
            try JSONSerialization.data(withJSONObject: truth).write(to: URL(fileURLWithPath: path))
            return path
        }
    }

    private static func yaml(_ rate: String) -> String {
        """
        title: Exact
        song: song.wav
        format: {width: 160, height: 90, fps: \(rate)}
        generators:
          mine: {kind: import, files: "clips/{shot}/*"}
        defaults: {generator: mine}
        shots:
        \(["a", "b", "c", "d", "e"].map { "  - {id: \($0), prompt: a number}" }.joined(separator: "\n"))
        select:
          keep: 5
          gates:
            {blur: 1, compress: 1, noise: 1, under: 1, over: 1, lowcontrast: 1, flicker: 1, wobble: 1, freeze: 1, stutter: 1, black: 1,
             letterbox: 1, hardcut: 1, boomerang: 1, repeat: 1, still: 1, speed: 1}
        edit: {fade_out: 0, longest: 2, transitions: [{at: "0:04", kind: dissolve, frames: 8}]}
        deliverables:
          - {file: final.mp4, preset: veryfast}
        """
    }

    /// Takes of several rates that carry their numbers, cut and handed off.
    private func handed(_ rate: String) async throws -> Handed {
        let project = try TinyProject(yaml: Self.yaml(rate))
        let rates = [FrameRate(24), FrameRate(25), FrameRate(30), FrameRate(24000, 1001), FrameRate(30000, 1001)]
        for (index, name) in ["a", "b", "c", "d", "e"].enumerated() {
            try FileManager.default.createDirectory(atPath: project.folder + "/clips/" + name, withIntermediateDirectories: true)
            let take = TestTake("") { ($0.rate, $0.frames, $0.width, $0.height) = (rates[index], Int(rates[index].doubleValue * 3), 160, 90) }
            try take.write(to: project.folder + "/clips/\(name)/take.\(take.container)") { number, x, y in
                let light = BarCode.light(of: index * 100 + number, at: x, y)
                return (light, light, light)
            }
        }
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)")
        let exported = try await Program.run("export", "project.yaml", in: project.folder)
        #expect(exported.code == 0, "\(exported.err)")
        struct Kept: Decodable { var timeline: Timeline }
        return Handed(
            project: project, timeline: try JSONDecoder().decode(Kept.self, from: project.data(".mv/cut.json") ?? Data()).timeline,
            manifest: try JSONDecoder().decode(Manifest.self, from: project.data("out/handoff/media.json") ?? Data()))
    }

    @Test(.enabled(if: OtherPrograms.python != nil), arguments: ["24", "24000/1001", "30000/1001"])
    func otherReadersFindTheCutThatWasHandedOff(_ rate: String) async throws {
        let handed = try await handed(rate)
        let truth = try handed.truth()
        for (check, file) in [("check_otio.py", "Exact.otio"), ("check_xmeml.py", "Exact.xml"), ("check_edl.py", "Exact.edl")] {
            let ended = try OtherPrograms.run(try #require(OtherPrograms.python), [Program.root + "/Tests/HandOffChecks/" + check, handed.folder + "/" + file, truth])
            #expect(ended.code == 0, "\(check): \(ended.text)")
        }
        // A check that could not fail would be none.
        let text = try String(contentsOfFile: truth, encoding: .utf8).replacingOccurrences(of: "\"dissolve\":8", with: "\"dissolve\":7")
        try text.write(toFile: truth, atomically: true, encoding: .utf8)
        #expect(try OtherPrograms.run(try #require(OtherPrograms.python), [Program.root + "/Tests/HandOffChecks/check_otio.py", handed.folder + "/Exact.otio", truth]).code != 0)
    }

    @Test(.enabled(if: OtherPrograms.melt != nil), arguments: ["24", "30000/1001"])
    func meltRendersTheVeryFramesOfTheFilm(_ rate: String) async throws {
        let handed = try await handed(rate)
        for name in ["Exact.mlt", "Exact.kdenlive"] {
            let film = handed.project.folder + "/melt.mkv"
            let ended = try OtherPrograms.melted(handed.folder + "/" + name, into: film)
            #expect(ended.code == 0, "\(ended.text)")
            var (shown, own): ([Int?], [Int?]) = ([], [])
            try Decoded.all(film) { frame, _ in shown.append(BarCode.number(in: frame)) }
            try Decoded.all(handed.project.folder + "/out/final.mp4") { frame, _ in own.append(BarCode.number(in: frame)) }
            #expect(shown.count == own.count, "\(name)")
            // Under a dissolve two numbers are seen at once.
            let mixed = handed.timeline.clips.filter { $0.overlap > 0 }.flatMap { $0.record.start..<$0.record.start + $0.overlap }
            let wrong = zip(shown, own).enumerated().filter { !mixed.contains($0.offset) && $0.element.0 != $0.element.1 }
            #expect(wrong.isEmpty, "\(name): \(wrong.prefix(5))")
        }
    }
}
