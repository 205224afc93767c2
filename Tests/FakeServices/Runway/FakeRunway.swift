import Foundation
import Synchronization
import Web

/// Runway: a version in every request, 400 for any field it does not know, tasks that wait for their turn, costs in credits, failure
/// codes, addresses that die and are fresh on the next look, and uploads by a form to another host.
public final class FakeRunway: FakeService {
    public let book: ScenarioBook
    public let jobs: HostedJobs
    public let key: String
    private let media: (fake: FakeMedia, url: String)
    private struct Knobs {
        var uploads = 0
        var addresses = 0
        var dyingLooks = 0
        var good: Set<String> = ["none"]
    }
    private let knobs = Mutex(Knobs())

    public init(_ book: ScenarioBook = ScenarioBook(), key: String = "key_runway", media: (FakeMedia, String)) {
        self.book = book
        jobs = HostedJobs(book)
        self.key = key
        self.media = (fake: media.0, url: media.1)
    }

    /// The addresses of so many looks are dead when they are told; only later ones are good.
    public func killAddresses(ofLooks count: Int) { knobs.withLock { $0.dyingLooks = count } }
    /// How often a place to upload to was asked for.
    public var uploads: Int { knobs.withLock { $0.uploads } }

    private static let fields: Set<String> = [
        "model", "promptText", "ratio", "duration", "seed", "audio", "negativePrompt", "cfgScale", "promptImage", "references",
        "referenceVideos", "referenceAudio", "resolution", "outputFormat", "contentModeration",
    ]
    private static let ratios = ["1280:720", "720:1280", "1104:832", "960:960", "832:1104", "1584:672"]

    private static func error(_ status: Int, _ text: String, issues: [(String, String)] = [], headers: [(String, String)] = [])
        -> FakeAnswer
    {
        var answer: [String: JSONValue] = ["error": .string(text)]
        if !issues.isEmpty {
            answer["issues"] = .array(
                issues.map { ["code": "custom", "path": [.string($0.0)], "message": .string($0.1)] })
        }
        return .json(.object(answer), status: status, headers: headers)
    }

    public func answer(_ seen: Seen) async -> FakeAnswer {
        guard seen.parts.first == "v1" else { return Self.error(404, "Not found") }
        guard seen.header("Authorization") == "Bearer \(key)" else { return Self.error(401, "The API key is invalid") }
        guard seen.header("X-Runway-Version") == "2024-11-06" else {
            return Self.error(400, "X-Runway-Version header is required")
        }
        for place in ["text_to_video", "image_to_video"] where seen.matches("POST", "v1/\(place)") != nil { return await create(seen) }
        if let id = seen.matches("GET", "v1/tasks/{id}")?.first { return look(id) }
        if let id = seen.matches("DELETE", "v1/tasks/{id}")?.first { return delete(id) }
        if seen.matches("POST", "v1/uploads") != nil { return upload(seen) }
        return Self.error(405, "Method not allowed")
    }

    private func create(_ seen: Seen) async -> FakeAnswer {
        guard let body = seen.json, let map = body.map else { return Self.error(400, "Validation of body failed") }
        var issues: [(String, String)] = []
        for field in map.keys.sorted() where !Self.fields.contains(field) { issues.append((field, "Unrecognized key")) }
        let prompt = body["promptText"]?.text ?? ""
        if body["model"]?.text == "gen4.5" {
            if prompt.utf16.count > 1000 { issues.append(("promptText", "Too big: expected string to have <=1000 characters")) }
            if body["audio"] != nil { issues.append(("audio", "Unrecognized key")) }
            if let seconds = body["duration"]?.int, !(2...10).contains(seconds) { issues.append(("duration", "Invalid input")) }
            let legal = seen.path.hasSuffix("text_to_video") ? Array(Self.ratios.prefix(2)) : Self.ratios
            if !legal.contains(body["ratio"]?.text ?? "") { issues.append(("ratio", "Invalid option")) }
        }
        if let image = body["promptImage"]?.text, image.hasPrefix("data:"), image.utf8.count > 5 * 1024 * 1024 {
            issues.append(("promptImage", "Too big"))
        }
        if !issues.isEmpty { return Self.error(400, "Validation of body failed", issues: issues) }
        let created = await jobs.create(seen, body, prompt: prompt, id: { "1735-task-\($0)" }) { submit in
            switch submit {
            case .rateLimited(let after): Self.error(429, "You have reached your daily task limit", headers: after.headers)
            case .noCredit: Self.error(400, "You do not have enough credits to run this task.")
            case .unauthorised: Self.error(401, "The API key is invalid")
            case .refused: Self.error(400, "The prompt did not pass content moderation")
            case .rejected(let status, let text): Self.error(status, text)
            default: Self.error(502, "Bad gateway")
            }
        }
        switch created {
        case .answer(let answer): return answer
        case .accepted(let job): return .json(["id": .string(job.id), "estimatedCost": ["credits": 60]])
        }
    }

