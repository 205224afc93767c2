import Content
import Foundation
import GRDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Puts one pool in the place of another. At every moment all of the old one is in its place or aside.
struct PoolSwap {
    private static let parts = ["", "-wal", "-shm", "-journal"]
    private static let mark = "replaced"
    let path: String
    private var beside: Beside { Beside(path) }

    /// - Parameters:
    ///   - new: a whole pool that nobody has open, on the same file system.
    ///   - isKept: whether the old one goes aside; false when a backup has all of it.
    /// - Returns: the folder in which the old one lies then; nil where there was none or it is not kept.
    func put(_ new: String, keepingOld isKept: Bool, at time: Int64) throws -> String? {
        let old = Self.parts.filter { FileManager.default.fileExists(atPath: path + $0) }
        var folder: String?
        if isKept, !old.isEmpty {
            let made = beside.aside + "/" + Beside.freeName(Beside.name(of: time), in: beside.aside)
            try AtomicFile.makeFolder(made)
            for part in old { try keep(path + part, as: made + "/pool.sqlite" + part) }
            folder = made
        }
        // The log of one database must never lie beside another.
        for part in Self.parts.dropFirst() { unlink(path + part) }
        try AtomicFile.moveIntoPlace(new, path)
        for folder in unfinished { try AtomicFile.write(Data("another pool is in its place\n".utf8), to: folder + "/" + Self.mark) }
        return folder
    }

    /// Folders of pools that went aside when the program was killed before another took their place.
    var unfinished: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: beside.aside)) ?? []
        return names.sorted().map { beside.aside + "/" + $0 }.filter {
            FileManager.default.fileExists(atPath: $0 + "/pool.sqlite") && !FileManager.default.fileExists(atPath: $0 + "/" + Self.mark)
        }
    }

    /// Under a second name, so that the first may go; as a copy where the file system has no second names.
    private func keep(_ file: String, as name: String) throws {
        if link(file, name) == 0 { return }
        do {
            try FileManager.default.copyItem(atPath: file, toPath: name)
        } catch {
            throw PoolError(.invalid, "\(file) cannot be kept as \(name): \(FileTrouble.words(error)); nothing was changed, make room and try again")
        }
    }
}

/// The right to write a pool, so that nobody else does meanwhile.
final class HeldPool {
    private let queue: DatabaseQueue?

    /// - Throws: `PoolError` when another program is writing it. A pool that cannot be written at all is held by nobody.
    init(_ path: String) throws {
        var configuration = Pool.configuration
        configuration.allowsUnsafeTransactions = true
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            self.queue = queue
        } catch let error as DatabaseError {
            guard !error.isBusy else { throw PoolError(error, path: path) }
            queue = nil
        }
    }

    func release() {
        try? queue?.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try? queue?.close()
    }
}
