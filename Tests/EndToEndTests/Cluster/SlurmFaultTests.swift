import ExecutorsForTests
import Foundation
import Subprocess
import SystemPackage
import Testing

/// Things that go wrong on clusters, done to a real one in the middle of a build. At the end every take is there once, and the film is the
/// one that is made without a cluster.
@Suite(.serialized, .enabled(if: SlurmCluster.isThere, Comment(rawValue: SlurmCluster.why)))
struct SlurmFaultTests {
    /// Twelve takes, one a task, of a size that takes a moment.
    private static let yaml = TinyProject.yaml().replacing("takes: 2", with: "takes: 4")

    /// Builds while `fault` is done once the first result of a kind is there; then builds until all is well.
    private func survives(
        _ executor: String = "pack: 1, at_once: 3", onceThereIs kind: String = "animatic", _ fault: @escaping @Sendable (SlurmProject) throws -> Void
    ) async throws {
        let slurm = try SlurmProject(executor, yaml: Self.yaml)
        async let first = slurm.build()
        #expect(try await slurm.wait { slurm.results(kind) >= 1 })
        try fault(slurm)
        let ended = try await first
        #expect([0, 3].contains(ended.code), "\(ended.err)\(ended.out)")
        try slurm.cluster.settle()
        try await finish(slurm, ended.code == 0 ? [] : [ended.out])
    }

    private func finish(_ slurm: SlurmProject, _ before: [String] = []) async throws {
        let built = try await slurm.build()
        #expect(built.code == 0, "\(built.err)\(built.out)\(before)")
        #expect(slurm.results("animatic") == 12)
        #expect(try await slurm.project.data("out/final.mp4") == SlurmProject.filmMadeHere(Self.yaml))
        let pool = try await slurm.mv("pool", "list", "project.yaml", "--json")
        let takes = try JSONSerialization.jsonObject(with: Data(pool.out.utf8)) as? [[String: Any]] ?? []
        #expect(takes.count == 12 && Set(takes.compactMap { $0["id"] as? String }).count == 12)
        #expect(slurm.project.unfinished().isEmpty)
    }

    @Test func aNodeThatLosesPower() async throws { try await survives { $0.cluster.killNode("n1") } }

    @Test func aNodeThatIsDrained() async throws {
        try await survives { try $0.cluster.ask("scontrol", ["update", "NodeName=n2", "State=DRAIN", "Reason=test"]) }
    }

    @Test func aTaskThatSomebodyCancels() async throws {
        try await survives { slurm in
            let lines = try slurm.cluster.ask("squeue", ["--noheader", "--array", "--states=R,PD", "--format=%i"]).split(separator: "\n")
            if let task = lines.last { try slurm.cluster.ask("scancel", [String(task)]) }
        }
    }

    /// While takes are made the first film lacks some; while they are measured none of them is left for broken.
    @Test(arguments: ["animatic", "score"]) func aWholeJobThatSomebodyCancels(while kind: String) async throws {
        try await survives(onceThereIs: kind) { slurm in
            let lines = try slurm.cluster.ask("squeue", ["--noheader", "--states=R,PD", "--format=%A"]).split(separator: "\n")
            for job in Set(lines) { try slurm.cluster.ask("scancel", [String(job)]) }
        }
    }

    @Test func aControllerThatIsAwayForAWhile() async throws {
        try await survives { slurm in
            slurm.cluster.stopController()
            usleep(3_000_000)
            try slurm.cluster.startController()
        }
    }

    @Test func aControllerThatHasForgottenAllItWasGiven() async throws {
        try await survives { slurm in
            slurm.cluster.stopController()
            try slurm.cluster.startController(forgets: true)
        }
    }

    @Test func workThatStandsStillForAWhile() async throws {
        try await survives { slurm in
            let jobs = Set(try slurm.cluster.ask("squeue", ["--noheader", "--states=R", "--format=%A"]).split(separator: "\n").map(String.init))
            for job in jobs { _ = try? slurm.cluster.ask("scontrol", ["suspend", job]) }
            usleep(3_000_000)
            for job in jobs { _ = try? slurm.cluster.ask("scontrol", ["resume", job]) }
        }
    }

    @Test func workersThatAreKilledOnTheNodes() async throws { try await survives { $0.cluster.killWorkers(of: $0.project.folder) } }

    @Test func aCoordinatorThatIsKilledAtAnyMomentHandsNothingInTwice() async throws {
        let slurm = try SlurmProject("pack: 2", yaml: Self.yaml)
        for moment in [0.4, 0.7, 1.0, 1.5, 2.5] {
            let start = ContinuousClock.now
            let code = try await Program.run(
                ["build", "project.yaml", "--until", "takes"], in: slurm.project.folder, ending: SIGKILL, environment: slurm.environment
            ) { start.duration(to: .now) > .seconds(moment) }
            #expect(code == 137 || code == 0)
        }
        let built = try await slurm.build("--until", "takes")
        #expect(built.code == 0, "\(built.err)\(built.out)")
        #expect(try slurm.arrays().count == 1)
        try await finish(slurm)
    }

    @Test func aTaskWhoseTimeIsOverKeepsWhatItMadeAndTheRestIsMadeByOthers() async throws {
        // Five takes of 13 seconds in one task that may run a minute, which is the least that Slurm knows.
        let source = try TinyProject()
        #expect(try await source.build("--until", "takes").code == 0)
        let clip = try FileManager.default.subpathsOfDirectory(atPath: source.folder + "/.mv/store").first { $0.hasSuffix(".mp4") }
        let slurm = try SlurmProject(
            "partition: short, time: 1:00, pack: 5, at_once: 1",
            yaml: """
                title: Slow
                song: song.wav
                format: {width: 160, height: 90, fps: 24}
                generators: {model: {kind: command, run: [/bin/sh, model.sh, "{seed}", "{output}"]}}
                shots: [{id: one, prompt: "a wave", takes: 5, seconds: 3, generator: model}]
                """)
        let script = "sleep 13\n{ cat '\(source.folder)/.mv/store/\(clip ?? "")'; printf '\\000\\000\\000\\020free%08x' \"$1\"; } > \"$2\"\necho $1 >> made\n"
        try Data(script.utf8).write(to: URL(fileURLWithPath: slurm.project.folder + "/model.sh"))
        let built = try await slurm.build("--until", "takes")
        #expect(built.code == 0, "\(built.err)\(built.out)")
        let made = String(decoding: slurm.project.data("made") ?? Data(), as: UTF8.self).split(separator: "\n")
        #expect(Set(made).count == 5 && made.count == 5, "\(made)")
    }

    @Test func aStoreThatIsFull() async throws {
        let slurm = try SlurmProject("pack: 1", yaml: Self.yaml)
        let folder = slurm.project.folder + "/.mv"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let mounted = try await Subprocess.run(.name("mount"), arguments: ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], output: .discarded)
        guard mounted.terminationStatus == .exited(0) else {
            return print("SKIPPED: nothing can be mounted here, so no store of a cluster was full")
        }
        let full = try await slurm.build()
        #expect([1, 3].contains(full.code), "\(full.err)\(full.out)")
        #expect((full.err + full.out).contains("No space left") || (full.err + full.out).contains("disk full") || (full.err + full.out).contains("is full"), "\(full.err)\(full.out)")
        #expect(try await Subprocess.run(.name("mount"), arguments: ["-o", "remount,size=200m", folder], output: .discarded).terminationStatus == .exited(0))
        do {
            try await finish(slurm)
        } catch {
            Issue.record(error)
        }
        _ = try await Subprocess.run(.name("umount"), arguments: ["-l", folder], output: .discarded)
    }
}
