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
    private var made: [String: Task<PreparedProject, any Error>] = [:]

    func project(_ name: String) async throws -> PreparedProject {
        if let task = made[name] { return try await task.value }
        let task = Task { try await self.make(name) }
        made[name] = task
        return try await task.value
    }

    private func make(_ name: String) async throws -> PreparedProject {
        let project = try TinyProject()
        switch name {
        case "empty":
            for file in ["project.yaml", "song.wav"] { try FileManager.default.removeItem(atPath: project.folder + "/" + file) }
            return PreparedProject(project: project, takes: [])
        case "tiny": return PreparedProject(project: project, takes: [])
        case "built":
            let ended = try await project.build()
            guard ended.code == 0 else { throw MadeFile.Fault(description: "the project cannot be prepared: \(ended.err)") }
            return PreparedProject(project: project, takes: try project.clips().compactMap { $0["take"] as? String })
        case "clips":
            let built = try await self.project("built")
            try FileManager.default.createDirectory(atPath: project.folder + "/clips", withIntermediateDirectories: true)
            for number in 1...3 {
                try FileManager.default.copyItem(atPath: built.path(ofTake: number), toPath: project.folder + "/clips/\(number).mp4")
            }
            try project.write(Self.clips)
            let ended = try await project.build("--until", "scores")
            guard ended.code == 0 else { throw MadeFile.Fault(description: "the clips cannot be brought in: \(ended.err)") }
            return PreparedProject(project: project, takes: built.takes, store: built.folder)
        default: throw MadeFile.Fault(description: "no such project: \(name)")
        }
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
    let project: TinyProject
    /// What the slots show, in order.
    let takes: [String]
    var store: String?

    var folder: String { project.folder }

    /// - Parameter slot: from 1.
    func path(ofTake slot: Int) throws -> String {
        guard takes.indices.contains(slot - 1) else { throw MadeFile.Fault(description: "there is no take in slot \(slot)") }
        let id = takes[slot - 1]
        return "\(store ?? folder)/.mv/store/\(id.prefix(2))/\(id.dropFirst(2)).mp4"
    }
}
