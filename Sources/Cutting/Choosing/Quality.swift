/// How good a take is on its own, with what the number is made of.
public struct Quality: Hashable, Sendable {
    public struct Part: Hashable, Sendable {
        public var name: String
        /// 0 to 1.
        public var score: Double
        /// The part's share in the whole; the shares of a take sum to 1.
        public var weight: Double
    }

    /// The weighted mean of the parts, 0 to 1.
    public var value: Double
    /// The heaviest first.
    public var parts: [Part]

    /// `quality 0.81 (sharpness 0.90, motion 0.62)`: the four heaviest parts, and any other that is poor.
    public var explanation: String {
        let told = parts.enumerated().filter { $0.offset < 4 || $0.element.score < 0.4 }.map(\.element)
        let words = told.map { "\($0.name) \(Wording.fixed($0.score))" }.joined(separator: ", ")
        return "quality \(Wording.fixed(value))" + (words.isEmpty ? "" : " (\(words))")
    }
}
