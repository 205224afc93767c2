import Foundation
import Synchronization
import Web

/// The queue of fal: 202 while at work and 200 when finished, addresses without the model's sub-path, results that are an error of the
/// model or, for a while, of the platform, media on another host, and storage.
public final class FakeFal: FakeService {
    public let book: ScenarioBook
    public let jobs: HostedJobs
    public let key: String
    private let media: (fake: FakeMedia, url: String)
    private struct Knobs {
        var resultFaults: [FakeAnswer] = []
        var linkHost: String?
        var uploads = 0
    }
    private let knobs = Mutex(Knobs())

    public init(_ book: ScenarioBook = ScenarioBook(), key: String = "fal-key", media: (FakeMedia, String)) {
        self.book = book
        jobs = HostedJobs(book)
        self.key = key
        self.media = (fake: media.0, url: media.1)
    }

    /// Answers to the next looks at a result, in place of the true ones.
    public func failResults(_ answers: FakeAnswer...) { knobs.withLock { $0.resultFaults = answers } }
    /// Has the addresses in answers to creates point to another host.
    public func link(to origin: String) { knobs.withLock { $0.linkHost = origin } }
    /// How often a place to upload to was asked for.
    public var uploads: Int { knobs.withLock { $0.uploads } }

    /// The error of a model: a list, with whether the same may work again.
    public static func modelError(_ status: Int, type: String, message: String, at location: [String] = ["body"], retryable: Bool = false)
        -> FakeAnswer
    {
        .json(
            [
                "detail": [
                    [
                        "loc": .array(location.map { .string($0) }), "msg": .string(message), "type": .string(type),
                        "url": .string("https://docs.fal.ai/errors#\(type)"), "ctx": [:], "input": "…",
                    ]
                ]
            ], status: status, headers: [("X-Fal-Retryable", "\(retryable)")])
    }

    /// The error of the platform: a text.
    public static func platformError(_ status: Int, type: String, message: String) -> FakeAnswer {
        .json(["detail": .string(message), "error_type": .string(type)], status: status, headers: [("X-Fal-Error-Type", type)])
    }

    public func answer(_ seen: Seen) async -> FakeAnswer {
        guard seen.header("Authorization") == "Key \(key)" else { return .json(["detail": "Authentication is required"], status: 401) }
        if seen.matches("POST", "storage/upload/initiate") != nil { return initiate(seen) }
        let parts = seen.parts
        if seen.method == "POST" { return await create(seen) }
        guard let place = parts.firstIndex(of: "requests"), place == 2, parts.count > 3 else {
            return .json(["detail": "Path \(seen.path) not found"], status: 404)
        }
        switch (seen.method, Array(parts.dropFirst(4))) {
        case ("GET", ["status"]): return status(parts[3], seen)
        case ("GET", []): return result(parts[3], seen)
        case ("PUT", ["cancel"]): return cancel(parts[3])
        default: return .json(["detail": "Method Not Allowed"], status: 405)
        }
    }

    private func initiate(_ seen: Seen) -> FakeAnswer {
        guard seen.query["storage_type"] != nil, let name = seen.json?["file_name"]?.text, seen.json?["content_type"]?.text != nil else {
            return .json(["detail": "file_name and content_type are required"], status: 422)
        }
        knobs.withLock { $0.uploads += 1 }
        return .json([
            "upload_url": .string("\(media.url)/uploads/\(name)?token=put"), "file_url": .string("\(media.url)/files/\(name)"),
        ])
    }

