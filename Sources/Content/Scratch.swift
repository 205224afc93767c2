import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Unfinished files carry the id of the process that writes them, so that the leavings of a killed one can be told
/// from the work of a living one: `partial/PID-NUMBER.ext` in a store, `NAME.PID-NUMBER.partial` beside an atomic write.
///
/// Process ids mean something on one machine only: call these where no other machine writes to the folder.
extension Store {
    /// Removes the scratch files of processes that are gone; says how many there were.
    @discardableResult
    public func removeAbandonedScratch() -> Int { Scratch.remove(in: root + "/partial") { !Scratch.isAlive($0) } }

    /// Paths of the scratch files of processes that are gone.
    public var abandonedScratch: [String] { Scratch.files(in: root + "/partial") { !Scratch.isAlive($0) } }

    /// Of the name of a file in `partial`: nobody on this machine goes on with it. A copy into the store starts anew over its leavings.
    static func isAbandoned(scratch name: String) -> Bool { Scratch.writer(of: name, inStore: true).map { !Scratch.isAlive($0) } ?? name.hasSuffix(".copy") }

    /// Removes the scratch files of one process, which must have ended.
    @discardableResult
    public func removeScratch(ofProcess pid: Int32) -> Int { Scratch.remove(in: root + "/partial") { $0 == pid } }
}

extension AtomicFile {
    /// Removes what interrupted writes left in a folder: of the process given, or of every process that is gone.
    @discardableResult
    public static func removeAbandoned(in folder: String, ofProcess pid: Int32? = nil) -> Int {
        Scratch.remove(in: folder) { writer in pid.map { $0 == writer } ?? !Scratch.isAlive(writer) }
    }
}

private enum Scratch {
    static func remove(in folder: String, where isAbandoned: (Int32) -> Bool) -> Int {
        files(in: folder, where: isAbandoned).count { unlink($0) == 0 }
    }

    static func files(in folder: String, where isAbandoned: (Int32) -> Bool) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().filter { writer(of: $0, inStore: folder.hasSuffix("/partial")).map(isAbandoned) ?? false }.map {
            folder + "/" + $0
        }
    }

    /// The process id in a scratch file's name; nil for any other file.
    static func writer(of name: String, inStore: Bool) -> Int32? {
        let parts = name.split(separator: ".")
        let owner = inStore ? parts.first : name.hasSuffix(".partial") ? parts.dropLast().last : nil
        let numbers = owner?.split(separator: "-") ?? []
        guard numbers.count == 2, UInt64(numbers[1]) != nil, let pid = Int32(numbers[0]), pid > 0 else { return nil }
        return pid
    }

    static func isAlive(_ pid: Int32) -> Bool { kill(pid, 0) == 0 || errno == EPERM }
}
