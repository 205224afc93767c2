package import Foundation

/// The headers of one call of a chain of redirects.
package enum HopHeaders {
    /// What may follow a redirect to a stranger: how to send the file, nothing about who asks.
    private static let harmless: Set<String> = ["accept", "accept-encoding", "range", "if-range", "user-agent"]

    /// - Parameters:
    ///   - url: where this call goes.
    ///   - first: where the chain began, which is whom the headers were meant for.
    package static func fields(
        to url: URL, from first: URL, given: [(String, String)], credentials: [Credential]
    ) -> [(String, String)] {
        guard let origin = Origin(url) else { return [] }
        let isHome = origin == Origin(first)
        var fields = given.filter { isHome || harmless.contains($0.0.lowercased()) }
        for (name, value) in [("User-Agent", "mv"), ("Accept-Encoding", "identity")]
        where !fields.contains(where: { $0.0.lowercased() == name.lowercased() }) {
            fields.append((name, value))
        }
        for credential in credentials where credential.origin == origin {
            fields.removeAll { $0.0.lowercased() == credential.header.lowercased() }
            fields.append((credential.header, credential.value))
        }
        return fields
    }
}
