import Foundation
import Web

/// A job as a server tells it, whatever the HTTP code it came with: vLLM-Omni tells of a failed job with 500, LiteLLM with 400 and the
/// job inside the text of an error.
struct VideoJobAnswer: Sendable {
    let json: JSONValue
    let word: String

    init?(_ answer: WebAnswer) {
        guard let json = answer.json else { return nil }
        self.init(json)
    }

    init?(_ json: JSONValue, depth: Int = 0) {
        if let word = ServiceWords.status(in: json) {
            (self.json, self.word) = (json, word)
        } else if let inner = json["data"], inner.map != nil, let job = VideoJobAnswer(inner) {
            self = job
        } else if depth == 0, let text = json["error"]?["message"]?.text ?? json["error"]?.text, let inside = Self.json(in: text),
            let job = VideoJobAnswer(inside, depth: 1)
        {
            self = job
        } else {
            return nil
        }
    }

    private static func json(in text: String) -> JSONValue? {
        guard let start = text.firstIndex(of: "{"), let end = text.lastIndex(of: "}"), start < end else { return nil }
        return try? JSONValue(parsing: Data(text[start...end].utf8))
    }

    /// 0…1. Servers write it as 30, "30%", 0.3 and null.
    var share: Double? {
        guard let told = json["progress"], let number = told.double, number.isFinite else { return nil }
        let isPercent = told.text?.contains("%") ?? false
        // One, as a whole number, is one percent: nobody counts whole jobs.
        if !isPercent, number > 0, number < 1 { return number }
        return number / 100
    }

    /// How many files it made.
    var count: Int { max(1, json["num_outputs"]?.int ?? 1, json["urls"]?.list?.count ?? 0, json["data"]?.list?.count ?? 0) }

    /// Where the job itself says that a file is. Addresses may be relative to the service's.
    func addresses(_ index: Int, base: URL) -> [URL] {
        var texts: [String?] = [json["urls"]?[index]?.text, json["data"]?[index]?["url"]?.text]
        if index == 0 {
            texts += [
                json["url"]?.text, json["video_url"]?.text, json["video_url"]?["url"]?.text, json["output"]?["url"]?.text,
                json["output"]?.text, json["video"]?["url"]?.text,
            ]
        }
        var addresses: [URL] = []
        for text in texts {
            guard let text, !text.isEmpty, let url = URL(string: text, relativeTo: base)?.absoluteURL, Origin(url) != nil else { continue }
            if !addresses.contains(url) { addresses.append(url) }
        }
        return addresses
    }

    /// The file itself, where it came along.
    func inline(_ index: Int) -> Data? {
        let text = json["data"]?[index]?["b64_json"]?.text ?? (index == 0 ? json["b64_json"]?.text : nil)
        return text.flatMap { Data(base64Encoded: $0, options: .ignoreUnknownCharacters) }
    }

    /// A path on the server's own disk where an address should be.
    var pathThere: String? {
        let texts = [json["data"]?[0]?["url"]?.text, json["url"]?.text]
        return texts.compactMap { $0 }.first { $0.hasPrefix("file:") || $0.hasPrefix("/") }
    }
}
