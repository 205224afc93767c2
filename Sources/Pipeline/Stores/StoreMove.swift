import Content
import Events
import Foundation
public import ProjectFile

/// Moves a project's store to another folder.
///
/// On one file system the folder is renamed, or its files are linked. Else each file is copied, read back from the new disk and compared
/// with its digest. Then `.mv/store.json` is replaced, which switches the project over; only after that anything of the old folder is
/// removed, each file after its copy was read. Killed at any moment, the project has a whole store, and the same move again goes on.
public struct StoreMove: Sendable {
    public enum Way: String, Sendable { case rename, link, copy, finish, nothing }

    /// What a move would do.
    public struct Outlook: Sendable {
        public var way: Way
        /// Files of the old folder that the project keeps, and those of them that are not in the new one.
        public var files = 0
        public var missing = 0
        /// Of the missing ones.
        public var bytes: Int64 = 0
        /// In the new folder; nil where that is not known.
        public var free: Int64?
    }

    public struct Report: Sendable {
        public var way: Way
        public var files = 0
        /// That were written.
        public var bytes: Int64 = 0
        /// Files whose bytes are not those they are named by, or that cannot be read: they are where they were.
        public var damaged: [String] = []
        /// What no store has, left where it was.
        public var foreign: [String] = []
        public var removed = 0
    }

    public let from: String
    public let to: String
    /// Folders of other projects that use the old folder; only what this one needs is copied then, and nothing is removed.
    public let sharers: [String]

    let workspace: Workspace
    let keeping: Bool
    private let target: StoreFolder
    private let needed: Set<Digest>?

    /// - Parameters:
    ///   - folder: the project's.
    ///   - key: what the project file says; it must agree with `to`, since it would win over what is remembered.
    ///   - to: nil for the folder that the project file names.
    ///   - keeping: leaves the old files.
    /// - Throws: `Diagnostics` and `StoreError` when the move cannot be.
    public init(folder: String, key: StoreKey?, to: String?, keeping: Bool) throws {
        workspace = Workspace(folder: folder, place: try StorePlace.find(folder: folder, key: nil))
        from = workspace.place.root
        self.keeping = keeping
        guard let goal = to ?? key?.path else {
            throw StoreError(.refused, "name the folder to move the store to, as: mv store move project.yaml /disk/takes")
        }
        self.to = goal
        if let key, !StorePlace.isOne(key.path, goal) {
            throw Diagnostics([
                Diagnostic(
                    file: key.file, line: key.line, column: key.column, path: "store", "names \(key.path), and the store is to move to \(goal)",
                    suggestion: "write 'store: \(goal)' or remove the line, and move then")
            ])
        }
        target = try StoreFolder(goal)
        if let problem = target.problem(goal) { throw StoreError(.refused, "\(problem); \(target.next)") }
        let (one, other) = ((Volume.real(from) ?? from) + "/", (Volume.real(goal) ?? goal) + "/")
        if one != other, one.hasPrefix(other) || other.hasPrefix(one) { throw StoreError(.refused, "\(from) and \(goal) lie in each other; name another folder") }
        if (folder + "/").hasPrefix(other) { throw StoreError(.refused, "the project lies in \(goal); name a folder that is for the store alone") }
        sharers = one == other ? [] : try StoreSharers(of: workspace).folders
        needed = sharers.isEmpty ? nil : try StoreNames.all(of: workspace)
    }

    private var way: Way {
        if StorePlace.isOne(from, to) { return leaving == nil ? .nothing : .finish }
        guard Volume.areTogether(from, Volume.isFolder(to) ? to : (to as NSString).deletingLastPathComponent) else { return .copy }
        return isRenamed ? .rename : .link
    }

    private var isRenamed: Bool {
        guard !keeping, sharers.isEmpty, Volume.isFolder(from) else { return false }
        guard Volume.isFolder(to) else { return true }
        return (try? FileManager.default.contentsOfDirectory(atPath: to).isEmpty) == true
    }

    private var leaving: String? { workspace.place.leaving.flatMap { Volume.isFolder($0) ? $0 : nil } }

    public func outlook() throws -> Outlook {
        var outlook = Outlook(way: way)
        guard Volume.isFolder(from) else { return outlook }
        let target = Store(root: to)
        try StoreWalk(root: from).eachFile { blob in
            guard isNeeded(blob) else { return }
            outlook.files += 1
            guard !target.holds(blob) else { return }
            outlook.missing += 1
            outlook.bytes += blob.bytes
        }
        outlook.free = Volume.freeBytes(in: Volume.isFolder(to) ? to : (to as NSString).deletingLastPathComponent)
        return outlook
    }

    func isNeeded(_ blob: Blob) -> Bool { needed?.contains(blob.digest) ?? true }

    /// Does it. To be called by the holder of the project's lock.
    /// - Parameter progress: bytes that are done, of all.
    /// - Throws: `StoreError` when there is no room, `ContentError` when the new folder cannot be written; what was copied stays for the next try.
    public func run(progress: (Int64, Int64) -> Void) throws -> Report {
        let outlook = try outlook()
        var report = Report(way: outlook.way, files: outlook.files)
        guard outlook.way != .nothing else { return report }
        if outlook.way == .copy, let free = outlook.free, outlook.bytes > free {
            throw StoreError.tooSmall(to, files: outlook.missing, bytes: outlook.bytes, free: free, "nothing was moved")
        }
        if outlook.way == .finish {
            try StoreEmptying(workspace: workspace, from: leaving ?? from, to: from, copied: []).run(&report)
            return report
        }
        if let leaving { try StoreEmptying(workspace: workspace, from: leaving, to: from, copied: []).run(&report) }
        try AtomicFile.makeFolder(to)
        if let reason = Volume.refusal(toWriteIn: to) { throw StoreError(.refused, "\(to) cannot be written to: \(reason)") }
        var memory = try remember()
        if outlook.way == .rename {
            if try rename(&memory) { return report }
            report.way = .copy
        }
        let copied = try StoreCarrying(self, memory: &memory, joining: joined).run(&report, of: outlook.bytes, progress: progress)
        if memory.leaving != nil { try StoreEmptying(workspace: workspace, from: from, to: to, copied: copied).run(&report) }
        return report
    }

    /// The store of others that the files come to.
    private var joined: StoreMark? { if case .store(let mark) = target { mark } else { nil } }

    /// From here on the old folder is known by its mark.
    private func remember() throws -> StoreMemory {
        try AtomicFile.makeFolder(from)
        if let memory = workspace.place.memory { return memory }
        let memory = StoreMemory(store: try StoreMark(in: from)?.id ?? UUID().uuidString.lowercased(), path: StoreMemory.relative(from, to: workspace.folder))
        try StoreMark(id: memory.store).write(in: from)
        try memory.save(in: workspace.folder)
        return memory
    }

    /// The whole folder in one step: its mark goes with it, by which it is found wherever this is interrupted.
    private func rename(_ memory: inout StoreMemory) throws -> Bool {
        memory.renaming = to
        try memory.save(in: workspace.folder)
        let source = Volume.real(from) ?? from
        let isDone = Foundation.rename(source, to) == 0
        if isDone {
            for path in [source, to] { Volume.sync(folder: (path as NSString).deletingLastPathComponent) }
            memory.path = StoreMemory.relative(to, to: workspace.folder)
        }
        memory.renaming = nil
        if isDone { try StoreRegistry(store: to).enter(memory.project, folder: workspace.folder) }
        try memory.save(in: workspace.folder)
        return isDone
    }
}
