import Content
import Editorial
import Foundation
import Pool
import ProjectFile

/// What a build depends on that people change, in short: two that are equal need no build between them.
public struct WatchedState: Equatable, Sendable {
    /// Path -> its size and the time of its last change; of folders what is in them.
    private var files: [String: String] = [:]
    private var project: Digest?
    /// The newest decision about a take, and the newest change of the cut by hand.
    private var decision: Int64 = 0
    private var edit: Int64 = 0

    /// - Parameter projectFile: a file with errors is watched by itself.
    public init(projectFile: String) {
        project = FileManager.default.contents(atPath: projectFile).map { Digest(of: $0) }
        guard let read = try? Session.reader.read(file: projectFile) else { return }
        let workspace = Workspace(folder: read.folder)
        let store = (try? StorePlace.find(folder: read.folder, key: StoreKey(read)))?.root
        for path in Self.paths(in: read.project) { files[path] = Self.facts(path) }
        for folder in Self.importFolders(of: read.project, in: read.folder) {
            guard let walker = FileManager.default.enumerator(atPath: folder) else { continue }
            for case let name as String in walker {
                // The project's own state and results change with every build.
                if name == ".mv" || name == "out" || folder + "/" + name == store { walker.skipDescendants() } else { files[folder + "/" + name] = Self.facts(folder + "/" + name) }
            }
        }
        guard let pool = try? Pool(readingPath: workspace.pool) else { return }
        decision = (try? pool.pulse().decision) ?? 0
        edit = (try? pool.cuts().filter { $0.kind != .build }.map(\.id).max()) ?? 0
    }

    /// What is different from an earlier state, for people: `the project file, 2 files, decisions about takes`.
    public func difference(from other: WatchedState) -> String {
        // A project with errors names no files: that is not a change of them.
        let changed = files.isEmpty || other.files.isEmpty ? [] : Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
        let names =
            changed.count > 2
            ? ["\(changed.count) files"] : changed.map { ($0 as NSString).lastPathComponent }
        return
            ((project != other.project ? ["the project file"] : []) + names + (decision != other.decision ? ["decisions about takes"] : [])
            + (edit != other.edit ? ["the cut"] : [])).joined(separator: ", ")
    }

    /// Files that the project names: every text in it that is the path of one.
    private static func paths(in project: Project) -> [String] {
        guard let data = try? CanonicalJSON.data(project), let json = try? JSONSerialization.jsonObject(with: data) else { return [] }
        var found: Set<String> = []
        func look(_ value: Any) {
            switch value {
            case let text as String: if text.hasPrefix("/"), isFile(text) { found.insert(text) }
            case let list as [Any]: list.forEach(look)
            case let map as [String: Any]: map.values.forEach(look)
            default: break
            }
        }
        look(json)
        return found.sorted()
    }

    /// The folders in which clips to be imported lie: as much of each pattern as names one.
    private static func importFolders(of project: Project, in folder: String) -> [String] {
        let patterns = project.generators.values.filter { $0.kind == "import" }.flatMap { $0.options["files"]?.texts ?? [] }
        let folders = patterns.map { pattern -> String in
            let fixed = pattern.split(separator: "/", omittingEmptySubsequences: false).prefix { part in !part.contains { "*?{[".contains($0) } }
            let path = fixed.joined(separator: "/")
            let whole = path.hasPrefix("/") ? path : path.isEmpty ? folder : folder + "/" + path
            return isFile(whole) ? (whole as NSString).deletingLastPathComponent : whole
        }
        return Set(folders).sorted()
    }

    private static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }

    private static func facts(_ path: String) -> String {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { return "" }
        let changed = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return facts[.type] as? FileAttributeType == .typeDirectory ? "folder" : "\((facts[.size] as? NSNumber)?.int64Value ?? 0) \(changed)"
    }
}
