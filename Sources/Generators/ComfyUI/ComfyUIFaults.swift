import Foundation
import Web

/// What ComfyUI says went wrong, in plain words.
enum ComfyUIFaults {
    // MARK: refused before it ran

    /// The answer to a prompt that is not accepted, or of which parts are not.
    static func refusal(_ answer: JSONValue?) -> String? {
        guard let answer else { return nil }
        var found: [String] = []
        for (id, node) in (answer["node_errors"]?.map ?? [:]).sorted(by: { $0.key.compare($1.key, options: .numeric) == .orderedAscending })
        {
            for error in node["errors"]?.list ?? [] { found.append(self.input(error, node: id, kind: node["class_type"]?.text ?? "")) }
        }
        if !found.isEmpty { return found.prefix(5).joined(separator: "; ") + (found.count > 5 ? "; and \(found.count - 5) more" : "") }
        guard let error = answer["error"] else { return nil }
        let details = error["details"]?.text.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
        switch error["type"]?.text {
        case "missing_node_type", "invalid_prompt":
            return "\(error["message"]?.text ?? "a node is missing")\(details); install the custom nodes that the workflow needs"
        case "prompt_no_outputs": return "the workflow has no node that saves anything; end it in a Save Video node"
        default: return ServiceWords.plain(error).map { $0 + details }
        }
    }

    private static func input(_ error: JSONValue, node: String, kind: String) -> String {
        let place = "node \(node) \(kind)"
        let name = error["extra_info"]?["input_name"]?.text
        let value = error["extra_info"]?["received_value"]?.text
        if error["type"]?.text == "value_not_in_list", let name, let value, isModelFile(value) {
            return "\(place) wants the model file '\(value)' as \(name), and this ComfyUI does not have it; "
                + "put it into its models folder, or choose another in the workflow"
        }
        let text = [error["message"]?.text, error["details"]?.text].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
        return "\(place): \(text.isEmpty ? error["type"]?.text ?? "it is refused" : text)"
    }

    private static func isModelFile(_ name: String) -> Bool {
        ["safetensors", "sft", "ckpt", "pt", "pth", "bin", "gguf", "onnx"].contains((name as NSString).pathExtension.lowercased())
    }

    // MARK: failed while it ran

    /// The end of a run that its history calls an error.
    static func ending(_ messages: [JSONValue], _ redactor: Redactor) -> ServiceError {
        for message in messages where message[0]?.text == "execution_interrupted" {
            return ServiceError(.cancelled, "it was interrupted in ComfyUI\(place(message[1]))")
        }
        guard let told = messages.last(where: { $0[0]?.text == "execution_error" })?[1] else {
            return ServiceError(.modelFailure, "ComfyUI says it failed, and not why; its own log says more")
        }
        let kind = told["exception_type"]?.text ?? ""
        let text = redactor.clean(told["exception_message"]?.text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "")
        let said = [kind, text].filter { !$0.isEmpty }.joined(separator: ": ")
        if isOutOfMemory(kind, text) {
            return ServiceError(
                .modelFailure,
                "the graphics card ran out of memory\(place(told)): make the picture smaller or the take shorter, "
                    + "or use a smaller model (\(said))")
        }
        if kind.hasSuffix("FileNotFoundError") || (text.contains("Model in folder") && text.contains("not found")) {
            return ServiceError(.modelFailure, "a file is missing on the machine of ComfyUI\(place(told)): \(text)")
        }
        return ServiceError(ServiceWords.isRefusal(text) ? .moderation : .modelFailure, "it failed\(place(told)): \(said)")
    }

    private static func place(_ told: JSONValue?) -> String {
        guard let id = told?["node_id"]?.text else { return "" }
        return " in node \(id)" + (told?["node_type"]?.text.map { " \($0)" } ?? "")
    }

    private static func isOutOfMemory(_ kind: String, _ text: String) -> Bool {
        let (kind, text) = (kind.lowercased(), text.lowercased())
        return kind.contains("outofmemory") || text.contains("out of memory") || text.contains("allocation on device")
    }
}
