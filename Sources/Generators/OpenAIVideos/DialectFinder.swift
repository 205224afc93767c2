import Foundation
import Web

/// Finds out which server is at an address, by asking for pages that cost nothing. What was found is remembered for the process.
actor DialectFinder {
    static let shared = DialectFinder()
    private var found: [URL: VideosDialect.Name?] = [:]
    private var asking: [URL: Task<VideosDialect.Name?, any Error>] = [:]

    /// - Returns: nil when the server does not show which it is.
    /// - Throws: `ServiceError` or `WebError` when it cannot be asked, or does not let us in; that is not remembered.
    func dialect(at base: URL, _ web: @escaping @Sendable () async throws -> WebClient) async throws -> VideosDialect.Name? {
        if let known = found[base] { return known }
        if let asking = asking[base] { return try await asking.value }
        let task = Task { try await Self.ask(base, try await web()) }
        asking[base] = task
        defer { asking[base] = nil }
        let name = try await task.value
        found[base] = .some(name)
        return name
    }

    private static func ask(_ base: URL, _ web: WebClient) async throws -> VideosDialect.Name? {
        let models = try await page(base.absoluteString + "/models", web)
        switch models.status {
        case 401, 403: throw ServiceError.onLook(models, saying: VideosComplaint(models, web)?.words)
        // It may be starting up; what it answers then is not what it is.
        case 500...:
            throw ServiceError(.transient(after: models.retryAfter), "the server is not ready: HTTP \(models.status): \(models.excerpt)")
        default: break
        }
        switch models.json?["data"]?[0]?["owned_by"]?.text?.lowercased() {
        case "sglang": return .sglang
        case "vllm", "vllm-omni": return .vllmOmni
        case "nvidia": return .dynamo
        default: break
        }
        let text = base.absoluteString
        let root = text.hasSuffix("/v1") ? String(text.dropLast(3)) : text
        let alive = try await page(root + "/health/liveliness", web)
        if alive.status == 200, String(decoding: alive.body.prefix(100), as: UTF8.self).lowercased().contains("alive") { return .litellm }
        let info = try await page(root + "/server_info", web)
        if info.status == 200, info.json?["model_path"] != nil || info.json?["server_args"] != nil { return .sglang }
        return envelope(try await page(base.absoluteString + "/videos/none-by-this-name", web))
    }

    /// Servers complain each in their own way of a job that is not there.
    private static func envelope(_ answer: WebAnswer) -> VideosDialect.Name? {
        guard answer.status == 404, let json = answer.json else { return nil }
        if case .string("Video not found")? = json["detail"] { return .sglang }
        guard let error = json["error"] else { return nil }
        switch error["code"] {
        case .integer: return error["type"] == nil ? nil : .vllmOmni
        case .string(let code) where Int(code) != nil: return .litellm
        default: return error["type"]?.text == "invalid_request_error" ? .openai : nil
        }
    }

    private static func page(_ address: String, _ web: WebClient) async throws -> WebAnswer {
        guard let url = URL(string: address) else { throw ServiceError(.badRequest, "the address of the service cannot be read") }
        return try await web.send(WebRequest("GET", url, timeout: .seconds(20)), mostBytes: 4 << 20)
    }
}
