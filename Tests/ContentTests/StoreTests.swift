import Content
import Foundation
import Testing

@Suite struct StoreTests {
    private let folder: Folder
    private let store: Store
    init() throws {
        folder = try Folder()
        store = Store(root: folder.path + "/store")
    }

    private func scratch(_ text: String, _ fileExtension: String = "txt") throws -> String {
        let path = try store.scratchPath(fileExtension: fileExtension)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test("publishing moves the scratch file to the place its content names")
    func publishing() throws {
        defer { folder.remove() }
        let blob = try store.publish(scratch: scratch("hello"), fileExtension: "TXT")
        #expect(blob.digest == Digest(of: "hello"))
        #expect(blob.bytes == 5)
        #expect(store.holds(blob))
        #expect(folder.files == ["store/2c/f24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824.txt"])
    }

    @Test("publishing the same bytes twice keeps one file and is no error")
    func publishingTwice() throws {
        defer { folder.remove() }
        let first = try store.publish(scratch: scratch("same"), fileExtension: "txt")
        let second = try store.publish(Data("same".utf8), fileExtension: "txt")
        #expect(first == second)
        #expect(folder.files.count == 1)
    }

    @Test("many publishers of the same bytes at once leave one whole file")
    func publishingAtOnce() async throws {
        defer { folder.remove() }
        let bytes = Data(repeating: 7, count: 300_000)
        let blobs = try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { try store.publish(bytes, fileExtension: "bin") } }
            return try await group.reduce(into: Set<Blob>()) { $0.insert($1) }
        }
        let blob = try #require(blobs.first)
        #expect(blobs.count == 1)
        #expect(try Digest(ofFile: store.path(of: blob)) == blob.digest)
        #expect(folder.files.count == 1)
    }

    @Test("a short or missing file is a miss, and publishing again repairs it")
    func aShortFileIsRepaired() throws {
        defer { folder.remove() }
        let blob = try store.publish(Data("whole".utf8), fileExtension: "txt")
        try Data("who".utf8).write(to: URL(fileURLWithPath: store.path(of: blob)))
        #expect(!store.holds(blob))
        #expect(try store.publish(Data("whole".utf8), fileExtension: "txt") == blob)
        #expect(store.holds(blob))
        try FileManager.default.removeItem(atPath: store.path(of: blob))
        #expect(!store.holds(blob))
    }

    @Test("adopting leaves the user's file as it was, copied or linked", arguments: [false, true])
    func adopting(_ linking: Bool) throws {
        defer { folder.remove() }
        let file = try folder.write("clip", to: "clip.MOV")
        let blob = try store.adopt(file, fileExtension: "MOV", linking: linking)
        #expect(blob.fileExtension == "mov")
        #expect(try folder.text(of: file) == "clip")
        #expect(try folder.text(of: store.path(of: blob)) == "clip")
        #expect(try store.adopt(file, fileExtension: "mov", linking: linking) == blob)
        #expect(folder.files.count == 2)
    }

    @Test("a scratch file that is not there cannot be published")
    func publishingNothing() throws {
        defer { folder.remove() }
        let error = #expect(throws: ContentError.self) { try store.publish(scratch: folder.path + "/none", fileExtension: "txt") }
        #expect(error?.description.contains("/none") == true)
    }

    @Test("a store whose place is taken by a file says so")
    func aFileInTheWay() throws {
        defer { folder.remove() }
        _ = try folder.write("in the way", to: "store")
        #expect(throws: ContentError.self) { try store.publish(Data("x".utf8), fileExtension: "txt") }
        #expect(folder.files == ["store"])
    }

    #if os(Linux)
        @Test("a process that has ended and that nobody waited for is not there, and its scratch files go")
        func zombies() throws {
            defer { folder.remove() }
            let zombie = try Gone.unwaited()
            var status: Int32 = 0
            defer { waitpid(zombie, &status, 0) }
            #expect(kill(zombie, 0) == 0)
            #expect(!LivingProcess.isThere(zombie))
            #expect(LivingProcess.isThere(getpid()) && LivingProcess.isThere(1))
            _ = try folder.write("x", to: "store/partial/\(zombie)-123.mp4")
            #expect(store.removeAbandonedScratch() == 1)
        }
    #endif

    @Test("scratch files of dead processes are removed, those of living ones stay")
    func abandonedScratch() throws {
        defer { folder.remove() }
        let mine = try scratch("mine")
        let gone = try Gone.processID()
        _ = try folder.write("x", to: "store/partial/\(gone)-123.mp4")
        _ = try folder.write("x", to: "store/partial/\(gone)-124.json.\(gone)-9.partial")
        _ = try folder.write("x", to: "store/partial/readme")
        #expect(store.removeAbandonedScratch() == 2)
        #expect(folder.files == ["store/partial/" + (mine as NSString).lastPathComponent, "store/partial/readme"].sorted())
        #expect(store.removeScratch(ofProcess: getpid()) == 1)
        #expect(store.removeAbandonedScratch() == 0)
    }
}
