import Foundation

/// Reads JSON without calling itself, so that no depth of brackets can end the program.
struct JSONParser {
    /// Deeper than anything a service means.
    static let mostDepth = 512

    /// An array or object that is not closed yet.
    private struct Open {
        var array: [JSONValue] = []
        var object: [String: JSONValue] = [:]
        /// Of the value that comes next; nil in an array.
        var key: String?
    }

    private let bytes: [UInt8]
    private var place = 0
    private var open: [Open] = []

    init(_ data: Data) {
        bytes = [UInt8](data)
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { place = 3 }
    }

    mutating func value() throws -> JSONValue {
        while true {
            skipBlanks()
            guard var value = try beginning() else { continue }
            // A finished value finishes what it is the last of.
            while !open.isEmpty, let outer = try adding(value) { value = outer }
            guard open.isEmpty else { continue }
            skipBlanks()
            guard place == bytes.count else { throw wrong("expected the end, found \(found)") }
            return value
        }
    }

    /// A value that is whole at once; nil when an array or object was opened that has something in it.
    private mutating func beginning() throws -> JSONValue? {
        guard place < bytes.count else { throw wrong("expected a value, found the end") }
        switch bytes[place] {
        case UInt8(ascii: "{"):
            try deeper()
            if accept("}") { return .object([:]) }
            open.append(Open(key: try key()))
            return nil
        case UInt8(ascii: "["):
            try deeper()
            if accept("]") { return .array([]) }
            open.append(Open())
            return nil
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default:
            for (word, value) in Self.words where accept(word: word) { return value }
            throw wrong("expected a value, found \(found)")
        }
    }

    /// Python's json writes the last two, and means that there is no number.
    private static let words: [(String, JSONValue)] = [
        ("true", .bool(true)), ("false", .bool(false)), ("null", .null), ("NaN", .null), ("Infinity", .null),
    ]

    private mutating func deeper() throws {
        guard open.count < Self.mostDepth else { throw wrong("it is nested more than \(Self.mostDepth) deep") }
        place += 1
        skipBlanks()
    }

    /// Puts a value where it belongs: the array or object when it was the last, nil when more is to come.
    private mutating func adding(_ value: JSONValue) throws -> JSONValue? {
        skipBlanks()
        let last = open.count - 1
        if let name = open[last].key {
            open[last].object[name] = value
            if accept("}") { return .object(open.removeLast().object) }
            guard accept(",") else { throw wrong("expected ',' or '}', found \(found)") }
            skipBlanks()
            open[last].key = try key()
        } else {
            open[last].array.append(value)
            if accept("]") { return .array(open.removeLast().array) }
            guard accept(",") else { throw wrong("expected ',' or ']', found \(found)") }
        }
        return nil
    }

    private mutating func key() throws -> String {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { throw wrong("expected a key in quotes, found \(found)") }
        let key = try string()
        skipBlanks()
        guard accept(":") else { throw wrong("expected ':' after a key, found \(found)") }
        return key
    }

    private mutating func number() throws -> JSONValue {
        let start = place
        if accept("-"), accept(word: "Infinity") { return .null }
        while place < bytes.count, Self.isOfNumbers(bytes[place]) { place += 1 }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if let integer = Int(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite, text.utf8.last != UInt8(ascii: ".") else {
            place = start
            throw wrong("'\(text.prefix(40))' is no number")
        }
        return .number(number)
    }

    private static func isOfNumbers(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        case UInt8(ascii: "e"), UInt8(ascii: "E"): true
        default: false
        }
    }

    private mutating func string() throws -> String {
        let start = place
        place += 1
        var text: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(&text)
            default: text.append(byte)
            }
        }
        place = start
        throw wrong("a string has no end")
    }

    private mutating func escape(_ text: inout [UInt8]) throws {
        guard place < bytes.count else { throw wrong("a string has no end") }
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"):
            var unit = try unit16()
            // Two escapes make one character beyond the first 65,536.
            let before = place
            if (0xd800...0xdbff).contains(unit), accept(word: "\\u") {
                let low = try unit16()
                if (0xdc00...0xdfff).contains(low) { unit = 0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00) } else { place = before }
            }
            text += String(Unicode.Scalar(unit) ?? "\u{fffd}").utf8
        default:
            place -= 1
            throw wrong("'\\' before \(found) means nothing")
        }
    }

    private mutating func unit16() throws -> UInt32 {
        let digits = String(decoding: bytes[place...].prefix(4), as: UTF8.self)
        guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit), let unit = UInt32(digits, radix: 16) else {
            throw wrong("'\\u' needs four hexadecimal digits")
        }
        place += 4
        return unit
    }

    private mutating func skipBlanks() {
        while place < bytes.count {
            switch bytes[place] {
            case 0x20, 0x09, 0x0a, 0x0d: place += 1
            default: return
            }
        }
    }

    private mutating func accept(_ sign: Unicode.Scalar) -> Bool {
        guard place < bytes.count, UInt32(bytes[place]) == sign.value else { return false }
        place += 1
        return true
    }

    private mutating func accept(word: String) -> Bool {
        guard bytes[place...].starts(with: word.utf8) else { return false }
        place += word.utf8.count
        return true
    }

    private var found: String {
        guard place < bytes.count else { return "the end" }
        let byte = bytes[place]
        return (0x21...0x7e).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
    }

    private func wrong(_ reason: String) -> JSONError { JSONError(offset: place, reason: reason) }
}
