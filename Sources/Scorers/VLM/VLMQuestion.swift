import Content
import Editorial
import Foundation
import Generators
import Web

/// What a model that sees is asked, and how its words become numbers.
///
/// Five words a scale, as judges are taught (Q-Align, https://arxiv.org/abs/2312.17090): models place words more steadily than they
/// make up numbers.
enum VLMQuestion {
    /// Rises with the meaning of the words below: takes are then asked about again.
    static let version = 1

    struct Scale {
        var key: String
        /// From worst to best: 0, 0.25, 0.5, 0.75, 1.
        var words: [String]
        var question: String
    }

    static let scales = [
        Scale(
            key: "adherence", words: ["none", "little", "half", "most", "all"],
            question: "How much of the description do the pictures show?"),
        Scale(
            key: "artefacts", words: ["ruined", "many", "some", "few", "free"],
            question: "How free are they of faults of a generator: bodies and hands put together wrongly, things that melt or change into "
                + "others between pictures, garbled text?"),
        Scale(
            key: "aesthetics", words: ["bad", "poor", "fair", "good", "excellent"],
            question: "How good are light, colour and composition?"),
    ]
    private static let longestDescription = 300

    static func body(_ question: ScorerQuestion, _ options: VLMOptions, pictures: [Data], complaint: String?) -> JSONValue {
        let asked = scales.map { "\($0.key): \($0.question) One of: \($0.words.joined(separator: ", ")) (from worst to best)." }
        var text =
            "These are \(pictures.count) pictures, in order, from one short video clip. The clip was to show:\n\n\(question.prompt)\n\n"
            + "Judge only what can be seen. Answer with one JSON object and nothing else, with these keys:\n"
            + asked.joined(separator: "\n") + "\ndescription: what the clip shows, in one line."
        if let complaint { text += "\n\nYour last answer was of no use: \(complaint)." }
        var content: [JSONValue] = [["type": "text", "text": .string(text)]]
        content += pictures.map { picture in
            ["type": "image_url", "image_url": ["url": .string("data:image/jpeg;base64," + picture.base64EncodedString())]]
        }
        let fields: [String: JSONValue] = [
            "model": .string(options.model), "temperature": 0,
            options.limitField: .integer(options.maxTokens),
            "messages": [["role": "user", "content": .array(content)]],
            "response_format": ["type": "json_schema", "json_schema": ["name": "opinion", "strict": true, "schema": schema]],
        ]
        return JSONValue.object(fields).merging(JSONValue(.map(options.service.extra)))
    }

    private static var schema: JSONValue {
        var properties: [String: JSONValue] = ["description": ["type": "string"]]
        for scale in scales { properties[scale.key] = ["type": "string", "enum": .array(scale.words.map { .string($0) })] }
        return [
            "type": "object", "additionalProperties": false, "properties": .object(properties),
            "required": .array((scales.map(\.key) + ["description"]).map { .string($0) }),
        ]
    }

    /// Why an answer is of no use, in words for the model and for people.
    struct Useless: Error { var reason: String }

    /// Believes nothing: some servers take the schema and do not keep to it.
    static func opinion(_ answer: JSONValue) throws(Useless) -> Opinion {
        guard let message = answer["choices"]?[0]?["message"] else { throw Useless(reason: "it holds no message") }
        if let refusal = message["refusal"]?.text { throw Useless(reason: "the model refused: \(refusal.prefix(120))") }
        guard let text = message["content"]?.text else { throw Useless(reason: "its message is empty") }
        // Models that know no schema wrap JSON in words and fences.
        guard let start = text.firstIndex(of: "{"), let end = text.lastIndex(of: "}"), start < end,
            let json = try? JSONValue(parsing: Data(text[start...end].utf8))
        else { throw Useless(reason: "it is no JSON object but '\(text.prefix(60))'") }
        var opinion = Opinion(parts: [:])
        for scale in scales {
            let word = json[scale.key]?.text?.lowercased().trimmingCharacters(in: .whitespacesAndNewlines.union(.punctuationCharacters))
            guard let index = word.flatMap({ scale.words.firstIndex(of: $0) }) else {
                throw Useless(
                    reason: "'\(scale.key)' is '\(json[scale.key]?.description.prefix(40) ?? "missing")', expected one of "
                        + scale.words.joined(separator: ", "))
            }
            opinion.parts[scale.key] = .init(score: Double(index) / 4, raw: Double(index + 1))
        }
        let words = json["description"]?.text?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
        guard !words.isEmpty else { throw Useless(reason: "'description' is missing") }
        opinion.description = String(words.prefix(longestDescription))
        return opinion
    }
}
