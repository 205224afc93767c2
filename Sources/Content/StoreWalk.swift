import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Goes through the files of a store one by one, holding none: a store of a million files needs no more memory than one of ten.
/// The order is that of the file system within each of the 256 folders. Files may be added and removed meanwhile.
public struct StoreWalk: Sendable {
    public enum Found: Hashable, Sendable {
        /// Under the name of a digest, which was not compared with its bytes; as long as it is.
        case file(Blob)
        /// A file that is being written, or that a program which is gone did not finish.
        case unfinished(path: String, bytes: Int64, isAbandoned: Bool)
        /// Something that no store has.
        case foreign(path: String, bytes: Int64)
    }

    public enum Folder {
        /// Files in whose place a whole copy was put; see `StoreCheck`.
        public static let quarantine = "quarantine"
        /// What commands that make takes have finished and the pool has not yet.
        public static let commands = "commands"
        /// Which projects use the store.
        public static let projects = "mv-projects"
        static let unfinished = "partial"
    }

    public static let lock = "mv-store.lock"

    private let root: String
    private static let own: Set<String> = [Folder.quarantine, Folder.commands, Folder.projects, StoreMark.name, lock]

    public init(root: String) { self.root = root }

    /// Calls `body` for everything but the store's own notes.
    /// - Throws: `ContentError` when a folder cannot be read, and what `body` throws.
    public func each(_ body: (Found) throws -> Void) throws {
        for start in try Self.names(in: root).sorted() {
            let path = root + "/" + start
            guard !Self.own.contains(start), !Self.isSystems(start) else { continue }
            if start == Folder.unfinished {
                try Self.each(in: path) { try body(.unfinished(path: path + "/" + $0, bytes: $1, isAbandoned: Scratch.isAbandoned(path + "/" + $0, inStore: true))) }
            } else if start.utf8.count == 2, Digest(start + String(repeating: "0", count: 62)) != nil, Volume.isFolder(path) {
                try Self.each(in: path) { name, bytes in
                    if let blob = Self.blob(start, name, bytes) {
                        try body(.file(blob))
                    } else if name.hasSuffix(".partial") {
                        try body(.unfinished(path: path + "/" + name, bytes: bytes, isAbandoned: Scratch.isAbandoned(path + "/" + name, inStore: false)))
                    } else {
                        try body(.foreign(path: path + "/" + name, bytes: bytes))
                    }
                }
            } else {
                try body(.foreign(path: path, bytes: Volume.facts(path).map { Int64($0.st_size) } ?? 0))
            }
        }
    }

    /// Calls `body` for the files under names of digests alone.
    public func eachFile(_ body: (Blob) throws -> Void) throws {
        try each { if case .file(let blob) = $0 { try body(blob) } }
    }

    /// True when there is no file under the name of a digest; nor a store.
    public var isEmpty: Bool {
        struct Seen: Error {}
        do {
            try eachFile { _ in throw Seen() }
            return true
        } catch {
            return !(error is Seen)
        }
    }

    /// Names in a folder that are neither of the system nor of a store: what stands in the way of making one there.
    public static func strangers(in folder: String) throws -> [String] {
        try names(in: folder).filter { !isSystems($0) && !own.contains($0) && $0 != Folder.unfinished }.sorted()
    }

    /// The blob of a file's name; nil where it is none that the store gives.
    private static func blob(_ start: String, _ name: String, _ bytes: Int64) -> Blob? {
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].contains("."), let digest = Digest(start + parts[0]) else { return nil }
        return Blob(digest: digest, bytes: bytes, fileExtension: String(parts[1]))
    }

    /// What file systems and desktops put into folders by themselves.
    private static func isSystems(_ name: String) -> Bool { name.hasPrefix(".") || name == "lost+found" }

    private static func each(in folder: String, _ body: (String, Int64) throws -> Void) throws {
        try list(folder) { name in
            guard !isSystems(name), let facts = Volume.facts(folder + "/" + name) else { return }
            try body(name, Int64(facts.st_size))
        }
    }

    private static func names(in folder: String) throws -> [String] {
        var names: [String] = []
        try list(folder) { names.append($0) }
        return names
    }

    private static func list(_ folder: String, _ body: (String) throws -> Void) throws {
        guard let stream = opendir(folder) else { throw ContentError(.read, folder, String(cString: strerror(errno))) }
        defer { closedir(stream) }
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw ContentError(.read, folder, String(cString: strerror(errno))) }
                return
            }
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
            }
            if name != ".", name != ".." { try body(name) }
        }
    }
}
