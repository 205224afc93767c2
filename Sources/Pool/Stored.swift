import Content
import Foundation

/// Values that SQLite has no type for, read back.
enum Stored {
    static func json<Value: Decodable>(_ text: String) throws -> Value {
        do {
            return try CanonicalJSON.decode(from: Data(text.utf8))
        } catch {
            throw PoolError(
                .unreadable, "the pool holds '\(text.prefix(60))', which is not the JSON expected there; was it edited by hand?")
        }
    }

    /// A map of texts. Foundation's decoder costs more than all the rest of a row, so it only gets what is not as expected.
    static func map(_ text: String) throws -> [String: String] {
        if text == "{}" { return [:] }
        guard let fields = quick(text)?.object else { return try json(text) }
        let words = fields.compactMapValues { $0.value?.text }
        return words.count == fields.count ? words : try json(text)
    }

    /// A list of texts.
    static func list(_ text: String) throws -> [String] {
        guard case .list(let items) = quick(text) else { return try json(text) }
        let words = items.compactMap { $0.value?.text }
        return words.count == items.count ? words : try json(text)
    }

    private static func quick(_ text: String) -> PortableJSON? {
        let bytes = Array(text.utf8)
        return PortableParser.parse(bytes[...])
    }

    static func seed(_ text: String) throws -> UInt64 {
        guard let seed = UInt64(text) else {
            throw PoolError(
                .unreadable, "the pool holds '\(text)' where a seed from 0 to \(UInt64.max) was expected; was it edited by hand?")
        }
        return seed
    }

    static func word<Value: RawRepresentable<String>>(_ text: String) throws -> Value {
        guard let value = Value(rawValue: text) else {
            throw PoolError(.unreadable, "the pool holds '\(text)', which is no \(Value.self); was it edited by hand?")
        }
        return value
    }
}
