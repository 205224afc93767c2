import GRDB

/// A call to a scorer that may cost money. Sums in millionths of a US dollar.
public struct CallRecord: Hashable, Sendable {
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// Sent, or about to be.
        case asking
        case done
        /// Answered, and the answer was of no use.
        case failed
        /// It may have arrived and been billed, and no answer came.
        case lost
        /// A lost or failed one after which a person said to ask again.
        case settled
    }

    public var id: Int64
    public var scorer: String
    public var take: String
    public var shot: String
    public var key: String
    public var state: State
    public var reserved: Int
    public var billed: Int
    public var message: String?
}

extension Pool {
    /// Writes down that a scorer is about to be asked, on the disk when this returns; what it may cost is reserved until the call ends.
    /// - Parameter budget: refuses when all that was billed or is reserved would come to more than this.
    public func openCall(
        to scorer: String, model: String?, about take: TakeOfShot, key: String, estimated: Int, budget: Int?, at time: Int64
    ) throws -> Int64 {
        try write { db in
            if let budget, estimated > 0 {
                let committed = try Pool.spending(db).committed
                guard committed + estimated <= budget else {
                    throw PoolError(
                        .overBudget,
                        "asking scorer '\(scorer)' about one more take may cost \(Pool.dollars(estimated)), but of the budget of "
                            + "\(Pool.dollars(budget)) already \(Pool.dollars(committed)) are spent or promised; raise 'budget:'")
                }
            }
            let sql = """
                INSERT INTO calls (scorer, model, take, shot, key, state, reserved, billed, created)
                VALUES (?, ?, ?, ?, ?, 'asking', ?, 0, ?)
                """
            try db.execute(sql: sql, arguments: [scorer, model, take.take, take.shot, key, estimated, time])
            return db.lastInsertedRowID
        }
    }

    /// Ends a call. Of a lost one what was reserved counts as billed, so that a budget is never exceeded.
    public func closeCall(_ id: Int64, _ state: CallRecord.State, billed: Int = 0, message: String? = nil) throws {
        try write { db in
            let sql = """
                UPDATE calls SET state = ?1, billed = CASE WHEN ?1 = 'lost' THEN reserved ELSE ?2 END, reserved = 0, message = ?3
                WHERE id = ?4 AND state = 'asking'
                """
            try db.execute(sql: sql, arguments: [state.rawValue, billed, message, id])
        }
    }

    /// A call that certainly did not arrive was never made.
    public func forgetCall(_ id: Int64) throws {
        try write { db in try db.execute(sql: "DELETE FROM calls WHERE id = ? AND state = 'asking'", arguments: [id]) }
    }

    /// Calls that were under way when a program ended are lost. For the one program that holds the build lock.
    public func loseOpenCalls(of scorer: String) throws {
        try write { db in
            try db.execute(
                sql: """
                    UPDATE calls SET state = 'lost', billed = reserved, reserved = 0, message = 'the program ended while asking'
                    WHERE state = 'asking' AND scorer = ?
                    """, arguments: [scorer])
        }
    }

    /// The calls of a scorer, or of all, oldest first.
    public func calls(to scorer: String? = nil, states: Set<CallRecord.State> = Set(CallRecord.State.allCases)) throws -> [CallRecord] {
        let words = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
        return try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM calls WHERE state IN (\(words)) AND (?1 IS NULL OR scorer = ?1) ORDER BY id", arguments: [scorer]
            ).map { row in
                CallRecord(
                    id: row["id"], scorer: row["scorer"], take: row["take"], shot: row["shot"], key: row["key"],
                    state: try Stored.word(row["state"]), reserved: row["reserved"], billed: row["billed"], message: row["message"])
            }
        }
    }

    /// A person says that what was lost or failed is to be asked again. Gives the number of calls.
    public func settleCalls(of scorer: String) throws -> Int {
        try write { db in
            try db.execute(
                sql: "UPDATE calls SET state = 'settled' WHERE scorer = ? AND state IN ('lost', 'failed')", arguments: [scorer])
            return db.changesCount
        }
    }
}
