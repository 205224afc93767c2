import Content
import Execution
import Foundation
import Pool

/// Brings a copy of a project up to date: its store, results and pool, laid out as in `.mv`, and the project file.
///
/// The copy may lie on any mount that can make folders and files and give their lengths; only what it has not is written, and each file is
/// read back. The pool is copied as of the beginning, so that all it names is in the store that is copied after it; its copy is placed last.
public struct StoreSync: Sendable {
    public struct Outlook: Sendable {
        public var files = 0
        public var bytes: Int64 = 0
        /// Nil where the file system does not say.
        public var free: Int64?
    }

    public struct Report: Sendable {
        public var copied = 0
        public var bytes: Int64 = 0
        /// Files that the project had not and the copy had.
        public var fetched = 0
        public var removed = 0
        /// Results and other small files.
        public var records = 0
        public var isPoolCopied = false
        /// Files that are not what they are named by, on either side: they were not copied.
        public var damaged: [String] = []
        public var didNothing: Bool { copied + fetched + removed + records == 0 && !isPoolCopied }
    }

    public enum Direction: Sendable { case out, both, outDeleting }

    private let workspace: Workspace
    private let projectFile: String
    private let to: String
    private let direction: Direction
    private let target: Store
    /// Where other projects use the store too.
    private let needed: Set<Digest>?

    /// - Throws: `StoreError` when the folder is no copy of this project and cannot become one.
    public init(workspace: Workspace, projectFile: String, to: String, direction: Direction) throws {
        (self.workspace, self.projectFile, self.to, self.direction) = (workspace, projectFile, to, direction)
        target = Store(root: to + "/store")
        if StorePlace.isOne(target.root, workspace.store.root) || ((Volume.real(to) ?? to) + "/").hasPrefix((Volume.real(workspace.store.root) ?? workspace.store.root) + "/") {
            throw StoreError(.refused, "\(to) is where the store is; name a folder for the copy, on another disk")
        }
        if let mark = try CopyMark(in: to) {
            guard try mark.project == CopyMemory(of: workspace).project || Self.isUnknown(workspace) else {
                throw StoreError(.refused, "\(to) is the copy of another project, which lay in \(mark.folder); name another folder")
            }
        } else if try CopyMemory(of: workspace).folders.contains(to) {
            throw StoreError(
                .absent, "a copy of this project was in \(to), and is not there now; is its disk mounted? If it was deleted on purpose, remove \(CopyMemory.file(workspace))")
        } else {
            switch try StoreFolder(to) {
            case .empty, .absent: break
            case .homeless(let parent): throw StoreError(.refused, "there is no folder \(parent) for \(to); is its disk mounted? If it is, make the folder")
            case .store: throw StoreError(.refused, "\(to) is a store; name a folder for the copy, in which it gets a store of its own")
            case .other(let names):
                throw StoreError(
                    .refused, "\(to) holds other things (\(names.prefix(3).joined(separator: ", "))\(names.count > 3 ? ", …" : "")) and is no copy of this project; name an empty or a new folder")
            }
        }
        let isShared = try !StoreRegistry(store: workspace.store.root).entries(except: workspace.place.memory?.project).isEmpty
        needed = isShared ? try StoreNames.all(of: workspace) : nil
    }

    /// True for a project that has no copies yet, as one that was restored from this very copy.
    private static func isUnknown(_ workspace: Workspace) throws -> Bool { try CopyMemory(of: workspace).folders.isEmpty }

    /// What would be copied. Asks the copy for the length of every file.
    public func outlook() throws -> Outlook {
        var outlook = Outlook()
        if Volume.isFolder(workspace.store.root) {
            try StoreWalk(root: workspace.store.root).eachFile { blob in
                guard isMissing(blob) else { return }
                outlook.files += 1
                outlook.bytes += blob.bytes
            }
        }
        outlook.free = Volume.freeBytes(in: Volume.isFolder(to) ? to : (to as NSString).deletingLastPathComponent)
        return outlook
    }

    private func isMissing(_ blob: Blob) -> Bool { !target.holds(blob) && needed?.contains(blob.digest) ?? true }

    /// - Parameters:
    ///   - time: milliseconds since 1970.
    ///   - progress: bytes that are done, of all.
    public func run(at time: Int64, progress: (Int64, Int64) -> Void) throws -> Report {
        let outlook = try outlook()
        if let free = outlook.free, outlook.bytes > free {
            throw StoreError.tooSmall(to, files: outlook.files, bytes: outlook.bytes, free: free, "nothing was copied")
        }
        var mark = try begin()
        var report = Report()
        let snapshot = try takeSnapshot()
        defer { if let snapshot { try? FileManager.default.removeItem(atPath: snapshot) } }
        try copyFiles(&report, of: outlook.bytes, progress)
        if direction == .both { try fetch(&report) }
        try copyRecords(&report, since: mark.begun)
        if let snapshot {
            let digest = try Digest(ofDisk: snapshot)
            if mark.pool != digest || Volume.size(of: to + "/pool.sqlite") != Volume.size(of: snapshot) {
                try FileCopy.copy(snapshot, to: to + "/pool.sqlite")
                report.isPoolCopied = true
            }
            mark.pool = digest
        }
        if direction == .outDeleting { try remove(&report) }
        mark.begun = time
        mark.folder = workspace.folder
        try mark.write(in: to)
        return report
    }

