public import Editorial

/// Why a take was rejected: a word of a short list, words of one's own, or both, kept as the one text `hands: six fingers`.
public struct RejectReason: Hashable, Sendable, Codable {
    /// What generators get wrong, as people sort it.
    public enum Category: String, Hashable, Sendable, Codable, CaseIterable {
        case face, hands, text, drift, camera, style, artefact, boring, duplicate, other

        public var meaning: String {
            switch self {
            case .face: "a face that melts or is another person's"
            case .hands: "hands or fingers"
            case .text: "letters, signs or watermarks"
            case .drift: "things change or wander during the take"
            case .camera: "the camera does not move as asked"
            case .style: "not the look that was asked for"
            case .artefact: "blocks, flicker, seams"
            case .boring: "nothing wrong, nothing in it"
            case .duplicate: "like another take that is better"
            case .other: "none of these"
            }
        }

        fileprivate static let spellings = [
            "faces": Category.face, "hand": .hands, "artefacts": .artefact, "artifact": .artefact, "artifacts": .artefact,
        ]

        /// From its word in any case, with the usual other spellings.
        public init?(word: some StringProtocol) {
            let word = word.lowercased()
            guard let category = Category(rawValue: word) ?? Self.spellings[word] else { return nil }
            self = category
        }
    }

    public var category: Category?
    /// Beyond the category.
    public var words: String?

    public init(category: Category?, words: String? = nil) {
        self.category = category
        self.words = words.flatMap { $0.contains { !$0.isWhitespace } ? $0.trimmed : nil }
    }

    /// Nil for no reason. The category is the word the text begins with, if it is one of the list.
    public init?(_ text: String?) {
        guard let text = text?.trimmed, !text.isEmpty else { return nil }
        let first = text.prefix { $0.isASCII && $0.isLetter }
        let category = Category(word: first)
        let rest = text.dropFirst(first.count).drop { ":;,.-–— ".contains($0) }
        self.init(category: category, words: category == nil ? text : String(rest))
    }

    public var text: String { [category?.rawValue, words].compactMap { $0 }.joined(separator: ": ") }
}

extension Verdict {
    /// What a rejection is counted under; nil for one without a word of the list.
    public var category: RejectReason.Category? { RejectReason(reason)?.category }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