    private func create(_ seen: Seen) async -> FakeAnswer {
        guard seen.parts.count >= 2 else { return .json(["detail": "Application not found"], status: 404) }
        guard let body = seen.json, let prompt = body["prompt"]?.text else {
            return Self.modelError(422, type: "missing", message: "Field required", at: ["body", "prompt"])
        }
        let created = await jobs.create(seen, body, prompt: prompt, id: { "req-\($0)" }) { submit in
            switch submit {
            case .rateLimited(let after): .json(["detail": "Too many requests"], status: 429, headers: after.headers)
            case .noCredit: .json(["detail": "User is locked. Reason: Exhausted balance."], status: 403)
            case .unauthorised: .json(["detail": "Cannot access application"], status: 401)
            case .refused:
                Self.modelError(
                    422, type: "content_policy_violation", message: "The content could not be processed", at: ["body", "prompt"])
            case .rejected(let status, let text): Self.modelError(status, type: "value_error", message: text)
            default: .page(status: 500)
            }
        }
        switch created {
        case .answer(let answer): return answer
        case .accepted(let job):
            let host = knobs.withLock { $0.linkHost } ?? "http://\(seen.header("Host") ?? "")"
            let base = "\(host)/\(seen.parts[0])/\(seen.parts[1])/requests/\(job.id)"
            return .json([
                "request_id": .string(job.id), "status": "IN_QUEUE", "queue_position": 3, "status_url": .string(base + "/status"),
                "response_url": .string(base), "cancel_url": .string(base + "/cancel"),
            ])
        }
    }

    private func status(_ id: String, _ seen: Seen) -> FakeAnswer {
        guard let (job, look) = jobs.look(id) else { return .json(["detail": "Request \(id) not found"], status: 404) }
        var answer: [String: JSONValue] = ["request_id": .string(id), "response_url": .string(seen.path.replacing("/status", with: ""))]
        switch look {
        case .fault(let answer): return answer
        case .working(let looks, let word):
            answer["status"] = .string(word ?? (looks == 0 ? "IN_QUEUE" : "IN_PROGRESS"))
            if looks == 0 { answer["queue_position"] = 3 } else { answer["logs"] = [["message": "30%", "level": "INFO"]] }
            return .json(.object(answer), status: 202, headers: job.scenario.lookHeaders)
        case .ended:
            answer["status"] = .string(job.scenario.doneWord ?? "COMPLETED")
            answer["metrics"] = ["inference_time": 41.5]
            if case .failed(let failure) = job.scenario.ending {
                switch failure {
                case .withCode(let code, let text):
                    answer["error"] = .string(text)
                    answer["error_type"] = .string(code)
                case .withoutCode(let text), .asText(let text): answer["error"] = .string(text)
                case .null: break
                }
            }
            if job.isCancelled { answer["error"] = "Request was cancelled" }
            return .json(.object(answer), headers: job.scenario.lookHeaders)
        }
    }

    private func result(_ id: String, _ seen: Seen) -> FakeAnswer {
        guard let job = jobs[id] else { return .json(["detail": "Request \(id) not found"], status: 404) }
        guard job.isEnded else { return .json(["detail": "Request is still in progress"], status: 400) }
        let fault = knobs.withLock { $0.resultFaults.isEmpty ? nil : $0.resultFaults.removeFirst() }
        if let fault { return fault }
        switch job.scenario.ending {
        case .refused:
            return Self.modelError(
                422, type: "content_policy_violation", message: "The content could not be processed because it was flagged",
                at: ["body", job.body["image_url"] == nil ? "prompt" : "image_url"])
        case .failed: return Self.modelError(500, type: "internal_server_error", message: "Internal server error")
        case .empty: return .json(["seed": 7])
        default: break
        }
        let videos = (0..<job.scenario.outputs).map { index -> JSONValue in
            let name = "\(job.number)-\(index).mp4"
            media.fake.publish(name) { [jobs] seen in
                guard let clip = try? FakeClip.bytes(id: "\(id)-\(index)") else { return .page(status: 500) }
                return jobs.fetch(id, clip, for: seen)
            }
            return ["url": .string("\(media.url)/\(name)"), "content_type": "video/mp4", "file_name": .string(name), "file_size": 1234]
        }
        let seed = job.body["seed"] ?? 7
        return .json(videos.count == 1 ? ["video": videos[0], "seed": seed] : ["videos": .array(videos), "seed": seed])
    }

    private func cancel(_ id: String) -> FakeAnswer {
        guard let job = jobs[id] else { return .json(["status": "NOT_FOUND"], status: 404) }
        if job.isEnded { return .json(["status": "ALREADY_COMPLETED"], status: 400) }
        jobs.change(id) { $0.isCancelled = true }
        return .json(["status": "CANCELLATION_REQUESTED"], status: 202)
    }
}
