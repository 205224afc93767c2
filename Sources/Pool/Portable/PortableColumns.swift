/// The columns that travel.
enum PortableColumns {
    static let shot = ["id", "position", "prompt", "definition"]
    static let request = [
        "id", "shot", "variant", "ordinal", "seed", "generator", "kind", "model", "prompt", "negative", "recipe_key", "recipe", "state",
        "attempt", "provider_id", "estimated", "reserved", "billed", "error", "take", "parent", "why", "sent", "warnings", "status",
        "asked", "created", "updated",
    ]
    static let event = ["attempt", "state", "time", "provider_id", "billed", "message"]
    static let take = [
        "id", "bytes", "extension", "container", "codec", "width", "height", "pixel_format", "rate", "frames", "seconds", "has_audio",
        "bit_rate", "rotation", "has_c2pa", "metadata", "broken", "archived", "created",
    ]
    static let origin = [
        "take", "shot", "ordinal", "request", "variant", "generator", "kind", "model", "prompt", "negative", "seed", "recipe_key", "recipe",
        "cost", "imported_from", "created",
    ]
    static let scores = ["key", "scores", "created"]
    static let opinion = ["take", "shot", "scorer", "key", "opinion", "created"]
    static let decision = ["time", "kind", "text", "stars", "usable_start", "usable_count"]
    static let tag = ["tag", "time"]

    static let insertShot = insert("shots", shot + ["active", "removed"])
    static let insertRequest = insert("requests", request) + " ON CONFLICT (id) DO NOTHING"
    /// By the number of rows, 1 to 16.
    static let insertEvents = (0...16).map { insert("request_events", ["request"] + event, $0) }
    static let insertTake = insert("takes", take) + " ON CONFLICT (id) DO NOTHING"
    static let insertOrigin = insert("origins", origin) + " ON CONFLICT (take, shot) DO NOTHING"

    /// What this pool knows itself stays.
    static let insertOpinion = insert("opinions", opinion, 1) + " ON CONFLICT (take, shot, scorer) DO NOTHING"

    private static func insert(_ table: String, _ columns: [String], _ count: Int = 1) -> String {
        let row = "(\(columns.map { _ in "?" }.joined(separator: ", ")))"
        let rows = Array(repeating: row, count: count).joined(separator: ", ")
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(rows)"
    }
}
