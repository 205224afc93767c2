import Content
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A small text file for each take, or each request that is under way, with all that is needed to write its row again: `ab/cdef….jsonl`, a manifest
/// of that one take in the form of an export. The scores are not in it, which are measured again, nor what people decided (`VerdictJournal`).
struct Sidecars {
    let root: String

    func path(of take: String) -> String { "\(root)/\(take.prefix(2))/\(take.dropFirst(2)).jsonl" }

    /// - Parameter synced: false to not wait for the disk, which takes longer than all the rest: until it has them, which `note(reached:)`
    ///   says, the pool has.
    /// - Returns: false when it said exactly that already.
    func write(_ bytes: [UInt8], of take: String, synced: Bool = false) throws -> Bool {
        let (path, data) = (path(of: take), Data(bytes))
        if FileManager.default.contents(atPath: path) == data { return false }
        try AtomicFile.write(data, to: path, synced: synced)
        return true
    }

    /// All are looked at once more.
    func forget() { unlink(mark) }

    private func sync() {
        #if canImport(Glibc)
            Glibc.sync()
        #elseif canImport(Darwin)
            Darwin.sync()
        #endif
    }

    /// Removes what processes that are gone left half written.
    func removeAbandoned() { for folder in [root] + folders.map({ root + "/" + $0 }) { AtomicFile.removeAbandoned(in: folder) } }

    func remove(_ take: String) { unlink(path(of: take)) }

    // MARK: how far they reach

    private var mark: String { root + "/reached" }

    var hasMark: Bool { FileManager.default.fileExists(atPath: mark) }

    /// Whether there ever were any.
    var hasSome: Bool { hasMark || !folders.isEmpty }

    /// The number of the last origin up to which every take has its sidecar on the disk.
    var reached: Int64 {
        FileManager.default.contents(atPath: mark).flatMap { Int64(String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .newlines)) } ?? 0
    }

    /// Waits for the disk.
    func note(reached: Int64) throws {
        sync()
        try AtomicFile.write(Data("\(reached)\n".utf8), to: mark)
    }

    // MARK: reading

    /// Calls `body` with the path of each, in the order of the takes' ids, holding the names of one folder at a time.
    func each(_ body: (String) throws -> Void) throws {
        for folder in folders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
            for name in names.sorted() where name.hasSuffix(".jsonl") { try body("\(root)/\(folder)/\(name)") }
        }
    }

    /// Of all there are, in order.
    var ids: [String] {
        folders.flatMap { folder in
            let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
            return names.filter { $0.hasSuffix(".jsonl") }.sorted().map { folder + $0.dropLast(6) }
        }
    }

    private var folders: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.filter { $0.utf8.count == 2 }.sorted()
    }
}
