import Foundation
import Yams

/// The part of JSON Schema draft 7 that the project schema uses.
struct SchemaCheck {
    private let root: [String: Any]

    init(_ json: String) throws {
        guard let root = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] else {
            throw CocoaError(.coderReadCorrupt)
        }
        self.root = root
    }

    /// Where a YAML text breaks the schema.
    func faults(_ yaml: String) throws -> [String] { faults(try Yams.load(yaml: yaml) ?? NSNull(), root, "") }

    private func faults(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            let definitions = root["definitions"] as? [String: [String: Any]]
            guard let target = definitions?[reference.replacing("#/definitions/", with: "")] else { return ["\(path): no \(reference)"] }
            return faults(value, target, path)
        }
        if let choices = schema["anyOf"] as? [[String: Any]], !choices.contains(where: { faults(value, $0, path).isEmpty }) {
            return ["\(path): none of \(choices.count) shapes"]
        }
        if let type = schema["type"] {
            let types = type as? [String] ?? [type as? String ?? ""]
            if !types.contains(where: { Self.isOf($0, value) }) { return ["\(path): no \(types)"] }
        }
        if let constant = schema["const"] as? String, value as? String != constant { return ["\(path): not \(constant)"] }
        if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "") { return ["\(path): none of \(words)"] }
        if let number = Self.number(value) {
            if let least = Self.number(schema["minimum"]), number < least { return ["\(path): below \(least)"] }
            if let most = Self.number(schema["maximum"]), number > most { return ["\(path): above \(most)"] }
        }
        if let pattern = schema["pattern"] as? String, let text = value as? String,
            text.range(of: pattern, options: .regularExpression) == nil
        {
            return ["\(path): not like \(pattern)"]
        }
        if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
            return list.enumerated().flatMap { faults($1, items, "\(path)[\($0)]") }
        }
        return (value as? [String: Any]).map { members($0, schema, path) } ?? []
    }

    private func members(_ map: [String: Any], _ schema: [String: Any], _ path: String) -> [String] {
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        let missing = (schema["required"] as? [String] ?? []).filter { map[$0] == nil }.map { "\(path).\($0): missing" }
        return missing
            + map.keys.sorted().flatMap { key -> [String] in
                guard let value = map[key] else { return [] }
                if let property = properties[key] { return faults(value, property, "\(path).\(key)") }
                if let others = schema["additionalProperties"] as? [String: Any] { return faults(value, others, "\(path).\(key)") }
                return schema["additionalProperties"] == nil ? [] : ["\(path).\(key): unknown"]
            }
    }

    private static func isOf(_ type: String, _ value: Any) -> Bool {
        switch type {
        case "string": value is String
        case "boolean": value is Bool
        case "integer": value is Int && !(value is Bool)
        case "number": number(value) != nil
        case "array": value is [Any]
        case "object": value is [String: Any]
        default: false
        }
    }

    private static func number(_ value: Any?) -> Double? {
        if value is Bool && !(value is NSNumber) { return nil }
        return (value as? Double) ?? (value as? Int).map(Double.init) ?? (value as? NSNumber)?.doubleValue
    }
}
