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

    static func decision(_ row: PortableRow) throws {
        func number(_ column: String, _ range: ClosedRange<Int64>) -> Bool { row[column]?.integer.map(range.contains) ?? false }
        func isNull(_ column: String) -> Bool { row[column] ?? .null == .null }
        let isWhole =
            switch row["kind"]?.text {
            case "pick", "reject", "unset": true
            case "stars": number("stars", 0...5)
            case "note": row["text"]?.text != nil
            case "usable": isNull("usable_start") == isNull("usable_count")
            default: false
            }
        let most = Int64(Int32.max)
        guard isWhole, row["time"]?.integer != nil, isNull("text") || row["text"]?.text != nil,
            isNull("usable_start") || number("usable_start", 0...most), isNull("usable_count") || number("usable_count", 1...most)
        else { throw PoolError(.invalid, "a decision is of no known kind, or lacks what its kind needs") }
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
