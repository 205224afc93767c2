import Web

/// What a server says when it says no: each puts it elsewhere.
struct VideosComplaint: Sendable {
    /// In its words, with its code, without secrets.
    var words: String
    private var code: String
    private var param: String?

    init?(_ answer: WebAnswer, _ web: WebClient) {
        guard let json = answer.json else { return nil }
        self.init(json, web)
    }

    /// Reads `error` as an object, a text or a list, and `detail` and `message` as other servers have them.
    init?(_ json: JSONValue, _ web: WebClient) {
        var texts: [String] = []
        var code = ""
        if let error = json["error"] {
            texts = Self.texts(error)
            code = error["code"]?.text ?? error["type"]?.text ?? ""
            param = error["param"]?.text
        }
        if texts.isEmpty { texts = json["detail"].map(Self.texts) ?? [] }
        if texts.isEmpty, let text = ServiceWords.error(in: json) { texts = [text] }
        if code.isEmpty { code = json["code"]?.text ?? "" }
        guard !texts.isEmpty || !code.isEmpty else { return nil }
        let text = texts.isEmpty ? "no reason is told" : texts.joined(separator: "; ")
        words = web.redactor.clean(Int(code) != nil || code.isEmpty || text.contains(code) ? text : "\(text) (\(code))")
        self.code = code
    }

    /// The text of an error. FastAPI lists one for each field: `{"loc": ["body", "seconds"], "msg": …}`.
    private static func texts(_ value: JSONValue) -> [String] {
        if let list = value.list {
            return list.compactMap { item in
                guard let text = ServiceWords.plain(item) else { return nil }
                let place = item["loc"]?.list?.compactMap(\.text).last
                return place.map { "\($0): \(text)" } ?? text
            }
        }
        return ServiceWords.plain(value).map { [$0] } ?? []
    }

    var isRefusal: Bool { ServiceWords.isRefusal(code) || ServiceWords.isRefusal(words) }
    var isQuota: Bool { code == "insufficient_quota" || code == "billing_hard_limit_reached" }

    /// Which of our inputs it is about.
    var input: String? {
        switch param {
        case "prompt": "prompt"
        case "input_reference", "image_reference", "input_references": "image"
        default: nil
        }
    }

    /// What an answer to a create means that is no success.
    static func onSubmit(_ answer: WebAnswer, _ web: WebClient, dialect: VideosDialect) -> ServiceError {
        guard let complaint = VideosComplaint(answer, web) else { return ServiceError.onSubmit(answer) }
        let words = "HTTP \(answer.status): \(complaint.words)"
        if [400, 403, 422].contains(answer.status), complaint.isRefusal {
            return ServiceError(.moderation, words, input: complaint.input)
        }
        if complaint.isQuota { return ServiceError(.quota, words) }
        // SGLang says itself that it is not up yet, before it has looked at anything.
        if dialect.name == .sglang, answer.status == 503, answer.json?["detail"] != nil {
            return ServiceError(.rateLimited(after: answer.retryAfter), words)
        }
        // Who answers when all is done has tried, and the try is over.
        if dialect.isBlocking, answer.status == 500 { return ServiceError(.modelFailure, words) }
        var error = ServiceError.onSubmit(answer, saying: complaint.words)
        error.input = complaint.input
        return error
    }
}
