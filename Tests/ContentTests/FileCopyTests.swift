import Content
import Foundation
import Testing

@Suite struct FileCopyTests {
    private let folder: Folder
    private let store: Store
    init() throws {
        folder = try Folder()
        store = Store(root: folder.path + "/store")
    }

    private func blob(_ text: String) -> Blob { Blob(digest: Digest(of: text), bytes: Int64(text.utf8.count), fileExtension: "mp4") }

    @Test("a copy is placed under its name, and its bytes are told as they go")
    func copying() throws {
        defer { folder.remove() }
        let text = String(repeating: "a long take ", count: 200_000)
        let file = try folder.write(text, to: "take.mp4")
        var told: Int64 = 0
        #expect(try FileCopy.copy(file, as: blob(text), into: store) { told += $0 } == .copied(Digest(of: text)))
        #expect(told == Int64(text.utf8.count))
        #expect(store.holds(blob(text)))
        #expect(try Digest(ofDisk: store.path(of: blob(text))) == Digest(ofFile: file))
        #expect(folder.files == ["store/" + blob(text).relativePath, "take.mp4"].sorted())
    }

    @Test("a source with other bytes than expected is not placed, and does not replace a good copy")
    func differing() throws {
        defer { folder.remove() }
        let file = try folder.write("spoilt", to: "take.mp4")
        #expect(try FileCopy.copy(file, as: blob("whole!"), into: store) == .differs(Digest(of: "spoilt")))
        #expect(folder.files == ["take.mp4"])
        _ = try store.publish(Data("whole!".utf8), fileExtension: "mp4")
        #expect(try FileCopy.copy(file, as: blob("whole!"), into: store) == .differs(Digest(of: "spoilt")))
        #expect(try folder.text(of: store.path(of: blob("whole!"))) == "whole!")
    }

    @Test("a source that is gone is told, and one that cannot be read is an error that names it")
    func unreadable() throws {
        defer { folder.remove() }
        #expect(try FileCopy.copy(folder.path + "/none", as: blob("x"), into: store) == .gone)
        try FileManager.default.createDirectory(atPath: folder.path + "/folder", withIntermediateDirectories: true)
        let error = #expect(throws: ContentError.self) { try FileCopy.copy(folder.path + "/folder", as: blob("x"), into: store) }
        #expect(error?.operation == .read && error?.subject == folder.path + "/folder")
        #expect(folder.files == [])
    }

    @Test("the leavings of a copy that was killed are overwritten, and a short file in its place is replaced")
    func resuming() throws {
        defer { folder.remove() }
        let file = try folder.write("whole", to: "take.mp4")
        _ = try folder.write("whole and much more of another", to: "store/partial/\(blob("whole").digest.hex).copy")
        _ = try folder.write("who", to: "store/" + blob("whole").relativePath)
        #expect(try FileCopy.copy(file, as: blob("whole"), into: store) == .copied(Digest(of: "whole")))
        #expect(try folder.text(of: store.path(of: blob("whole"))) == "whole")
        #expect(folder.files == ["store/" + blob("whole").relativePath, "take.mp4"].sorted())
    }

    @Test("where a file cannot be renamed into its place it is written there", .enabled(if: OtherDisk.isThere, "there is no second file system to test with"))
    func withoutRenames() throws {
        defer { folder.remove() }
        let other = try OtherDisk.folder()
        defer { try? FileManager.default.removeItem(atPath: other) }
        try FileManager.default.createDirectory(atPath: store.root, withIntermediateDirectories: true)
        // What is written aside lies on another file system, so that no rename leads from there.
        try FileManager.default.createSymbolicLink(atPath: store.root + "/partial", withDestinationPath: other)
        let file = try folder.write("whole", to: "take.mp4")
        #expect(try FileCopy.copy(file, as: blob("whole"), into: store) == .copied(Digest(of: "whole")))
        #expect(try folder.text(of: store.path(of: blob("whole"))) == "whole")
        #expect(try FileManager.default.contentsOfDirectory(atPath: other) == [])
    }

    @Test("a plain copy replaces what is there")
    func plain() throws {
        defer { folder.remove() }
        let file = try folder.write("new", to: "a/pool.sqlite")
        _ = try folder.write("old and longer", to: "b/pool.sqlite")
        #expect(try FileCopy.copy(file, to: folder.path + "/b/pool.sqlite") == .copied(Digest(of: "new")))
        #expect(try folder.text(of: folder.path + "/b/pool.sqlite") == "new")
        try FileCopy.put(Data("newer".utf8), at: folder.path + "/b/pool.sqlite")
        #expect(try folder.text(of: folder.path + "/b/pool.sqlite") == "newer")
        #expect(folder.files == ["a/pool.sqlite", "b/pool.sqlite"])
    }

    @Test("two names of one folder are the same, two file systems are not together")
    func volumes() throws {
        defer { folder.remove() }
        try FileManager.default.createDirectory(atPath: folder.path + "/a", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/b", withDestinationPath: folder.path + "/a")
        #expect(Volume.isSame(folder.path + "/a", folder.path + "/b"))
        #expect(Volume.real(folder.path + "/b") == Volume.real(folder.path + "/a"))
        #expect(!Volume.isSame(folder.path, folder.path + "/a"))
        #expect(Volume.areTogether(folder.path, folder.path + "/a"))
        #expect(!Volume.areTogether(folder.path, folder.path + "/none"))
        #expect((Volume.freeBytes(in: folder.path) ?? 0) > 0)
        #expect(Volume.freeBytes(in: folder.path + "/none") == nil)
    }
}

/// A file system besides that of the tests' files.
enum OtherDisk {
    static let root = "/dev/shm"

    static var isThere: Bool {
        Volume.isFolder(root) && Volume.refusal(toWriteIn: root) == nil && !Volume.areTogether(root, FileManager.default.temporaryDirectory.path)
    }

    static func folder() throws -> String {
        let path = "\(root)/content-tests-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}
