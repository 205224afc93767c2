/// What services call the states of a request, and what they mean. See docs/generators.md for where each word was seen.
public enum StatusWord: Hashable, Sendable {
    case queued, running, succeeded, failed, cancelled, expired
    /// A word nobody has seen: counted as running, so that it never decides anything.
    case unknown

    public init(_ word: String) {
        let plain = word.lowercased().filter { !$0.isWhitespace }.replacing("-", with: "_")
        self = Self.words[plain] ?? .unknown
    }

    private static let words: [String: StatusWord] = {
        let meanings: [(StatusWord, String)] = [
            (
                .queued,
                "queued pending in_queue starting submitted throttled not_start not_started created preprocessing preparing queued_waiting suspended"
            ),
            (
                .running,
                "in_progress processing running dreaming executing requires_action canceling cancelling cancel_requested"
            ),
            (.succeeded, "completed succeeded succeed success done"),
            (.failed, "failed error non_retryable_error incomplete budget_exceeded failure"),
            (.cancelled, "cancelled canceled aborted deleted"),
            (.expired, "expired lost"),
        ]
        var words: [String: StatusWord] = [:]
        for (meaning, list) in meanings { for word in list.split(separator: " ") { words[String(word)] = meaning } }
        return words
    }()
}
