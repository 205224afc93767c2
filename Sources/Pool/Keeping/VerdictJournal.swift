import Content
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Everything people decided, as text beside the pool: `verdicts.jsonl`, one decision a line, in the order they were written down. It is only
/// appended to, so that it outlives the database.
///
/// A line is a row of `decisions` without its empty columns, or `{"kind":"tags","take":…,"tags":"night warm","time":…,"id":…}` with all tags a
/// take has then and the newest decision at that time.
struct VerdictJournal {
    let path: String

    /// A line, as far as others follow from it.
    struct Entry: Equatable {
        var row: PortableRow

        /// Nil for what no line of a journal is.
        init?(_ line: ArraySlice<UInt8>) {
            guard let row = PortableParser.parse(line)?.row, let take = row["take"]?.text, Digest(take) != nil, row["time"]?.integer != nil,
                row["id"]?.integer != nil, row["kind"]?.text != nil
            else { return nil }
            self.row = row
        }

        init(row: PortableRow) { self.row = row.filter { $0.value != .null } }

        var id: Int64 { row["id"]?.integer ?? 0 }
        var take: String { row["take"]?.text ?? "" }
        var kind: String { row["kind"]?.text ?? "" }
        /// Nil in the line of a decision.
        var tags: [String]? { kind == "tags" ? (row["tags"]?.text ?? "").split(separator: " ").map(String.init) : nil }

        func write(into bytes: inout [UInt8]) {
            PortableJSON(row).write(into: &bytes)
            bytes.append(0x0A)
        }
    }

    /// Calls `body` with each entry, oldest first, holding one at a time.
    /// - Returns: how many lines could not be read: a program was killed or the disk was full as they were written.
    func each(_ body: (Entry) throws -> Void) throws -> Int {
        guard let handle = FileHandle(forReadingAtPath: path) else { return 0 }
        defer { try? handle.close() }
        var (rest, bad) = ([UInt8](), 0)
        func add(_ line: ArraySlice<UInt8>) throws {
            if let entry = Entry(line) { try body(entry) } else if !line.isEmpty { bad += 1 }
        }
        while let more = try handle.read(upToCount: 1 << 18), !more.isEmpty {
            rest += more
            var start = rest.startIndex
            while let end = rest[start...].firstIndex(of: 0x0A) {
                try add(rest[start..<end])
                start = end + 1
            }
            rest.removeSubrange(..<start)
        }
        try add(rest[...])
        return bad
    }

    /// Appends what `more` makes of the last entry there is, alone among all programs.
    func append(_ more: (_ last: Entry?, _ add: (Entry) throws -> Void) throws -> Void) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ContentError(.write, path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        // Where the file system has no locks, two programs may both write a line. It is read as one.
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
        let tail = Self.tail(of: descriptor)
        var (waiting, isChanged) = ([UInt8](), false)
        if tail.isTorn { waiting.append(0x0A) }
        func write() throws {
            var rest = waiting[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { writeBytes(descriptor, $0.baseAddress, $0.count) }
                guard count > 0 || errno == EINTR else { throw ContentError(.write, path, String(cString: strerror(errno))) }
                rest = rest.dropFirst(max(0, count))
            }
            waiting.removeAll(keepingCapacity: true)
        }
        try more(tail.last) { entry in
            isChanged = true
            entry.write(into: &waiting)
            if waiting.count > 1 << 18 { try write() }
        }
        guard isChanged else { return }
        try write()
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw ContentError(.write, path, String(cString: strerror(errno))) }
    }

    /// The last whole entry, and whether the end of the file is no end of a line.
    private static func tail(of descriptor: Int32) -> (last: Entry?, isTorn: Bool) {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        guard size > 0 else { return (nil, false) }
        var length = 1 << 14
        while true {
            let count = min(length, size)
            var bytes = [UInt8](repeating: 0, count: count)
            guard pread(descriptor, &bytes, count, off_t(size - count)) == count else { return (nil, true) }
            let isTorn = bytes.last != 0x0A
            var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: true)
            // The first one may have begun before.
            if count < size, !lines.isEmpty { lines.removeFirst() }
            if let last = lines.reversed().lazy.compactMap(Entry.init).first { return (last, isTorn) }
            guard count < size else { return (nil, isTorn) }
            length *= 4
        }
    }
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
        Glibc.write(descriptor, bytes, count)
    #else
        Darwin.write(descriptor, bytes, count)
    #endif
}
