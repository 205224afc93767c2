import Foundation

/// Refuses text whose aliases could blow up before the walk that counts values gets to see them.
///
/// Yams shares aliased nodes, so composing is cheap, with one exception: it hashes the keys of a map, and a key that is a
/// list of lists of aliases is hashed in full. Only such keys are dangerous here, and only where anchors nest. With `k`
/// anchors and `a` aliases a value can grow at most `(a/k + 1)^k` fold.
enum AliasGuard {
    /// Nodes that may be hashed for the keys of one map.
    private static let allowed = 2e8

    static func mayExplode(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        var anchors = 0
        var aliases = 0
        var hasCompositeKey = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let begins = index == 0 || isOpening(bytes[index - 1])
            if begins, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") {
                if byte == UInt8(ascii: "&") { anchors += 1 } else { aliases += 1 }
                let end = bytes[index...].firstIndex(where: isBlank) ?? bytes.count
                if byte == UInt8(ascii: "*"), colonFollows(bytes, end) { hasCompositeKey = true }
            } else if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
                if colonFollows(bytes, index + 1) { hasCompositeKey = true }
            } else if begins, byte == UInt8(ascii: "?"), index + 1 == bytes.count || isBlank(bytes[index + 1]) {
                hasCompositeKey = true
            }
            index += 1
        }
        guard hasCompositeKey, anchors > 0, aliases > 0 else { return false }
        let growth = Double(anchors) * log(Double(aliases) / Double(anchors) + 1)
        return growth + log(Double(bytes.count)) > log(allowed)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    private static func isOpening(_ byte: UInt8) -> Bool { isBlank(byte) || [0x5B, 0x7B, 0x2C, 0x3A].contains(byte) }

    private static func colonFollows(_ bytes: [UInt8], _ start: Int) -> Bool {
        var index = start
        while index < bytes.count, isBlank(bytes[index]) { index += 1 }
        return index < bytes.count && bytes[index] == UInt8(ascii: ":")
    }
}
