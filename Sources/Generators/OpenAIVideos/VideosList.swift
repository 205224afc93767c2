import Foundation
import Web

/// Looks in the list of jobs for one that may or may not have been accepted.
struct VideosList: Sendable {
    let dialect: VideosDialect
    let prompt: String
    let seed: Int?
    let size: String?
    /// Seconds since 1970 when it was asked.
    let asked: Int
    /// Ids that belong to other requests.
    let known: Set<String>

    private struct Entry {
        var id: String
        var prompt: String?
        var created: Int
        var seed: Int?
        var size: String?
    }
    /// How far two clocks may be apart, and how long a request may have been on its way.
    private static let (before, after) = (120, 720)
    private static let mostPages = 50
    private static let grace = 60

    /// - Parameter page: gives the answer to a GET of the list, with this query.
    func find(now: Int, _ page: ([(String, String)]) async throws -> WebAnswer) async throws -> Finding {
        if case .none = dialect.list { return .unsure("\(dialect.title) keeps no list of requests to look in") }
        let known = Set(known.map(Self.core))
        var strangers: [Entry] = []
        var last: String?
        for number in 0..<Self.mostPages {
            var query = [("limit", "100"), ("order", "desc")]
            if let last { query.append(("after", last)) }
            let answer = try await page(query)
            guard answer.status == 200, let data = answer.json?["data"]?.list else {
                if [401, 403].contains(answer.status) || answer.status >= 500 || answer.status == 429 { throw ServiceError.onLook(answer) }
                return .unsure("\(dialect.title) shows no list of requests (HTTP \(answer.status))")
            }
            let entries = data.compactMap(Self.entry)
            strangers += entries.filter { !known.contains(Self.core($0.id)) }
            let isOver = answer.json?["has_more"]?.bool != true || entries.isEmpty
            // The newest come first; a day before the request there is nothing to look for.
            if isOver || (entries.last?.created ?? 0) < asked - 86_400 { break }
            guard let next = answer.json?["last_id"]?.text ?? entries.last?.id, next != last else { break }
            last = next
            if number == Self.mostPages - 1 { return .unsure("\(dialect.title)'s list is too long to look through") }
        }
        return settle(strangers, now: now)
    }

    private func settle(_ strangers: [Entry], now: Int) -> Finding {
        let near = strangers.filter { $0.created >= asked - Self.before && $0.created <= asked + Self.after }
        let silent = near.filter { $0.prompt == nil }
        if !silent.isEmpty {
            return .unsure(
                "\(dialect.title) has \(silent.count == 1 ? "a request" : "\(silent.count) requests") from that time that nothing here "
                    + "knows of (\(silent.prefix(3).map(\.id).joined(separator: ", "))), and does not tell prompts")
        }
        let alike = near.filter(isAlike)
        if let nearest = alike.min(by: { abs($0.created - asked) < abs($1.created - asked) }) {
            // Several are several of our own, asked in doubt one after the other: without a seed one is as good as the other.
            let isOne = alike.count == 1 || seed == nil || alike.allSatisfy { $0.seed == seed }
            return isOne ? .found(Ticket(nearest.id)) : .unsure("\(alike.count) requests of \(dialect.title) may be it")
        }
        if strangers.contains(where: { $0.created >= asked - 86_400 && $0.prompt != nil && isAlike($0) }) {
            return .unsure("\(dialect.title) has a request with the same prompt from another time; its clock may be wrong")
        }
        if case .withPrompts(let kept?) = dialect.list, now - asked > kept {
            return .unsure("\(dialect.title) keeps requests for \(kept / 3600) h only, and it was asked longer ago")
        }
        // A gateway may still be passing it on.
        guard now - asked >= Self.grace else {
            return .unsure("\(dialect.title) does not show it so far; \(Self.grace) s after it was asked its list is believed")
        }
        return .never
    }

    private func isAlike(_ entry: Entry) -> Bool {
        guard let told = entry.prompt,
            told.trimmingCharacters(in: .whitespacesAndNewlines) == prompt.trimmingCharacters(in: .whitespacesAndNewlines)
        else { return false }
        if let told = entry.seed, let seed, told != seed { return false }
        if let told = entry.size, let size, told != size { return false }
        return true
    }

    private static func entry(_ json: JSONValue) -> Entry? {
        guard let id = json["id"]?.text else { return nil }
        let created = json["created_at"]?.double ?? json["created"]?.double ?? 0
        return Entry(
            id: id, prompt: json["prompt"]?.text, created: Int(created > 1e11 ? created / 1000 : created), seed: json["seed"]?.int,
            size: json["size"]?.text)
    }

    /// LiteLLM writes one job's id in several ways; the backend's id is inside all of them.
    static func core(_ id: String) -> String {
        guard id.hasPrefix("video_"), let data = Data(base64Encoded: String(id.dropFirst(6))),
            let text = String(data: data, encoding: .utf8), let mark = text.range(of: "video_id:")
        else { return id }
        return String(text[mark.upperBound...])
    }
}
