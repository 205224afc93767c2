import Content
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The last part of a move: the old folder is emptied. A file goes when its copy was read back, now or in the copying before.
struct StoreEmptying {
    let workspace: Workspace
    let from: String
    let to: String
    /// Copies that were read back already.
    let copied: Set<Digest>

    func run(_ report: inout StoreMove.Report) throws {
        let (old, new) = (Store(root: from), Store(root: to))
        try StoreWalk(root: from).each { found in
            switch found {
            case .file(let blob):
                let path = old.path(of: blob)
                guard try isSafe(blob, path, new) else { return }
                if unlink(path) == 0 { report.removed += 1 }
            case .unfinished(let path, _, isAbandoned: true): unlink(path)
            case .unfinished, .foreign: break
            }
        }
        for name in [StoreWalk.Folder.commands, StoreWalk.Folder.quarantine] { empty(name) }
        try? FileManager.default.removeItem(atPath: from + "/" + StoreWalk.Folder.projects)
        for name in [StoreMark.name, StoreWalk.lock] { unlink(from + "/" + name) }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: from)) ?? [] { rmdir(from + "/" + name) }
        rmdir(from)
        if var memory = try StoreMemory(in: workspace.folder) {
            memory.leaving = nil
            try memory.save(in: workspace.folder)
        }
    }

    private func isSafe(_ blob: Blob, _ path: String, _ new: Store) throws -> Bool {
        let copy = new.path(of: blob)
        if Volume.isSame(path, copy) || copied.contains(blob.digest) && new.holds(blob) { return true }
        if (try? Digest(ofDisk: copy)) == blob.digest { return true }
        // It was copied by a run that was killed, and is not what it was: the old one is still there to copy again.
        guard case .copied = try FileCopy.copy(path, as: blob, into: new) else { return false }
        return true
    }

    /// What is in the new folder too, as long as it is here.
    private func empty(_ name: String) {
        guard let walker = FileManager.default.enumerator(atPath: from + "/" + name) else { return }
        var folders: [String] = [from + "/" + name]
        for case let file as String in walker {
            let path = "\(from)/\(name)/\(file)"
            if Volume.isFolder(path) {
                folders.append(path)
            } else if Volume.size(of: path) == Volume.size(of: "\(to)/\(name)/\(file)") {
                unlink(path)
            }
        }
        for folder in folders.reversed() { rmdir(folder) }
    }
}
