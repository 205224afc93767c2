/// Why a request was made beyond what the project file asks for.
public struct RequestReason: Hashable, Sendable, Codable {
    /// For people: "the hands of take 3f9c0d11", "its prompt was refused".
    public var text: String
    /// Words the picture should not show, added because takes were rejected for them.
    public var avoid: [String]
    /// Which of the shot's other prompts was sent, 0-based, after the first was refused.
    public var alternative: Int?

    public init(_ text: String, avoid: [String] = [], alternative: Int? = nil) {
        self.text = text
        self.avoid = avoid
        self.alternative = alternative
    }
}