    private func look(_ id: String) -> FakeAnswer {
        guard let (job, look) = jobs.look(id) else { return Self.error(404, "Task not found") }
        var answer: [String: JSONValue] = ["id": .string(id), "createdAt": "2026-11-22T20:00:00.000Z"]
        switch look {
        case .fault(let answer): return answer
        case .working(let looks, let word):
            let word = word ?? ["PENDING", "THROTTLED", "RUNNING"][min(looks, 2)]
            answer["status"] = .string(word)
            if word == "RUNNING" { answer["progress"] = job.scenario.progress?.first ?? 0.4 }
        case .ended:
            if job.isCancelled {
                answer["status"] = "CANCELLED"
                answer["cost"] = ["credits": 0]
            } else {
                end(job, &answer)
            }
        }
        return .json(.object(answer), headers: job.scenario.lookHeaders)
    }

    private func end(_ job: HostedJobs.Job, _ answer: inout [String: JSONValue]) {
        switch job.scenario.ending {
        case .failed(let failure):
            answer["status"] = "FAILED"
            answer["cost"] = ["credits": 12]
            switch failure {
            case .withCode(let code, let text):
                answer["failure"] = .string(text)
                answer["failureCode"] = .string(code)
            case .withoutCode(let text), .asText(let text): answer["failure"] = .string(text)
            case .null: answer["failure"] = .null
            }
        case .refused:
            answer["status"] = "FAILED"
            answer["failure"] = "The input was flagged by our moderation"
            answer["failureCode"] = "SAFETY.INPUT.TEXT"
            answer["cost"] = ["credits": 0]
        case .cancelled, .expired:
            answer["status"] = "CANCELLED"
            answer["cost"] = ["credits": 0]
        case .empty, .succeeded, .never:
            answer["status"] = .string(job.scenario.doneWord ?? "SUCCEEDED")
            answer["cost"] = ["credits": 60]
            answer["output"] = .array(addresses(job, job.scenario.ending == .empty ? 0 : job.scenario.outputs))
        }
    }

    private func addresses(_ job: HostedJobs.Job, _ count: Int) -> [JSONValue] {
        let (token, good) = knobs.withLock { knobs in
            knobs.addresses += 1
            let token = "jwt-\(knobs.addresses)"
            // A dead address is one whose token is not among the good ones.
            if knobs.addresses > knobs.dyingLooks { knobs.good.insert(token) }
            return (token, knobs.good)
        }
        media.fake.allow(tokens: good)
        return (0..<count).map { index in
            let name = "\(job.number)-\(index).mp4"
            media.fake.publish(name) { [jobs] seen in
                guard let clip = try? FakeClip.bytes(id: "\(job.id)-\(index)") else { return .page(status: 500) }
                return jobs.fetch(job.id, clip, for: seen)
            }
            return .string("\(media.url)/\(name)?token=\(token)")
        }
    }

    /// Stops a task at work; takes a finished one away.
    private func delete(_ id: String) -> FakeAnswer {
        guard let job = jobs[id] else { return Self.error(404, "Task not found") }
        jobs.change(id) { changed in
            changed.isCancelled = !job.isEnded
            if job.isEnded { changed.scenario.goneAfter = 0 }
        }
        return FakeAnswer(status: 204)
    }

    private func upload(_ seen: Seen) -> FakeAnswer {
        guard seen.json?["type"]?.text == "ephemeral", let name = seen.json?["filename"]?.text else {
            return Self.error(400, "Validation of body failed", issues: [("type", "Invalid option")])
        }
        let number = knobs.withLock { knobs in
            knobs.uploads += 1
            return knobs.uploads
        }
        return .json([
            "uploadUrl": .string("\(media.url)/ephemeral"), "fields": ["key": .string(name), "policy": "signed"],
            "runwayUri": .string("runway://upload-\(number)"),
        ])
    }
}
