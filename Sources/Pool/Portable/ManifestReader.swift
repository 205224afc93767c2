import Foundation

/// Reads a manifest line by line, holding one at a time.
struct ManifestReader: Sendable {
    /// A take with its scores, prompts and history takes a few thousand bytes.
    private static let longest = 16 << 20
    private let file: String
    private let path: String
    private let keys: Set<String>?

    /// - Parameters:
    ///   - path: what people know it by.
    ///   - keys: only these parts of a line; all when nil.
    init(_ file: String, of path: String, keys: Set<String>? = nil) { (self.file, self.path, self.keys) = (file, path, keys) }

    /// Gives each line after the head to `body`, prepared on another thread.
    func eachPrepared(_ body: (PreparedLine) throws -> Void) throws {
        try Ahead<PreparedLine>.each(
            { handOver in
                var batch: [PreparedLine] = []
                try each({ batch.append(PreparedLine($0, number: $1)) }) {
                    try handOver(batch)
                    batch = []
                }
            }, body)
    }

    /// Calls `body` with each line after the head and its number, the head being 1.
    ///
    /// - Parameter piece: called after some lines, a few hundred kilobytes of them unless one is longer.
    func each(_ body: (PortableLine, Int) throws -> Void, afterPiece piece: () throws -> Void = {}) throws {
        guard let handle = FileHandle(forReadingAtPath: file) else { throw PoolError(.missing, "\(file) cannot be opened") }
        defer { try? handle.close() }
        var (rest, number, takes, announced) = ([UInt8](), 0, 0, -1)
        func add(_ text: ArraySlice<UInt8>) throws {
            number += 1
            guard let line = PortableLine(text, keys: keys) else { throw damaged(number) }
            if number == 1 {
                guard let head = line.pool else {
                    throw PoolError(
                        .invalid, "\(path): its manifest does not begin with the line of a pool; is it an export of 'mv pool export'?")
                }
                guard head.format <= PortableLine.format else {
                    throw PoolError(.newer, "\(path) was exported by a newer mv (format \(head.format)); update mv")
                }
                announced = head.takes
                return
            }
            if line.take != nil { takes += 1 }
            try body(line, number)
        }
        while let more = try handle.read(upToCount: 1 << 18), !more.isEmpty {
            rest += more
            var start = rest.startIndex
            while let end = rest[start...].firstIndex(of: 0x0A) {
                try add(rest[start..<end])
                start = end + 1
            }
            rest.removeSubrange(..<start)
            guard rest.count <= Self.longest else { throw damaged(number + 1) }
            try piece()
        }
        if rest.isEmpty, number == 0 { throw PoolError(.invalid, "\(path): its manifest is empty; copy it again, or export anew") }
        guard rest.isEmpty, takes == announced else {
            throw PoolError(
                .invalid, "\(path): its manifest was cut short: it announces \(max(0, announced)) takes and has \(takes); copy it again")
        }
    }

    private func damaged(_ number: Int) -> PoolError {
        PoolError(.invalid, "\(path): line \(number) of its manifest is not the JSON expected there; copy it again, or export anew")
    }
}
