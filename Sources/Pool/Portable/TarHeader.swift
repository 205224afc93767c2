import Foundation

/// One header block of a tar archive: POSIX ustar, and what pax and GNU tar put on top of it.
/// https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06
struct TarHeader: Equatable {
    static let block = 512

    enum Kind: Equatable {
        case file, folder
        /// Records for the next entry.
        case pax
        /// Records for all entries that follow.
        case paxForAll
        /// GNU tar: the name of the next entry.
        case longName
        /// Links, devices and what else a tar can hold.
        case other(UInt8)
    }

    var name: String
    var size: Int64
    var kind: Kind
    /// Seconds since 1970.
    var time: Int64

    init(name: String, size: Int64, kind: Kind = .file, time: Int64 = 0) {
        (self.name, self.size, self.kind, self.time) = (name, size, kind, time)
    }

    /// The most that eleven octal digits can say; more needs a pax record.
    static let mostOctal: Int64 = 0o77777777777

    /// The block as it is written. A size that does not fit is told by a pax record before it.
    var bytes: [UInt8] {
        var block = [UInt8](repeating: 0, count: Self.block)
        func put(_ text: String, at place: Int, most: Int) {
            for (index, byte) in text.utf8.prefix(most).enumerated() { block[place + index] = byte }
        }
        func put(_ value: Int64, at place: Int, digits: Int) {
            let text = String(value, radix: 8)
            put(String(repeating: "0", count: max(0, digits - text.count)) + text, at: place, most: digits)
        }
        put(name, at: 0, most: 100)
        put(0o644, at: 100, digits: 7)
        put(0, at: 108, digits: 7)
        put(0, at: 116, digits: 7)
        put(size > Self.mostOctal ? 0 : size, at: 124, digits: 11)
        put(min(max(0, time), Self.mostOctal), at: 136, digits: 11)
        put("        ", at: 148, most: 8)
        block[156] = kind == .pax ? UInt8(ascii: "x") : UInt8(ascii: "0")
        put("ustar", at: 257, most: 6)
        put("00", at: 263, most: 2)
        put(Self.sum(block), at: 148, digits: 6)
        block[154] = 0
        return block
    }

    /// Nil for a block of zeros, which ends an archive.
    ///
    /// - Throws: `TarError` for what is no header.
    init?(_ block: [UInt8]) throws {
        guard block.contains(where: { $0 != 0 }) else { return nil }
        var blank = block
        for place in 148..<156 { blank[place] = 32 }
        guard Self.octal(block[148..<156]) == Self.sum(blank) else { throw TarError(.notTar) }
        let ustar = block[257..<262].elementsEqual("ustar".utf8)
        let prefix = ustar && block[262] == 0 ? Self.text(block[345..<500]) : ""
        let name = Self.text(block[0..<100])
        self.name = prefix.isEmpty ? name : prefix + "/" + name
        guard let size = Self.number(block[124..<136]), size >= 0 else { throw TarError(.damaged) }
        self.size = size
        time = Self.number(block[136..<148]) ?? 0
        kind =
            switch block[156] {
            case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): .file
            case UInt8(ascii: "5"): .folder
            case UInt8(ascii: "x"): .pax
            case UInt8(ascii: "g"): .paxForAll
            case UInt8(ascii: "L"): .longName
            case let byte: .other(byte)
            }
    }

    private static func sum(_ block: [UInt8]) -> Int64 { block.reduce(0) { $0 + Int64($1) } }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }

    private static func octal(_ bytes: ArraySlice<UInt8>) -> Int64? {
        let digits = bytes.drop { $0 == 32 }.prefix { $0 != 0 && $0 != 32 }
        return digits.isEmpty ? 0 : Int64(String(decoding: digits, as: UTF8.self), radix: 8)
    }

    /// Octal, or as GNU tar writes large numbers: a set top bit, then the number in base 256.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard let first = bytes.first, first & 0x80 != 0 else { return octal(bytes) }
        guard first == 0x80, bytes.dropFirst().prefix(3).allSatisfy({ $0 == 0 }), bytes[bytes.startIndex + 4] < 0x80 else { return nil }
        return bytes.suffix(8).reduce(0) { $0 << 8 | Int64($1) }
    }
}

/// What is wrong with an archive.
struct TarError: Error, Equatable {
    enum Kind: Equatable {
        case notTar, damaged, cutShort
        /// A name that leads out of the archive.
        case badName(String)
        /// A link, a device, …
        case badKind(String)
    }

    var kind: Kind
    init(_ kind: Kind) { self.kind = kind }

    /// As the end of "PATH …".
    var reason: String {
        switch kind {
        case .notTar: "is no tar archive, or a compressed one: decompress it first (gunzip, unzstd)"
        case .damaged: "is damaged: one of its headers makes no sense; copy it again"
        case .cutShort: "ends in the middle: it was cut short on the way; copy it again"
        case .badName(let name): "holds the entry '\(name)', which leads out of it; an export of 'mv pool export' has none like it"
        case .badKind(let name): "holds '\(name)', a link or device; an export of 'mv pool export' has only files"
        }
    }
}
