import Content
import Foundation

/// The copying part of a move, up to the switch.
struct StoreCarrying {
    private let move: StoreMove
    private var memory: StoreMemory
    private let isTogether: Bool

    /// - Parameter joining: the mark of the store that the files come to, when the folder is one.
    init(_ move: StoreMove, memory: inout StoreMemory, joining: StoreMark?) throws {
        self.move = move
        memory.arriving = move.to
        try memory.save(in: move.workspace.folder)
        if joining == nil { try StoreMark(id: memory.store).write(in: move.to) }
        // Before the first file is there: another project that is cleaned must know that it is wanted.
        try StoreRegistry(store: move.to).enter(memory.project, folder: move.workspace.folder)
        isTogether = Volume.areTogether(move.from, move.to)
        self.memory = memory
        (memory.arriving, memory.store) = (nil, joining?.id ?? memory.store)
        memory.path = StoreMemory.relative(move.to, to: move.workspace.folder)
        memory.leaving = move.keeping || !move.sharers.isEmpty ? nil : move.from
        switched = memory
    }

    /// What is remembered afterwards.
    private let switched: StoreMemory

    /// Copies what is missing and switches the project over.
    /// - Returns: what was written and read back now.
    func run(_ report: inout StoreMove.Report, of bytes: Int64, progress: (Int64, Int64) -> Void) throws -> Set<Digest> {
        let (source, target) = (Store(root: move.from), Store(root: move.to))
        var copied: Set<Digest> = []
        var done: Int64 = 0
        progress(0, bytes)
        try StoreWalk(root: move.from).each { found in
            switch found {
            case .file(let blob) where move.isNeeded(blob):
                guard !target.holds(blob), !(try link(blob, source, target)) else { return }
                do {
                    let outcome = try FileCopy.copy(source.path(of: blob), as: blob, into: target) { count in
                        done += count
                        progress(min(done, bytes), bytes)
                    }
                    switch outcome {
                    case .copied(let digest):
                        copied.insert(digest)
                        report.bytes += blob.bytes
                    case .differs: report.damaged.append(source.path(of: blob))
                    case .gone: break
                    }
                } catch let error as ContentError where error.operation == .read && error.subject == source.path(of: blob) {
                    report.damaged.append(error.subject)
                }
            case .foreign(let path, _): report.foreign.append(path)
            case .file, .unfinished: break
            }
        }
        if move.sharers.isEmpty {
            for name in [StoreWalk.Folder.commands, StoreWalk.Folder.quarantine] { try carry(name) }
        }
        try switched.save(in: move.workspace.folder)
        if let old = try? StoreLock(root: move.from) {
            StoreRegistry(store: move.from).leave(memory.project)
            old.release()
        }
        return copied
    }

    private func link(_ blob: Blob, _ source: Store, _ target: Store) throws -> Bool {
        guard isTogether else { return false }
        let place = target.path(of: blob)
        try AtomicFile.makeFolder((place as NSString).deletingLastPathComponent)
        return Foundation.link(source.path(of: blob), place) == 0
    }

    /// A folder that is not named by digests, as it is.
    private func carry(_ name: String) throws {
        guard let walker = FileManager.default.enumerator(atPath: move.from + "/" + name) else { return }
        for case let file as String in walker {
            let (old, new) = ("\(move.from)/\(name)/\(file)", "\(move.to)/\(name)/\(file)")
            guard !Volume.isFolder(old), Volume.size(of: old) != Volume.size(of: new) else { continue }
            try FileCopy.copy(old, to: new)
        }
    }
}
