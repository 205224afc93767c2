import Timebase

/// Refuses rows that could be written but not be read back, which would break every list of the pool. What a table refuses by itself is
/// left to it.
enum PortableCheck {
    private static let facts = [
        "container", "codec", "width", "height", "pixel_format", "seconds", "has_audio", "bit_rate", "rotation", "has_c2pa", "metadata",
    ]

    static func take(_ row: PortableRow) throws {
        guard let rate = row["rate"]?.asText, row["frames"] ?? .null != .null else { return }
        _ = try FrameRate(stored: rate)
        guard facts.allSatisfy({ row[$0] ?? .null != .null }) else {
            throw PoolError(.invalid, "take \((row["id"]?.asText ?? "").prefix(8)) has only some of the facts of its file")
        }
        _ = try Stored.map(row["metadata"]?.asText ?? "")
    }

    static func origin(_ row: PortableRow) throws {
        if let variant = row["variant"]?.asText { _ = try Stored.map(variant) }
        if let seed = row["seed"]?.asText { _ = try Stored.seed(seed) }
    }

    /// Also that it asks for what its id says.
    static func request(_ row: PortableRow, id: String) throws {
        func text(_ column: String) -> String { row[column]?.asText ?? "" }
        let _: RequestState = try Stored.word(text("state"))
        if let why = row["why"]?.asText { let _: RequestReason = try Stored.json(why) }
        if let warnings = row["warnings"]?.asText { _ = try Stored.list(warnings) }
        let plan = RequestPlan(
            shot: text("shot"), variant: try Stored.map(text("variant")), ordinal: 0, seed: try Stored.seed(text("seed")),
            generator: text("generator"), kind: "", prompt: "", recipeKey: text("recipe_key"), recipe: "")
        guard plan.id == id else { throw PoolError(.invalid, "request \(id.prefix(8)) does not ask for what its id says") }
    }
}
