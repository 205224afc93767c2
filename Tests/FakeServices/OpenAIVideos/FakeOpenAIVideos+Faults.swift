import Web

extension FakeOpenAIVideos {
    /// An error in the dialect's own envelope.
    func fault(
        _ status: Int, _ text: String, type: String? = nil, code: String? = nil, param: String? = nil, headers: [(String, String)] = []
    ) -> FakeAnswer {
        let param = param.map { JSONValue.string($0) } ?? .null
        let body: JSONValue
        switch dialect {
        case .openai, .azure:
            body = [
                "error": [
                    "message": .string(text), "type": .string(type ?? "invalid_request_error"), "param": param,
                    "code": code.map { .string($0) } ?? .null,
                ]
            ]
        case .sglang: body = ["detail": .string(text)]
        case .vllmOmni:
            let names = [400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict", 422: "Unprocessable Entity"]
            body = [
                "error": [
                    "message": .string(text), "type": .string(names[status] ?? "Internal Server Error"), "param": param,
                    "code": .integer(status),
                ]
            ]
        case .litellm:
            // The number as a text; a word of the backend's only where its own envelope came through.
            let told = code.map { $0.first?.isNumber == true ? "\(status)" : $0 } ?? "\(status)"
            body = ["error": ["message": .string(text), "type": .string(type ?? "None"), "param": param, "code": .string(told)]]
        case .dynamo: body = ["message": .string(text), "type": .string(type ?? "Bad Request"), "code": .integer(status)]
        case .gateway: body = ["code": .string(code ?? "fail_to_fetch_task"), "message": .string(text), "data": .null]
        }
        return .json(body, status: status, headers: headers)
    }
}
