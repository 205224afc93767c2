import Foundation
import GRDB

extension Pool {
    /// What a build does first: text files beside the pool that it lacks, as one of an earlier version does, are written.
    ///
    /// - Parameter progress: how many takes were looked at, some at a time.
    public func writeMissingTexts(progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }) throws {
        writeVerdicts()
        try writeMissingSidecars(progress: progress)
        let newest = try read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM origins") ?? 0 }
        try tidyRequestSidecars(reached: Beside(path).sidecars.reached >= newest)
    }

    /// Writes the sidecars of takes that have none yet or an older one: of those that came before there were sidecars, came in large numbers, or
    /// came in the moment a program was killed. Looks at nothing but takes that came since it was last done, and at all of them in a pool that
    /// was put in the place of another.
    ///
    /// - Parameter progress: how many takes were looked at, some at a time.
    /// - Returns: how many were written. A sidecar that cannot be written is told of and stops the rest; the takes are in the pool all the same.
    @discardableResult
    func writeMissingSidecars(progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }) throws -> Int {
        let sidecars = Beside(path).sidecars
        let reached = sidecars.reached
        let newest = try read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM origins") ?? 0 }
        guard newest != reached, newest > 0 || sidecars.hasSome else { return 0 }
        let start = newest > reached ? reached : 0
        do {
            let (last, written) = try write(sidecars, after: start, progress)
            sidecars.removeAbandoned()
            try sidecars.note(reached: last)
            return written
        } catch let error as PoolError {
            throw error
        } catch {
            tellOfSidecars(error)
            return 0
        }
    }

    /// Some origins at a time, so that others may write meanwhile.
    private func write(_ sidecars: Sidecars, after start: Int64, _ progress: (Int, Int) -> Void) throws -> (last: Int64, written: Int) {
        var (last, written, done) = (start, 0, 0)
        let all = try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM origins WHERE id > ?", arguments: [start]) ?? 0 }
        while true {
            let sql = "SELECT id, take FROM origins WHERE id > ? ORDER BY id LIMIT 500"
            let found = try read { try Row.fetchAll($0, sql: sql, arguments: [last]).map { (id: $0["id"] as Int64, take: $0["take"] as String) } }
            guard let end = found.last?.id else { return (last, written) }
            for (take, bytes) in try sidecarTexts(of: Set(found.map(\.take)).sorted()) where try sidecars.write(bytes, of: take) { written += 1 }
            (last, done) = (end, done + found.count)
            progress(done, max(all, done))
        }
    }

    /// Brings the sidecars of takes up to date. They are a second copy: what goes wrong is told and changes nothing of the takes.
    func writeSidecars(of takes: [String]) {
        let sidecars = Beside(path).sidecars
        do {
            for start in stride(from: 0, to: takes.count, by: 500) {
                for (take, bytes) in try sidecarTexts(of: Array(takes[start..<min(start + 500, takes.count)])) {
                    _ = try sidecars.write(bytes, of: take)
                }
            }
        } catch {
            tellOfSidecars(error)
        }
    }

    private func tellOfSidecars(_ error: any Error) {
        tell(
            once: "the takes are in the pool, but not all of their sidecars could be written, from which a damaged pool is made again (\(error)); "
                + "the next build writes them", about: "sidecars")
    }

    /// Takes that are not in the pool are left out.
    private func sidecarTexts(of takes: [String]) throws -> [(take: String, bytes: [UInt8])] {
        try read { db in
            try takes.compactMap { take in
                var bytes: [UInt8] = []
                for line in try Pool.sidecar(of: take, db) { line.write(into: &bytes) }
                return bytes.isEmpty ? nil : (take, bytes)
            }
        }
    }

    /// The lines of a take: head, shots, requests, take. Says the same as long as nothing of it changed.
    private static func sidecar(of take: String, _ db: Database) throws -> [PortableLine] {
        let line = try line(of: take, db, isSidecar: true)
        guard let row = line.take else { return [] }
        var head = PortableLine()
        head.pool = .init(format: PortableLine.format, takes: 1, bytes: 0, made: row["created"]?.integer ?? 0)
        let requests = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT * FROM requests WHERE id IN (SELECT request FROM origins WHERE take = ?1) OR take = ?1 ORDER BY shot, ordinal, id
                    """), arguments: [take])
        let named = (line.origins ?? []).compactMap { $0["shot"]?.text } + requests.map { $0["shot"] as String }
        let shot = try db.cachedStatement(sql: "SELECT * FROM shots WHERE id = ?")
        let shots = try Set(named).sorted().compactMap { id in
            try Row.fetchOne(shot, arguments: [id]).map { row in
                var line = PortableLine()
                line.shot = try PortableRow(row, PortableColumns.shot)
                return line
            }
        }
        return try [head] + shots + requests.map { try requestLine($0, db) } + [line]
    }
}
