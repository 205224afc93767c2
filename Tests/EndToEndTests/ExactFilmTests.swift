import Content
import Editorial
import Foundation
import TakesForTests
import Testing
import Timebase

/// A whole film of takes that carry their numbers.
@Suite(.serialized) struct ExactFilmTests {
    /// The first number of each take, so that a number tells the take too.
    private static let takes: [(name: String, first: Int, kind: TestTake)] = [
        ("a", 0, take(FrameRate(24)) { $0.bFrames = 3 }),
        ("b", 100, take(FrameRate(25)) { ($0.container, $0.bFrames) = ("matroska", 2) }),
        ("c", 200, take(FrameRate(30)) { $0.shift = -8 }),
        ("d", 300, take(FrameRate(60)) { $0.options["x264-params"] = "open-gop=1" }),
        ("e", 500, take(FrameRate(24000, 1001)) { ($0.pixelFormat, $0.width) = ("yuv422p", 161) }),
        ("f", 600, take(FrameRate(30000, 1001)) { ($0.encoder, $0.container) = ("libvpx-vp9", "webm") }),
    ]

    private static func take(_ rate: FrameRate, _ change: (inout TestTake) -> Void) -> TestTake {
        TestTake("") {
            ($0.rate, $0.frames, $0.width, $0.height) = (rate, Int(rate.doubleValue * 3), 160, 90)
            change(&$0)
            if $0.width % 2 == 1 { $0.pixelFormat = "yuv444p" }
        }
    }

    private static let yaml = """
        title: Exact
        song: song.wav
        format: {width: 160, height: 90, fps: 24}
        generators:
          mine: {kind: import, files: "clips/{shot}/*"}
        defaults: {generator: mine}
        shots:
        \(takes.map { "  - {id: \($0.name), prompt: a number}" }.joined(separator: "\n"))
        select:
          keep: 6
          gates:
            {blur: 1, compress: 1, noise: 1, under: 1, over: 1, lowcontrast: 1, flicker: 1, wobble: 1, freeze: 1, stutter: 1, black: 1,
             letterbox: 1, hardcut: 1, boomerang: 1, repeat: 1, still: 1, speed: 1}
        edit: {fade_out: 0, longest: 2}
        deliverables:
          - {file: final.mp4, preset: veryfast}
        """

    /// The project with its takes' files, and which take a digest is.
    private func project() throws -> (TinyProject, [String: (first: Int, kind: TestTake)]) {
        let project = try TinyProject(yaml: Self.yaml)
        var known: [String: (first: Int, kind: TestTake)] = [:]
        for (name, first, kind) in Self.takes {
            let folder = project.folder + "/clips/" + name
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = folder + "/take." + (["matroska": "mkv"][kind.container] ?? kind.container)
            try kind.write(to: path) { number, x, y in
                let light = BarCode.light(of: first + number, at: x, y)
                return (light, light, light)
            }
            known[try Digest(ofFile: path).hex] = (first, kind)
        }
        return (project, known)
    }

    private func cut(_ project: TinyProject) throws -> Timeline {
        struct Kept: Decodable { var timeline: Timeline }
        return try JSONDecoder().decode(Kept.self, from: project.data(".mv/cut.json") ?? Data()).timeline
    }

    @Test func everyFrameOfTheFilmIsTheOneThatTheCutNames() async throws {
        let (project, takes) = try project()
        let built = try await project.build("--workers", "2")
        #expect(built.code == 0, "\(built.err)\(built.out)")
        let timeline = try cut(project)
        #expect(timeline.clips.count >= 5 && Set(timeline.clips.map(\.take)).count >= 5)
        let film = project.folder + "/out/final.mp4"
        var wanted: [Int?] = []
        for clip in timeline.clips {
            let take = try #require(takes[clip.take], "\(clip.take) is none of \(takes.keys)")
            #expect(clip.sourceRate == take.kind.rate && clip.transition == nil)
            for frame in 0..<clip.record.count {
                wanted.append(take.first + take.kind.shown.lowerBound + clip.sourceFrame(at: frame, recordRate: timeline.format.rate))
            }
        }
        var (shown, times): ([Int?], [Double]) = ([], [])
        try Decoded.all(film) { frame, time in
            shown.append(BarCode.number(in: frame))
            times.append(time)
        }
        #expect(shown.count == TinyProject.seconds * 24 && shown == wanted)
        #expect(zip(times, 0...).allSatisfy { abs($0 - Double($1) / 24) < 1e-9 })
    }

    @Test func theDecodedPictureIsTheSameInAnotherFolderAndWithMoreWorkers() async throws {
        let ((one, _), (two, _)) = (try project(), try project())
        #expect(try await one.build("--workers", "1").code == 0)
        #expect(try await two.build("--workers", "2").code == 0)
        #expect(try cut(one) == cut(two))
        let digests = try [one, two].map { try Decoded.digests($0.folder + "/out/final.mp4") }
        #expect(digests[0].count == TinyProject.seconds * 24 && digests[0] == digests[1])
    }
}
