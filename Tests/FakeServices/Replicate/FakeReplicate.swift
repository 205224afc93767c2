import Foundation
import Synchronization
import Web

/// Replicate: predictions that are forgotten after an hour, a list in pages, errors as problem documents, outputs in four shapes on
/// another host, and files.
public final class FakeReplicate: FakeService {
    /// How a model tells what it made.
    public enum OutputShape: Sendable, CaseIterable { case text, list, object }

    public let book: ScenarioBook
    public let jobs: HostedJobs
    public let key: String
    private let media: (fake: FakeMedia, url: String)
    private struct Knobs {
        var shape = OutputShape.text
        var pageSize = 100
        var listHost: String?
        var uploads: [SeenForm] = []
        var lists = 0
        var waits = false
        var endWord: String?
    }
    private let knobs = Mutex(Knobs())

    public init(_ book: ScenarioBook = ScenarioBook(), key: String = "r8-key", media: (FakeMedia, String)) {
        self.book = book
        jobs = HostedJobs(book)
        self.key = key
        self.media = (fake: media.0, url: media.1)
    }

    public func shape(_ shape: OutputShape) { knobs.withLock { $0.shape = shape } }
    public func pages(of size: Int) { knobs.withLock { $0.pageSize = size } }
    /// Has the list go on at another host.
    public func list(at origin: String) { knobs.withLock { $0.listHost = origin } }
    /// Answers creates with 202, as when it was waited for in vain.
    public func answerLate() { knobs.withLock { $0.waits = true } }
    /// The word with which predictions end in place of `canceled`.
    public func end(with word: String) { knobs.withLock { $0.endWord = word } }
    /// Forms with files that came.
    public var uploads: [SeenForm] { knobs.withLock { $0.uploads } }
    /// How many pages of the list were asked for.
    public var lists: Int { knobs.withLock { $0.lists } }

    private static func problem(_ status: Int, _ title: String, _ detail: String, headers: [(String, String)] = []) -> FakeAnswer {
        .json(["title": .string(title), "detail": .string(detail), "status": .integer(status)], status: status, headers: headers)
    }

    public func answer(_ seen: Seen) async -> FakeAnswer {
        guard seen.parts.first == "v1" else { return .page(status: 404) }
        guard seen.header("Authorization") == "Bearer \(key)" else {
            return Self.problem(401, "Unauthenticated", "You did not pass a valid authentication token")
        }
        for pattern in ["v1/predictions", "v1/models/{owner}/{name}/predictions", "v1/deployments/{owner}/{name}/predictions"]
        where seen.matches("POST", pattern) != nil {
            return await create(seen)
        }
        if seen.matches("GET", "v1/predictions") != nil { return list(seen) }
        if let id = seen.matches("GET", "v1/predictions/{id}")?.first { return look(id, seen) }
        if let id = seen.matches("POST", "v1/predictions/{id}/cancel")?.first { return cancel(id, seen) }
        if seen.matches("POST", "v1/files") != nil { return upload(seen) }
        return Self.problem(404, "Not found", "The requested resource could not be found.")
    }

    private func create(_ seen: Seen) async -> FakeAnswer {
        guard let body = seen.json, let input = body["input"], let prompt = input["prompt"]?.text else {
            return Self.problem(422, "Input validation failed", "- input: prompt is required\n")
        }
        if seen.path == "/v1/predictions", body["version"] == nil {
            return Self.problem(422, "Input validation failed", "- version is required\n")
        }
        if let image = input["image"]?.text, image.hasPrefix("data:"), image.utf8.count > 262_144 {
            return Self.problem(422, "Input validation failed", "- input.image: data URI is too large\n")
        }
        let created = await jobs.create(seen, body, prompt: prompt, id: { "p\($0)rm0cr" }) { submit in
            switch submit {
            case .rateLimited(.none):
                Self.problem(429, "Too many requests", "Request was throttled. Your rate limit for creating predictions resets in ~30s.")
            case .rateLimited(let after): Self.problem(429, "Too many requests", "Request was throttled.", headers: after.headers)
            case .noCredit: Self.problem(402, "Insufficient credit", "You have insufficient credit to run this model.")
            case .unauthorised: Self.problem(401, "Unauthenticated", "You did not pass a valid authentication token")
            case .refused: Self.problem(422, "Input validation failed", "The prompt was flagged as sensitive")
            case .rejected(let status, let text): Self.problem(status, "Input validation failed", text)
            default: .page(status: 500)
            }
        }
        switch created {
        case .answer(let answer): return answer
        case .accepted(let job):
            return .json(show(job, "starting", seen), status: knobs.withLock { $0.waits } ? 202 : 201)
        }
    }

