import Content
import Foundation
import Testing

/// Moves and copies that are killed, disks that are full or not there.
@Suite(.serialized) struct StoreFaultTests {
    @Test(.enabled(if: OtherDisk.isThere, "there is no second file system to test with"), arguments: [1, 20, 36])
    func aMoveThatIsKilledLeavesAWholeStoreAndGoesOn(files: Int) async throws {
        let (project, disk) = (try TinyProject(), try OtherDisk())
        #expect(try await project.build().code == 0)
        try project.pad(files: 40, bytes: 1_500_000)
        let (old, target) = (project.folder + "/.mv/store", disk.path + "/film")
        let all = try TinyProject.wholeFiles(in: old)
        let code = try await Program.run(["store", "move", "project.yaml", target], in: project.folder, ending: SIGKILL) {
            TinyProject.countFiles(in: target) >= files
        }
        #expect(code == 137 || code == 0)
        #expect(try TinyProject.wholeFiles(in: old).union(TinyProject.wholeFiles(in: target)) == all, "no file is on neither side")
        #expect(try await project.isIdle(), "wherever it was killed, the project has a whole store")
        let again = try await project.store("move", "project.yaml", target)
        #expect(again.code == 0, "\(again.err)")
        #expect(try TinyProject.wholeFiles(in: target) == all)
        #expect(!project.exists(".mv/store"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: target + "/partial").allSatisfy { !$0.hasSuffix(".copy") })
        #expect(try await project.store("verify").code == 0)
        #expect(try await project.isIdle())
    }

    @Test(arguments: [1, 30]) func aCopyThatIsKilledGoesOn(files: Int) async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "takes").code == 0)
        try project.pad(files: 40, bytes: 1_500_000)
        let copy = project.folder + "-copy"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        let code = try await Program.run(["store", "sync", "project.yaml", copy], in: project.folder, ending: SIGKILL) {
            TinyProject.countFiles(in: copy + "/store") >= files
        }
        #expect(code == 137 || code == 0)
        // Whatever has a name is whole.
        #expect(try TinyProject.wholeFiles(in: copy + "/store").count == TinyProject.countFiles(in: copy + "/store"))
        let again = try await project.store("sync", "project.yaml", copy)
        #expect(again.code == 0, "\(again.err)")
        #expect(try TinyProject.wholeFiles(in: copy + "/store") == TinyProject.wholeFiles(in: project.folder + "/.mv/store"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: copy + "/store/partial") == [])
        #expect(try await project.store("sync", "project.yaml", copy).out.hasPrefix("nothing to copy"))
    }

    @Test(.enabled(if: MountedDisk.isPermitted, "mounting a small disk needs root")) func aDiskThatIsTooSmallIsToldBeforeAnythingIsCopied() async throws {
        let (project, disk) = (try TinyProject(), try await MountedDisk(size: "2m"))
        try project.pad(files: 4, bytes: 1_000_000)
        let refused = try await project.store("move", "project.yaml", disk.path + "/film")
        #expect(refused.code == 1)
        #expect(refused.err.contains("4 files, 4 MB, are to be copied to \(disk.path)/film, and 2.1 MB are free there; nothing was moved"), "\(refused.err)")
        #expect(TinyProject.countFiles(in: project.folder + "/.mv/store") == 4)
        let copying = try await project.store("sync", "project.yaml", disk.path + "/copy")
        #expect(copying.code == 1 && copying.err.contains("nothing was copied"), "\(copying.err)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == [])
        try await disk.unmount()
    }

    @Test(.enabled(if: MountedDisk.isPermitted, "mounting a small disk needs root")) func aDiskThatFillsUpOnTheWayIsToldAndTheMoveGoesOnWhenThereIsRoom() async throws {
        let (project, disk) = (try TinyProject(), try await MountedDisk(size: "1m"))
        // A page of the disk for each, which their lengths do not tell.
        try project.pad(files: 300, bytes: 64)
        let all = try TinyProject.wholeFiles(in: project.folder + "/.mv/store")
        let full = try await project.store("move", "project.yaml", disk.path + "/film")
        #expect(full.code == 1)
        #expect(full.err.contains("No space left on device"), "\(full.err)")
        #expect(try TinyProject.wholeFiles(in: project.folder + "/.mv/store") == all)
        #expect(try await project.store("--json").out.contains(#""store":"\#(project.folder)/.mv/store""#))
        try await disk.resize(to: "32m")
        let again = try await project.store("move", "project.yaml", disk.path + "/film")
        #expect(again.code == 0, "\(again.err)")
        #expect(try TinyProject.wholeFiles(in: disk.path + "/film") == all)
        #expect(!project.exists(".mv/store"))
        try await disk.unmount()
    }

    @Test(.enabled(if: MountedDisk.isPermitted, "mounting a disk needs root")) func aStoreWhoseDiskIsNotMountedIsAnErrorAndNoTakeIsMadeAgain() async throws {
        let project = try TinyProject()
        let (real, mount) = (project.folder + "/disk", project.folder + "/mnt")
        try FileManager.default.createDirectory(atPath: real, withIntermediateDirectories: true)
        let disk = try await MountedDisk(showing: real, at: mount)
        try project.write(TinyProject.yaml(more: "store: mnt/film"))
        #expect(try await project.build().code == 0)
        try await disk.unmount()
        for words in [["build", "project.yaml"], ["plan", "project.yaml"], ["pool", "list", "project.yaml"], ["clean", "project.yaml"], ["store", "verify", "project.yaml"], ["store"]] {
            let refused = try await Program.run(words, in: project.folder)
            #expect(refused.code == 1, "\(words)")
            #expect(refused.err.contains("the store of this project, \(mount)/film, is not there now; is its disk mounted?"), "\(words): \(refused.err)")
        }
        #expect(try await Program.run("doctor", in: project.folder).err.contains("is its disk mounted?"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: mount) == [])
        #expect(!project.exists(".mv/store"))
        let again = try await MountedDisk(showing: real, at: mount)
        #expect(try await project.isIdle())
        try await again.unmount()
    }
}
