public import Foundation

/// A form as it arrived: its parts in their order.
public struct SeenForm: Sendable {
    public struct Part: Sendable {
        public var name: String
        public var filename: String?
        /// The part's own Content-Type.
        public var type: String?
        public var data: Data
        public var text: String { String(decoding: data, as: UTF8.self) }
    }
    public var parts: [Part]

    /// The text of the first part of that name that is no file.
    public subscript(name: String) -> String? { parts.first { $0.name == name && $0.filename == nil }?.text }
    public func file(_ name: String) -> Part? { parts.first { $0.name == name && $0.filename != nil } }
    public var names: [String] { parts.map(\.name) }

    init?(_ seen: Seen) {
        switch seen.type {
        case "application/x-www-form-urlencoded":
            parts = Self.pairs(String(decoding: seen.body, as: UTF8.self)).map {
                Part(name: $0.0, filename: nil, type: nil, data: Data($0.1.utf8))
            }
        case "multipart/form-data":
            guard let boundary = Self.parameter("boundary", of: seen.header("Content-Type") ?? "") else { return nil }
            parts = Self.parts(of: seen.body, boundary: boundary)
        default: return nil
        }
    }

    static func pairs(_ text: String) -> [(String, String)] {
        text.split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                $0.replacing("+", with: " ").removingPercentEncoding ?? String($0)
            }
            return (halves[0], halves.count > 1 ? halves[1] : "")
        }
    }

    /// https://www.rfc-editor.org/rfc/rfc7578: parts between lines of `--boundary`, each with headers and an empty line.
    private static func parts(of body: Data, boundary: String) -> [Part] {
        let mark = Data("--\(boundary)".utf8)
        let (line, gap) = (Data("\r\n".utf8), Data("\r\n\r\n".utf8))
        var parts: [Part] = []
        var start = body.range(of: mark)?.upperBound
        while let from = start, let next = body.range(of: line + mark, in: from..<body.endIndex) {
            start = next.upperBound
            guard let headerEnd = body.range(of: gap, in: from..<next.lowerBound) else { continue }
            let head = String(decoding: body[from..<headerEnd.lowerBound], as: UTF8.self)
            var disposition = ""
            var type: String?
            for field in head.split(separator: "\r\n") {
                let halves = field.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                guard halves.count == 2 else { continue }
                switch halves[0].lowercased() {
                case "content-disposition": disposition = halves[1]
                case "content-type": type = halves[1]
                default: break
                }
            }
            guard let name = parameter("name", of: disposition) else { continue }
            parts.append(
                Part(
                    name: name, filename: parameter("filename", of: disposition), type: type,
                    data: body.subdata(in: headerEnd.upperBound..<next.lowerBound)))
        }
        return parts
    }

    private static func parameter(_ name: String, of header: String) -> String? {
        for field in header.split(separator: ";").dropFirst() {
            let halves = field.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if halves.count == 2, halves[0].lowercased() == name {
                return halves[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            }
        }
        return nil
    }
}
