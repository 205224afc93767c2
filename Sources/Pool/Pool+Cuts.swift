import Content
public import Editorial
import GRDB

extension Pool {
    /// Appends a version of the cut and gives its number.
    /// - Parameter parent: the newest version there was when this one was made, which need not be the one it was made from; nil for none.
    /// - Parameter isProvisional: whether takes were missing for no fault of theirs, which the next build makes. The versions after it follow
    ///   the last one that was not.
    /// - Parameter selection: the choice of takes that it was made from; kept with it, or neither is.
    /// - Parameter publish: writes the version down elsewhere too, given its number; no other version is saved meanwhile, and none
    ///   at all when it throws.
    /// - Throws: `PoolError` of kind `overtaken` when there is a newer one by now: nothing is written, and it is to be made again.
    @discardableResult
    public func save(
        cut: CutVersion, after parent: Int64?, isProvisional: Bool = false, selection: (made: Selection, projectKey: String)? = nil,
        publish: (Int64) throws -> Void = { _ in }
    ) throws -> Int64 {
        try write { db in
            try Pool.checkNewest(parent, db)
            try db.execute(
                sql: "INSERT INTO cuts (parent, time, kind, what, edits, slots, timeline, clips) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    cut.parent, cut.time, cut.kind.rawValue, cut.what, try CanonicalJSON.text(cut.edits),
                    try CanonicalJSON.text(cut.slots), try CanonicalJSON.text(cut.timeline), cut.timeline.clips.count,
                ])
            let id = db.lastInsertedRowID
            if isProvisional {
                try db.execute(sql: "INSERT INTO counters VALUES ('settled cut', ?) ON CONFLICT DO NOTHING", arguments: [parent ?? 0])
            } else {
                try Pool.settle(cut: id, db)
            }
            if let selection { try Pool.save(selection: selection.made, projectKey: selection.projectKey, at: cut.time, db) }
            try publish(id)
            return id
        }
    }

    /// Runs something while no other version of the cut is saved.
    /// - Throws: `PoolError` of kind `overtaken` when there is a newer version than that by now.
    public func whileNewest(cut id: Int64?, _ body: () throws -> Void) throws {
        try write { db in
            try Pool.checkNewest(id, db)
            try body()
        }
    }

    /// The number of the version that the next one follows, whose clips stay where they can: the newest that is not provisional. Nil when
    /// there is none.
    public func settledCut() throws -> Int64? {
        try read { db in
            let known = try Int64.fetchOne(db, sql: "SELECT value FROM counters WHERE name = 'settled cut'")
            return try known.map { $0 > 0 ? $0 : nil } ?? Int64.fetchOne(db, sql: "SELECT max(id) FROM cuts")
        }
    }

    /// A version that was provisional is so no longer: nothing that it lacked is to come.
    public func settle(cut id: Int64) throws { try write { db in try Pool.settle(cut: id, db) } }

    private static func settle(cut id: Int64, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO counters VALUES ('settled cut', ?) ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)", arguments: [id])
    }

    private static func checkNewest(_ id: Int64?, _ db: Database) throws {
        guard try Int64.fetchOne(db, sql: "SELECT max(id) FROM cuts") == id else {
            throw PoolError(.overtaken, "the cut was changed by somebody else in the meantime; look at it and try again")
        }
    }

    /// The newest version; nil when nothing was cut yet.
    public func latestCut() throws -> CutVersion? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM cuts ORDER BY id DESC LIMIT 1").map { try CutVersion($0, Pool.cutNames(db)) }
        }
    }

    /// The version of that number; nil when there is none.
    public func cut(_ id: Int64) throws -> CutVersion? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM cuts WHERE id = ?", arguments: [id]).map { try CutVersion($0, Pool.cutNames(db)) }
        }
    }

    /// The number of the version of that name.
    public func cut(named name: String) throws -> Int64? {
        try read { db in try Int64.fetchOne(db, sql: "SELECT cut FROM cut_names WHERE name = ?", arguments: [name]) }
    }

    /// All versions, oldest first.
    public func cuts() throws -> [CutHeading] {
        try read { db in
            let names = try Pool.cutNames(db)
            return try Row.fetchAll(db, sql: "SELECT id, parent, time, kind, what, edits, clips FROM cuts ORDER BY id").map { row in
                let edits: CutEdits = try Stored.json(row["edits"])
                return CutHeading(
                    id: row["id"], parent: row["parent"], time: row["time"], kind: try Stored.word(row["kind"]), what: row["what"],
                    names: names[row["id"]] ?? [], clips: row["clips"], pins: edits.pins.count, isRecut: edits.bounds != nil)
            }
        }
    }

    /// Gives a version a name; another version that had it loses it.
    /// - Throws: `PoolError` for a name that could be a number or is empty, and for a version that is not there.
    public func name(cut id: Int64, _ name: String) throws {
        guard !name.isEmpty, name.count <= 60, Int64(name) == nil, !name.contains(where: \.isNewline) else {
            throw PoolError(.invalid, "'\(name)' is no name for a version: give up to 60 letters in one line, and not a number")
        }
        try write { db in
            guard try Int64.fetchOne(db, sql: "SELECT id FROM cuts WHERE id = ?", arguments: [id]) != nil else {
                throw PoolError(.unknown, "there is no version \(id) of the cut; 'mv cut list' shows them")
            }
            try db.execute(
                sql: "INSERT INTO cut_names (name, cut) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET cut = excluded.cut",
                arguments: [name, id])
        }
    }

    private static func cutNames(_ db: Database) throws -> [Int64: [String]] {
        var names: [Int64: [String]] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT cut, name FROM cut_names ORDER BY name") {
            names[row["cut"], default: []].append(row["name"])
        }
        return names
    }
}

extension CutVersion {
    fileprivate init(_ row: Row, _ names: [Int64: [String]]) throws {
        self.init(
            id: row["id"], parent: row["parent"], time: row["time"], kind: try Stored.word(row["kind"]), what: row["what"],
            names: names[row["id"]] ?? [], edits: try Stored.json(row["edits"]), slots: try Stored.json(row["slots"]),
            timeline: try Stored.json(row["timeline"]))
    }
}
