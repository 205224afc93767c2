import Foundation
import GRDB

/// Until a take has come of it, what was asked of a service is known to nobody but the pool, and the money is spent. So each such request has a
/// sidecar from the moment it may leave, with the ticket the service gave for it: of a damaged pool the next one still knows where to collect.
extension Pool {
    /// Steps of requests, and the sidecars of those that a service may know of, on the disk when this returns.
    func stepping(_ body: (Database) throws -> [RequestRecord]) throws -> [RequestRecord] {
        let records = try write(body)
        let sent = records.filter { $0.sent != nil && $0.state != .planned }
        if !sent.isEmpty { writeRequestSidecars(of: sent.map(\.id)) }
        return records
    }

    func writeRequestSidecars(of requests: [String]) {
        let sidecars = Beside(path).requests
        do {
            for (id, bytes) in try read({ db in try requests.compactMap { id in try Pool.requestSidecar(of: id, db).map { (id, $0) } } }) {
                _ = try sidecars.write(bytes, of: id, synced: true)
            }
        } catch {
            tell(
                once: "what was asked of services is in the pool, but could not be written to \(sidecars.root) (\(error)); from there a damaged pool "
                    + "would know what to collect", about: "requests")
        }
    }

    /// Writes the sidecars that are missing, as an earlier version left them, and removes those of requests whose takes have their own, and what
    /// was half written when a program was killed.
    ///
    /// - Parameter reached: whether all takes have their sidecars on the disk.
    func tidyRequestSidecars(reached: Bool) throws {
        let sidecars = Beside(path).requests
        sidecars.removeAbandoned()
        let (open, done): ([String], Set<String>) = try read { db in
            let ids = Set(sidecars.ids)
            // Named one by one, so that the index of states finds them among all that are done.
            let states = RequestState.allCases.filter { $0 != .planned && $0 != .done }.map { "'\($0.rawValue)'" }.joined(separator: ", ")
            let open = try String.fetchAll(db, sql: "SELECT id FROM requests WHERE state IN (\(states)) AND sent IS NOT NULL")
            let state = try db.cachedStatement(sql: "SELECT state FROM requests WHERE id = ? AND take IS NOT NULL")
            let done = try ids.filter { try String.fetchOne(state, arguments: [$0]) == RequestState.done.rawValue }
            return (open, done)
        }
        writeRequestSidecars(of: open)
        if reached { done.forEach(sidecars.remove) }
        if !sidecars.hasMark { try? sidecars.note(reached: 1) }
    }

    /// A manifest of no takes: head, shot, request.
    private static func requestSidecar(of id: String, _ db: Database) throws -> [UInt8]? {
        guard let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM requests WHERE id = ?"), arguments: [id]) else { return nil }
        var (head, shot) = (PortableLine(), PortableLine())
        head.pool = .init(format: PortableLine.format, takes: 0, bytes: 0, made: row["created"])
        let shots = try db.cachedStatement(sql: "SELECT * FROM shots WHERE id = ?")
        shot.shot = try Row.fetchOne(shots, arguments: [row["shot"] as String]).map { try PortableRow($0, PortableColumns.shot) }
        var bytes: [UInt8] = []
        for line in [head, shot, try requestLine(row, db)] { line.write(into: &bytes) }
        return bytes
    }
}
