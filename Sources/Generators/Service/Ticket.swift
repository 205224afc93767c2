import Content
import Foundation

/// What a service gives back on asking: enough to find the work again after a crash. Written down before anything else happens.
public struct Ticket: Hashable, Sendable, Codable {
    /// The service's id, as it was when the request was made.
    public var id: String
    /// Addresses the service gave for following the request: `status`, `result`, `cancel`. They hold no secrets.
    public var links: [String: String]

    public init(_ id: String, links: [String: String] = [:]) {
        self.id = id
        self.links = links
    }

    /// As the journal keeps it: the id alone, or JSON when there are links.
    public var text: String {
        guard !links.isEmpty || id.hasPrefix("{") else { return id }
        guard let text = try? CanonicalJSON.text(self) else { preconditionFailure("a ticket is always plain JSON") }
        return text
    }

    public init(text: String) {
        if text.hasPrefix("{"), let ticket: Ticket = try? CanonicalJSON.decode(from: Data(text.utf8)) {
            self = ticket
        } else {
            self.init(text)
        }
    }
}