    private func show(_ job: HostedJobs.Job, _ status: String, _ seen: Seen, _ more: [String: JSONValue] = [:]) -> JSONValue {
        let base = "http://\(seen.header("Host") ?? "")/v1/predictions/\(job.id)"
        let parts = job.path.split(separator: "/")
        var answer: [String: JSONValue] = [
            "id": .string(job.id), "model": .string(parts.count > 3 ? "\(parts[2])/\(parts[3])" : "owner/name"), "version": "hidden",
            "input": job.isRemoved ? [:] : job.body["input"] ?? [:], "output": .null, "error": .null,
            "logs": .string(job.isRemoved ? "" : "step 3/10\n 30%|###       |\n 60%|######    |"), "status": .string(status),
            "data_removed": .bool(job.isRemoved), "source": "api", "metrics": [:],
            // Six digits of a second, as the service has them.
            "created_at": .string(Self.stamp(job.created)), "started_at": .null, "completed_at": .null,
            "urls": ["get": .string(base), "cancel": .string(base + "/cancel"), "web": "https://replicate.com/p/x"],
        ]
        answer.merge(more) { $1 }
        return .object(answer)
    }

    private static func stamp(_ date: Date) -> String {
        let whole = date.formatted(.iso8601)
        let micro = Int(date.timeIntervalSince1970.truncatingRemainder(dividingBy: 1) * 1_000_000)
        return whole.replacing("Z", with: ".\(String(micro + 1_000_000).dropFirst())Z")
    }

    private func look(_ id: String, _ seen: Seen) -> FakeAnswer {
        guard let (job, look) = jobs.look(id) else { return Self.problem(404, "Not found", "Prediction not found") }
        switch look {
        case .fault(let answer): return answer
        case .working(let looks, let word):
            return .json(show(job, word ?? (looks == 0 ? "starting" : "processing"), seen), headers: job.scenario.lookHeaders)
        case .ended: return .json(ended(job, seen), headers: job.scenario.lookHeaders)
        }
    }

    private func ended(_ job: HostedJobs.Job, _ seen: Seen) -> JSONValue {
        if job.isCancelled { return show(job, "canceled", seen) }
        switch job.scenario.ending {
        case .failed(let failure):
            let text: String? =
                switch failure {
                case .withCode(let code, let text): "\(text) (\(code))"
                case .withoutCode(let text), .asText(let text): text
                case .null: nil
                }
            return show(job, "failed", seen, ["error": text.map { .string($0) } ?? .null])
        case .refused: return show(job, "failed", seen, ["error": "The input or output was flagged as sensitive. (E005)"])
        case .cancelled: return show(job, knobs.withLock { $0.endWord } ?? "canceled", seen)
        case .expired: return show(job, "aborted", seen)
        case .empty: return show(job, "succeeded", seen)
        case .succeeded, .never:
            let output = job.isRemoved ? .null : output(job)
            return show(job, job.scenario.doneWord ?? "succeeded", seen, ["output": output, "metrics": ["predict_time": 41.5]])
        }
    }

    private func output(_ job: HostedJobs.Job) -> JSONValue {
        let addresses = (0..<job.scenario.outputs).map { index -> JSONValue in
            let name = "\(job.number)-\(index).mp4"
            media.fake.publish(name) { [jobs] seen in
                guard let clip = try? FakeClip.bytes(id: "\(job.id)-\(index)") else { return .page(status: 500) }
                return jobs.fetch(job.id, clip, for: seen)
            }
            return .string("\(media.url)/\(name)")
        }
        return switch knobs.withLock({ $0.shape }) {
        case .text: addresses.count == 1 ? addresses[0] : .array(addresses)
        case .list: .array(addresses)
        case .object: ["video": addresses[0], "thumbnail": .string("\(media.url)/thumb.png")]
        }
    }

    /// Newest first, in pages, with the whole address of the next.
    private func list(_ seen: Seen) -> FakeAnswer {
        let (size, host) = knobs.withLock { knobs in
            knobs.lists += 1
            return (knobs.pageSize, knobs.listHost)
        }
        let all = Array(jobs.all.reversed())
        let start = Int(seen.query["cursor"] ?? "0") ?? 0
        let page = all.dropFirst(start).prefix(size)
        let base = (host ?? "http://\(seen.header("Host") ?? "")") + "/v1/predictions"
        return .json([
            "results": .array(page.map { show($0, $0.isRemoved ? "succeeded" : "starting", seen) }), "previous": .null,
            "next": start + size < all.count ? .string("\(base)?cursor=\(start + size)") : .null,
        ])
    }

    private func cancel(_ id: String, _ seen: Seen) -> FakeAnswer {
        guard let job = jobs[id] else { return Self.problem(404, "Not found", "Prediction not found") }
        if job.isEnded { return .json(ended(job, seen)) }
        jobs.change(id) { $0.isCancelled = true }
        return .json(show(job, "canceled", seen))
    }

    private func upload(_ seen: Seen) -> FakeAnswer {
        guard let form = seen.form, let file = form.file("content") else {
            return Self.problem(400, "Bad request", "Missing content")
        }
        let number = knobs.withLock { knobs in
            knobs.uploads.append(form)
            return knobs.uploads.count
        }
        return .json(
            [
                "id": .string("file-\(number)"), "name": .string(file.filename ?? ""), "size": .integer(file.data.count),
                "urls": ["get": .string("http://\(seen.header("Host") ?? "")/v1/files/file-\(number)")],
            ], status: 201)
    }
}