    /// From here on the folder is known as the project's copy, though little may be in it.
    private func begin() throws -> CopyMark {
        var memory = try CopyMemory(of: workspace)
        let known = try CopyMark(in: to)
        if let known { memory.project = known.project }
        let mark = known ?? CopyMark(project: memory.project, folder: workspace.folder)
        try AtomicFile.makeFolder(target.root)
        if let reason = Volume.refusal(toWriteIn: to) { throw StoreError(.refused, "\(to) cannot be written to: \(reason)") }
        if known == nil { try mark.write(in: to) }
        // By which the copy can take the store's place.
        if try StoreMark(in: target.root) == nil {
            try StoreMark(id: workspace.place.memory?.store ?? UUID().uuidString.lowercased()).write(in: target.root)
        }
        if !memory.folders.contains(to) {
            memory.folders.append(to)
            try memory.save(of: workspace)
        }
        return mark
    }

    private func takeSnapshot() throws -> String? {
        guard FileManager.default.fileExists(atPath: workspace.pool) else { return nil }
        // SQLite's locks are not for network mounts, so that it is made beside the pool and copied as a file.
        let path = workspace.root + "/pool-copy.sqlite"
        for end in ["", "-wal", "-shm", "-journal"] where FileManager.default.fileExists(atPath: path + end) { try FileManager.default.removeItem(atPath: path + end) }
        try Pool(readingPath: workspace.pool).copy(to: path)
        return path
    }

    private func copyFiles(_ report: inout Report, of bytes: Int64, _ progress: (Int64, Int64) -> Void) throws {
        let source = workspace.store
        guard Volume.isFolder(source.root) else { return }
        var done: Int64 = 0
        progress(0, bytes)
        try StoreWalk(root: source.root).eachFile { blob in
            guard isMissing(blob) else { return }
            let isCopied = try copy(blob, from: source, into: target, &report) { count in
                done += count
                progress(min(done, bytes), bytes)
            }
            guard isCopied else { return }
            report.copied += 1
            report.bytes += blob.bytes
        }
    }

    private func fetch(_ report: inout Report) throws {
        let source = workspace.store
        let pool = try Pool.ifThere(readingPath: workspace.pool)
        try StoreWalk(root: target.root).eachFile { blob in
            guard !source.holds(blob), try pool?.take(blob.digest.hex)?.archived == nil else { return }
            if try copy(blob, from: target, into: source, &report, moved: { _ in }) { report.fetched += 1 }
        }
    }

    private func copy(_ blob: Blob, from: Store, into: Store, _ report: inout Report, moved: (Int64) -> Void) throws -> Bool {
        do {
            switch try FileCopy.copy(from.path(of: blob), as: blob, into: into, moved: moved) {
            case .copied: return true
            case .differs: report.damaged.append(from.path(of: blob))
            case .gone: break
            }
        } catch let error as ContentError where error.operation == .read && error.subject == from.path(of: blob) {
            report.damaged.append(error.subject)
        }
        return false
    }

    /// Folders of `.mv` with what cannot be made again from the store and the pool alone.
    private static let records = ["results", "handoffs", "heard", "manifests"]

    private func copyRecords(_ report: inout Report, since begun: Int64?) throws {
        for name in Self.records {
            try each(in: workspace.root + "/" + name) { file in
                if try update(workspace.root + "/" + name + "/" + file, to: "\(to)/\(name)/\(file)", since: begun) { report.records += 1 }
            }
            guard direction == .both else { continue }
            try each(in: to + "/" + name) { file in
                let place = "\(workspace.root)/\(name)/\(file)"
                guard !FileManager.default.fileExists(atPath: place), case .copied = try FileCopy.copy("\(to)/\(name)/\(file)", to: place) else { return }
                report.records += 1
            }
        }
        if try update(projectFile, to: to + "/" + (projectFile as NSString).lastPathComponent, since: nil) { report.records += 1 }
    }

    private func each(in folder: String, _ body: (String) throws -> Void) throws {
        guard let walker = FileManager.default.enumerator(atPath: folder) else { return }
        for case let file as String in walker where !file.hasSuffix(".partial") && !file.hasSuffix(".copy") {
            if !Volume.isFolder(folder + "/" + file) { try body(file) }
        }
    }

    /// Copies a small file whose copy is not there or has another length; and one that was written since the last copying began, when its
    /// copy reads differently. Only this machine's clock is asked.
    private func update(_ file: String, to place: String, since begun: Int64?) throws -> Bool {
        if let size = Volume.size(of: file), size == Volume.size(of: place) {
            // Clocks of file systems are coarse.
            if let begun, let changed = Volume.changed(file), changed < begun - 2000 { return false }
            if FileManager.default.contents(atPath: file) == FileManager.default.contents(atPath: place) { return false }
        }
        guard case .copied = try FileCopy.copy(file, to: place) else { return false }
        return true
    }

    /// Removes from the copy what the project has not any more. A take that is only lost here stays there.
    private func remove(_ report: inout Report) throws {
        let source = workspace.store
        guard !StoreWalk(root: source.root).isEmpty else {
            throw StoreError(.refused, "the store \(source.root) has no files, so nothing is removed from its copy; remove that yourself if it is meant")
        }
        let pool = try Pool.ifThere(readingPath: workspace.pool)
        try StoreWalk(root: target.root).each { found in
            switch found {
            case .file(let blob):
                guard !FileManager.default.fileExists(atPath: source.path(of: blob)) else { return }
                if let take = try pool?.take(blob.digest.hex), take.archived == nil { return }
                try FileManager.default.removeItem(atPath: target.path(of: blob))
                report.removed += 1
            case .unfinished(let path, _, isAbandoned: true): try FileManager.default.removeItem(atPath: path)
            case .unfinished, .foreign: break
            }
        }
        for name in Self.records {
            try each(in: to + "/" + name) { file in
                guard !FileManager.default.fileExists(atPath: "\(workspace.root)/\(name)/\(file)") else { return }
                try FileManager.default.removeItem(atPath: "\(to)/\(name)/\(file)")
                report.removed += 1
            }
        }
    }
}
