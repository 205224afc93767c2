import Content
import Foundation
import Testing

@Suite struct AtomicFileTests {
    private let folder: Folder
    init() throws { folder = try Folder() }

    @Test("a write makes the folders on the way, replaces what was there and leaves nothing beside it")
    func writeReplaces() throws {
        defer { folder.remove() }
        let path = folder.path + "/a/b/c.json"
        try AtomicFile.write(Data("one".utf8), to: path)
        try AtomicFile.write(Data("two".utf8), to: path)
        #expect(try folder.text(of: path) == "two")
        #expect(folder.files == ["a/b/c.json"])
    }

    @Test("a write that cannot be done throws, names the path and leaves nothing")
    func aFailedWriteLeavesNothing() throws {
        defer { folder.remove() }
        let file = try folder.write("in the way", to: "file")
        let error = #expect(throws: ContentError.self) { try AtomicFile.write(Data("x".utf8), to: file + "/below.json") }
        #expect(error?.operation == .write)
        #expect(error?.description.contains(file) == true)
        #expect(folder.files == ["file"])
        #expect(try folder.text(of: file) == "in the way")
    }

    @Test("a write over a folder throws and leaves nothing beside it")
    func aFolderIsNotReplaced() throws {
        defer { folder.remove() }
        try AtomicFile.makeFolder(folder.path + "/taken")
        #expect(throws: ContentError.self) { try AtomicFile.write(Data("x".utf8), to: folder.path + "/taken") }
        #expect(folder.files.isEmpty)
    }

    @Test("moving a file that is not there throws and keeps what was in its place")
    func movingNothing() throws {
        defer { folder.remove() }
        let place = try folder.write("old", to: "place")
        #expect(throws: ContentError.self) { try AtomicFile.moveIntoPlace(folder.path + "/none", place) }
        #expect(try folder.text(of: place) == "old")
    }

    @Test("what interrupted writes left is removed when its process is gone, and only then")
    func abandonedAsides() throws {
        defer { folder.remove() }
        let gone = try Gone.processID()
        for name in ["a.json", "a.json.\(gone)-77.partial", "b.json.\(getpid())-78.partial", "notes.partial", "c.\(gone)-x.partial"] {
            _ = try folder.write("x", to: name)
        }
        #expect(AtomicFile.removeAbandoned(in: folder.path) == 1)
        #expect(folder.files == ["a.json", "b.json.\(getpid())-78.partial", "c.\(gone)-x.partial", "notes.partial"])
        #expect(AtomicFile.removeAbandoned(in: folder.path, ofProcess: getpid()) == 1)
        #expect(folder.files == ["a.json", "c.\(gone)-x.partial", "notes.partial"])
        #expect(AtomicFile.removeAbandoned(in: folder.path + "/none") == 0)
    }
}

enum Gone {
    /// The id of a process that has ended and been waited for.
    static func processID() throws -> Int32 {
        let pid = try start()
        var status: Int32 = 0
        try #require(waitpid(pid, &status, 0) == pid)
        return pid
    }

    /// The id of one that has ended and not been waited for: until `waitpid`.
    static func unwaited() throws -> Int32 {
        let pid = try start()
        var info = siginfo_t()
        try #require(waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) == 0)
        return pid
    }

    private static func start() throws -> Int32 {
        var pid: pid_t = 0
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
        defer { free(arguments[0]) }
        try #require(posix_spawnp(&pid, "true", nil, nil, &arguments, nil) == 0)
        return pid
    }
}
