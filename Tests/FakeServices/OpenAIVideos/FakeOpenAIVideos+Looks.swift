import Foundation
import Synchronization
import Web

/// What each dialect answers about a job there is.
extension FakeOpenAIVideos {
    /// The place of a job by the id a client names.
    private func place(_ id: String, in state: State) -> Int? {
        if dialect != .litellm { return state.jobs.firstIndex { $0.id == id && !$0.isDeleted } }
        // Any id that decodes to the backend's own one is good.
        guard id.hasPrefix("video_"), let data = Data(base64Encoded: String(id.dropFirst(6))) else { return nil }
        let core = String(decoding: data, as: UTF8.self).components(separatedBy: "video_id:video_gen_").last
        return state.jobs.firstIndex { $0.core == core }
    }

    private var missing: FakeAnswer {
        switch dialect {
        case .sglang: fault(404, "Video not found")
        case .litellm: fault(404, "litellm.NotFoundError: OpenAIException - Video not found", code: "404")
        default: fault(404, "Video not found.", type: "invalid_request_error", code: "not_found")
        }
    }

    func look(_ id: String, _ seen: Seen) -> FakeAnswer {
        // Dynamo has answered when it was asked, and has nothing to look at.
        guard dialect != .dynamo else { return fault(404, "Not Found") }
        var fault: Scenario.Fault?
        let job: FakeVideoJob? = state.withLock { state in
            guard let place = place(id, in: state) else { return nil }
            if !state.jobs[place].scenario.lookFaults.isEmpty {
                fault = state.jobs[place].scenario.lookFaults.removeFirst()
                return state.jobs[place]
            }
            state.jobs[place].looks += 1
            if let after = state.jobs[place].scenario.goneAfter, state.jobs[place].looks > after {
                state.jobs[place].isDeleted = true
                return nil
            }
            return state.jobs[place]
        }
        guard let job else { return missing }
        if let fault { return fault == .status(401) ? unauthorised : fault.answer }
        // LiteLLM makes the id anew, without the model, so it is another text.
        let told = object(job, id: dialect == .litellm ? Self.wrapped(job.core, model: "") : job.id, seen)
        var answer = FakeAnswer.json(told, headers: job.scenario.lookHeaders)
        if job.state == .ended, told["error"] != nil {
            switch dialect {
            case .vllmOmni: answer.status = told["error"]?["code"]?.int ?? 500
            case .litellm:
                answer = self.fault(400, "litellm.BadRequestError: OpenAIException - \(told)", type: "invalid_request_error")
            default: break
            }
        }
        return answer
    }

    /// A job as it is told.
    func object(_ job: FakeVideoJob, id: String, _ seen: Seen) -> JSONValue {
        let isDone = job.state == .ended && [.succeeded, .empty].contains(job.scenario.ending)
        var object: [String: JSONValue] = [
            "id": .string(id), "object": "video", "model": .string(job.model ?? settings.model), "status": .string(word(job)),
            "progress": progress(job), "created_at": .integer(job.created),
            "completed_at": job.state == .ended ? .integer(job.created + 30) : .null,
            "expires_at": isDone && dialect == .openai ? .integer(job.created + 3600) : .null, "prompt": .string(job.prompt),
            "size": .string(job.size), "seconds": .string(job.seconds), "remixed_from_video_id": .null, "error": error(job) ?? .null,
        ]
        switch dialect {
        case .sglang:
            object["prompt"] = nil
            object["quality"] = "standard"
            object["num_outputs"] = .integer(job.scenario.outputs)
            if isDone { object["file_path"] = .string("/outputs/\(job.core).mp4") }
        case .vllmOmni:
            object["quality"] = .null
            object["media_type"] = "video/mp4"
            if isDone { object["num_frames"] = .integer(job.frames) }
        case .litellm: object["usage"] = ["duration_seconds": .number(Double(job.frames) / Double(job.fps))]
        case .gateway:
            object["task_id"] = .string(id)
            object["remixed_from_video_id"] = nil
            object["prompt"] = nil
        default: break
        }
        if isDone, job.scenario.ending == .succeeded, case .told(let field, let host) = settings.files {
            let address = JSONValue.string(address(job, host: host, seen))
            let names = field.split(separator: ".").map(String.init)
            object[names[0]] = names.count == 1 ? address : .object([names[1]: address])
        }
        return .object(object)
    }

    /// Dynamo's answer to a create: the end of the story, or an error.
    func blocking(_ job: FakeVideoJob, _ seen: Seen) -> JSONValue {
        var object: [String: JSONValue] = [
            "id": .string(job.id), "object": "video", "model": .string(job.model ?? ""), "status": "completed", "progress": 100,
            "created": .integer(job.created), "data": [], "inference_time_s": 12.5,
        ]
        switch job.scenario.ending {
        case .succeeded:
            let host: String? = if case .told(_, let host) = settings.files { host } else { nil }
            let clip = (try? clip(job, 0)) ?? Data()
            object["data"] = [
                settings.isInline ? ["b64_json": .string(clip.base64EncodedString())] : ["url": .string(address(job, host: host, seen))]
            ]
        case .empty: break
        default:
            object["status"] = "failed"
            object["error"] = error(job) ?? .string("failed")
        }
        return .object(object)
    }

