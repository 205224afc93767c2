public import Foundation

/// The one spelling of a value that is digested: sorted keys, no blanks, slashes as they are.
///
/// Numbers in it should be integers or fractions as text; a `Double` is spelled as the shortest text that reads
/// back the same, which is stable for one version of Foundation but not promised between them.
public enum CanonicalJSON {
    public static func data(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    public static func text(_ value: some Encodable) throws -> String { String(decoding: try data(value), as: UTF8.self) }

    public static func decode<Value: Decodable>(_ type: Value.Type = Value.self, from data: Data) throws -> Value {
        try JSONDecoder().decode(type, from: data)
    }
}
