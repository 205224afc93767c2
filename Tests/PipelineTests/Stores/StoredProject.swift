import Content
import Editorial
import Execution
import Foundation
import Pipeline
import Pool
import ProjectFile
import Recipes

/// A project with a pool of takes whose files are a few bytes, and results: all that a store is to it, without a build.
final class StoredProject: Sendable {
    /// With other projects and disks beside the project's.
    let parent: String
    let folder: String
    private let ownsParent: Bool

    /// - Parameters:
    ///   - other: whose parent folder it is to lie in.
    ///   - key: what stands behind `store:`.
    init(beside other: StoredProject? = nil, key: String? = nil) throws {
        parent = other?.parent ?? NSTemporaryDirectory() + "mv-stores-" + UUID().uuidString
        ownsParent = other == nil
        folder = parent + "/project-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try say(store: key)
    }

    deinit { if ownsParent { try? FileManager.default.removeItem(atPath: parent) } }

    var file: String { folder + "/project.yaml" }

    func say(store: String?) throws {
        try AtomicFile.write(Data(("title: T\nsong: song.wav\nshots: [a]\n" + (store.map { "store: \($0)\n" } ?? "")).utf8), to: file)
    }

    func workspace() throws -> Workspace { try Workspace(projectFile: file) }

    func claimed() throws -> Workspace {
        try workspace().claimStore()
        return try workspace()
    }

    /// Takes with these words as their bytes.
    @discardableResult
    func add(takes: String..., kind: String = "openrouter", cost: Int = 0) throws -> [Blob] {
        let workspace = try claimed()
        let pool = try Pool(path: workspace.pool)
        try pool.syncShots([Shot(id: "window", prompt: "a window")], at: 1)
        return try takes.map { text in
            let blob = try workspace.store.publish(Data(text.utf8), fileExtension: "mp4")
            var take = NewTake(importing: blob, facts: nil, broken: "words", shot: "window", generator: "wan", kind: kind)
            if cost > 0 { take.charging = cost }
            _ = try pool.add(take, at: 2)
            return blob
        }
    }

    /// The result of a job, with these words as its file.
    @discardableResult
    func add(result text: String, kind: String = "segment") throws -> Blob {
        let workspace = try claimed()
        let blob = try workspace.store.publish(Data(text.utf8), fileExtension: "mp4")
        let key = try JobKey(ProbeRecipe(file: blob), tools: [:])
        try workspace.results.save(JobResult(key: key, kind: kind, output: "{}", blobs: [blob], seconds: 1))
        return blob
    }

    func move(to folder: String?, keeping: Bool = false) throws -> StoreMove.Report {
        try StoreMove(folder: self.folder, key: StoreKey(file: file), to: folder, keeping: keeping).run { _, _ in }
    }

    func sync(to folder: String, _ direction: StoreSync.Direction = .out, at time: Int64 = 10) throws -> StoreSync.Report {
        try StoreSync(workspace: workspace(), projectFile: file, to: folder, direction: direction).run(at: time) { _, _ in }
    }

    /// The words of all files of a store.
    static func words(in root: String) throws -> Set<String> {
        var words: Set<String> = []
        try StoreWalk(root: root).eachFile {
            words.insert(String(decoding: FileManager.default.contents(atPath: Store(root: root).path(of: $0)) ?? Data(), as: UTF8.self))
        }
        return words
    }

    func memory() throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: FileManager.default.contents(atPath: folder + "/.mv/store.json") ?? Data()) as? [String: Any] ?? [:]
    }

    /// As a program that was killed leaves it.
    func remember(_ key: String, _ value: String) throws {
        var memory = try memory()
        memory[key] = value
        try AtomicFile.write(JSONSerialization.data(withJSONObject: memory), to: folder + "/.mv/store.json")
    }
}

/// A folder on another file system than that of the tests' files.
final class OtherDisk: Sendable {
    let path: String

    static var isThere: Bool {
        Volume.isFolder("/dev/shm") && Volume.refusal(toWriteIn: "/dev/shm") == nil && !Volume.areTogether("/dev/shm", NSTemporaryDirectory())
    }

    init() throws {
        path = "/dev/shm/mv-stores-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// What a body says that it will not do.
func words(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "nothing was refused"
    } catch {
        return "\(error)"
    }
}
