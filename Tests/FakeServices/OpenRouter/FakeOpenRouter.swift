import Foundation
import Synchronization
import Web

/// OpenRouter's video API: 202 on create, a relative polling address, errors as texts, content that needs the key or signed addresses on
/// another host, and a list of models with gaps.
public final class FakeOpenRouter: FakeService {
    public let book: ScenarioBook
    public let jobs: HostedJobs
    public let key: String
    /// Where signed addresses point; without it the content needs the key.
    private let signed: (media: FakeMedia, url: String)?
    private let list = Mutex((listed: 0, fails: false))

    public init(_ book: ScenarioBook = ScenarioBook(), key: String = "or-key", signed: (FakeMedia, String)? = nil) {
        self.book = book
        jobs = HostedJobs(book)
        self.key = key
        self.signed = signed.map { (media: $0.0, url: $0.1) }
    }

    /// How often the list of models was fetched.
    public var listed: Int { list.withLock { $0.listed } }
    /// Makes the list unavailable, or available again.
    public func failList(_ fails: Bool = true) { list.withLock { $0.fails = fails } }

    private static func error(_ code: Int, _ message: String, _ metadata: JSONValue = .null, headers: [(String, String)] = []) -> FakeAnswer
    {
        .json(
            .object(["error": .object(["code": .integer(code), "message": .string(message), "metadata": metadata])]), status: code,
            headers: headers)
    }

    public func answer(_ seen: Seen) async -> FakeAnswer {
        if seen.matches("GET", "api/v1/videos/models") != nil {
            return list.withLock { list in
                if list.fails { return .page(status: 503) }
                list.listed += 1
                return .json(Self.models)
            }
        }
        guard seen.parts.starts(with: ["api", "v1", "videos"]) else { return .page(status: 404) }
        guard seen.header("Authorization") == "Bearer \(key)" else { return Self.error(401, "No auth credentials found") }
        if seen.matches("POST", "api/v1/videos") != nil { return await create(seen) }
        if let id = seen.matches("GET", "api/v1/videos/{id}")?.first { return look(id, seen) }
        if let id = seen.matches("GET", "api/v1/videos/{id}/content")?.first { return content(id, seen) }
        return Self.error(404, "Not found")
    }

    private func create(_ seen: Seen) async -> FakeAnswer {
        guard let body = seen.json, let name = body["model"]?.text else { return Self.error(400, "Invalid JSON body") }
        guard let model = Self.models["data"]?.list?.first(where: { $0["id"]?.text == name }) else {
            return Self.error(404, "No endpoints found for \(name).")
        }
        for (field, legal) in [
            ("duration", "supported_durations"), ("resolution", "supported_resolutions"), ("aspect_ratio", "supported_aspect_ratios"),
        ] {
            if let value = body[field], let legal = model[legal]?.list, !legal.contains(value) {
                return Self.error(400, "\(field): not one of the model's")
            }
        }
        let created = await jobs.create(seen, body, prompt: body["prompt"]?.text ?? "", id: { "gen-vid-\($0)=" }) { submit in
            switch submit {
            case .rateLimited(let after): Self.error(429, "Rate limit exceeded", headers: after.headers)
            case .noCredit: Self.error(402, "Insufficient credits. Add more using https://openrouter.ai/credits")
            case .unauthorised: Self.error(401, "User not found.")
            case .refused:
                Self.error(
                    403, "Your prompt was flagged",
                    ["reasons": ["violence"], "flagged_input": "a prompt…", "provider_name": "Seed"])
            case .rejected(let status, let text): Self.error(status, text)
            default: Self.error(500, "Internal Server Error")
            }
        }
        switch created {
        case .answer(let answer): return answer
        case .accepted(let job):
            return .json(["id": .string(job.id), "polling_url": .string(Self.path(job.id)), "status": "pending"], status: 202)
        }
    }

    private static func path(_ id: String) -> String {
        "/api/v1/videos/" + (id.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-"))) ?? "")
    }

    private func look(_ id: String, _ seen: Seen) -> FakeAnswer {
        guard let (job, look) = jobs.look(id) else { return Self.error(404, "Job \(id) not found") }
        var answer: [String: JSONValue] = [
            "id": .string(id), "polling_url": .string(Self.path(id)), "generation_id": .string("gen-\(job.number)"),
        ]
        switch look {
        case .fault(let answer): return answer
        case .working(let looks, let word): answer["status"] = .string(word ?? (looks == 0 ? "pending" : "in_progress"))
        case .ended:
            switch job.scenario.ending {
            case .failed(let failure):
                answer["status"] = "failed"
                switch failure {
                case .withCode(let code, let text): answer["error"] = .string("\(code): \(text)")
                case .withoutCode(let text), .asText(let text): answer["error"] = .string(text)
                case .null: answer["error"] = .null
                }
            case .refused:
                answer["status"] = "failed"
                answer["error"] = "The request was rejected by the provider's content moderation"
            case .cancelled: answer["status"] = "cancelled"
            case .expired: answer["status"] = "expired"
            case .empty: finish(&answer, job, count: 0, seen)
            case .succeeded, .never: finish(&answer, job, count: job.scenario.outputs, seen)
            }
        }
        return .json(.object(answer), headers: job.scenario.lookHeaders)
    }

    private func finish(_ answer: inout [String: JSONValue], _ job: HostedJobs.Job, count: Int, _ seen: Seen) {
        answer["status"] = .string(job.scenario.doneWord ?? "completed")
        answer["usage"] = ["cost": 0.35, "is_byok": false]
        let host = "http://" + (seen.header("Host") ?? "")
        answer["unsigned_urls"] = .array((0..<count).map { .string("\(host)\(Self.path(job.id))/content?index=\($0)") })
        guard let signed else { return }
        for index in 0..<count {
            signed.media.publish("\(job.number)-\(index).mp4") { [jobs] seen in Self.file(job.id, index, jobs, seen) }
        }
        answer["urls"] = .array((0..<count).map { .string("\(signed.url)/\(job.number)-\($0).mp4?token=signed") })
        answer["expires_at"] = "2026-11-22T23:00:00Z"
    }

    private func content(_ id: String, _ seen: Seen) -> FakeAnswer {
        guard let job = jobs[id] else { return Self.error(410, "The content is gone") }
        guard job.isEnded else { return Self.error(409, "The video is not ready") }
        guard let index = Int(seen.query["index"] ?? "0"), index < job.scenario.outputs else {
            return Self.error(400, "index is out of range")
        }
        if let other = job.scenario.redirect { return .redirect(to: "\(other)/\(job.number).mp4") }
        return Self.file(id, index, jobs, seen)
    }

    private static func file(_ id: String, _ index: Int, _ jobs: HostedJobs, _ seen: Seen) -> FakeAnswer {
        guard let clip = try? FakeClip.bytes(id: "\(id)-\(index)") else { return error(500, "no clip can be made") }
        return jobs.fetch(id, clip, for: seen)
    }
}
