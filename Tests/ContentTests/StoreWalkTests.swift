import Content
import Foundation
import Testing

@Suite struct StoreWalkTests {
    private let folder: Folder
    private let store: Store
    init() throws {
        folder = try Folder()
        store = Store(root: folder.path + "/store")
    }

    private func found() throws -> [String] {
        var found: [String] = []
        try StoreWalk(root: store.root).each { one in
            switch one {
            case .file(let blob): found.append("file \(blob.relativePath) \(blob.bytes)")
            case .unfinished(let path, let bytes, let isAbandoned):
                found.append("unfinished \((path as NSString).lastPathComponent) \(bytes)\(isAbandoned ? " abandoned" : "")")
            case .foreign(let path, _): found.append("foreign " + path.dropFirst(store.root.count + 1))
            }
        }
        return found.sorted()
    }

    @Test("every published file is found once, with its length")
    func files() throws {
        defer { folder.remove() }
        let blobs = try (0..<40).map { try store.publish(Data("number \($0)".utf8), fileExtension: $0 % 2 == 0 ? "mp4" : "") }
        #expect(try found() == blobs.map { "file \($0.relativePath) \($0.bytes)" }.sorted())
        var seen: Set<Blob> = []
        try StoreWalk(root: store.root).eachFile { seen.insert($0) }
        #expect(seen == Set(blobs))
    }

    @Test("what is unfinished, foreign, the store's own or the system's is told apart")
    func kinds() throws {
        defer { folder.remove() }
        let blob = try store.publish(Data("take".utf8), fileExtension: "mp4")
        let start = blob.digest.hex.prefix(2)
        let gone = try Gone.processID()
        for name in [
            "partial/\(getpid())-1.mp4", "partial/\(gone)-1.mp4", "partial/\(blob.digest.hex).copy", "\(start)/x.\(gone)-1.partial", "\(start)/notes.txt",
            "holiday.mp4", "zz/a.mp4", "mv-store.json", "mv-projects/a.json", "quarantine/b.mp4", "commands/c/take.mp4", "mv-store.lock", ".DS_Store",
            "lost+found/x", "\(start)/.nfs0001",
        ] { _ = try folder.write("x", to: "store/" + name) }
        #expect(
            try found()
                == [
                    "file \(blob.relativePath) 4", "foreign \(start)/notes.txt", "foreign holiday.mp4", "foreign zz", "unfinished \(blob.digest.hex).copy 1 abandoned",
                    "unfinished \(getpid())-1.mp4 1", "unfinished \(gone)-1.mp4 1 abandoned", "unfinished x.\(gone)-1.partial 1 abandoned",
                ].sorted())
        #expect(try StoreWalk.strangers(in: store.root) == [String(start), "holiday.mp4", "zz"].sorted())
    }

    @Test("a store without files is empty, and so is none")
    func empty() throws {
        defer { folder.remove() }
        #expect(StoreWalk(root: store.root).isEmpty)
        _ = try folder.write("{}", to: "store/mv-store.json")
        #expect(StoreWalk(root: store.root).isEmpty)
        _ = try store.publish(Data("x".utf8), fileExtension: "txt")
        #expect(!StoreWalk(root: store.root).isEmpty)
    }

    @Test("a folder that is not there cannot be walked")
    func missing() throws {
        defer { folder.remove() }
        let error = #expect(throws: ContentError.self) { try StoreWalk(root: folder.path + "/none").eachFile { _ in } }
        #expect(error?.operation == .read && error?.subject == folder.path + "/none")
    }

    @Test("the mark of a store reads back; without one there is none, and a damaged one is an error")
    func marks() throws {
        defer { folder.remove() }
        try FileManager.default.createDirectory(atPath: store.root, withIntermediateDirectories: true)
        #expect(try StoreMark(in: store.root) == nil)
        try StoreMark(id: "one").write(in: store.root)
        #expect(try StoreMark(in: store.root) == StoreMark(id: "one"))
        #expect(folder.files == ["store/mv-store.json"])
        _ = try folder.write("{", to: "store/mv-store.json")
        #expect(throws: ContentError.self) { try StoreMark(in: store.root) }
    }
}
