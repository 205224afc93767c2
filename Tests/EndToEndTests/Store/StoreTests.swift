import Content
import Foundation
import Testing

/// The store on another disk, by the program itself.
@Suite(.serialized) struct StoreTests {
    @Test(.enabled(if: OtherDisk.isThere, "there is no second file system to test with"))
    func theStoreMovesToAnotherDiskAndNothingIsMadeAgain() async throws {
        let (project, disk) = (try TinyProject(), try OtherDisk())
        #expect(try await project.build().code == 0)
        let film = project.data("out/final.mp4")
        let files = try TinyProject.wholeFiles(in: project.folder + "/.mv/store")
        let target = disk.path + "/film"
        let dry = try await project.store("move", "project.yaml", target, "--dry-run")
        #expect(dry.out.hasPrefix("would copy \(files.count) of \(files.count) files, "), "\(dry.out)\(dry.err)")
        let moved = try await project.store("move", "project.yaml", target)
        #expect(moved.code == 0, "\(moved.err)")
        #expect(moved.out.contains("the store is in \(target) now: \(files.count) files, "))
        #expect(try TinyProject.wholeFiles(in: target) == files)
        #expect(!project.exists(".mv/store"))
        #expect(try await project.isIdle())
        let status = try await project.store("--json")
        #expect(status.out.contains(#""store":"\#(target)""#), "\(status.out)")
        #expect(status.out.contains(#""kind":"takes","files":6"#))
        // Scratch files, links and renames work there, and the film comes out the same.
        #expect(try await Program.run("clean", "project.yaml", in: project.folder).code == 0)
        #expect(try await project.build().code == 0)
        #expect(project.data("out/final.mp4") == film)
        #expect(!project.exists(".mv/store"))
        #expect(try await project.pool("verify").code == 0)
        #expect(try await project.pool("gc").err.contains("every file of the store is needed"))
        #expect(try await Program.run(["export", "project.yaml", "--to", "otio", "-o", "edit"], in: project.folder).code == 0)
        let back = try await project.store("move", "project.yaml", ".mv/store")
        #expect(back.code == 0, "\(back.err)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == [])
        #expect(try await project.isIdle())
    }

