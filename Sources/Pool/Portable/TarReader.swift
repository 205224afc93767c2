import Foundation

/// Reads a tar archive from front to back, a piece at a time. Only files come out of it, under names that stay inside.
struct TarReader {
    struct Entry: Equatable {
        var name: String
        var size: Int64
    }

    private static let mostRecords: Int64 = 1 << 20
    private let handle: FileHandle
    private var left: Int64 = 0
    private var padding: Int64 = 0

    init(_ handle: FileHandle) { self.handle = handle }

    /// The next file, whatever was left of the last one; nil at the end.
    mutating func next() throws -> Entry? {
        try skip()
        var (name, size): (String?, Int64?) = (nil, nil)
        while true {
            guard let header = try TarHeader(block()) else { return nil }
            switch header.kind {
            case .pax:
                let records = try Self.records(small(header))
                name = records["path"] ?? name
                size = try records["size"].map { text in
                    guard let size = Int64(text), size >= 0 else { throw TarError(.damaged) }
                    return size
                } ?? size
            case .paxForAll: _ = try small(header)
            case .longName: name = String(decoding: try small(header).prefix { $0 != 0 }, as: UTF8.self)
            case .folder:
                try begin(size ?? header.size)
                try skip()
                (name, size) = (nil, nil)
            case .other: throw TarError(.badKind(name ?? header.name))
            case .file:
                try begin(size ?? header.size)
                return Entry(name: try Self.safe(name ?? header.name), size: left)
            }
        }
    }

    /// The next piece of the current file; nil at its end.
    mutating func piece() throws -> Data? {
        guard left > 0 else { return nil }
        guard let piece = try handle.read(upToCount: Int(min(left, 1 << 20))), !piece.isEmpty else { throw TarError(.cutShort) }
        left -= Int64(piece.count)
        return piece
    }

    private mutating func begin(_ size: Int64) throws {
        // No file is so long that its end cannot be counted in 64 bits.
        guard size < Int64.max / 2 else { throw TarError(.damaged) }
        left = size
        padding = (512 - size % 512) % 512
    }

    private mutating func skip() throws {
        let ahead = left + padding
        (left, padding) = (0, 0)
        guard ahead > 0 else { return }
        let place = try handle.offset() + UInt64(ahead)
        guard try place <= handle.seekToEnd() else { throw TarError(.cutShort) }
        try handle.seek(toOffset: place)
    }

    private func block() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < TarHeader.block {
            guard let piece = try handle.read(upToCount: TarHeader.block - bytes.count), !piece.isEmpty else { throw TarError(.cutShort) }
            bytes += piece
        }
        return bytes
    }

    private mutating func small(_ header: TarHeader) throws -> Data {
        guard header.size <= Self.mostRecords else { throw TarError(.damaged) }
        try begin(header.size)
        var data = Data()
        while let piece = try piece() { data += piece }
        try skip()
        return data
    }

    private static func records(_ data: Data) throws -> [String: String] {
        var (records, rest): ([String: String], ArraySlice<UInt8>) = ([:], ArraySlice(data))
        while !rest.isEmpty {
            let digits = rest.prefix { (48...57).contains($0) }
            guard digits.count <= 7, let length = Int(String(decoding: digits, as: UTF8.self)), length > digits.count + 2,
                length <= rest.count
            else { throw TarError(.damaged) }
            let record = rest.prefix(length).dropFirst(digits.count + 1).dropLast()
            guard let sign = record.firstIndex(of: UInt8(ascii: "=")) else { throw TarError(.damaged) }
            records[String(decoding: record[..<sign], as: UTF8.self)] = String(decoding: record[(sign + 1)...], as: UTF8.self)
            rest = rest.dropFirst(length)
        }
        return records
    }

    /// The name without `./`; refused when it is absolute, goes up, or is none.
    static func safe(_ name: String) throws -> String {
        var parts = name.split(separator: "/", omittingEmptySubsequences: false)
        while parts.first == "." { parts.removeFirst() }
        let isPlain = parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.contains("\\") && !$0.contains("\0") }
        guard !parts.isEmpty, isPlain else { throw TarError(.badName(name)) }
        return parts.joined(separator: "/")
    }
}
