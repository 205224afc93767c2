import Foundation
import Media
import Testing
import Timebase

@Suite(.serialized) struct FaultTests {
    @Test(arguments: ["takes", "segments"]) func aBuildKilledAtAnyMomentGoesOnAndEndsAsIfNothingHadHappened(moment: String) async throws {
        let (project, untouched) = (try TinyProject(), try TinyProject())
        let folder = project.folder
        // Two workers can have a film each in the store whose result is not written down yet; one of three was.
        let code = try await Program.run(["build", "project.yaml", "--workers", "2"], in: folder, ending: SIGKILL) {
            moment == "takes" ? Self.takes(folder) >= 3 : FileManager.default.fileExists(atPath: folder + "/.mv/cut.json")
        }
        #expect(code == 137)
        #expect(!project.exists("out/final.mp4"))
        let resumed = try await project.build()
        #expect(resumed.code == 0, "\(resumed.err)\(resumed.out)")
        #expect(resumed.made("takes") < 6)
        #expect(try await untouched.build().code == 0)
        #expect(project.data("out/final.mp4") == untouched.data("out/final.mp4"))
        #expect(project.unfinished() == [])
    }

    @Test func whatAKilledProgramWasWritingAnywhereIsGoneAfterTheNextBuild() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        // No system gives so high a number to a process.
        let halves = [
            ".mv/cut.json", ".mv/results/ab/cd.json", ".mv/handoffs/1.json", ".mv/manifests/a.c2pa", ".mv/heard/b.json", ".mv/services/answers/c.json",
            ".mv/requests/reached", "out/final.json",
        ]
        for half in halves {
            let path = URL(filePath: "\(project.folder)/\(half).2147483000-1.partial")
            try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("{".utf8).write(to: path)
        }
        try Data("mine".utf8).write(to: URL(filePath: project.folder + "/out/mine.partial"))
        #expect(try await project.build().code == 0)
        #expect(project.unfinished() == ["out/mine.partial"], "a file of the user's stays, whatever its name")
    }

    @Test func controlCStopsTheBuildAndLeavesNothingHalfWritten() async throws {
        let project = try TinyProject()
        let folder = project.folder
        let code = try await Program.run(["build", "project.yaml"], in: folder, ending: SIGINT) { Self.takes(folder) >= 1 }
        #expect(code == 130)
        #expect(project.unfinished() == [])
        #expect(try await project.build().code == 0)
    }

    @Test func aSecondBuildSaysWhoHoldsTheLock() async throws {
        let project = try TinyProject()
        let folder = project.folder
        let slow = TinyProject.yaml().replacingOccurrences(of: "takes: 2, seconds: 3", with: "takes: 40, seconds: 3")
        try project.write(slow)
        async let first = Program.run(["build", "project.yaml"], in: folder, ending: SIGINT) {
            FileManager.default.fileExists(atPath: folder + "/second-is-done")
        }
        while Self.takes(folder) < 1 { try await Task.sleep(for: .milliseconds(10)) }
        let second = try await Program.run("build", "project.yaml", in: folder)
        _ = FileManager.default.createFile(atPath: folder + "/second-is-done", contents: nil)
        #expect(second.code == 1)
        #expect(second.err.contains("another build of this project is running: pid "))
        #expect(try await first == 130)
    }

    @Test func brokenClipsAreReportedAndExcludedAndTheFilmIsMade() async throws {
        let yaml = """
            title: Imported
            song: song.wav
            format: {width: 160, height: 90, fps: 24}
            generators:
              mine: {kind: import, files: "clips/*"}
            shots:
              - {id: clips, prompt: "whatever they show", generator: mine}
            select: {keep: 3}
            """
        let project = try TinyProject(yaml: yaml)
        try FileManager.default.createDirectory(atPath: project.folder + "/clips", withIntermediateDirectories: true)
        for number in 0..<4 { try writeClip(project.folder + "/clips/\(number).mp4", phase: number) }
        let sound = try Data(contentsOf: URL(fileURLWithPath: project.folder + "/clips/0.mp4"))
        try sound.prefix(sound.count / 3).write(to: URL(fileURLWithPath: project.folder + "/clips/truncated.mp4"))
        try Data("no film at all".utf8).write(to: URL(fileURLWithPath: project.folder + "/clips/words.mp4"))

        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)\(built.out)")
        let warnings = built.events("warning").compactMap { $0["message"] as? String ?? $0["text"] as? String }.joined(separator: "\n")
        #expect(warnings.contains("words.mp4"))
        #expect(try project.clips().count == 3)
        #expect(try Data(contentsOf: URL(fileURLWithPath: project.folder + "/clips/0.mp4")) == sound, "an imported file is never changed")

        try project.write(yaml.replacingOccurrences(of: "keep: 3", with: "keep: 6"))
        let short = try await project.build()
        #expect(short.code == 3, "only four of six clips can be shown")
        #expect(project.exists("out/final.mp4"))
    }

    @Test func aLostFileOfATakeIsMadeAgain() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let film = project.data("out/final.mp4")
        let take = try #require(try project.clips()[0]["take"] as? String)
        let path = "\(project.folder)/.mv/store/\(take.prefix(2))/\(take.dropFirst(2)).mp4"
        try FileManager.default.removeItem(atPath: path)
        let rebuilt = try await project.build()
        #expect(rebuilt.code == 0, "\(rebuilt.err)")
        #expect(FileManager.default.fileExists(atPath: path))
        #expect(project.data("out/final.mp4") == film)
    }

    /// Takes that are whole in the store.
    private static func takes(_ folder: String) -> Int {
        guard let walker = FileManager.default.enumerator(atPath: folder + "/.mv/store") else { return 0 }
        return walker.compactMap { $0 as? String }.count { $0.hasSuffix(".mp4") && !$0.contains("partial") }
    }

    /// Two seconds of moving bars.
    private func writeClip(_ path: String, phase: Int) throws {
        var writer = try VideoFileWriter(path: path, settings: .init(width: 160, height: 90, rate: FrameRate(24)))
        for number in 0..<72 {
            let frame = try Frame(width: 160, height: 90)
            for y in 0..<90 {
                for x in 0..<160 {
                    let wave = sin(Double(x * (phase + 1) + number * 3) * 0.09) * sin(Double(y * (4 - phase)) * 0.05 + Double(phase))
                    frame.plane(0)[y * frame.stride(0) + x] = UInt8(128 + 90 * wave)
                }
            }
            for y in 0..<45 {
                for x in 0..<80 {
                    frame.plane(1)[y * frame.stride(1) + x] = UInt8(100 + phase * 20)
                    frame.plane(2)[y * frame.stride(2) + x] = 128
                }
            }
            try writer.write(frame)
        }
        try writer.finish()
    }
}
