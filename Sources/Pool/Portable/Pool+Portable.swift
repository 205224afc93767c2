import Content
import Foundation
import GRDB

extension Pool {
    /// Gives every line of a manifest to `body`, the head first, all from one moment of the pool.
    ///
    /// - Parameter whole: with all shots and all requests anybody was asked; else only those of the takes.
    func eachPortableLine(
        of query: TakeQuery, whole: Bool, withMedia: Bool, at time: Int64, _ body: (PortableLine) throws -> Void
    ) throws {
        let filter = query.filter()
        try read { db in
            let page = query.limit != nil || query.offset > 0 ? " LIMIT \(query.limit ?? -1) OFFSET \(max(0, query.offset))" : ""
            let origins = try Int64.fetchAll(
                db, sql: "SELECT l.origin \(filter.sql) ORDER BY \(query.order)\(page)", arguments: filter.arguments)
            let takes = try Self.takes(of: origins, db)
            let bytes = takes.reduce(0) { $0 + (withMedia && !$1.archived ? $1.bytes : 0) }
            var head = PortableLine()
            head.pool = .init(format: PortableLine.format, takes: takes.count, bytes: bytes, made: time)
            try body(head)
            let ids = Set(takes.map(\.id))
            try Self.eachShot(ids, whole, db, body)
            try Self.eachRequest(ids, whole, db, body)
            for take in takes { try body(try Self.line(of: take.id, db)) }
        }
    }

    private struct Found {
        var id: String
        var bytes: Int64
        var archived: Bool
    }

    /// Each take once, in the order of its first origin.
    private static func takes(of origins: [Int64], _ db: Database) throws -> [Found] {
        let statement = try db.cachedStatement(
            sql: "SELECT t.id, t.bytes, t.archived FROM origins o JOIN takes t ON t.id = o.take WHERE o.id = ?")
        var seen: Set<String> = []
        return try origins.compactMap { origin in
            guard let row = try Row.fetchOne(statement, arguments: [origin]), seen.insert(row["id"]).inserted else { return nil }
            return Found(id: row["id"], bytes: row["bytes"], archived: row["archived"] != nil)
        }
    }

    private static func eachShot(_ takes: Set<String>, _ whole: Bool, _ db: Database, _ body: (PortableLine) throws -> Void) throws {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM shots ORDER BY active DESC, position, id")
        let statement = try db.cachedStatement(sql: "SELECT take FROM origins WHERE shot = ?")
        for row in rows {
            let id: String = row["id"]
            guard try whole || String.fetchAll(statement, arguments: [id]).contains(where: takes.contains) else { continue }
            var line = PortableLine()
            line.shot = try PortableRow(row, PortableColumns.shot)
            try body(line)
        }
    }

    /// A planned request was asked of nobody: whoever takes the pool over plans his own.
    private static func eachRequest(_ takes: Set<String>, _ whole: Bool, _ db: Database, _ body: (PortableLine) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT * FROM requests WHERE state <> 'planned' OR attempt > 1 ORDER BY shot, ordinal, id")
        while let row = try rows.next() {
            let take: String? = row["take"]
            guard whole || take.map(takes.contains) == true else { continue }
            try body(requestLine(row, db))
        }
    }

    static func requestLine(_ row: Row, _ db: Database) throws -> PortableLine {
        let events = try db.cachedStatement(sql: "SELECT * FROM request_events WHERE request = ? ORDER BY id")
        var line = PortableLine()
        line.request = try PortableRow(row, PortableColumns.request)
        line.events = try Row.fetchAll(events, arguments: [row["id"] as String]).map { try PortableRow($0, PortableColumns.event) }
        return line
    }

    /// - Parameter isSidecar: without what is measured again and without what people decided.
    static func line(of take: String, _ db: Database, isSidecar: Bool = false) throws -> PortableLine {
        func rows(_ sql: String, _ columns: [String]) throws -> [PortableRow] {
            try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [take]).map { try PortableRow($0, columns) }
        }
        var line = PortableLine()
        line.take = try rows("SELECT * FROM takes WHERE id = ?", PortableColumns.take).first
        line.origins = try rows("SELECT * FROM origins WHERE take = ? ORDER BY id", PortableColumns.origin)
        if !isSidecar {
            line.scores = try rows("SELECT * FROM scores WHERE take = ?", PortableColumns.scores).first
            line.decisions = try rows("SELECT * FROM decisions WHERE take = ? ORDER BY time, id", PortableColumns.decision)
            line.tags = try rows("SELECT * FROM tags WHERE take = ? ORDER BY tag", PortableColumns.tag)
        }
        let opinions = try rows("SELECT * FROM opinions WHERE take = ? ORDER BY shot, scorer", PortableColumns.opinion)
        line.opinions = opinions.isEmpty ? nil : opinions
        let picture = try db.cachedStatement(sql: "SELECT * FROM keepsakes WHERE take = ?")
        if let row = try Row.fetchOne(picture, arguments: [take]) {
            line.keepsake = .init(picture: row["picture"], fileExtension: row["extension"], created: row["created"])
        }
        return line
    }
}
