public import Foundation

/// Writes a zip archive whose entries are stored as they are: for bundles of media, which do not get smaller. Sizes beyond 4 GB are written as
/// zip64. The format: PKWARE's APPNOTE.TXT 6.3.9, sections 4.3 and 4.5.3.
public struct StoredZip: ~Copyable {
    private let path: String
    private let aside: String
    private let handle: FileHandle
    private var offset: UInt64 = 0
    private var directory = Data()
    private var entries: UInt64 = 0

    public init(path: String) throws {
        self.path = path
        aside = path + ".partial"
        guard FileManager.default.createFile(atPath: aside, contents: nil), let handle = FileHandle(forWritingAtPath: aside) else {
            throw ContentError(.write, path, "the file cannot be made")
        }
        self.handle = handle
    }

    public mutating func add(_ name: String, _ data: Data) throws {
        try header(name, size: UInt64(data.count), checksum: Checksum.crc32(data))
        try write(data)
    }

    /// A file, read twice: its checksum stands before it.
    public mutating func add(_ name: String, file: String) throws {
        guard let source = FileHandle(forReadingAtPath: file) else { throw ContentError(.read, file, "it cannot be opened") }
        defer { try? source.close() }
        var (sum, size) = (Checksum(), UInt64(0))
        while let piece = try source.read(upToCount: 1 << 20), !piece.isEmpty {
            sum.add(piece)
            size += UInt64(piece.count)
        }
        try header(name, size: size, checksum: sum.value)
        try source.seek(toOffset: 0)
        while let piece = try source.read(upToCount: 1 << 20), !piece.isEmpty { try write(piece) }
    }

    /// Closes the archive and puts it in its place.
    public mutating func finish() throws {
        let (start, size) = (offset, UInt64(directory.count))
        try write(directory)
        var end = Data()
        let is64 = start >= 0xFFFF_FFFF || entries >= 0xFFFF
        if is64 {
            let at = offset
            end.put(UInt32(0x0606_4B50))
            end.put(UInt64(44))
            end.put(UInt16(45))
            end.put(UInt16(45))
            end.put(UInt32(0))
            end.put(UInt32(0))
            end.put(entries)
            end.put(entries)
            end.put(size)
            end.put(start)
            end.put(UInt32(0x0706_4B50))
            end.put(UInt32(0))
            end.put(at)
            end.put(UInt32(1))
        }
        end.put(UInt32(0x0605_4B50))
        end.put(UInt16(0))
        end.put(UInt16(0))
        end.put(UInt16(is64 ? 0xFFFF : entries))
        end.put(UInt16(is64 ? 0xFFFF : entries))
        end.put(UInt32(is64 ? 0xFFFF_FFFF : size))
        end.put(UInt32(is64 ? 0xFFFF_FFFF : start))
        end.put(UInt16(0))
        try write(end)
        try handle.close()
        try AtomicFile.moveIntoPlace(aside, path)
    }

    private mutating func header(_ name: String, size: UInt64, checksum: UInt32) throws {
        let at = offset
        let bytes = Data(name.utf8)
        let isLarge = size >= 0xFFFF_FFFF
        var sizes = Data()
        if isLarge {
            sizes.put(UInt16(1))
            sizes.put(UInt16(16))
            sizes.put(size)
            sizes.put(size)
        }
        var common = Data()
        // Names are UTF-8 (bit 11); 1 January 1980, so that the same media give the same bytes.
        common.put(UInt16(isLarge ? 45 : 20))
        common.put(UInt16(0x0800))
        common.put(UInt16(0))
        common.put(UInt16(0))
        common.put(UInt16(0x21))
        common.put(checksum)
        common.put(UInt32(isLarge ? 0xFFFF_FFFF : size))
        common.put(UInt32(isLarge ? 0xFFFF_FFFF : size))
        common.put(UInt16(bytes.count))
        var local = Data()
        local.put(UInt32(0x0403_4B50))
        try write(local + common + Data.put(UInt16(sizes.count)) + bytes + sizes)
        var extra = Data()
        let isFar = at >= 0xFFFF_FFFF
        if isLarge || isFar {
            extra.put(UInt16(1))
            extra.put(UInt16((isLarge ? 16 : 0) + (isFar ? 8 : 0)))
            if isLarge {
                extra.put(size)
                extra.put(size)
            }
            if isFar { extra.put(at) }
        }
        directory.put(UInt32(0x0201_4B50))
        directory.put(UInt16(45))
        directory += common
        directory.put(UInt16(extra.count))
        directory.put(UInt16(0))
        directory.put(UInt16(0))
        directory.put(UInt16(0))
        directory.put(UInt32(0))
        directory.put(UInt32(isFar ? 0xFFFF_FFFF : at))
        directory += bytes + extra
        entries += 1
    }

    private mutating func write(_ data: Data) throws {
        do {
            try handle.write(contentsOf: data)
        } catch {
            try? FileManager.default.removeItem(atPath: aside)
            throw ContentError(.write, path, FileTrouble.words(error))
        }
        offset += UInt64(data.count)
    }
}

/// CRC-32 of ISO 3309, as zip and PNG use it.
struct Checksum {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
    }
    private var sum: UInt32 = 0xFFFF_FFFF

    mutating func add(_ data: Data) {
        data.withUnsafeBytes { bytes in
            Self.table.withUnsafeBufferPointer { table in
                for byte in bytes { sum = table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
            }
        }
    }

    var value: UInt32 { sum ^ 0xFFFF_FFFF }

    static func crc32(_ data: Data) -> UInt32 {
        var sum = Checksum()
        sum.add(data)
        return sum.value
    }
}

extension Data {
    fileprivate mutating func put(_ value: some FixedWidthInteger) { Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) } }

    fileprivate static func put(_ value: some FixedWidthInteger) -> Data {
        var data = Data()
        data.put(value)
        return data
    }
}
