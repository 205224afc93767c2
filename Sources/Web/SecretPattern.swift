import Foundation

/// Finds a secret however it is spelled: as it is, percent-encoded in whole or in part, escaped for JSON, or in base64, also inside a
/// longer text that was encoded as a whole.
struct SecretPattern: Sendable {
    private let plain: [UInt8]
    private let encoded: [[UInt8]]
    /// Whether a spelling can begin with a byte: nearly none does, and bodies may be long.
    private let begins: [Bool]

    /// Nil when there is nothing to hide.
    init?(_ secret: String) {
        guard !secret.isEmpty else { return nil }
        plain = Array(secret.utf8)
        encoded = Self.base64(plain)
        var begins = [Bool](repeating: false, count: 256)
        for byte in [plain[0], UInt8(ascii: "%"), UInt8(ascii: "\\"), UInt8(ascii: "+")] + encoded.map({ $0[0] }) { begins[Int(byte)] = true }
        self.begins = begins
    }

    /// Too long to be an ordinary word.
    var isUnmistakable: Bool { plain.count >= 12 }

    static let mark = Array("•••".utf8)

    func removed(from text: [UInt8]) -> [UInt8] {
        var cleaned: [UInt8] = []
        cleaned.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            if begins[Int(text[place])], let end = match(text, place) {
                cleaned += Self.mark
                place = end
            } else {
                cleaned.append(text[place])
                place += 1
            }
        }
        return cleaned
    }

    private func match(_ text: [UInt8], _ start: Int) -> Int? {
        for form in encoded where text[start...].starts(with: form) { return start + form.count }
        guard let place = text[start...].starts(with: plain) ? start + plain.count : escaped(text, start) else { return nil }
        // A short key such as `none` is also a word; inside another word it is not the key.
        if plain.count < 8 {
            if start > 0, Self.isWord(text[start - 1]) { return nil }
            if place < text.count, Self.isWord(text[place]) { return nil }
        }
        return place
    }

    /// The place after the secret when each of its bytes is there in some spelling.
    private func escaped(_ text: [UInt8], _ start: Int) -> Int? {
        var place = start
        for byte in plain {
            guard place < text.count else { return nil }
            let next: Int? =
                switch text[place] {
                // `%2F`, and `%252F` of an address inside an address.
                case UInt8(ascii: "%"):
                    [place + 3, place + 1].first { digits in
                        (digits == place + 1 || text[place...].starts(with: "%25".utf8)) && Self.hexadecimal(text, digits, 2) == byte
                    }.map { $0 + 2 }
                case UInt8(ascii: "\\") where place + 1 < text.count:
                    if text[(place + 1)...].starts(with: "u00".utf8), Self.hexadecimal(text, place + 4, 2) == byte {
                        place + 6
                    } else {
                        text[place + 1] == byte ? place + 2 : nil
                    }
                case UInt8(ascii: "+") where byte == UInt8(ascii: " "): place + 1
                default: nil
                }
            guard let after = next ?? (text[place] == byte ? place + 1 : nil) else { return nil }
            place = after
        }
        return place
    }

    private static func hexadecimal(_ text: [UInt8], _ start: Int, _ count: Int) -> UInt8? {
        guard start + count <= text.count else { return nil }
        let digits = String(decoding: text[start..<start + count], as: UTF8.self)
        return digits.allSatisfy(\.isHexDigit) ? UInt8(digits, radix: 16) : nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }

    /// The part of the base64 that is the same whatever stands before and after the secret, for each of the three ways in which the bytes
    /// can fall into groups of three.
    private static func base64(_ plain: [UInt8]) -> [[UInt8]] {
        var forms: Set<[UInt8]> = []
        for before in 0..<3 {
            let bytes = Array(repeating: UInt8(0), count: before) + plain
            let text = Array(Data(bytes).base64EncodedString().utf8)
            // The characters that hold bits of what stands before or after are left out.
            let start = [0, 2, 3][before]
            let end = bytes.count * 8 / 6
            // Shorter ones would be found in words.
            guard end - start >= 8 else { continue }
            let form = Array(text[start..<end])
            forms.insert(form)
            forms.insert(form.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0 })
        }
        return forms.sorted { $0.count > $1.count }
    }
}