    private func address(_ job: FakeVideoJob, host: String?, _ seen: Seen) -> String {
        "\(host ?? "http://\(seen.header("Host") ?? "127.0.0.1")")/files/\(job.core).mp4"
    }

    private func word(_ job: FakeVideoJob) -> String {
        func own(_ openai: String, _ gateway: String, _ litellm: String? = nil) -> String {
            switch dialect {
            case .gateway: gateway
            case .litellm: litellm ?? openai
            default: openai
            }
        }
        switch job.state {
        case .stopped: return own("cancelled", "cancelled")
        case .ended:
            switch job.scenario.ending {
            case .succeeded, .empty: return job.scenario.doneWord ?? own("completed", "succeeded")
            case .failed, .refused, .never: return own("failed", "failed")
            case .cancelled: return "cancelled"
            case .expired: return "expired"
            }
        case .queued, .running:
            if let words = job.scenario.words, !words.isEmpty { return words[min(max(job.looks - 1, 0), words.count - 1)] }
            // The backend's own word leaks through LiteLLM.
            return job.state == .queued ? own("queued", "NOT_START") : own("in_progress", "processing", "processing")
        }
    }

    private func progress(_ job: FakeVideoJob) -> JSONValue {
        if job.state != .ended, let told = job.scenario.progress, !told.isEmpty { return told[min(max(job.looks - 1, 0), told.count - 1)] }
        let isDone = job.state == .ended && [.succeeded, .empty].contains(job.scenario.ending)
        if dialect == .vllmOmni { return isDone ? 100 : 0 }
        let percent = isDone ? 100 : min(99, job.looks * 90 / max(1, job.scenario.looks + 1))
        return dialect == .gateway ? .string("\(percent)%") : .integer(percent)
    }

    private func error(_ job: FakeVideoJob) -> JSONValue? {
        guard job.state == .ended || dialect == .dynamo else { return nil }
        func shaped(_ code: String, _ text: String) -> JSONValue {
            switch dialect {
            case .sglang: ["message": .string(text)]
            case .vllmOmni: ["code": 500, "message": .string(text)]
            default: ["code": .string(code), "message": .string(text)]
            }
        }
        switch job.scenario.ending {
        case .failed(.withCode(let code, let text)): return shaped(code, text)
        case .failed(.withoutCode(let text)): return ["message": .string(text)]
        case .failed(.asText(let text)): return .string(text)
        case .refused: return shaped("moderation_blocked", "The video was blocked by our moderation system.")
        default: return nil
        }
    }

    func delete(_ id: String) -> FakeAnswer {
        switch dialect {
        case .litellm, .dynamo, .gateway: return fault(405, "Method Not Allowed")
        default: break
        }
        if settings.isBusyDeleting { return fault(409, "Video is being cancelled or its output is being saved") }
        let job: FakeVideoJob? = state.withLock { state in
            guard let place = place(id, in: state) else { return nil }
            state.jobs[place].isDeleted = true
            // The others go on making what nobody can fetch any more.
            if dialect == .vllmOmni { state.jobs[place].isStopped = true }
            return state.jobs[place]
        }
        guard let job else { return missing }
        if dialect == .sglang {
            var told = object(job, id: id, Seen(method: "DELETE", path: "")).map ?? [:]
            told["status"] = "deleted"
            return .json(.object(told))
        }
        return .json(["id": .string(id), "object": "video.deleted", "deleted": true])
    }

    func list(_ seen: Seen) -> FakeAnswer {
        switch dialect {
        case .litellm: return fault(400, "litellm.BadRequestError: LLM Provider NOT provided. Pass custom_llm_provider.")
        case .dynamo, .gateway: return fault(404, "Not Found")
        default: break
        }
        let asked = seen.query["limit"].flatMap { Int($0) }
        if dialect == .sglang, let asked, !(1...100).contains(asked) {
            return .json(
                [
                    "detail": [
                        ["type": "greater_than_equal", "loc": ["query", "limit"], "msg": "Input should be greater than or equal to 1"]
                    ]
                ],
                status: 422)
        }
        var jobs = jobs.filter { !$0.isDeleted }
        if seen.query["order"] != "asc" { jobs.reverse() }
        if let after = seen.query["after"], let place = jobs.firstIndex(where: { $0.id == after }) { jobs.removeFirst(place + 1) }
        let most = asked ?? (dialect == .vllmOmni ? Int.max : 20)
        let page = jobs.prefix(most)
        return .json([
            "object": "list", "data": .array(page.map { object($0, id: $0.id, seen) }),
            "first_id": page.first.map { .string($0.id) } ?? .null,
            "last_id": page.last.map { .string($0.id) } ?? .null, "has_more": .bool(jobs.count > page.count),
        ])
    }
}
