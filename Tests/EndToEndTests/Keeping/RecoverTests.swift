import Foundation
import Testing

/// A pool that is damaged or lost, by the program itself.
@Suite(.serialized) struct RecoverTests {
    private func decided() async throws -> (project: TinyProject, takes: [String]) {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let takes = try await project.takeIDs()
        #expect(try await project.pool("rate", "5", String(takes[0].prefix(10))).code == 0)
        #expect(try await project.pool("note", String(takes[1].prefix(10)), "the one with the light").code == 0)
        #expect(try await project.pool("tag", String(takes[2].prefix(10)), "+night").code == 0)
        #expect(try await project.build().code == 0, "so that the film is as was decided")
        return (project, takes)
    }

    private func checkNothingIsLost(_ project: TinyProject, _ takes: [String]) async throws {
        #expect(try await project.takeIDs() == takes)
        let list = try await project.pool("list", "--all", "--json").out
        #expect(list.contains("the one with the light"))
        #expect(try await project.pool("list", "--tag", "night", "--json").out.contains(takes[2]))
        #expect(try await project.pool("verify").code == 0)
        let film = project.data("out/final.mp4")
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)\(built.out)")
        #expect(built.made("takes") == 0)
        #expect(project.data("out/final.mp4") == film)
    }

    @Test func everyCommandNamesTheNextStepAndRecoverTakesIt() async throws {
        let (project, takes) = try await decided()
        try project.damagePool()
        for command in [["build", "project.yaml"], ["pool", "list", "project.yaml"], ["pool", "verify", "project.yaml"], ["backup", "project.yaml"], ["doctor", "project.yaml"]] {
            let ended = try await Program.run(command, in: project.folder)
            #expect(ended.code == 1, "\(command)")
            #expect(ended.err.contains("mv pool recover"), "\(command): \(ended.err)")
        }
        let recovered = try await project.pool("recover")
        #expect(recovered.code == 0, "\(recovered.err)")
        #expect(recovered.out.contains("the pool is sound again: 6 takes, 2 decisions, 6 requests"), "\(recovered.out)")
        #expect(recovered.err.contains("takes: 6 from their sidecars"), "\(recovered.err)")
        #expect(recovered.err.contains("the pool as it was lies in "))
        try await checkNothingIsLost(project, takes)
        let again = try await project.pool("recover")
        #expect(again.out.contains("the pool is sound and has all that is known; nothing was changed"), "\(again.out)\(again.err)")
    }

    @Test func aLostPoolIsNotBuiltOverAndComesBack() async throws {
        let (project, takes) = try await decided()
        for part in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: project.poolFile + part) }
        let built = try await project.build()
        #expect(built.code == 1)
        #expect(built.err.contains("is gone, but the takes' sidecars"), "\(built.err)")
        #expect(!project.exists(".mv/pool.sqlite"))
        let cleaned = try await Program.run("clean", "project.yaml", in: project.folder)
        #expect(cleaned.code == 1)
        #expect(takes.allSatisfy { FileManager.default.fileExists(atPath: project.file(ofTake: $0)) }, "no take is without a name for being lost")
        let recovered = try await project.pool("recover", "--json")
        #expect(recovered.code == 0, "\(recovered.err)")
        let result = (TinyProject.object(recovered)["results"] as? [[String: Any]])?.first
        #expect(result?["missing"] as? Bool == true && result?["changed"] as? Bool == true)
        try await checkNothingIsLost(project, takes)
    }

    @Test(arguments: ["recovering", "recovering/pool.sqlite", "aside"]) func aRecoveryThatIsKilledIsRunAgain(seen: String) async throws {
        let (project, takes) = try await decided()
        try project.damagePool()
        let path = project.folder + "/.mv/" + seen
        let code = try await Program.run(["pool", "recover", "project.yaml"], in: project.folder, ending: SIGKILL) {
            FileManager.default.fileExists(atPath: path)
        }
        #expect(code == 137 || code == 0)
        let recovered = try await project.pool("recover")
        #expect(recovered.code == 0, "\(recovered.err)")
        #expect(!project.exists(".mv/recovering"))
        try await checkNothingIsLost(project, takes)
    }

    @Test func aRecoveryWaitsForNoBuildAndNoBuildForIt() async throws {
        let project = try TinyProject(yaml: TinyProject.yaml().replacingOccurrences(of: "takes: 2, seconds: 3", with: "takes: 40, seconds: 3"))
        let folder = project.folder
        async let first = Program.run(["build", "project.yaml"], in: folder, ending: SIGINT) {
            FileManager.default.fileExists(atPath: folder + "/second-is-done")
        }
        while !project.exists(".mv/takes") { try await Task.sleep(for: .milliseconds(10)) }
        let second = try await project.pool("recover")
        _ = FileManager.default.createFile(atPath: folder + "/second-is-done", contents: nil)
        #expect(second.code == 1)
        #expect(second.err.contains("another build of this project is running: pid "))
        #expect(try await first == 130)
    }

    @Test func aFileThatChangedOnTheDiskIsFoundByVerifyAndBeforeItIsShown() async throws {
        let (project, takes) = try await decided()
        let film = project.data("out/final.mp4")
        let take = try #require(try project.clips()[0]["take"] as? String)
        #expect(takes.contains(take))
        try project.damage(project.file(ofTake: take))
        let verified = try await project.pool("verify")
        #expect(verified.code == 1)
        #expect(verified.out.contains(project.file(ofTake: take)))
        #expect(verified.err.contains("holds other bytes than it had"))
        let quick = try await project.pool("verify", "--quick")
        #expect(quick.code == 0, "its length is the same")
        let rendered = try await Program.run(["render", "project.yaml", "--slot", "1", "--json"], in: project.folder)
        #expect(rendered.code == 3, "\(rendered.err)")
        #expect((rendered.err + rendered.out).contains("it holds other bytes than it had"))
        #expect(project.data("out/final.mp4") == film, "the film of before stays")
        try FileManager.default.removeItem(atPath: project.file(ofTake: take))
        let built = try await project.build()
        #expect(built.code == 0, "\(built.err)")
        #expect(try await project.pool("verify").code == 0)
        #expect(project.data("out/final.mp4") == film)
    }

    @Test func aTakeThatChangedBeforeItWasMeasuredIsNotCalledBroken() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "takes").code == 0)
        let take = try await project.takeIDs()[0]
        let bytes = try Data(contentsOf: URL(fileURLWithPath: project.file(ofTake: take)))
        try project.damage(project.file(ofTake: take))
        let measured = try await project.build("--until", "scores")
        #expect(measured.code == 3)
        #expect((measured.err + measured.out).contains("it holds other bytes than it had"))
        try bytes.write(to: URL(fileURLWithPath: project.file(ofTake: take)))
        let built = try await project.build("--until", "scores")
        #expect(built.code == 0, "\(built.err)")
        #expect(built.made("scores") == 1)
    }
}
