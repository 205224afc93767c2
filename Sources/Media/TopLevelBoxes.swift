import Foundation

/// The outermost boxes of an MP4 or MOV file (ISO/IEC 14496-12, 4.2).
enum TopLevelBoxes {
    /// What is in the first `uuid` box of an identifier; nil without one, when it is longer than allowed, and for files that are no boxes.
    static func body(ofUUID identifier: [UInt8], inFile path: String, longest: UInt64) -> Data? {
        guard let (range, handle) = find(identifier, path) else { return nil }
        defer { try? handle.close() }
        guard range.count <= longest, (try? handle.seek(toOffset: range.lowerBound)) != nil else { return nil }
        return (try? handle.read(upToCount: range.count)) ?? Data()
    }

    static func hold(uuid identifier: [UInt8], inFile path: String) -> Bool {
        guard let (_, handle) = find(identifier, path) else { return false }
        try? handle.close()
        return true
    }

    private static func find(_ identifier: [UInt8], _ path: String) -> (body: Range<UInt64>, handle: FileHandle)? {
        guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
        if let body = try? range(of: identifier, handle) { return (body, handle) }
        try? handle.close()
        return nil
    }

    private static func range(of identifier: [UInt8], _ handle: FileHandle) throws -> Range<UInt64>? {
        let end = try handle.seekToEnd()
        var offset: UInt64 = 0
        while offset + 8 <= end {
            try handle.seek(toOffset: offset)
            guard let header = try handle.read(upToCount: 32), header.count >= 8 else { return nil }
            let bytes = [UInt8](header)
            var size = bytes[0..<4].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            var headerSize = 8
            if size == 1, bytes.count >= 16 {
                size = bytes[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                headerSize = 16
            }
            if size == 0 { size = end - offset }
            guard size >= UInt64(headerSize), size <= end - offset else { return nil }
            if bytes[4..<8].elementsEqual("uuid".utf8), size >= UInt64(headerSize + 16), bytes.count >= headerSize + 16,
                bytes[headerSize..<headerSize + 16].elementsEqual(identifier)
            {
                return offset + UInt64(headerSize + 16)..<offset + size
            }
            offset += size
        }
        return nil
    }
}
