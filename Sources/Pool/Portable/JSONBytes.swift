/// The bytes of one JSON text, taken from front to back by those who know what should come. Nil and false mean that it did not.
struct JSONBytes {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    /// - Parameter bytes: outlive the reader.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var next: UInt8? { place < bytes.count ? bytes[place] : nil }
    var isAtEnd: Bool { place == bytes.count }

    mutating func taken(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    mutating func taken(_ word: StaticString) -> Bool {
        let end = place + word.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        for index in place..<end where bytes[index] != word.utf8Start[index - place] { return false }
        place = end
        return true
    }

    mutating func blanks() {
        while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 || bytes[place] == 0x0D { place += 1 }
    }

    /// A number by the grammar of JSON, as it stands.
    mutating func number() -> UnsafeBufferPointer<UInt8>? {
        let start = place
        func digits() -> Bool {
            let first = place
            while place < bytes.count, (48...57).contains(bytes[place]) { place += 1 }
            return place > first
        }
        _ = taken(UInt8(ascii: "-"))
        let first = place
        guard digits(), bytes[first] != 48 || place == first + 1 else { return nil }
        if taken(UInt8(ascii: ".")), !digits() { return nil }
        if taken(UInt8(ascii: "e")) || taken(UInt8(ascii: "E")) {
            if !taken(UInt8(ascii: "-")) { _ = taken(UInt8(ascii: "+")) }
            guard digits() else { return nil }
        }
        return UnsafeBufferPointer(rebasing: bytes[start..<place])
    }

    /// A text in quotes.
    mutating func text() -> String? {
        guard taken(UInt8(ascii: "\"")) else { return nil }
        var (start, all) = (place, passPlain())
        guard place < bytes.count else { return nil }
        if bytes[place] == UInt8(ascii: "\"") {
            defer { place += 1 }
            let plain = UnsafeBufferPointer(rebasing: bytes[start..<place])
            return all < 0x80 ? String(decoding: plain, as: UTF8.self) : String(validating: plain, as: UTF8.self)
        }
        var text: [UInt8] = []
        text.reserveCapacity(4 * (place - start) + 64)
        while place < bytes.count {
            text += UnsafeBufferPointer(rebasing: bytes[start..<place])
            if taken(UInt8(ascii: "\"")) {
                return all < 0x80 ? String(decoding: text, as: UTF8.self) : String(validating: text, as: UTF8.self)
            }
            guard taken(UInt8(ascii: "\\")), escape(into: &text) else { return nil }
            start = place
            all |= passPlain()
        }
        return nil
    }

    /// Up to a quote, a backslash or what may not stand in a text. Gives the bits that any byte on the way had: with the highest unset
    /// they are ASCII, which needs no validation.
    private mutating func passPlain() -> UInt8 {
        var all: UInt8 = passPlainWords()
        while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != UInt8(ascii: "\\"), bytes[place] >= 0x20 {
            all |= bytes[place]
            place += 1
        }
        return all
    }

    /// The same for as many eights of bytes as are plain, all eight at once: filmstrips are texts of thousands
    /// (https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord).
    private mutating func passPlainWords() -> UInt8 {
        let (each, high) = (0x0101_0101_0101_0101 as UInt64, 0x8080_8080_8080_8080 as UInt64)
        func has(_ byte: UInt8, _ word: UInt64) -> UInt64 {
            let other = word ^ (each * UInt64(byte))
            return (other &- each) & ~other & high
        }
        var all: UInt64 = 0
        let raw = UnsafeRawBufferPointer(bytes)
        while place + 8 <= bytes.count {
            let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let controls = (word &- each * 0x20) & ~word & high
            guard has(UInt8(ascii: "\""), word) | has(UInt8(ascii: "\\"), word) | controls == 0 else { break }
            all |= word
            place += 8
        }
        return all & high == 0 ? 0 : 0x80
    }

    private mutating func escape(into text: inout [UInt8]) -> Bool {
        guard let byte = next else { return false }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "u"):
            guard var code = unit() else { return false }
            if (0xD800..<0xDC00).contains(code) {
                guard taken("\\u"), let low = unit(), (0xDC00..<0xE000).contains(low) else { return false }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { return false }
            text += String(scalar).utf8
        default: return false
        }
        return true
    }

    private mutating func unit() -> UInt32? {
        guard place + 4 <= bytes.count else { return nil }
        let digits = bytes[place..<place + 4]
        guard digits.allSatisfy({ (48...57).contains($0) || (65...70).contains($0) || (97...102).contains($0) }) else { return nil }
        place += 4
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// Passes over a value by its brackets and quotes alone, up to what ends it.
    mutating func skip() -> Bool {
        var depth = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                place += 1
                while place < bytes.count, bytes[place] != UInt8(ascii: "\"") { place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1 }
                guard place < bytes.count else { return false }
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return true }
                depth -= 1
            case UInt8(ascii: ",") where depth == 0: return true
            default: break
            }
            place += 1
        }
        return false
    }
}
