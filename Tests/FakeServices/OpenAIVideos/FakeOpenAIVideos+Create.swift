import Foundation
import Synchronization
import Web

extension FakeOpenAIVideos {
    /// Takes a create, refuses it, or does something worse.
    func create(_ seen: Seen) -> FakeAnswer {
        switch fields(of: seen) {
        case .failure(let refusal): return refusal.answer
        case .success(let fields):
            if let refusal = check(fields, isForm: seen.form != nil) { return refusal }
            let scenario = book.next(prompt: fields["prompt"]?.text ?? "")
            switch scenario.submit {
            case .lost: return .dropped
            case .unauthorised: return unauthorised
            case .rateLimited(let after):
                return fault(429, "Rate limit reached for requests", type: "requests", code: "rate_limit_exceeded", headers: after.headers)
            case .noCredit:
                return fault(429, "You exceeded your current quota", type: "insufficient_quota", code: "insufficient_quota")
            case .refused:
                return fault(
                    400, "Your request was blocked by our moderation system.", type: "invalid_request_error", code: "moderation_blocked",
                    param: "prompt")
            case .rejected(let status, let text): return fault(status, text)
            case .accepted: return told(accept(fields, seen, scenario), seen).delayed(scenario.delay)
            case .acceptedThenReset:
                _ = accept(fields, seen, scenario)
                return .dropped
            case .acceptedThenStatus(let status):
                _ = accept(fields, seen, scenario)
                return .page(status: status)
            case .acceptedThenGarbage:
                _ = accept(fields, seen, scenario)
                return .text("<html>ok</html>", type: "text/html")
            }
        }
    }

    private func told(_ job: FakeVideoJob, _ seen: Seen) -> FakeAnswer {
        switch dialect {
        case .dynamo: .json(blocking(job, seen))
        case .azure: .json(object(job, id: job.id, seen), status: 201)
        case .gateway: .json(object(job, id: job.id, seen), status: 202)
        default: .json(object(job, id: job.id, seen))
        }
    }

    private func accept(_ fields: [String: JSONValue], _ seen: Seen, _ scenario: Scenario) -> FakeVideoJob {
        state.withLock { state in
            state.accepted += 1
            let core = String(format: "%08x%08x%08x%08x", 0x51ab_0000 + state.accepted, 0x7e57, 0xfa4e, state.accepted * 7919)
            let id =
                switch dialect {
                case .openai, .azure: "video_\(core)"
                case .sglang: "\(core.prefix(8))-7e57-4fa4-8e00-\(core.suffix(12))"
                case .vllmOmni: "video_gen_\(core)"
                case .litellm: Self.wrapped(core, model: fields["model"]?.text ?? "")
                case .dynamo: core
                // A path and a query's letters, as ids of some gateways hold.
                case .gateway: "task/\(core):a+b"
                }
            let job = FakeVideoJob(
                fields: fields, bodyType: seen.type, core: core, id: id,
                created: Int(Date().timeIntervalSince1970) + state.settings.clock, scenario: scenario)
            state.jobs.append(job)
            return job
        }
    }

    /// LiteLLM's ids hold what it needs to find the backend again.
    static func wrapped(_ core: String, model: String) -> String {
        "video_" + Data("litellm:custom_llm_provider:hosted_vllm;model_id:\(model);video_id:video_gen_\(core)".utf8).base64EncodedString()
    }

    struct Refusal: Error { var answer: FakeAnswer }

    /// The body as fields, where the dialect reads such bodies at all.
    private func fields(of seen: Seen) -> Result<[String: JSONValue], Refusal> {
        func refuse(_ status: Int, _ text: String, param: String? = nil) -> Result<[String: JSONValue], Refusal> {
            .failure(Refusal(answer: fault(status, text, param: param)))
        }
        let form = seen.form.map(Self.fields)
        switch dialect {
        case .vllmOmni:
            // A JSON body has no form fields, so the first one missing is what it complains of.
            guard let form else { return refuse(400, "prompt Field required", param: "prompt") }
            return .success(form)
        case .sglang:
            if seen.type == "multipart/form-data", let form {
                if settings.refusesFormsWithoutFile, form["input_reference"]?["file"] == nil {
                    return refuse(400, "input_reference file is required for multipart requests")
                }
                return .success(form)
            }
            // Anything that is no multipart form is read as JSON.
            guard let json = seen.json?.map else { return refuse(400, "Invalid JSON body") }
            return .success(json)
        case .azure:
            guard seen.type == "multipart/form-data", let form else { return refuse(400, "Expected multipart/form-data") }
            return .success(form)
        case .dynamo:
            guard seen.type == "application/json", let json = seen.json?.map else {
                return refuse(415, "Expected request with `Content-Type: application/json`")
            }
            return .success(json)
        case .gateway:
            guard let json = seen.json?.map else { return refuse(400, "invalid request body: expected JSON") }
            return .success(json)
        case .openai, .litellm:
            if seen.type == "multipart/form-data", let form { return .success(form) }
            guard seen.type == "application/json", let json = seen.json?.map else {
                return refuse(400, "Unsupported content type: '\(seen.type)'. Use 'application/json' or 'multipart/form-data'.")
            }
            return .success(json)
        }
    }

    private static func fields(_ form: SeenForm) -> [String: JSONValue] {
        var fields: [String: JSONValue] = [:]
        for part in form.parts {
            var value = JSONValue.string(part.text)
            if part.filename != nil {
                value = [
                    "file": .string(part.filename ?? ""), "type": part.type.map { .string($0) } ?? .null,
                    "bytes": .integer(part.data.count),
                    "size": pngSize(part.data).map { .string($0) } ?? .null,
                ]
            }
            if let before = fields[part.name] {
                fields[part.name] = .array((before.list ?? [before]) + [value])
            } else {
                fields[part.name] = value
            }
        }
        return fields
    }

    /// `WxH` from the first chunk of a PNG, https://www.w3.org/TR/png-3/#11IHDR
    private static func pngSize(_ data: Data) -> String? {
        let bytes = [UInt8](data.prefix(24))
        guard bytes.count == 24, bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]) else { return nil }
        func number(_ start: Int) -> Int { bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
        return "\(number(16))x\(number(20))"
    }
}
