public import Content
import Execution
import Foundation

/// The other projects that use a project's store.
public struct StoreSharers: Sendable {
    private let workspaces: [Workspace]

    /// Their folders.
    public var folders: [String] { workspaces.map(\.folder) }

    /// - Throws: `StoreError` when one of them cannot be found: what it needs is not known then.
    public init(of workspace: Workspace) throws {
        let root = workspace.place.root
        let registry = StoreRegistry(store: root)
        workspaces = try registry.entries(except: workspace.place.memory?.project).compactMap { entry in
            // Its own, by an earlier name.
            if StorePlace.isOne(entry.folder, workspace.folder) { return nil }
            guard let other = try? StoreMemory(in: entry.folder), other.project == entry.project else {
                let here = entry.host == StoreRegistry.host ? "" : " on \(entry.host)"
                throw StoreError(
                    .refused,
                    "the project in \(entry.folder)\(here) uses this store too and was not found, so what it needs is not known; "
                        + "if it is gone for good, remove \(registry.path(of: entry.project))")
            }
            // It went elsewhere.
            guard [other.place(in: entry.folder), other.arriving, other.renaming].contains(where: { $0.map { StorePlace.isOne($0, root) } ?? false }) else {
                return nil
            }
            return Workspace(folder: entry.folder, place: StorePlace(root: root, standing: .known(other)))
        }
    }

    /// Calls `body` with all that the other projects need of the store. None of them is built meanwhile, and none comes in.
    ///
    /// - Throws: `StoreError` when one of them is being built or cannot be read.
    public static func holding<Value>(_ workspace: Workspace, command: String, _ body: (Set<Digest>) throws -> Value) throws -> Value {
        guard StoreRegistry(store: workspace.place.root).isKept else { return try body([]) }
        let lock = try StoreLock(root: workspace.place.root)
        defer { lock.release() }
        let others = try StoreSharers(of: workspace).workspaces
        var locks: [BuildLock] = []
        defer { for lock in locks { lock.release() } }
        var needed: Set<Digest> = []
        for other in others {
            do {
                locks.append(try BuildLock(path: other.lock, command: command))
                needed.formUnion(try StoreNames.all(of: other))
            } catch {
                throw StoreError(.refused, "the project in \(other.folder) uses this store too: \(error)")
            }
        }
        return try body(needed)
    }
}
