import Foundation

/// As much of ITU-T X.690 as a certificate takes: each value as its tag, its length and its bytes.
enum DER {
    static func tagged(_ tag: UInt8, _ body: [UInt8]) -> [UInt8] {
        guard body.count >= 0x80 else { return [tag, UInt8(body.count)] + body }
        var length: [UInt8] = []
        var rest = body.count
        while rest > 0 {
            length.insert(UInt8(rest & 0xFF), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(length.count)] + length + body
    }

    static func sequence(_ parts: [[UInt8]]) -> [UInt8] { tagged(0x30, parts.flatMap(\.self)) }
    static func boolean(_ value: Bool) -> [UInt8] { tagged(0x01, [value ? 0xFF : 0]) }
    static func bits(_ bytes: [UInt8], unused: UInt8) -> [UInt8] { tagged(0x03, [unused] + bytes) }

    /// `2.5.29.15`
    static func identifier(_ text: String) -> [UInt8] {
        let numbers = text.split(separator: ".").compactMap { Int($0) }
        precondition(numbers.count >= 2, "'\(text)' is no object identifier")
        let body = ([numbers[0] * 40 + numbers[1]] + numbers[2...]).flatMap { number -> [UInt8] in
            var digits = [UInt8(number & 0x7F)]
            var rest = number >> 7
            while rest > 0 {
                digits.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
                rest >>= 7
            }
            return digits
        }
        return tagged(0x06, body)
    }

    /// UTCTime, which holds until 2049.
    static func time(_ date: Date) -> [UInt8] {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        let numbers = [(parts.year ?? 0) % 100, parts.month, parts.day, parts.hour, parts.minute, parts.second].map { $0 ?? 0 }
        return tagged(0x17, Array((numbers.map { ($0 < 10 ? "0" : "") + String($0) }.joined() + "Z").utf8))
    }
}
