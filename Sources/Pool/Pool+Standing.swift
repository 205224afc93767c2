import GRDB

extension Pool {
    /// A number that stands for everything takes are chosen by: takes, shots, scores, opinions and decisions. While it is the same, so
    /// are they; after any change of them, by whatever program, it is another one. Requests, selections, cuts and films do not count.
    public func standing() throws -> Int64 { try standing(of: "takes") }

    /// The same for what was asked for: shots, what they ask for today, and the journal of requests. Decisions and scores do not count.
    public func askStanding() throws -> Int64 { try standing(of: "asks") }

    private func standing(of name: String) throws -> Int64 {
        try read { db in try Int64.fetchOne(db, sql: "SELECT number FROM standing WHERE name = ?", arguments: [name]) ?? 0 }
    }
}
