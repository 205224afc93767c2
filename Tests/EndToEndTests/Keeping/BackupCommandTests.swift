import Foundation
import Testing

@Suite(.serialized) struct BackupCommandTests {
    @Test func aBackupIsMadeListedAndPutBack() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let take = String(try await project.takeIDs()[0].prefix(10))
        #expect(try await project.pool("rate", "4", take).code == 0)
        let made = try await Program.run("backup", "project.yaml", in: project.folder)
        #expect(made.code == 0, "\(made.err)")
        #expect(made.out.contains("backed up 6 takes, 1 decision to \(project.folder)/.mv/backups/"), "\(made.out)")
        let folder = try #require(made.out.split(separator: " ").last).trimmingCharacters(in: .newlines)
        for name in ["pool.sqlite", "verdicts.jsonl", "project.yaml", "cut.json", "backup.json"] {
            #expect(FileManager.default.fileExists(atPath: folder + "/" + name), "\(name)")
        }
        #expect(try await project.pool("rate", "1", take).code == 0)
        let name = (folder as NSString).lastPathComponent
        let restored = try await Program.run("backup", "restore", "project.yaml", name, in: project.folder)
        #expect(restored.code == 0, "\(restored.err)")
        #expect(restored.out.contains("put back 6 takes, 1 decision of \(name)"))
        #expect(try await Self.stars(project, take) == 4)
        let list = try await Program.run("backup", "list", "project.yaml", in: project.folder)
        #expect(list.out.split(separator: "\n").count == 2)
        #expect(list.out.contains("by itself, before another was put back"))
        // What came since is not lost: the journal has it.
        #expect(try await project.pool("recover").code == 0)
        #expect(try await Self.stars(project, take) == 1)
    }

    @Test func theNewestStayInAFolderOfOnesOwn() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "takes").code == 0)
        let place = project.folder + "/elsewhere"
        for _ in 0..<4 {
            let made = try await Program.run("backup", "project.yaml", "elsewhere", "--keep", "2", "--json", in: project.folder)
            #expect(made.code == 0, "\(made.err)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: place).count == 2)
        #expect(!project.exists(".mv/backups"))
        let alone = try await Program.run("backup", "elsewhere", in: project.folder)
        #expect(alone.code == 0, "one word that is no project is the folder: \(alone.err)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: place).count == 3)
    }

    @Test func whatIsNoBackupIsSaidWithWhatThereIs() async throws {
        let project = try TinyProject()
        let early = try await Program.run("backup", "project.yaml", in: project.folder)
        #expect(early.code == 1)
        #expect(early.err.contains("there is no pool at"), "\(early.err)")
        #expect(try await project.build("--until", "takes").code == 0)
        #expect(try await Program.run("backup", "project.yaml", in: project.folder).code == 0)
        let wrong = try await Program.run("backup", "restore", "project.yaml", "yesterday", in: project.folder)
        #expect(wrong.code == 1)
        #expect(wrong.err.contains("'yesterday' is no backup") && wrong.err.contains("the newest are 20"), "\(wrong.err)")
        #expect(try await Program.run("backup", "project.yaml", "--keep", "0", in: project.folder).code == 64)
    }

    @Test func theDoctorLooksAtAProjectsPoolAndBackups() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "takes").code == 0)
        let before = try await Program.run("doctor", "project.yaml", in: project.folder)
        #expect(before.out.contains("sound, 6 takes"), "\(before.out)\(before.err)")
        #expect(before.out.contains("none; 'mv backup' makes one"))
        #expect(try await Program.run("backup", in: project.folder).code == 0)
        #expect(try await Program.run("doctor", in: project.folder).out.contains("1, the newest 20"))
    }

    private static func stars(_ project: TinyProject, _ take: String) async throws -> Int? {
        let shown = try await project.pool("list", "--all", "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(shown.out.utf8)) as? [[String: Any]] ?? []
        let row = rows.first { ($0["id"] as? String)?.hasPrefix(take) == true }
        return row?["stars"] as? Int ?? (row?["verdict"] as? [String: Any])?["stars"] as? Int
    }
}
