import Content
import Foundation

/// Puts good copies into the place of what is missing or damaged. A damaged file is not removed: it goes into `quarantine` of the store, and
/// only when a whole copy is at hand.
public struct StoreRepair: Sendable {
    private let store: Store
    private let folders: [String]

    /// - Parameter folder: another store, a copy that `mv store sync` made, a project, or what `mv pool export` wrote.
    /// - Throws: `StoreError` when it is not there.
    public init(workspace: Workspace, from folder: String) throws {
        guard Volume.isFolder(folder) else { throw StoreError(.absent, "there is no folder \(folder) to take good copies from; is its disk mounted?") }
        store = workspace.store
        folders = ["", "/store", "/media", "/.mv/store"].map { folder + $0 }.filter { Volume.isFolder($0) && !Volume.isSame($0, workspace.store.root) }
    }

    /// Repairs what it can; a finding that is repaired says from where.
    /// - Throws: `ContentError` when the store cannot be written.
    public func run(_ findings: inout [StoreCheck.Finding]) throws {
        for index in findings.indices where findings[index].fault.isHarm {
            guard let blob = findings[index].blob else { continue }
            let places = folders.map { Store(root: $0).path(of: blob) }
            guard let good = places.first(where: { (try? Digest(ofDisk: $0)) == blob.digest }) else { continue }
            let damaged = try setAside(findings[index].path)
            do {
                guard case .copied = try FileCopy.copy(good, as: blob, into: store) else { throw ContentError(.read, good, "it changed while it was copied") }
            } catch {
                if let damaged { try? FileManager.default.moveItem(atPath: damaged, toPath: findings[index].path) }
                throw error
            }
            (findings[index].repairedFrom, findings[index].quarantine) = (good, damaged)
        }
    }

    /// - Returns: where the file is now; nil when there was none.
    private func setAside(_ path: String) throws -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let folder = store.root + "/" + StoreWalk.Folder.quarantine
        try AtomicFile.makeFolder(folder)
        let parts = path.split(separator: "/").suffix(2).joined()
        var place = folder + "/" + parts
        var number = 2
        while FileManager.default.fileExists(atPath: place) {
            place = "\(folder)/\(parts).\(number)"
            number += 1
        }
        do {
            try FileManager.default.moveItem(atPath: path, toPath: place)
        } catch {
            throw ContentError(.write, place, FileTrouble.words(error))
        }
        return place
    }
}
