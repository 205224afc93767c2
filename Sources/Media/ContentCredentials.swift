import Foundation

/// Looks for a C2PA manifest in an MP4 or MOV file: a top-level `uuid` box with the identifier of the C2PA specification
/// (version 1.4, section A.5.1). Nothing in it is verified.
public enum ContentCredentials {
    private static let identifier: [UInt8] = [
        0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81,
    ]

    /// False for files that are no boxes at all.
    public static func present(inFile path: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path), let end = try? handle.seekToEnd() else { return false }
        defer { try? handle.close() }
        var offset: UInt64 = 0
        while offset + 8 <= end {
            guard (try? handle.seek(toOffset: offset)) != nil, let header = try? handle.read(upToCount: 32), header.count >= 8 else {
                return false
            }
            let bytes = [UInt8](header)
            var size = bytes[0..<4].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            var headerSize = 8
            if size == 1, bytes.count >= 16 {
                size = bytes[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                headerSize = 16
            }
            if size == 0 { size = end - offset }
            guard size >= UInt64(headerSize), size <= end - offset else { return false }
            if bytes[4..<8].elementsEqual("uuid".utf8), bytes.count >= headerSize + 16,
                bytes[headerSize..<headerSize + 16].elementsEqual(identifier)
            {
                return true
            }
            offset += size
        }
        return false
    }
}
