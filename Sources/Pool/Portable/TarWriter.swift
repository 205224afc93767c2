import Foundation

/// Writes a tar archive from front to back, a piece at a time.
struct TarWriter {
    private let handle: FileHandle

    init(_ handle: FileHandle) { self.handle = handle }

    /// Adds the first `size` bytes of a file.
    ///
    /// - Parameter name: at most 100 bytes.
    func add(file path: String, as name: String, size: Int64, time: Int64) throws {
        precondition(name.utf8.count <= 100, "the names of an export fit the old header")
        guard let source = FileHandle(forReadingAtPath: path) else { throw PoolError(.missing, "\(path) cannot be opened") }
        defer { try? source.close() }
        if size > TarHeader.mostOctal {
            let records = Data(Self.record("size", "\(size)").utf8)
            try handle.write(contentsOf: Data(TarHeader(name: "pax/" + name.suffix(90), size: Int64(records.count), kind: .pax).bytes))
            try handle.write(contentsOf: records + Self.padding(after: Int64(records.count)))
        }
        try handle.write(contentsOf: Data(TarHeader(name: name, size: size, time: time).bytes))
        var left = size
        while left > 0 {
            guard let piece = try source.read(upToCount: Int(min(left, 1 << 20))), !piece.isEmpty else {
                throw PoolError(.invalid, "\(path) became shorter while it was copied; is something else writing it?")
            }
            try handle.write(contentsOf: piece)
            left -= Int64(piece.count)
        }
        try handle.write(contentsOf: Self.padding(after: size))
    }

    /// Two blocks of zeros.
    func end() throws { try handle.write(contentsOf: Data(count: 2 * TarHeader.block)) }

    private static func padding(after size: Int64) -> Data { Data(count: Int((512 - size % 512) % 512)) }

    /// `19 size=8589934592\n`: the length counts itself.
    private static func record(_ key: String, _ value: String) -> String {
        let rest = " \(key)=\(value)\n"
        var length = rest.utf8.count + 1
        while String(length).utf8.count + rest.utf8.count != length { length = String(length).utf8.count + rest.utf8.count }
        return "\(length)\(rest)"
    }
}
