/// `Content-Range: bytes 100-199/500`, https://www.rfc-editor.org/rfc/rfc9110#section-14.4
package struct ContentRange: Hashable, Sendable {
    package var start: Int64
    package var end: Int64
    /// Nil when the server does not know.
    package var total: Int64?

    package init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
        let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
        let places = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, places.count == 2, let start = places[0], let end = places[1], start >= 0, end >= start else { return nil }
        if parts[1] == "*" {
            total = nil
        } else {
            guard let total = Int64(parts[1]), total > end else { return nil }
            self.total = total
        }
        self.start = start
        self.end = end
    }
}
