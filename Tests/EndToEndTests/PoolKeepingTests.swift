import Foundation
import Testing

/// What people do with a pool between builds, by the program itself.
@Suite(.serialized) struct PoolKeepingTests {
    @Test func rejectedTakesAreArchivedOnlyWhenSomeoneAgreesAndNothingElseIs() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let takes = try await Self.takes(project)
        try await Self.reject(takes[0...1], in: project)
        let left = try await project.pool("archive", "--yes")
        #expect(left.err.contains("2 takes left"), "the newest film shows them")
        let rebuilt = try await project.build()
        #expect(rebuilt.code == 0 || rebuilt.code == 3, "\(rebuilt.err)")
        let asked = try await project.pool("archive")
        #expect(asked.code == 1)
        #expect(asked.err.contains("--yes"))
        #expect(takes.allSatisfy { project.exists($0.file) })
        let dry = try await project.pool("archive", "--dry-run")
        #expect(dry.out.contains("would archive 2 takes"))
        #expect(takes.allSatisfy { project.exists($0.file) })
        let archived = try await project.pool("archive", "--yes")
        #expect(archived.code == 0, "\(archived.err)")
        #expect(archived.out.contains("archived 2 takes"))
        #expect(takes.map { project.exists($0.file) } == [false, false, true, true, true, true])
        #expect(try await project.pool("verify").code == 0)
    }

    @Test func theManifestOfATakeStaysWhenItsFileIsGivenUp() async throws {
        let (project, take) = try await Self.takeWithManifest(purpose: "manifest")
        #expect(try await project.pool("show", take.short).out.contains("carries a C2PA manifest"))
        #expect(try await project.pool("archive", take.short, "--yes").code == 0)
        #expect(project.data(".mv/manifests/\(take.id).c2pa") == Data("jumbf".utf8))
        #expect(try await project.pool("show", take.short).out.contains("came with a C2PA manifest, which is kept as"))
    }

    @Test func aManifestThatCannotBeTakenOutOfItsFileIsToldWhenTheFileIsGivenUp() async throws {
        let (project, take) = try await Self.takeWithManifest(purpose: "merkle")
        let archived = try await project.pool("archive", take.short, "--yes")
        #expect(archived.code == 0)
        #expect(
            archived.err.contains(
                "the C2PA manifest of take \(take.id.prefix(8)) is longer than 64 MB, or wrapped in a way that is not known here, and is not kept"),
            "\(archived.err)")
        #expect(!project.exists(".mv/manifests/\(take.id).c2pa"))
    }

    /// A project with one take, whose file has a box as the C2PA specification wraps a manifest in, which is five letters here.
    /// - Parameter purpose: what the box says it is for.
    private static func takeWithManifest(purpose: String) async throws -> (TinyProject, Take) {
        let source = try TinyProject()
        #expect(try await source.build("--until", "takes").code == 0)
        let clip = try #require(source.data(try await takes(source)[0].file))
        let identifier: [UInt8] = [0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81]
        let body = identifier + [0, 0, 0, 0] + Array(purpose.utf8) + Array(repeating: 0, count: 9) + Array("jumbf".utf8)
        let project = try TinyProject(
            yaml: """
                title: Manifest
                song: song.wav
                format: {width: 160, height: 90, fps: 24}
                generators: {mine: {kind: import, files: "clip.mp4"}}
                shots: [{id: window, prompt: a window, takes: 1, seconds: 3, generator: mine}]
                """)
        try (clip + Data([0, 0, 0, UInt8(8 + body.count)] + Array("uuid".utf8) + body)).write(to: URL(filePath: project.folder + "/clip.mp4"))
        #expect(try await project.build("--until", "takes").code == 0)
        return (project, try #require(try await takes(project).first))
    }

    @Test func aPickedTakeIsArchivedOnlyWhenItIsNamed() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "scores").code == 0)
        let take = try await Self.takes(project)[0]
        #expect(try await project.pool("pick", take.short).code == 0)
        let swept = try await project.pool("archive", "--shot", take.shot, "--yes")
        #expect(swept.code == 0, "\(swept.err)")
        #expect(swept.out.contains("archived 1 take"))
        #expect(swept.err.contains("picked"))
        #expect(project.exists(take.file))
        #expect(try await project.pool("archive", take.short, "--yes").code == 0)
        #expect(!project.exists(take.file))
    }

    @Test func anArchivedTakeOfTheAnimaticComesBackWithTheSameBytes() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "scores").code == 0)
        let take = try await Self.takes(project)[3]
        let bytes = project.data(take.file)
        #expect(try await project.pool("archive", take.short, "--yes").code == 0)
        let idle = try await project.build("--until", "scores")
        #expect(idle.made("takes") == 0, "what was given up is not made again by itself")
        let restored = try await project.pool("restore", take.short)
        #expect(restored.out.contains("is made again by the next 'mv build"), "\(restored.err)")
        let built = try await project.build("--until", "scores")
        #expect(built.made("takes") == 1)
        #expect(bytes != nil && project.data(take.file) == bytes)
    }

    @Test(arguments: 1...4) func anArchiveThatIsKilledIsSoundAndGoesOn(removed: Int) async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "scores").code == 0)
        let takes = try await Self.takes(project)
        try await Self.reject(takes[...], in: project)
        let files = takes.map { project.folder + "/" + $0.file }
        let code = try await Program.run(["pool", "archive", "project.yaml", "--yes"], in: project.folder, ending: SIGKILL) {
            files.count { !FileManager.default.fileExists(atPath: $0) } >= removed
        }
        #expect(code == 137 || code == 0)
        let verified = try await project.pool("verify")
        #expect(verified.code == 0, "no take may miss its file: \(verified.out)\(verified.err)")
        #expect(try await project.pool("archive", "--yes").code == 0)
        #expect(try await project.pool("gc").code == 0)
        #expect(files.allSatisfy { !FileManager.default.fileExists(atPath: $0) })
        #expect(try await Self.takes(project).count == 6)
    }

    @Test func aPoolThatTravelsAsksForNothingElsewhere() async throws {
        let (here, there) = (try TinyProject(), try TinyProject())
        #expect(try await here.build().code == 0)
        let take = try await Self.takes(here)[2]
        #expect(try await here.pool("reject", take.short, "--reason", "drift").code == 0)
        #expect(try await here.pool("export", "pool.tar").code == 0)
        let imported = try await there.pool("import", here.folder + "/pool.tar")
        #expect(imported.code == 0, "\(imported.err)")
        let built = try await there.build()
        #expect(built.code == 0 || built.code == 3, "\(built.err)")
        #expect(built.made("takes") == 0)
        #expect(built.made("scores") == 0)
        #expect(try await Self.takes(there).map(\.id) == Self.takes(here).map(\.id))
        #expect(try await there.pool("list", "--rejected-for", "drift", "--json").out.contains(take.id))
    }

    @Test(arguments: [1, 4]) func anImportThatIsKilledLeavesTheRestToTheNextOne(files: Int) async throws {
        let (here, there) = (try TinyProject(), try TinyProject())
        #expect(try await here.build("--until", "scores").code == 0)
        #expect(try await here.pool("export", "pool").code == 0)
        let store = there.folder + "/.mv/store"
        let code = try await Program.run(["pool", "import", "project.yaml", here.folder + "/pool"], in: there.folder, ending: SIGKILL) {
            (FileManager.default.enumerator(atPath: store)?.count { ($0 as? String)?.hasSuffix(".mp4") ?? false } ?? 0) >= files
        }
        #expect(code == 137 || code == 0)
        let again = try await there.pool("import", here.folder + "/pool")
        #expect(again.code == 0, "\(again.err)")
        #expect(try await there.pool("verify").code == 0)
        #expect(try await there.pool("gc").code == 0)
        #expect(there.unfinished() == [])
        #expect(try await Self.takes(there).map(\.id) == Self.takes(here).map(\.id))
    }

    @Test func afterABuildThereIsNoGarbage() async throws {
        let project = try TinyProject()
        #expect(try await project.build().code == 0)
        let swept = try await project.pool("gc")
        #expect(swept.code == 0)
        #expect(swept.err.contains("every file of the store is needed"), "\(swept.out)")
        let idle = try await project.build()
        #expect(["takes", "scores", "segments"].allSatisfy { idle.made($0) <= 0 })
    }

    @Test func reasonsAreCountedByTheirWordAndNotesAreFound() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "scores").code == 0)
        let take = try await Self.takes(project)[0]
        let rejected = try await project.pool("reject", take.short, "--reason", "hands", "--note", "six fingers on the left")
        #expect(rejected.code == 0, "\(rejected.err)")
        let yield = try await project.pool("yield", "--by", "shot")
        #expect(yield.out.contains("1 hands"), "\(yield.out)\(yield.err)")
        #expect(try await project.pool("list", "--text", "x FINGERS on", "--json").out.contains(take.id))
        #expect(try await project.pool("why", take.short).code == 0)
    }

    @Test func tagsAreGivenAndTakenAway() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "takes").code == 0)
        let take = try await Self.takes(project)[0]
        #expect(try await project.pool("tag", take.short, "+night", "+Warm").out.contains("is tagged night, warm"))
        #expect(try await project.pool("tag", take.short, "-night").out.contains("is tagged warm"))
        #expect(try await project.pool("list", "--tag", "night", "--json").out.contains(take.id) == false)
        #expect(try await project.pool("tag").out.contains("warm  1"))
    }

    private struct Take {
        var id: String
        var shot: String
        var short: String { String(id.prefix(10)) }
        var file: String { ".mv/store/\(id.prefix(2))/\(id.dropFirst(2)).mp4" }
    }

    /// In the order of the shots.
    private static func takes(_ project: TinyProject) async throws -> [Take] {
        let list = try await project.pool("list", "--all", "--json")
        let rows = try JSONSerialization.jsonObject(with: Data(list.out.utf8)) as? [[String: Any]] ?? []
        return try rows.map { Take(id: try #require($0["id"] as? String), shot: try #require($0["shot"] as? String)) }
    }

    private static func reject(_ takes: ArraySlice<Take>, in project: TinyProject) async throws {
        let ended = try await Program.run(["pool", "reject", "project.yaml"] + takes.map(\.short), in: project.folder)
        #expect(ended.code == 0, "\(ended.err)")
    }
}

extension TinyProject {
    func pool(_ command: String, _ words: String...) async throws -> Program.Ended {
        try await Program.run(["pool", command, "project.yaml"] + words, in: folder)
    }
}