    @Test func aKeyThatIsChangedByHandNeverMakesATakeAgain() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "takes").code == 0)
        try project.write(TinyProject.yaml(more: "store: takes"))
        let refused = try await project.build("--until", "takes")
        #expect(refused.code == 2)
        #expect(refused.err.contains("project.yaml:12:8: error: store: the files of this project are in \(project.folder)/.mv/store, not in \(project.folder)/takes; 'mv store move' brings them there"), "\(refused.err)")
        #expect(!project.exists("takes"))
        let moved = try await project.store("move")
        #expect(moved.code == 0, "\(moved.err)")
        #expect(project.exists("takes/mv-store.json"))
        let built = try await project.build("--until", "takes")
        #expect(built.code == 0 && built.made("takes") == 0, "\(built.err)")
        // Looking and deciding follow, though the rest of the file has errors.
        try project.write("titel: x\nstore: takes\n")
        #expect(try await project.pool("list").code == 0)
        #expect(try await project.pool("verify").code == 0)
    }

    @Test func aCopyHasAllThatIsNeededToGoOnElsewhere() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let copy = project.folder + "-copy"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        let dry = try await project.store("sync", "project.yaml", copy, "--dry-run")
        #expect(dry.out.hasPrefix("would copy "))
        #expect(!FileManager.default.fileExists(atPath: copy))
        let first = try await project.store("sync", "project.yaml", copy)
        #expect(first.code == 0, "\(first.err)")
        #expect(first.out.hasPrefix("copied to \(copy): ") && first.out.contains("the pool"))
        let second = try await project.store("sync", "project.yaml", copy)
        #expect(second.out == "nothing to copy: \(copy) is up to date\n", "\(second.out)")
        // As docs/store.md says.
        let restored = try TinyProject()
        try FileManager.default.copyItem(atPath: copy, toPath: restored.folder + "/.mv")
        try FileManager.default.removeItem(atPath: restored.folder + "/project.yaml")
        try FileManager.default.copyItem(atPath: copy + "/project.yaml", toPath: restored.folder + "/project.yaml")
        #expect(try await restored.store("verify").code == 0)
        let built = try await restored.build()
        #expect(built.code == 0, "\(built.err)")
        #expect(["takes", "scores"].allSatisfy { built.made($0) <= 0 })
        #expect(restored.data("out/final.mp4") == project.data("out/final.mp4"))
    }

    @Test func aFlippedFileIsFoundNamedAndRepairedFromACopy() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let copy = project.folder + "-copy"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        #expect(try await project.store("sync", "project.yaml", copy).code == 0)
        let take = try #require(try project.clips()[0]["take"] as? String)
        let shot = try #require(try project.clips()[0]["shot"] as? String)
        let name = "\(take.prefix(2))/\(take.dropFirst(2)).mp4"
        var bytes = try #require(project.data(".mv/store/" + name))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: project.folder + "/.mv/store/" + name))
        let found = try await project.store("verify", "project.yaml", "--json")
        #expect(found.code == 3)
        #expect(found.out.contains(#""fault":"changed""#) && found.out.contains(#""take":"\#(take)","shot":"\#(shot)","repaired":false"#), "\(found.out)")
        #expect(try await project.store("verify").out.contains("changed    take \(take.prefix(8)) of '\(shot)': "))
        #expect(project.data(".mv/store/" + name) == bytes, "nothing is touched unasked")
        let repaired = try await project.store("verify", "project.yaml", "--repair-from", copy)
        #expect(repaired.code == 0, "\(repaired.err)")
        #expect(repaired.out.contains("repaired from \(copy)/store/\(name); the damaged one is now "))
        #expect(project.data(".mv/store/quarantine/\(take).mp4") == bytes)
        #expect(try await project.store("verify").code == 0)
        #expect(try await project.isIdle())
    }

    @Test func twoProjectsShareAStoreAndCleaningOneLeavesTheOther() async throws {
        let disk = NSTemporaryDirectory() + "mv-e2e-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: disk) }
        let one = try TinyProject(yaml: TinyProject.yaml(more: "store: \(disk)"))
        let two = try TinyProject(yaml: TinyProject.yaml(window: "a window at noon, pull back", more: "store: \(disk)"))
        #expect(try await one.build().code == 0)
        #expect(try await two.build().code == 0)
        let status = try await two.store()
        #expect(status.err.contains("the project in \(one.folder) uses this store too"), "\(status.err)")
        // Four of six takes are the same bytes in both.
        let list = try await one.pool("list", "--shot", "sea", "--json")
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(list.out.utf8)) as? [[String: Any]])
        let takes = rows.compactMap { $0["id"] as? String }
        #expect(takes.count == 2)
        let archived = try await Program.run(["pool", "archive", "project.yaml"] + takes + ["--yes"], in: one.folder)
        #expect(archived.code == 0, "\(archived.err)")
        #expect(try await Program.run("clean", "project.yaml", in: one.folder).code == 0)
        #expect(try await two.isIdle())
        #expect(try await two.pool("verify").code == 0)
        let rebuilt = try await one.build()
        #expect(rebuilt.made("takes") <= 0, "\(rebuilt.err)")
        // Where the other project is not to be found, nothing is removed.
        let away = two.folder + "-away"
        try FileManager.default.moveItem(atPath: two.folder, toPath: away)
        let refused = try await Program.run("clean", "project.yaml", in: one.folder)
        try FileManager.default.moveItem(atPath: away, toPath: two.folder)
        #expect(refused.code == 1)
        #expect(refused.err.contains("the project in \(two.folder) uses this store too and was not found"), "\(refused.err)")
    }

    @Test func wrongUsageIsTold() async throws {
        let project = try TinyProject()
        #expect(try await project.store("sync").code == 64)
        #expect(try await project.store("sync", "project.yaml", "copy", "--both", "--delete").code == 64)
        let none = try await project.store("move", "project.yaml")
        #expect(none.code == 1 && none.err.contains("name the folder to move the store to"), "\(none.err)")
    }
}
