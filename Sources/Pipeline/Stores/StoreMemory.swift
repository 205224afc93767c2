import Content
import Foundation

/// `.mv/store.json`: which store is the project's and where it is. It is written when the store leaves `.mv/store`, and its replacement, in
/// one step, is what switches a project over to another folder.
struct StoreMemory: Hashable, Sendable, Codable {
    var schema = 1
    /// Name of this project among those that use the store.
    var project: String
    /// The store's own, as in its `StoreMark`.
    var store: String
    /// Inside the project's folder as seen from there, so that the whole may be moved; else absolute.
    var path: String
    /// The folder that the whole store is being renamed to.
    var renaming: String?
    /// The folder that files are being copied to.
    var arriving: String?
    /// The folder that the store came from, while files of it are still there.
    var leaving: String?

    static func file(_ folder: String) -> String { folder + "/.mv/store.json" }

    init(project: String = UUID().uuidString.lowercased(), store: String = UUID().uuidString.lowercased(), path: String) {
        (self.project, self.store, self.path) = (project, store, path)
    }

    /// Nil when nothing is remembered: the store is `.mv/store`.
    init?(in folder: String) throws {
        let file = Self.file(folder)
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        do {
            self = try CanonicalJSON.decode(from: Data(contentsOf: URL(fileURLWithPath: file)))
        } catch {
            throw StoreError(
                .absent,
                "\(file) says where the store is, and cannot be read: \(error); if you know the folder, remove the file and write 'store: FOLDER' into the project file")
        }
    }

    func save(in folder: String) throws { try AtomicFile.write(CanonicalJSON.data(self), to: Self.file(folder)) }

    func place(in folder: String) -> String { path.hasPrefix("/") ? path : folder + "/" + path }

    static func relative(_ path: String, to folder: String) -> String {
        path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    }
}
