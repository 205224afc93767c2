import GRDB

/// Where a take comes from and what came after it.
public struct Lineage: Hashable, Sendable {
    /// One take of the line, with the request that it first came of.
    public struct Link: Hashable, Sendable {
        public var take: String
        /// Nil when the pool no longer has it.
        public var record: TakeRecord?
        /// Nil for an import.
        public var request: RequestRecord?
    }

    /// The take itself, then the one it is a retake of, and so on to the first.
    public var chain: [Link]
    /// Requests that ask for the take anew, oldest first.
    public var retakes: [RequestRecord]
}

extension Pool {
    public func lineage(of take: String) throws -> Lineage {
        try read { db in
            var chain: [Lineage.Link] = []
            var (next, seen): (String?, Set<String>) = (take, [])
            while let id = next, seen.insert(id).inserted {
                var link = Lineage.Link(take: id)
                do {
                    link.record = try Pool.requireTake(id, shot: nil, db)
                } catch let error as PoolError where error.kind == .unknown && !chain.isEmpty {
                    link.record = nil
                }
                link.request = try link.record?.origin.request.map { try Pool.require($0, db) } ?? Pool.firstRequest(of: id, db)
                chain.append(link)
                next = link.request?.plan.parent
            }
            let retakes = try Row.fetchAll(
                db, sql: "SELECT * FROM requests WHERE parent = ? ORDER BY created, ordinal, id", arguments: [take]
            ).map(RequestRecord.init)
            return Lineage(chain: chain, retakes: retakes)
        }
    }

    private static func firstRequest(of take: String, _ db: Database) throws -> RequestRecord? {
        try Row.fetchOne(db, sql: "SELECT * FROM requests WHERE take = ? ORDER BY created, id LIMIT 1", arguments: [take])
            .map(RequestRecord.init)
    }
}
