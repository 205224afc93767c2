import ExecutorsForTests
import Foundation
import Subprocess
import Testing

/// Whole builds on a real Slurm cluster.
@Suite(.serialized, .enabled(if: SlurmCluster.isThere, Comment(rawValue: SlurmCluster.why)))
struct SlurmBuildTests {
    @Test func theFilmIsTheSameAsTheOneMadeHereAndNothingIsLeftOnTheCluster() async throws {
        let slurm = try SlurmProject()
        let built = try await slurm.build()
        #expect(built.code == 0, "\(built.err)\(built.out)")
        #expect(try await slurm.project.data("out/final.mp4") == SlurmProject.filmMadeHere())
        #expect(built.made("takes") == 6)
        #expect(try !slurm.arrays().isEmpty)
        #expect(slurm.batches.isEmpty)
        #expect(slurm.project.unfinished().isEmpty)
        let again = try await slurm.build()
        #expect(again.code == 0 && again.made("takes") <= 0 && again.made("render") <= 0)
    }

    @Test func aBuildThatIsNotWaitedForIsCollectedAndNothingIsHandedInTwice() async throws {
        let slurm = try SlurmProject("pack: 1")
        let left = try await slurm.build("--detach", "--until", "takes")
        #expect(left.code == 0, "\(left.err)\(left.out)")
        #expect(left.out.contains("6 jobs are with the cluster in 1 batch"))
        let arrays = try slurm.arrays()
        #expect(arrays.count == 1)
        let list = try await slurm.mv("jobs", "list", "project.yaml", "--json")
        let listed = try JSONSerialization.jsonObject(with: Data(list.out.utf8)) as? [[String: Any]]
        #expect(listed?.count == 1 && listed?[0]["work"] as? String == "generate" && listed?[0]["jobs"] as? Int == 6, "\(list.out)")
        // Not even a build that comes before anything is done hands it in again.
        #expect(try await slurm.build("--detach", "--until", "takes").code == 0)
        #expect(try await slurm.wait { slurm.results("animatic") == 6 })
        let built = try await slurm.build("--until", "takes")
        #expect(built.code == 0 && built.out.contains("\"event\":\"stageFinished\""), "\(built.err)\(built.out)")
        #expect(try slurm.arrays() == arrays)
        #expect(slurm.batches.isEmpty)
    }

    @Test func workThatIsTakenBackIsHandedInByTheNextBuild() async throws {
        let slurm = try SlurmProject("pack: 1, at_once: 1")
        #expect(try await slurm.build("--detach", "--until", "takes").code == 0)
        let cancelled = try await slurm.mv("jobs", "cancel", "project.yaml", "--all")
        #expect(cancelled.code == 0 && cancelled.out.contains("is taken back"), "\(cancelled.err)")
        #expect(try await slurm.wait { try slurm.cluster.ask("squeue", ["--noheader"]).isEmpty })
        #expect(try await slurm.mv("jobs", "list", "project.yaml").out.isEmpty)
        let built = try await slurm.build("--until", "takes")
        #expect(built.code == 0, "\(built.err)\(built.out)")
        #expect(slurm.results("animatic") == 6)
        #expect(try slurm.arrays().count == 2)
    }

    @Test func workCanBeKeptHere() async throws {
        let slurm = try SlurmProject("generate: local, score: local, segment: local")
        #expect(try await slurm.build().code == 0)
        #expect(try slurm.arrays().isEmpty)
    }

    @Test func whatTheClusterDoesNotHaveIsToldInItsWordsAndNothingIsLost() async throws {
        let slurm = try SlurmProject("partition: lunch")
        let built = try await slurm.build()
        #expect(built.code == 1)
        #expect(built.err.contains("Slurm refuses the tasks for 'generate'") || built.out.contains("Slurm refuses the tasks for 'generate'"), "\(built.err)\(built.out)")
        #expect((built.err + built.out).contains("nvalid partition"))
        #expect(slurm.batches.isEmpty)
        #expect(try await slurm.build("--executor", "local").code == 0)
    }

    @Test func aProgramThatStaysLoadsItsModelOnceForAllTakesOfATask() async throws {
        let source = try TinyProject()
        #expect(try await source.build("--until", "takes").code == 0)
        let clips = try FileManager.default.subpathsOfDirectory(atPath: source.folder + "/.mv/store").filter { $0.hasSuffix(".mp4") }.sorted()
        let slurm = try SlurmProject(
            "pack: 3, generate: {at_once: 2}",
            yaml: """
                title: By command
                song: song.wav
                format: {width: 160, height: 90, fps: 24}
                generators:
                  model: {kind: command, run: [/bin/sh, model.sh], stay: true, environment: MODEL_HOME}
                shots:
                  - {id: one, prompt: "a wave", takes: 6, seconds: 3, generator: model}
                select: {keep: 3}
                """)
        // Each take is a clip with a box at its end that says its seed: the same picture in other bytes.
        let script = """
            echo x >> loaded
            while IFS= read -r line; do
              out=${line#*\\"outputPath\\":\\"}; out=${out%%\\"*}
              seed=${line#*\\"seed\\":}; seed=${seed%%[,\\}]*}
              echo "$seed $MODEL_HOME" >> made
              case $seed in *7) echo '{"error":"nothing comes to mind","code":3}'; continue ;; esac
              { cat '\(source.folder)/.mv/store/\(clips[0])'; printf '\\000\\000\\000\\020free%08x' "$seed"; } > "$out"
              echo '{"progress":0.5,"message":"half"}'
              echo '{"done":true}'
            done
            """
        try Data(script.utf8).write(to: URL(fileURLWithPath: slurm.project.folder + "/model.sh"))
        var environment = slurm.environment
        environment["MODEL_HOME"] = "/models"
        let built = try await Program.run(["build", "project.yaml", "--json", "--until", "takes"], in: slurm.project.folder, environment: environment)
        #expect([0, 3].contains(built.code), "\(built.err)\(built.out)")
        func lines(_ name: String) -> [String] {
            String(decoding: slurm.project.data(name) ?? Data(), as: UTF8.self).split(separator: "\n").map(String.init)
        }
        #expect(lines("loaded").count == 2)
        #expect(lines("made").count == 6 && lines("made").allSatisfy { $0.hasSuffix(" /models") })
        let refused = lines("made").count { $0.split(separator: " ")[0].hasSuffix("7") }
        #expect(built.made("takes") == 6 - refused)
        let pool = try await slurm.mv("pool", "list", "project.yaml", "--json")
        #expect((try JSONSerialization.jsonObject(with: Data(pool.out.utf8)) as? [Any])?.count == 6 - refused, "\(pool.out)")
    }
}
