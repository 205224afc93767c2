import Foundation

/// The ways in which servers say when to come again.
enum RetryAfter {
    static let most = Duration.seconds(600)

    static func duration(_ headers: WebHeaders, now: Date = Date()) -> Duration? {
        for (name, unit) in [("retry-after-ms", 0.001), ("retry-after", 1), ("openai-poll-after-ms", 0.001)] {
            guard let text = headers[name]?.trimmingCharacters(in: .whitespaces), !text.isEmpty else { continue }
            if let number = Double(text), number.isFinite { return capped(number * unit) }
            // Measured against the server's own clock: ours may be wrong.
            if let date = HTTPDate.seconds(text) {
                return capped(date - (headers["date"].flatMap(HTTPDate.seconds) ?? now.timeIntervalSince1970))
            }
        }
        return nil
    }

    private static func capped(_ seconds: Double) -> Duration {
        .milliseconds(Int64((min(max(seconds, 0), 600) * 1000).rounded(.up)))
    }
}
