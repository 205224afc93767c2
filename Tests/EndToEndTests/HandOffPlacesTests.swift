import Foundation
import TakesForTests
import Testing

/// Hand-offs of projects whose names are hard to write, onto another drive, and after everything was moved.
@Suite(.serialized) struct HandOffPlacesTests {
    private static let hardName = "Ça & \"là\" 100% o'clock 🎬 שלום #1"

    private static func yaml(song: String) throws -> String {
        let title = hardName + " " + String(repeating: "long ", count: 40)
        func quoted(_ text: String) throws -> String { String(decoding: try JSONEncoder().encode(text), as: UTF8.self) }
        return try """
            title: \(quoted(title))
            song: {file: \(quoted(song)), artist: \(quoted("<b>Ö & \u{202B}זמר\u{202C}</b>"))}
            format: {width: 160, height: 90, fps: 24}
            generators: {sketch: {kind: animatic, width: 160, height: 90}}
            defaults: {takes: 2, seconds: 3, generator: sketch}
            shots:
              - {id: window, prompt: \(quoted("a \"window\" at night & rain, 50% 'grey' ]]> 🌧️ -- <end>"))}
              - {id: road, prompt: "a desert road at dawn with a car, fly through"}
            select: {keep: 4}
            edit: {at_sections: dissolve}
            """
    }

    /// A folder on another file system than temporary files are on, where this machine has one: nothing can be linked into it.
    private static func otherDrive() -> String {
        let isThere = FileManager.default.isWritableFile(atPath: "/dev/shm")
        return (isThere ? "/dev/shm/" : NSTemporaryDirectory()) + "mv-e2e-drive-" + UUID().uuidString
    }

    private func timelines(_ folder: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return names.filter { name in ["otio", "otioz", "xml", "fcpxml", "kdenlive", "mlt", "edl"].contains { name.hasSuffix("." + $0) } }
            .filter { !$0.hasPrefix("markers") }.sorted()
    }

    /// Every timeline of a hand-off read back into a project: all its clips are kept.
    private func expectAllBack(_ folder: String, into project: String, clips: Int, _ when: Comment) async throws {
        let names = try timelines(folder)
        #expect(names.count == 8, "\(names)")
        for name in names {
            let back = try await Program.run("import-cut", "project.yaml", folder + "/" + name, "--dry-run", "--json", in: project)
            #expect(back.code == 0, "\(when), \(name): \(back.err)")
            let all = try #require(try JSONSerialization.jsonObject(with: Data(back.out.utf8)) as? [String: Any])
            let kinds = (all["results"] as? [[String: Any]])?.compactMap { $0["kinds"] as? [String: Int] }.last
            #expect(kinds?["kept"] == clips && kinds?.values.reduce(0, +) == clips, "\(when), \(name): \(kinds ?? [:])")
        }
    }

    @Test func namesThatAreHardToWriteTravelToAnotherDriveAndEverythingMayMoveAfterwards() async throws {
        let around = try TinyProject()
        let home = around.folder + "/" + Self.hardName
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        let song = "a \"song\" & 100% 'live' 🎵.wav"
        try FileManager.default.copyItem(atPath: around.folder + "/song.wav", toPath: home + "/" + song)
        try Self.yaml(song: song).write(toFile: home + "/project.yaml", atomically: true, encoding: .utf8)
        let built = try await Program.run("build", "project.yaml", in: home)
        #expect(built.code == 0, "\(built.err)")
        let cut = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: home + "/.mv/cut.json"))) as? [String: Any]
        let clips = try #require((cut?["timeline"] as? [String: Any])?["clips"] as? [Any]).count

        let drive = Self.otherDrive()
        defer { try? FileManager.default.removeItem(atPath: drive) }
        let folder = drive + "/" + Self.hardName
        let written = try await Program.run("export", "project.yaml", "--to", "all,otioz", "-o", folder, in: home)
        #expect(written.code == 0, "\(written.err)")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/media") {
            #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }, "media have names that no editor trips over: \(name)")
        }
        for name in try timelines(folder) { #expect(name.utf8.count <= 200, "\(name)") }
        try await expectAllBack(folder, into: home, clips: clips, "as written")
        #expect(written.err.contains("there is a '%' in"))
        // MLT itself opens nothing where there is a % in the path.
        let mild = drive + "/" + Self.hardName.replacing("%", with: "")
        try FileManager.default.copyItem(atPath: folder, toPath: mild)
        if OtherPrograms.melt != nil {
            for name in try timelines(folder) where name.hasSuffix(".mlt") || name.hasSuffix(".kdenlive") {
                let film = drive + "/melted.mkv"
                let ended = try OtherPrograms.melted(mild + "/" + name, into: film)
                #expect(ended.code == 0, "\(ended.text)")
                var (theirs, own) = (0, 0)
                try Decoded.all(film) { _, _ in theirs += 1 }
                try Decoded.all(home + "/out/final.mp4") { _, _ in own += 1 }
                #expect(theirs == own, "\(name)")
            }
        }

        let (moved, movedFolder) = (around.folder + "/moved", drive + "/moved")
        try FileManager.default.moveItem(atPath: home, toPath: moved)
        try await expectAllBack(folder, into: moved, clips: clips, "after the project was moved")
        try FileManager.default.moveItem(atPath: folder, toPath: movedFolder)
        try await expectAllBack(movedFolder, into: moved, clips: clips, "after the hand-off was moved")
        let again = try await Program.run("build", "project.yaml", "--json", in: moved)
        #expect(again.code == 0, "\(again.err)")
        #expect(["takes", "scores", "render"].allSatisfy { again.made($0) <= 0 }, "a project that was moved has nothing to make")
    }
}
