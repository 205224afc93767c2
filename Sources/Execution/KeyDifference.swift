import Foundation

/// What differs between two keys, in words: why a result that was good yesterday is not the one wanted today.
public struct KeyDifference: Sendable, Hashable, CustomStringConvertible {
    /// One line each: `recipe.prompt: "a dog" → "a cat"`, in the order of the key's text. Empty when nothing differs.
    public let lines: [String]

    /// - Parameters: the canonical JSON of two keys, as kept in `JobKey.text` and `JobResult.keyText`.
    public init(from old: String, to new: String) {
        guard let before = JSONValue(text: old), let after = JSONValue(text: new) else {
            lines = old == new ? [] : ["the earlier key cannot be read"]
            return
        }
        var lines: [String] = []
        Self.compare(before, after, path: "", into: &lines)
        self.lines = lines
    }

    /// The first differences, separated by `; `.
    public var description: String { summary(most: 3) }

    public func summary(most: Int) -> String {
        let rest = lines.count - most
        return lines.prefix(most).joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
    }

    private static func compare(_ old: JSONValue?, _ new: JSONValue?, path: String, into lines: inout [String]) {
        if old == new { return }
        switch (old, new) {
        case (.map(let a), .map(let b)):
            for name in Set(a.keys).union(b.keys).sorted() {
                compare(a[name], b[name], path: path.isEmpty ? name : "\(path).\(name)", into: &lines)
            }
        case (.list(let a), .list(let b)):
            for index in 0..<max(a.count, b.count) {
                compare(
                    index < a.count ? a[index] : nil, index < b.count ? b[index] : nil, path: "\(path)[\(index)]", into: &lines)
            }
        case (.text(let a), .text(let b)) where !isDigest(a) && !isDigest(b):
            let (shownOld, shownNew) = around(Array(a), Array(b))
            lines.append("\(path): \"\(shownOld)\" → \"\(shownNew)\"")
        default:
            lines.append("\(path): \(shown(old)) → \(shown(new))")
        }
    }

    private static func shown(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null: "(none)"
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .unsigned(let value): String(value)
        case .number(let value): String(value)
        case .text(let text) where isDigest(text): text.prefix(8) + "…"
        case .text(let text): "\"" + (text.count > width ? text.prefix(width - 1) + "…" : text) + "\""
        case .list(let values): values.count == 1 ? "a list of 1" : "a list of \(values.count)"
        case .map(let values): "{" + values.keys.sorted().joined(separator: ", ") + "}"
        }
    }

    private static func isDigest(_ text: String) -> Bool { text.utf8.count == 64 && text.utf8.allSatisfy { isxdigit(Int32($0)) != 0 } }

    private static let width = 60

    /// Both texts cut to the neighbourhood of their first difference.
    private static func around(_ a: [Character], _ b: [Character]) -> (String, String) {
        guard max(a.count, b.count) > width else { return (String(a), String(b)) }
        let same = zip(a, b).prefix { $0 == $1 }.count
        let start = max(0, min(same - 20, max(a.count, b.count) - width))
        func cut(_ text: [Character]) -> String {
            let end = min(text.count, start + width)
            return (start > 0 ? "…" : "") + String(text[min(start, text.count)..<end]) + (end < text.count ? "…" : "")
        }
        return (cut(a), cut(b))
    }
}

/// Any JSON value, with whole numbers kept whole.
enum JSONValue: Hashable, Sendable, Decodable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case unsigned(UInt64)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case map([String: JSONValue])

    init?(text: String) {
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) else { return nil }
        self = value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(UInt64.self) {
            self = .unsigned(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .map(try container.decode([String: JSONValue].self))
        }
    }
}
