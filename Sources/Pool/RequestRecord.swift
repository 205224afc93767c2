import GRDB

/// A request as the journal has it.
public struct RequestRecord: Hashable, Sendable, Codable, Identifiable {
    public var plan: RequestPlan
    public var state: RequestState
    /// 1 for the first time it is asked.
    public var attempt: Int
    /// The service's name for it.
    public var providerID: String?
    /// Millionths of a dollar that the service may still bill.
    public var reserved: Int
    /// Millionths of a dollar billed so far, over all attempts.
    public var billed: Int
    /// What went wrong last.
    public var error: String?
    /// The take that came of it.
    public var take: String?
    /// What was sent, as JSON without credentials; of the last attempt. Nil for generators on this machine.
    public var sent: String?
    /// What the service could not do of what was asked.
    public var warnings: [String]
    /// The service's own word for where the request is.
    public var status: String?
    /// When it was last about to be sent.
    public var asked: Int64?
    public var created: Int64
    public var updated: Int64

    public var id: String { plan.id }
    public var shot: String { plan.shot }
}

/// One step of a request, as its journal keeps it.
public struct RequestEvent: Hashable, Sendable, Codable {
    public var attempt: Int
    public var state: RequestState
    public var time: Int64
    public var providerID: String?
    /// Millionths of a dollar billed with this step.
    public var billed: Int
    public var message: String?
}

extension RequestRecord {
    init(_ row: Row) throws {
        plan = RequestPlan(
            shot: row["shot"], variant: try Stored.map(row["variant"]), ordinal: row["ordinal"], seed: try Stored.seed(row["seed"]),
            generator: row["generator"], kind: row["kind"], model: row["model"], prompt: row["prompt"], negative: row["negative"],
            recipeKey: row["recipe_key"], recipe: row["recipe"], estimated: row["estimated"],
            parent: row["parent"], reason: try (row["why"] as String?).map(Stored.json))
        state = try Stored.word(row["state"])
        attempt = row["attempt"]
        providerID = row["provider_id"]
        reserved = row["reserved"]
        billed = row["billed"]
        error = row["error"]
        take = row["take"]
        sent = row["sent"]
        warnings = try (row["warnings"] as String?).map(Stored.list) ?? []
        status = row["status"]
        asked = row["asked"]
        created = row["created"]
        updated = row["updated"]
    }
}

extension RequestEvent {
    init(_ row: Row) throws {
        attempt = row["attempt"]
        state = try Stored.word(row["state"])
        time = row["time"]
        providerID = row["provider_id"]
        billed = row["billed"]
        message = row["message"]
    }
}
