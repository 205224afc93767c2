import Content
import Foundation

/// `mv-copy.json` in a copy of a project: whose it is, and how far it is.
struct CopyMark: Hashable, Sendable, Codable {
    static let name = "mv-copy.json"

    var schema = 1
    /// As in the project's `.mv/copies.json`.
    var project: String
    /// The project's folder when it was last copied.
    var folder: String
    /// When the last copying that came to its end began, by the clock of the machine that did it: milliseconds since 1970.
    var begun: Int64?
    /// Of the pool's copy.
    var pool: Digest?

    init(project: String, folder: String) { (self.project, self.folder) = (project, folder) }

    /// Nil when the folder has none.
    init?(in folder: String) throws {
        let path = folder + "/" + Self.name
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            self = try CanonicalJSON.decode(from: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw ContentError(.read, path, "it is damaged, and says of which project this is the copy; remove it, and the next 'mv store sync' writes it anew")
        }
    }

    func write(in folder: String) throws { try FileCopy.put(CanonicalJSON.data(self), at: folder + "/" + Self.name) }
}

/// `.mv/copies.json`: where copies of the project are, so that the empty folder of a disk that is not mounted is not taken for a new one.
struct CopyMemory: Hashable, Sendable, Codable {
    var schema = 1
    var project = UUID().uuidString.lowercased()
    var folders: [String] = []

    static func file(_ workspace: Workspace) -> String { workspace.root + "/copies.json" }

    init(of workspace: Workspace) throws {
        guard let data = FileManager.default.contents(atPath: Self.file(workspace)) else { return }
        do {
            self = try CanonicalJSON.decode(from: data)
        } catch {
            throw StoreError(.refused, "\(Self.file(workspace)) says where copies of this project are, and cannot be read: \(error); remove it to begin copies anew")
        }
    }

    func save(of workspace: Workspace) throws { try AtomicFile.write(CanonicalJSON.data(self), to: Self.file(workspace)) }
}
