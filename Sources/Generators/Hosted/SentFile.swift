import Content
import Foundation
import Web

/// A picture in what is sent: name and digest while it is written down, its bytes or an address when it goes out.
enum SentFile {
    static func marker(_ file: InputFile) -> JSONValue {
        .object([
            "file": .string((file.path as NSString).lastPathComponent), "digest": .string(file.digest.hex),
        ])
    }

    /// The value with every marker replaced by what `send` makes of its file.
    static func filled(
        _ value: JSONValue, from files: [String: InputFile], _ send: (InputFile) async throws -> String
    ) async throws -> JSONValue {
        switch value {
        case .array(let list):
            var filled: [JSONValue] = []
            for item in list { filled.append(try await self.filled(item, from: files, send)) }
            return .array(filled)
        case .object(let map):
            if map.count == 2, map["file"] != nil, let digest = map["digest"]?.text,
                let file = files.values.first(where: { $0.digest.hex == digest })
            {
                return .string(try await send(file))
            }
            var filled: [String: JSONValue] = [:]
            for (key, item) in map { filled[key] = try await self.filled(item, from: files, send) }
            return .object(filled)
        default: return value
        }
    }

    /// The bytes of a file and what they are.
    /// - Throws: `ServiceError` of kind `badRequest` when it cannot be read, is not what was planned with, or is no picture.
    static func read(_ file: InputFile) throws -> (data: Data, type: String) {
        let name = (file.path as NSString).lastPathComponent
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: file.path))
        } catch {
            throw ServiceError(.badRequest, "\(name) cannot be read: \(FileTrouble.words(error))")
        }
        guard Digest(of: data) == file.digest else {
            throw ServiceError(.badRequest, "\(name) has changed since the take was planned; build again")
        }
        guard let type = type(of: data) else {
            throw ServiceError(.badRequest, "\(name) is no picture that can be sent; expected PNG, JPEG, WebP or GIF")
        }
        return (data, type)
    }

    static func dataURI(_ data: Data, type: String) -> String { "data:\(type);base64,\(data.base64EncodedString())" }

    /// The length of a data URI of so many bytes.
    static func dataURILength(bytes: Int, type: String) -> Int { "data:;base64,".count + type.count + (bytes + 2) / 3 * 4 }

    private static func type(of data: Data) -> String? {
        let head = Array(data.prefix(12))
        if head.starts(with: [0x89, 0x50, 0x4e, 0x47]) { return "image/png" }
        if head.starts(with: [0xff, 0xd8, 0xff]) { return "image/jpeg" }
        if head.starts(with: Array("GIF8".utf8)) { return "image/gif" }
        if head.starts(with: Array("RIFF".utf8)), head.count == 12, Array(head[8..<12]) == Array("WEBP".utf8) { return "image/webp" }
        return nil
    }
}
