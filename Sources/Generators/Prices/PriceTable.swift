/// What a second of video costs where the project does not say: a dated list, to estimate with. Prices change; `price_per_second` and
/// `price_per_take` in the project go before it.
public enum PriceTable {
    public struct Price: Hashable, Sendable {
        public var microdollarsPerSecond: Int
        /// When the price was looked up, as `2026-11`.
        public var asOf: String
        /// Whose price it is, where it is not the service's own.
        public var note: String?
    }

    /// When the list was made.
    public static let asOf = "2026-11"

    /// The price of a model at a size; nil when the list does not have the model, never 0.
    ///
    /// A size between two steps is taken as the larger one, one above the largest as the largest: services make no larger video.
    public static func price(kind: String, model: String, width: Int, height: Int) -> Price? {
        let model = model.lowercased()
        guard let row = rows.first(where: { $0.kind == kind && matches(model, $0.words) }) else { return nil }
        let lines = min(width, height)
        guard let step = row.steps.first(where: { $0.lines >= lines }) ?? row.steps.last else { return nil }
        return Price(microdollarsPerSecond: step.microdollars, asOf: asOf, note: row.note)
    }

    /// Every word of the pattern is in the name, in that order: `minimax h3` is in `minimax/minimax-h3`. `=gen4.5` is that name alone.
    private static func matches(_ model: String, _ words: String) -> Bool {
        if words.hasPrefix("=") { return model == words.dropFirst() }
        var rest = model[...]
        for word in words.split(separator: " ") {
            guard let found = rest.firstRange(of: word) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }

    struct Row: Sendable {
        var kind: String
        /// Parts of the model's name, in order.
        var words: String
        /// From small to large, by the lines of the shorter side.
        var steps: [Step]
        var note: String?
    }

    struct Step: Sendable {
        var lines: Int
        var microdollars: Int
    }
}
