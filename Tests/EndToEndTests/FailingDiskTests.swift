import Foundation
import GRDB
import Testing

/// Disks that are full, and disks on which nothing can be written any more. `Scripts/disk-faults` has them fail at every change there is.
@Suite(.enabled(if: MountedDisk.isPermitted, "mounting a disk needs root")) struct FailingDiskTests {
    @Test func aDiskThatIsTooSmallIsToldEachTimeAndTheBuildGoesOnWhenThereIsRoom() async throws {
        let calm = try TinyProject()
        #expect(try await calm.build().code == 0)
        var size = 500
        let disk = try await MountedDisk(size: "\(size)k")
        let project = try TinyProject(in: disk.path)
        var refusals = 0
        while true {
            let ended = try await Program.run("build", "project.yaml", in: project.folder)
            guard ended.code != 0 else { break }
            refusals += 1
            #expect(ended.code == 1 || ended.code == 3)
            #expect(ended.err.contains("is full") || ended.err.contains("No space left on device"), "\(ended.err)")
            size += 200
            try #require(size < 20_000)
            try await disk.resize(to: "\(size)k")
        }
        #expect(refusals > 3)
        #expect(project.data("out/final.mp4") == calm.data("out/final.mp4"))
        #expect(project.unfinished() == [])
    }

    @Test func aProjectOnADiskForReadingIsReadAndWhatWouldChangeItIsRefusedInWords() async throws {
        let disk = try await MountedDisk(size: "64m")
        let project = try TinyProject(in: disk.path)
        #expect(try await project.build().code == 0)
        let before = try await Program.run("pool", "list", "project.yaml", in: project.folder)
        try await disk.setWritable(false)
        for command in [["pool", "list", "project.yaml"], ["cut", "show", "project.yaml"], ["plan", "project.yaml"], ["requests", "list", "project.yaml"]] {
            let ended = try await Program.run(command, in: project.folder)
            #expect(ended.code == 0, "\(command): \(ended.err)")
        }
        #expect(try await Program.run("pool", "list", "project.yaml", in: project.folder).out == before.out)
        let rated = try await Program.run("pool", "rate", "project.yaml", try await project.takeIDs()[0], "4", in: project.folder)
        #expect(rated.code == 1)
        #expect(rated.err.contains("pool.sqlite cannot be written: check the permissions of the file, of its folder and of the disk"))
        let built = try await Program.run("build", "project.yaml", in: project.folder)
        #expect(built.code == 1)
        #expect(built.err.contains("Read-only file system"), "\(built.err)")
        let doctor = try await Program.run("doctor", "project.yaml", in: project.folder)
        #expect(doctor.code == 1)
        #expect(doctor.err.contains("/.mv: the disk is read-only; takes and decisions can be read, not added"), "\(doctor.err)")
        try await disk.setWritable(true)
        #expect(try await project.isIdle())
    }

    @Test func aProjectOnADiskForReadingIsShownOnThePageWithTheSmallFilmsThatWereMade() async throws {
        let disk = try await MountedDisk(size: "64m")
        let project = try TinyProject(in: disk.path)
        #expect(try await project.build().code == 0)
        let before = try ReviewPageProgram(project)
        let ids = try before.takes().compactMap { $0["id"] as? String }.sorted()
        #expect(try before.wait { try before.get("/media/proxy/\(ids[0])").status == 200 })
        before.stop()
        try await disk.setWritable(false)
        let refused = try await Program.run("review", "project.yaml", in: project.folder)
        #expect(refused.code == 1)
        #expect(refused.err.contains("pool.sqlite cannot be written"), "\(refused.err)")
        let page = try ReviewPageProgram(project, "--read-only")
        defer { page.stop() }
        #expect(try page.takes().compactMap { $0["id"] as? String }.sorted() == ids)
        #expect(try page.get("/api/cut").json["version"] as? Int == 1)
        #expect(try page.wait { try page.get("/media/proxy/\(ids[0])").status == 200 })
        #expect(try page.post("/api/decisions", ["decisions": [["take": ids[0], "kind": "pick"]]]).status == 403)
        for command in [["cut", "diff", "project.yaml", "1", "1"], ["cut", "list", "project.yaml"]] {
            let ended = try await Program.run(command, in: project.folder)
            #expect(ended.code == 0, "\(command): \(ended.err)")
        }
        let named = try await Program.run("cut", "name", "project.yaml", "the one", in: project.folder)
        #expect(named.code == 1 && named.err.contains("pool.sqlite cannot be written"), "\(named.err)")
        let copied = try await Program.run("store", "sync", "project.yaml", "copy-that-is-not-made", in: project.folder)
        #expect(copied.code == 1 && copied.err.contains("cannot open the lock") && !copied.err.contains("another"), "\(copied.err)")
    }

    @Test func decisionsThatAreOnlyInTheLogOfADatabaseForReadingAreRead() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "takes").code == 0)
        let take = try await project.takeIDs()[0]
        // While somebody has the database open its log is not emptied.
        let open = try DatabasePool(path: project.folder + "/.mv/pool.sqlite")
        #expect(try await Program.run("pool", "rate", "project.yaml", take, "4", in: project.folder).code == 0)
        let disk = try await MountedDisk(size: "64m")
        let copy = disk.path + "/copy"
        try FileManager.default.copyItem(atPath: project.folder, toPath: copy)
        try open.close()
        try FileManager.default.removeItem(atPath: copy + "/.mv/pool.sqlite-shm")
        try await disk.setWritable(false)
        let listed = try await Program.run("pool", "list", "project.yaml", "--json", in: copy)
        #expect(listed.code == 0, "\(listed.err)")
        let takes = try JSONSerialization.jsonObject(with: Data(listed.out.utf8)) as? [[String: Any]]
        #expect(takes?.first { $0["id"] as? String == take }?["stars"] as? Int == 4)
    }

    @Test func aStoreForReadingTakesDecisionsAndNoTakes() async throws {
        let disk = try await MountedDisk(size: "64m")
        let project = try TinyProject(yaml: TinyProject.yaml(more: "store: \(disk.path)/store"))
        #expect(try await project.build().code == 0)
        try await disk.setWritable(false)
        let take = try await project.takeIDs()[0]
        #expect(try await Program.run("pool", "rate", "project.yaml", take, "4", in: project.folder).code == 0)
        try project.write(TinyProject.yaml(window: "another window", more: "store: \(disk.path)/store"))
        let built = try await Program.run("build", "project.yaml", in: project.folder)
        #expect(built.code != 0)
        #expect(built.err.contains("Read-only file system") || built.err.contains("is read-only"), "\(built.err)")
        let doctor = try await Program.run("doctor", in: project.folder)
        #expect(doctor.err.contains("nothing can be written in the store \(disk.path)/store: the disk is read-only"), "\(doctor.err)")
        try await disk.setWritable(true)
        #expect(try await project.build().code == 0)
    }
}
