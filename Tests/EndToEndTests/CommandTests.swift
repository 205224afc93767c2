import Foundation
import Generators
import ProjectFile
import Scorers
import Testing

@Suite(.serialized) struct CommandTests {
    @Test func initWritesAProjectThatChecksAndNeverOverwrites() async throws {
        let project = try TinyProject()
        try FileManager.default.removeItem(atPath: project.folder + "/project.yaml")
        #expect(try await Program.run("init", "song.wav", in: project.folder).code == 0)
        let checked = try await Program.run("check", "project.yaml", in: project.folder)
        #expect(checked.code == 0, "\(checked.err)")
        #expect(checked.out.contains("no errors"))
        let again = try await Program.run("init", "song.wav", in: project.folder)
        #expect(again.code == 64)
        #expect(again.err.contains("is there already and was not touched"))
    }

    @Test func thePoolIsListedFilteredAndShown() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let list = try await Program.run("pool", "list", "project.yaml", "--json", in: project.folder)
        #expect(list.code == 0, "\(list.err)")
        let takes = try project.clips().compactMap { $0["take"] as? String }
        for take in takes { #expect(list.out.contains(take)) }
        let csv = try await Program.run("pool", "list", "project.yaml", "--shot", "sea", "--csv", in: project.folder)
        #expect(csv.out.split(whereSeparator: \.isNewline).count == 3, "a head and two takes")
        #expect(try await Program.run("pool", "rate", "project.yaml", String(takes[0].prefix(8)), "4", in: project.folder).code == 0)
        #expect(try await Program.run("pool", "pick", "project.yaml", String(takes[0].prefix(8)), in: project.folder).code == 0)
        let shown = try await Program.run("pool", "show", "project.yaml", String(takes[0].prefix(8)), in: project.folder)
        #expect(shown.code == 0, "\(shown.err)")
        #expect(shown.out.contains("sharpness"))
        #expect(shown.out.contains("slot 1"))
        let opened = try await Program.run("pool", "open", "project.yaml", String(takes[0].prefix(8)), in: project.folder)
        #expect(FileManager.default.fileExists(atPath: opened.out.trimmingCharacters(in: .whitespacesAndNewlines)))
        let unknown = try await Program.run("pool", "show", "project.yaml", "ffffffff", in: project.folder)
        #expect(unknown.code == 1)
    }

    @Test func planExplainAndCutSayWhatIsGoingOn() async throws {
        let project = try TinyProject()
        let planned = try await Program.run("plan", "project.yaml", in: project.folder)
        #expect(planned.code == 0, "\(planned.err)")
        #expect(planned.out.contains("2 of 'window' by 'sketch': never made"))
        #expect(planned.out.contains("free"))
        #expect(try await project.build().code == 0)
        let idle = try await Program.run("plan", "project.yaml", in: project.folder)
        #expect(idle.out.contains("nothing to do"))
        let slot = try await Program.run("explain", "project.yaml", "2", in: project.folder)
        #expect(slot.out.contains("shows take"))
        let shot = try await Program.run("explain", "project.yaml", "window", in: project.folder)
        #expect(shot.out.contains("2 takes by 'sketch', 0 to make"))
        let cut = try await Program.run("cut", "project.yaml", in: project.folder)
        #expect(cut.out.split(separator: "\n").count == 6)
        try project.write(TinyProject.yaml(window: "another picture altogether"))
        let stale = try await Program.run("plan", "project.yaml", in: project.folder)
        #expect(stale.out.contains("a window at night") && stale.out.contains("another picture altogether"))
    }

    @Test func beatsPrintsTheGridAndWritesAClickTrack() async throws {
        let project = try TinyProject()
        let heard = try await Program.run("beats", "song.wav", "--clicks", "clicks.wav", in: project.folder)
        #expect(heard.code == 0, "\(heard.err)")
        #expect(heard.out.contains("120.0 bpm"))
        #expect((project.data("clicks.wav")?.count ?? 0) > TinyProject.seconds * 22050)
    }

    @Test func cleaningKeepsTheTakesAndTheNextBuildGivesTheSameFilm() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let film = project.data("out/final.mp4")
        #expect(try await Program.run("clean", "project.yaml", in: project.folder).code == 0)
        let rebuilt = try await project.build()
        #expect(rebuilt.code == 0, "\(rebuilt.err)")
        #expect(rebuilt.made("takes") == 0)
        #expect(rebuilt.made("render") > 0)
        #expect(project.data("out/final.mp4") == film)
    }

    @Test func aCommandThatWritesClipsIsAGenerator() async throws {
        let source = try TinyProject()
        #expect(try await source.build("--until", "takes").code == 0)
        let yaml = """
            title: By command
            song: song.wav
            format: {width: 160, height: 90, fps: 24}
            generators:
              model: {kind: command, run: [/bin/sh, make.sh, "{seed}", "{output}"], concurrent: 2}
            shots:
              - {id: one, prompt: "a wave", takes: 3, seconds: 3, generator: model}
            select: {keep: 2}
            """
        let project = try TinyProject(yaml: yaml)
        let clips = try FileManager.default.subpathsOfDirectory(atPath: source.folder + "/.mv/store").filter { $0.hasSuffix(".mp4") }
            .sorted()
        let script =
            "set -- \"$2\" " + clips.map { "'\(source.folder)/.mv/store/\($0)'" }.joined(separator: " ")
            + "\nout=$1\nshift $((1 + $(wc -l < count 2>/dev/null || echo 0)))\necho x >> count\ncp \"$1\" \"$out\"\n"
        try Data(script.utf8).write(to: URL(fileURLWithPath: project.folder + "/make.sh"))
        let built = try await Program.run(["build", "project.yaml", "--json"], in: project.folder)
        #expect(built.code == 0, "\(built.err)\(built.out)")
        #expect(try project.clips().count == 2)
    }

    @Test func doctorFindsThisMachineSound() async throws {
        let project = try TinyProject()
        let doctor = try await Program.run("doctor", in: project.folder)
        #expect(doctor.code == 0, "\(doctor.err)\(doctor.out)")
        #expect(doctor.out.contains("libavcodec"))
    }

    @Test func wrongUsageIsToldWithExitCode64() async throws {
        let project = try TinyProject()
        let usage = try await Program.run("build", "project.yaml", "--until", "lunch", in: project.folder)
        #expect(usage.code == 64)
        #expect(usage.err.contains("lunch"))
    }

    @Test func theCommittedSchemaIsTheOneTheProgramKnows() throws {
        let committed = try String(contentsOfFile: Program.root + "/Schemas/project.schema.json", encoding: .utf8)
        #expect(committed == ProjectSchema.json(kinds: GeneratorCatalogue.kinds, scorerKinds: ScorerCatalogue.kinds))
    }

    @Test(arguments: ["demo"]) func theProjectsInTheRepositoryCheck(name: String) async throws {
        let checked = try await Program.run("check", "Projects/\(name)/project.yaml", in: Program.root)
        #expect(checked.code == 0, "\(checked.err)")
    }
}
