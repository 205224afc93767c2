import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// An address of IPv4 or IPv6.
package struct InternetAddress: Hashable, Sendable {
    /// Four or sixteen.
    private let bytes: [UInt8]

    /// Nil unless the text is an address as it is written out; `0x7f.1` and `2130706433` are names to be looked up.
    package init?(_ text: String) {
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        self.init(address)
    }

    init?(_ address: SocketAddress) {
        switch address {
        case .v4(let address): bytes = withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
        case .v6(let address): bytes = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
        case .unixDomainSocket: return nil
        }
    }

    private init(v4 bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    package var isLoopback: Bool {
        if bytes.count == 4 { return bytes[0] == 127 }
        return carried.map(\.isLoopback) ?? (bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1)
    }

    /// Whether it is of the internet, where anybody may be: not of this machine, of a network of one's own, of many at once or of nobody.
    /// https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry
    package var isPublic: Bool {
        guard bytes.count == 16 else { return !Self.special4.contains { $0.holds(bytes) } }
        if let carried { return carried.isPublic }
        return Self.global6.holds(bytes) && !Self.special6.contains { $0.holds(bytes) }
    }

    /// The IPv4 address inside one that only carries it: mapped, translated (NAT64) or tunnelled (6to4).
    private var carried: InternetAddress? {
        guard bytes.count == 16 else { return nil }
        if Self.mapped.holds(bytes) || Self.translated.holds(bytes) { return InternetAddress(v4: bytes[12...]) }
        return Self.tunnelled.holds(bytes) ? InternetAddress(v4: bytes[2..<6]) : nil
    }

    private struct Block {
        let bytes: [UInt8]
        let bits: Int

        init(_ bytes: UInt8..., bits: Int) { (self.bytes, self.bits) = (bytes, bits) }

        func holds(_ address: [UInt8]) -> Bool {
            for place in 0..<(bits + 7) / 8 {
                let mask = bits - place * 8 >= 8 ? 0xff : UInt8(truncatingIfNeeded: 0xff00 >> (bits - place * 8))
                let wanted = place < bytes.count ? bytes[place] : 0
                if address[place] & mask != wanted { return false }
            }
            return true
        }
    }

    private static let special4 = [
        Block(0, bits: 8), Block(10, bits: 8), Block(100, 64, bits: 10), Block(127, bits: 8), Block(169, 254, bits: 16),
        Block(172, 16, bits: 12), Block(192, 0, 0, bits: 24), Block(192, 0, 2, bits: 24), Block(192, 88, 99, bits: 24),
        Block(192, 168, bits: 16), Block(198, 18, bits: 15), Block(198, 51, 100, bits: 24), Block(203, 0, 113, bits: 24),
        Block(224, bits: 4), Block(240, bits: 4),
    ]
    /// All that is given out; everything else of IPv6 is local, for many at once, or for nobody yet.
    private static let global6 = Block(0x20, bits: 3)
    private static let special6 = [
        // Teredo and its kin, documentation.
        Block(0x20, 0x01, 0x00, bits: 23), Block(0x20, 0x01, 0x0d, 0xb8, bits: 32), Block(0x3f, 0xff, 0x00, bits: 20),
    ]
    private static let mapped = Block(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, bits: 96)
    private static let translated = Block(0x00, 0x64, 0xff, 0x9b, bits: 96)
    private static let tunnelled = Block(0x20, 0x02, bits: 16)
}

extension InternetAddress: CustomStringConvertible {
    package var description: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: 16, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }.joined(separator: ":")
    }
}
