import Content
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Which projects use a store: a small file for each in its `mv-projects`.
struct StoreRegistry {
    struct Entry: Hashable, Sendable, Codable {
        var project: String
        /// Absolute path of the project's folder, on its machine.
        var folder: String
        var host: String
    }

    private let root: String

    init(store root: String) { self.root = root + "/" + StoreWalk.Folder.projects }

    /// False for a store that was never for more than one project.
    var isKept: Bool { Volume.isFolder(root) }

    func path(of project: String) -> String { "\(root)/\(project).json" }

    /// Those of other projects than the one given.
    func entries(except project: String?) throws -> [Entry] {
        guard Volume.isFolder(root) else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: root).filter { $0.hasSuffix(".json") }.sorted()
        return try names.filter { $0 != (project ?? "") + ".json" }.map { name in
            do {
                return try CanonicalJSON.decode(from: Data(contentsOf: URL(fileURLWithPath: root + "/" + name)))
            } catch {
                throw StoreError(.refused, "\(root)/\(name) names a project that uses this store, and cannot be read; remove it if you know that none does")
            }
        }
    }

    func entry(of project: String) -> Entry? {
        FileManager.default.contents(atPath: path(of: project)).flatMap { try? CanonicalJSON.decode(from: $0) }
    }

    /// To be called while the store's lock is held.
    func enter(_ project: String, folder: String) throws {
        let entry = Entry(project: project, folder: folder, host: Self.host)
        if self.entry(of: project) != entry { try FileCopy.put(CanonicalJSON.data(entry), at: path(of: project)) }
    }

    static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        return gethostname(&name, name.count - 1) == 0
            ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : "?"
    }

    func leave(_ project: String) { try? FileManager.default.removeItem(atPath: path(of: project)) }
}
