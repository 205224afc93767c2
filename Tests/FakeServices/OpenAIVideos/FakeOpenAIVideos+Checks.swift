import Foundation
import Web

/// What each dialect refuses of a create that it could read.
extension FakeOpenAIVideos {
    func check(_ fields: [String: JSONValue], isForm: Bool) -> FakeAnswer? {
        if fields["prompt"]?.text?.isEmpty ?? true {
            if dialect == .sglang, isForm { return invalid("prompt", "Field required", "missing") }
            if dialect == .vllmOmni { return fault(400, "prompt Field required", param: "prompt") }
            return fault(
                400, "Missing required parameter: 'prompt'.", type: "invalid_request_error", code: "missing_required_parameter",
                param: "prompt")
        }
        return switch dialect {
        case .openai: strict(fields, isForm: isForm, sizes: ["720x1280", "1280x720", "1024x1792", "1792x1024"])
        case .azure: strict(fields, isForm: isForm, sizes: ["720x1280", "1280x720"])
        case .sglang: sglang(fields, isForm: isForm)
        case .vllmOmni: vllm(fields)
        case .litellm: litellm(fields)
        case .dynamo: dynamo(fields)
        case .gateway: gateway(fields)
        }
    }

    private func bad(_ text: String, _ code: String, _ param: String) -> FakeAnswer {
        fault(400, text, type: "invalid_request_error", code: code, param: param)
    }

    private func strict(_ fields: [String: JSONValue], isForm: Bool, sizes: [String]) -> FakeAnswer? {
        let known: Set = ["prompt", "model", "seconds", "size", "input_reference"]
        for name in fields.keys.sorted() where !known.contains(name) {
            return bad("Unknown parameter: '\(name)'.", "unknown_parameter", name)
        }
        if (fields["prompt"]?.text ?? "").count > 32_000 { return bad("'prompt' is too long.", "string_above_max_length", "prompt") }
        if let seconds = fields["seconds"] {
            guard case .string(let text) = seconds else {
                return bad("Invalid type for 'seconds': expected a string, but got an integer instead.", "invalid_type", "seconds")
            }
            guard ["4", "8", "12"].contains(text) else {
                return bad("Invalid value: '\(text)'. Supported values are: '4', '8', and '12'.", "invalid_value", "seconds")
            }
        }
        if let size = fields["size"]?.text, !sizes.contains(size) {
            return bad("Invalid value: '\(size)'. Supported values are: \(sizes.joined(separator: ", ")).", "invalid_value", "size")
        }
        guard let reference = fields["input_reference"] else { return nil }
        if isForm {
            guard let file = reference.map, file["file"] != nil else {
                return bad(
                    "Invalid type for 'input_reference': expected a file, but got a string instead.", "invalid_type", "input_reference")
            }
            let type = file["type"]?.text ?? "application/octet-stream"
            guard ["image/jpeg", "image/png", "image/webp"].contains(type) else {
                return bad("Unsupported mimetype ('\(type)') for 'input_reference'.", "unsupported_file_mimetype", "input_reference")
            }
            if let size = reference["size"]?.text, size != fields["size"]?.text ?? "720x1280" {
                return bad("Inpaint image must match the requested width and height", "invalid_value", "input_reference")
            }
            return nil
        }
        guard let object = reference.map else {
            return bad(
                "Invalid type for 'input_reference': expected an object, but got a string instead.", "invalid_type", "input_reference")
        }
        guard object.count == 1, let key = object.keys.first, ["image_url", "file_id"].contains(key) else {
            return bad("'input_reference' takes exactly one of 'image_url' and 'file_id'.", "invalid_value", "input_reference")
        }
        return nil
    }

    /// What FastAPI says of form fields of the wrong type.
    private func invalid(_ name: String, _ text: String, _ type: String) -> FakeAnswer {
        .json(["detail": [["type": .string(type), "loc": ["body", .string(name)], "msg": .string(text)]]], status: 422)
    }

    private func sglang(_ fields: [String: JSONValue], isForm: Bool) -> FakeAnswer? {
        for name in ["seconds", "fps", "num_frames", "width", "height"] {
            guard let value = fields[name] else { continue }
            let isWhole =
                switch value {
                case .integer: true
                case .string(let text): Int(text) != nil
                default: false
                }
            if !isWhole {
                let text = "Input should be a valid integer, unable to parse string as an integer"
                return isForm
                    ? invalid(name, text, "int_parsing") : fault(400, "1 validation error for VideoGenerationsRequest: \(name): \(text)")
            }
        }
        if !isForm, let reference = fields["input_reference"], case .object = reference {
            return fault(400, "1 validation error for VideoGenerationsRequest: input_reference: Input should be a valid string")
        }
        return nil
    }

    private func vllm(_ fields: [String: JSONValue]) -> FakeAnswer? {
        if let model = fields["model"]?.text, model != settings.model {
            return fault(400, "Model mismatch: this server serves '\(settings.model)', not '\(model)'.", param: "model")
        }
        let patterns = [
            ("seconds", #"^[1-9]\d*$"#), ("size", #"^\d+x\d+$"#), ("seed", #"^-?\d+$"#), ("num_frames", #"^\d+$"#),
            ("fps", #"^\d+(\.\d+)?$"#),
        ]
        for (name, pattern) in patterns {
            guard let text = fields[name]?.text, text.range(of: pattern, options: .regularExpression) == nil else { continue }
            return fault(400, "\(name) String should match pattern '\(pattern)'", param: name)
        }
        let other = ["input_reference", "image_reference", "video_reference", "audio_reference"].first { fields[$0] != nil }
        if fields["input_references"] != nil, let other {
            return fault(400, "input_references cannot be combined with \(other)", param: "input_references")
        }
        if let reference = fields["input_reference"], reference.map == nil {
            return fault(400, "input_reference Value error, Expected UploadFile, received: <class 'str'>", param: "input_reference")
        }
        return nil
    }

    private func litellm(_ fields: [String: JSONValue]) -> FakeAnswer? {
        guard let model = fields["model"]?.text else { return fault(400, "model is a required field", param: "model") }
        guard model == settings.model else {
            return fault(
                400, "/videos: Invalid model name passed in model=\(model). Call `/v1/models` to view available models.", param: "model")
        }
        return nil
    }

    private func dynamo(_ fields: [String: JSONValue]) -> FakeAnswer? {
        guard fields["model"]?.text != nil else { return fault(422, "missing field `model`") }
        if let seconds = fields["seconds"] {
            guard case .integer = seconds else { return fault(422, "seconds: invalid type: string, expected i32") }
        }
        if let reference = fields["input_reference"] {
            guard case .string = reference else { return fault(422, "input_reference: invalid type: map, expected a string") }
        }
        return nil
    }

    private func gateway(_ fields: [String: JSONValue]) -> FakeAnswer? {
        guard fields["model"]?.text != nil else { return fault(400, "model is required") }
        if let reference = fields["input_reference"] {
            guard case .string = reference else { return fault(400, "input_reference must be a url or a data uri") }
        }
        return nil
    }
}
