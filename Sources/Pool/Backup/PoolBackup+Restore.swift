import Content
import Foundation
import GRDB

extension PoolBackup {
    /// What became of the pool that a backup took the place of.
    public enum Replaced: Hashable, Sendable {
        case nothing
        case backedUp(PoolBackup)
        /// It was damaged, and lies in that folder as it was.
        case keptAside(String)
    }

    /// Puts the pool of the backup in the place of another, of which a backup is made first. The caller holds the lock of builds.
    ///
    /// - Parameter files: of the project, for the backup of the other pool.
    /// - Throws: `PoolError`, when the backup is damaged or of a newer program. Then everything is as it was.
    public func restore(to path: String, with files: [String] = [], at time: Int64) throws -> Replaced {
        let beside = Beside(path)
        let wrong = try problems()
        guard wrong.isEmpty else {
            throw PoolError(.unreadable, "the backup \(folder) is damaged itself (\(wrong[0])); 'mv backup list' shows others")
        }
        do {
            try Pool.connectionForReading(pool).read { try Schema.check($0, path: pool, forReading: false) }
            defer { try? FileManager.default.removeItem(atPath: beside.workshop) }
            try? FileManager.default.removeItem(atPath: beside.workshop)
            try AtomicFile.makeFolder(beside.workshop)
            let new = beside.workshop + "/pool.sqlite"
            try FileManager.default.copyItem(atPath: pool, toPath: new)
            let isThere = FileManager.default.fileExists(atPath: path)
            let held = isThere ? try HeldPool(path) : nil
            defer { held?.release() }
            var replaced = Replaced.nothing
            if isThere {
                do {
                    replaced = .backedUp(try PoolBackup.make(of: path, in: beside.backups, kind: .beforeRestore, with: files, at: time))
                } catch let error as PoolError where error.kind == .unreadable {
                    replaced = .nothing
                }
            }
            let aside = try PoolSwap(path: path).put(new, keepingOld: replaced == .nothing, at: time)
            if let aside { replaced = .keptAside(aside) }
            return replaced
        } catch let error as DatabaseError {
            throw PoolError(error, path: path)
        } catch let error as PoolError {
            throw error
        } catch {
            throw PoolError(.invalid, "the pool \(path) cannot be put back from \(folder): \(FileTrouble.words(error))")
        }
    }
}
