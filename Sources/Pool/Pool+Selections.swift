import Content
public import Editorial
import GRDB

/// A selection as it was saved.
public struct SelectionRecord: Hashable, Sendable, Codable, Identifiable {
    public var id: Int64
    public var time: Int64
    /// Names the project and pool it was made from.
    public var projectKey: String
    public var selection: Selection
}

extension Pool {
    /// Saves a selection and gives its id; the id of the last one when that is the same. Why takes were dropped is kept for the
    /// newest selection only, what was kept for all.
    @discardableResult
    public func save(selection: Selection, projectKey: String, at time: Int64) throws -> Int64 {
        if let last = try latestSelection(), last.projectKey == projectKey, last.selection == selection { return last.id }
        return try write { db in try Pool.save(selection: selection, projectKey: projectKey, at: time, db) }
    }

    @discardableResult
    static func save(selection: Selection, projectKey: String, at time: Int64, _ db: Database) throws -> Int64 {
        if let last = try latestSelection(db), last.projectKey == projectKey, last.selection == selection { return last.id }
        try db.execute(sql: "DELETE FROM selection_takes WHERE kept = 0")
        try db.execute(
            sql: "INSERT INTO selections (time, project_key, wanted, warnings) VALUES (?, ?, ?, ?)",
            arguments: [time, projectKey, selection.wanted, try CanonicalJSON.text(selection.warnings)])
        let id = db.lastInsertedRowID
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO selection_takes (selection, take, shot, position, kept, rank, quality, reasons)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for (position, take) in selection.kept.enumerated() {
            let reasons = try CanonicalJSON.text(take.reasons)
            try insert.execute(arguments: [id, take.take, take.shot, position, true, take.rankInShot, take.quality, reasons])
        }
        for (position, take) in selection.dropped.enumerated() {
            let reasons = try CanonicalJSON.text([take.reason])
            try insert.execute(arguments: [id, take.take, take.shot, position, false, nil, take.quality, reasons])
        }
        return id
    }

    public func latestSelection() throws -> SelectionRecord? { try read(Pool.latestSelection) }

    private static func latestSelection(_ db: Database) throws -> SelectionRecord? {
        guard let head = try Row.fetchOne(db, sql: "SELECT * FROM selections ORDER BY id DESC LIMIT 1") else { return nil }
        var selection = Selection(kept: [], dropped: [], wanted: head["wanted"], warnings: try Stored.list(head["warnings"]))
        let sql = "SELECT * FROM selection_takes WHERE selection = ? ORDER BY kept DESC, position"
        let rows = try Row.fetchCursor(db, sql: sql, arguments: [head["id"] as Int64])
        while let row = try rows.next() {
            let reasons = try Stored.list(row["reasons"])
            if row["kept"] {
                selection.kept.append(
                    .init(take: row["take"], shot: row["shot"], rankInShot: row["rank"], quality: row["quality"], reasons: reasons))
            } else {
                selection.dropped.append(.init(take: row["take"], shot: row["shot"], quality: row["quality"], reason: reasons.first ?? ""))
            }
        }
        return SelectionRecord(id: head["id"], time: head["time"], projectKey: head["project_key"], selection: selection)
    }
}
