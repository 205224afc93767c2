import GRDB

extension Pool {
    /// A number that stands for everything takes are chosen by: takes, shots, scores, opinions and decisions. While it is the same, so
    /// are they; after any change of them, by whatever program, it is another one. Requests, selections, cuts and films do not count.
    public func standing() throws -> Int64 {
        try read { db in try Int64.fetchOne(db, sql: "SELECT number FROM standing") ?? 0 }
    }
}
