import Foundation

/// Projects that cases start from. Each is made once and copied for every case that names it.
///
/// | name | what is in it |
/// |---|---|
/// | `empty` | nothing |
/// | `tiny` | `project.yaml` of three shots, and `song.wav`, eight seconds |
/// | `built` | the same, built: two takes of each shot, a cut of five slots, `out/final.mp4` |
/// | `clips` | a project whose shots are files: `clips/1.mp4` to `clips/3.mp4`, brought in and measured |
actor PreparedProjects {
    static let shared = PreparedProjects()
    /// Where they lie until the tests have ended.
    private static let root = NSTemporaryDirectory() + "mv-bad-input-\(ProcessInfo.processInfo.processIdentifier)"
    private var made: [String: Task<PreparedProject, any Error>] = [:]

    private init() {
        try? FileManager.default.createDirectory(atPath: Self.root, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: PreparedProjects.root) }
    }

    func project(_ name: String) async throws -> PreparedProject {
        if let task = made[name] { return try await task.value }
        let task = Task { try await self.make(name) }
        made[name] = task
        return try await task.value
    }

    private func make(_ name: String) async throws -> PreparedProject {
        let project = try TinyProject()
        let (manager, folder) = (FileManager.default, Self.root + "/" + name)
        var (takes, store) = ([String](), folder)
        switch name {
        case "empty": for file in ["project.yaml", "song.wav"] { try manager.removeItem(atPath: project.folder + "/" + file) }
        case "tiny": break
        case "built":
            try Self.check(await project.build())
            takes = try project.clips().compactMap { $0["take"] as? String }
        case "clips":
            let built = try await self.project("built")
            (takes, store) = (built.takes, built.store)
            try manager.createDirectory(atPath: project.folder + "/clips", withIntermediateDirectories: true)
            for number in 1...3 { try manager.copyItem(atPath: built.path(ofTake: number), toPath: project.folder + "/clips/\(number).mp4") }
            try project.write(Self.clips)
            try Self.check(await project.build("--until", "scores"))
        default: throw MadeFile.Fault(description: "no such project: \(name)")
        }
        try manager.moveItem(atPath: project.folder, toPath: folder)
        return PreparedProject(folder: folder, takes: takes, store: store)
    }

    private static func check(_ ended: Program.Ended) throws {
        guard ended.code == 0 else { throw MadeFile.Fault(description: "a project cannot be prepared: \(ended.err)\(ended.out)") }
    }

    private static let clips = """
        title: Imported
        song: song.wav
        format: {width: 160, height: 90, fps: 24}
        generators:
          mine: {kind: import, files: "clips/*"}
        shots:
          - {id: clips, prompt: whatever they show, generator: mine}
        select: {keep: 3}

        """
}

struct PreparedProject: Sendable {
    let folder: String
    /// What the slots show, in order.
    let takes: [String]
    /// The folder whose store has these takes.
    let store: String

    /// - Parameter slot: from 1.
    func path(ofTake slot: Int) throws -> String {
        guard takes.indices.contains(slot - 1) else { throw MadeFile.Fault(description: "there is no take in slot \(slot)") }
        let id = takes[slot - 1]
        return "\(store)/.mv/store/\(id.prefix(2))/\(id.dropFirst(2)).mp4"
    }
}
