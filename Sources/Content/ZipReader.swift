import CZlib
public import Foundation

/// Reads single entries of a zip archive, stored or deflated. The format: PKWARE's APPNOTE.TXT 6.3.9, sections 4.3 and 4.4.
public struct ZipReader {
    private let path: String
    private let entries: [String: (at: UInt64, packed: UInt64, size: UInt64, isDeflated: Bool)]

    public var names: [String] { entries.keys.sorted() }

    /// - Throws: `ContentError` when it is no archive, or its directory is damaged.
    public init(path: String) throws {
        self.path = path
        guard let handle = FileHandle(forReadingAtPath: path) else { throw ContentError(.read, path, "it cannot be opened") }
        defer { try? handle.close() }
        let length = try handle.seekToEnd()
        // The directory's end has a comment of at most 65535 bytes behind it.
        let tail = try Self.read(handle, at: length > 65_557 ? length - 65_557 : 0, count: min(length, 65_557))
        guard let end = tail.indices.reversed().first(where: { $0 + 22 <= tail.count && tail.u32($0) == 0x0605_4B50 }) else {
            throw ContentError(.read, path, "it is no zip archive")
        }
        var (count, size, start) = (UInt64(tail.u16(end + 10)), UInt64(tail.u32(end + 12)), UInt64(tail.u32(end + 16)))
        if start == 0xFFFF_FFFF || count == 0xFFFF, end >= 20, tail.u32(end - 20) == 0x0706_4B50 {
            let record = try Self.read(handle, at: tail.u64(end - 12), count: 56)
            guard record.count == 56 else { throw ContentError(.read, path, "its directory is cut short") }
            (count, size, start) = (record.u64(32), record.u64(40), record.u64(48))
        }
        guard size <= 64 << 20, start <= length, size <= length - start else { throw ContentError(.read, path, "its directory is damaged") }
        let directory = try Self.read(handle, at: start, count: size)
        var entries: [String: (UInt64, UInt64, UInt64, Bool)] = [:]
        var at = 0
        while at + 46 <= directory.count, directory.u32(at) == 0x0201_4B50 {
            let (nameLength, extraLength) = (Int(directory.u16(at + 28)), Int(directory.u16(at + 30)))
            let next = at + 46 + nameLength + extraLength + Int(directory.u16(at + 32))
            guard next <= directory.count else { break }
            let name = String(decoding: directory[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self)
            var (packed, full, place) = (UInt64(directory.u32(at + 20)), UInt64(directory.u32(at + 24)), UInt64(directory.u32(at + 42)))
            Self.widen(directory, at + 46 + nameLength, extraLength, &full, &packed, &place)
            entries[name] = (place, packed, full, directory.u16(at + 10) == 8)
            at = next
        }
        self.entries = entries
    }

    /// - Parameter most: bytes; what is larger is refused, whatever the directory says.
    public func data(_ name: String, most: Int) throws -> Data {
        guard let entry = entries[name] else { throw ContentError(.read, path, "there is no \(name) in it") }
        guard entry.size <= UInt64(most), entry.packed <= UInt64(most) else { throw ContentError(.read, path, "\(name) is larger than \(most) bytes") }
        guard let handle = FileHandle(forReadingAtPath: path) else { throw ContentError(.read, path, "it cannot be opened") }
        defer { try? handle.close() }
        let head = try Self.read(handle, at: entry.at, count: 30)
        guard head.count == 30, head.u32(0) == 0x0403_4B50 else { throw ContentError(.read, path, "\(name) is damaged") }
        let start = entry.at + 30 + UInt64(head.u16(26)) + UInt64(head.u16(28))
        let bytes = try Self.read(handle, at: start, count: entry.packed)
        guard bytes.count == Int(entry.packed) else { throw ContentError(.read, path, "\(name) is cut short") }
        return entry.isDeflated ? try inflated(bytes, size: Int(entry.size), name) : Data(bytes)
    }

    private func inflated(_ bytes: [UInt8], size: Int, _ name: String) throws -> Data {
        var stream = z_stream()
        guard mv_inflate_raw_init(&stream) == Z_OK else { throw ContentError(.read, path, "zlib cannot be started") }
        defer { inflateEnd(&stream) }
        var (input, output) = (bytes, [UInt8](repeating: 0, count: size))
        let code = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
                return inflate(&stream, Z_FINISH)
            }
        }
        guard code == Z_STREAM_END, stream.avail_out == 0 else { throw ContentError(.read, path, "\(name) is damaged") }
        return Data(output)
    }

    private static func read(_ handle: FileHandle, at place: UInt64, count: UInt64) throws -> [UInt8] {
        try handle.seek(toOffset: place)
        return [UInt8](try handle.read(upToCount: Int(count)) ?? Data())
    }

    /// Sizes and the place of an entry beyond 4 GB stand in an extra field, in this order and only those that are needed.
    private static func widen(
        _ directory: [UInt8], _ start: Int, _ length: Int, _ size: inout UInt64, _ packed: inout UInt64, _ place: inout UInt64
    ) {
        var at = start
        while at + 4 <= start + length {
            let (kind, count) = (directory.u16(at), Int(directory.u16(at + 2)))
            guard kind == 1 else {
                at += 4 + count
                continue
            }
            at += 4
            let end = min(at + count, start + length)
            for wide in 0..<3 {
                let needed = [size, packed, place][wide] == 0xFFFF_FFFF
                guard needed, at + 8 <= end else { continue }
                let value = directory.u64(at)
                if wide == 0 { size = value } else if wide == 1 { packed = value } else { place = value }
                at += 8
            }
            return
        }
    }
}

extension [UInt8] {
    fileprivate func u16(_ at: Int) -> UInt16 { UInt16(self[at]) | UInt16(self[at + 1]) << 8 }
    fileprivate func u32(_ at: Int) -> UInt32 { UInt32(u16(at)) | UInt32(u16(at + 2)) << 16 }
    fileprivate func u64(_ at: Int) -> UInt64 { UInt64(u32(at)) | UInt64(u32(at + 4)) << 32 }
}
