package import Web

/// Reading what a service says in words.
package enum ServiceWords {
    /// The error text of an answer: services put it in `error`, `detail`, `message` or `title`, as a text, an object or a list.
    package static func error(in json: JSONValue?) -> String? {
        guard let json else { return nil }
        for key in ["error", "detail", "message", "title"] {
            if let text = plain(json[key]), !text.isEmpty { return text }
        }
        return nil
    }

    /// The same of an answer, without what must not be told.
    static func error(in answer: WebAnswer, _ web: WebClient) -> String? { error(in: answer.json).map { web.redactor.clean($0) } }

    /// The word for how far a request is. A number under the same name is the HTTP status of a problem document.
    package static func status(in json: JSONValue) -> String? {
        guard case .string(let status)? = json["status"], !status.isEmpty, Int(status) == nil else { return nil }
        return status
    }

    /// A text, the message of an object, or those of a list.
    static func plain(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text): return text
        case .object(let map):
            for key in ["message", "msg", "detail", "error", "title"] {
                if let text = plain(map[key]) { return text }
            }
            return nil
        case .array(let list):
            let texts = list.compactMap { plain($0) }
            return texts.isEmpty ? nil : texts.joined(separator: "; ")
        default: return nil
        }
    }

    private static let refusals = [
        "content_policy", "content policy", "content filter", "content_filter", "moderation", "safety", "flagged", "sensitive", "nsfw",
        "prohibited content", "policy violation", "responsible ai",
    ]

    /// True for the words services use when they refuse a prompt or a picture for its content. Only for texts of services that give no
    /// code for it.
    static func isRefusal(_ text: String) -> Bool {
        let text = text.lowercased()
        return refusals.contains { text.contains($0) }
    }

    /// The dollars of a service's answer in millionths.
    package static func microdollars(_ dollars: JSONValue?) -> Int? {
        guard let dollars = dollars?.double, dollars >= 0, dollars < 1_000_000 else { return nil }
        return Int((dollars * 1_000_000).rounded())
    }
}
