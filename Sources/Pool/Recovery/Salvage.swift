import GRDB

/// Reads of a damaged database what SQLite still can: row by row, past what it cannot.
struct Salvage {
    /// What came of a table.
    struct Read: Hashable {
        var rows = 0
        /// Numbers of rows that could not be read; numbers that nothing had are among them.
        var gaps: [Range<Int64>] = []
        /// Something could not be read, and it is not known how much.
        var isCutShort = false

        var isWhole: Bool { gaps.isEmpty && !isCutShort }
    }

    private static let tries = 100_000
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// Gives every row that can be read to `body`, some of them twice.
    ///
    /// - Parameter key: the columns of the key of a table without row numbers; empty for others.
    func each(_ table: String, key: [String], _ body: (Row) throws -> Void) throws -> Read {
        try key.isEmpty ? byNumber(table, body) : fromBothEnds(table, key, body)
    }

    /// From each place that cannot be read to the next number at which the table can be entered again.
    private func byNumber(_ table: String, _ body: (Row) throws -> Void) throws -> Read {
        var (read, next, left) = (Read(), Int64.min, Self.tries)
        while true {
            var last: Int64?
            let isDone = try untilDamage("SELECT rowid AS \(Self.number), * FROM \(table) NOT INDEXED WHERE rowid >= ? ORDER BY rowid", [next]) { row in
                last = row[Self.number]
                read.rows += 1
                try body(row)
            }
            if isDone { return read }
            let bad = last.map { $0 + 1 } ?? next
            guard let good = entrance(to: table, after: bad, &left) else {
                read.isCutShort = true
                return read
            }
            if bad == Int64.min { read.isCutShort = true } else { read.gaps.append(bad..<good) }
            next = good
        }
    }

    static let number = "mv_number"

    /// The lowest number above a bad one from which a row is found, or the end of the table.
    private func entrance(to table: String, after bad: Int64, _ left: inout Int) -> Int64? {
        let sql = "SELECT rowid FROM \(table) NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT 1"
        func canEnter(_ number: Int64) -> Bool {
            left -= 1
            return (try? Int64.fetchOne(db, sql: sql, arguments: [number]).map { _ in true } ?? true) ?? false
        }
        // Numbers of rows begin at 1.
        var (lower, step) = (max(bad, 0), Int64(1))
        while left > 0, step < 1 << 50 {
            let number = lower + step
            if canEnter(number) {
                var upper = number
                while upper - lower > 1, left > 0 {
                    let middle = lower + (upper - lower) / 2
                    if canEnter(middle) { upper = middle } else { lower = middle }
                }
                return upper
            }
            (lower, step) = (number, step * 2)
        }
        return nil
    }

    /// A table without numbers is read from its front and from its back.
    private func fromBothEnds(_ table: String, _ key: [String], _ body: (Row) throws -> Void) throws -> Read {
        var read = Read()
        func pass(_ order: String) throws -> Bool {
            try untilDamage("SELECT * FROM \(table) ORDER BY " + key.map { "\($0) \(order)" }.joined(separator: ", "), []) { row in
                read.rows += 1
                try body(row)
            }
        }
        if try !pass("ASC") {
            read.isCutShort = true
            _ = try pass("DESC")
        }
        return read
    }

    /// - Returns: false when reading stopped at something damaged.
    private func untilDamage(_ sql: String, _ arguments: StatementArguments, _ body: (Row) throws -> Void) throws -> Bool {
        let rows: RowCursor
        do {
            rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
        } catch let error as DatabaseError where error.isDamage {
            return false
        }
        while true {
            let row: Row?
            do {
                row = try rows.next()
            } catch let error as DatabaseError where error.isDamage {
                return false
            }
            guard let row else { return true }
            try body(row)
        }
    }
}

extension DatabaseError {
    /// The bytes are not what they should be, or the disk does not give them.
    var isDamage: Bool { [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_IOERR, .SQLITE_ERROR].contains(resultCode) }
}
