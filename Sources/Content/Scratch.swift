import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Unfinished files carry the machine and the id of the process that writes them, so that the leavings of a killed one can be told from
/// the work of a living one: `partial/PID-NUMBER-MACHINE.ext` in a store, `NAME.PID-NUMBER-MACHINE.partial` beside an atomic write.
///
/// Whether a process of another machine lives cannot be seen from here: its files count as abandoned once nothing was written to them for
/// two days.
extension Store {
    /// Removes the scratch files of processes that are gone; says how many there were.
    @discardableResult
    public func removeAbandonedScratch() -> Int { Scratch.remove(in: root + "/partial") { !Scratch.isAlive($0) } }

    /// Paths of the scratch files of processes that are gone.
    public var abandonedScratch: [String] { Scratch.files(in: root + "/partial") { !Scratch.isAlive($0) } }

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

enum Scratch {
    /// Of this machine, short enough for a file name.
    static let machine: String = {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        return String(Digest(of: String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)).hex.prefix(8))
    }()

    /// A name that no other process of any machine uses.
    static var name: String { "\(getpid())-\(UInt64.random(in: 0...UInt64.max))-\(machine)" }
    private static let longestSilence = 2 * 86_400

    static func remove(in folder: String, where isAbandoned: (Int32) -> Bool) -> Int {
        files(in: folder, where: isAbandoned).count { unlink($0) == 0 }
    }

    static func files(in folder: String, where isAbandoned: (Int32) -> Bool) -> [String] {
        let inStore = folder.hasSuffix("/partial")
        // Of the many finished files that a folder of results holds, nothing but the last letters is looked at.
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { inStore || $0.utf8.suffix(8).elementsEqual(".partial".utf8) }
        return names.sorted().filter { name in
            guard let writer = writer(of: name, inStore: inStore) else { return false }
            return writer.isHere ? isAbandoned(writer.pid) : isOld(folder + "/" + name)
        }.map { folder + "/" + $0 }
    }

    /// The process in a scratch file's name; nil for any other file.
    private static func writer(of name: String, inStore: Bool) -> (pid: Int32, isHere: Bool)? {
        let parts = name.split(separator: ".")
        let owner = inStore ? parts.first : name.hasSuffix(".partial") ? parts.dropLast().last : nil
        let words = owner?.split(separator: "-") ?? []
        guard (2...3).contains(words.count), UInt64(words[1]) != nil, let pid = Int32(words[0]), pid > 0 else { return nil }
        return (pid, words.count < 3 || words[2] == machine)
    }

    private static func isOld(_ path: String) -> Bool {
        var info = stat()
        guard stat(path, &info) == 0 else { return false }
        #if canImport(Darwin)
            let written = info.st_mtimespec.tv_sec
        #else
            let written = info.st_mtim.tv_sec
        #endif
        return time(nil) - written > longestSilence
    }

    /// Nobody goes on with the file. A copy into a store, which is named by its digest, starts anew over its leavings.
    static func isAbandoned(_ path: String, inStore: Bool) -> Bool {
        let name = (path as NSString).lastPathComponent
        guard let writer = writer(of: name, inStore: inStore) else { return name.hasSuffix(".copy") }
        return writer.isHere ? !isAlive(writer.pid) : isOld(path)
    }

    static func isAlive(_ pid: Int32) -> Bool { LivingProcess.isThere(pid) }
}
