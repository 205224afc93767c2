import Content
import Foundation
import Testing

@Suite struct OrdinaryFileTests {
    private let folder: Folder
    init() throws { folder = try Folder() }

    @Test("what is no ordinary file is named for what it is, and never opened")
    func kinds() throws {
        defer { folder.remove() }
        let file = try folder.write("words", to: "a.txt")
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(OrdinaryFile.fault(file) == nil)
        #expect(OrdinaryFile.fault(folder.path, expected: "a song") == "is a folder, expected a song")
        #expect(OrdinaryFile.fault(pipe) == "is a pipe, expected a file")
        #expect(OrdinaryFile.fault("/dev/null") == "is a device, expected a file")
        #expect(OrdinaryFile.fault(folder.path + "/none") == "is not there")
        #expect(OrdinaryFile.fault(file + "/none") == "is not there")
        #expect { _ = try Digest(ofFile: pipe) } throws: { "\($0)" == "cannot read \(pipe): it is a pipe, expected a file" }
    }

    @Test("links are followed, and those that lead nowhere say where")
    func links() throws {
        defer { folder.remove() }
        let file = try folder.write("words", to: "a.txt")
        for (name, target) in [("good", "a.txt"), ("bad", "b.txt"), ("round", "round")] {
            try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + name, withDestinationPath: target)
        }
        #expect(OrdinaryFile.fault(folder.path + "/good") == nil)
        #expect(OrdinaryFile.fault(folder.path + "/bad") == "is a link to 'b.txt', which is not there")
        #expect(OrdinaryFile.fault(folder.path + "/round") == "is a link that leads back to itself")
        #expect(OrdinaryFile.isSame(folder.path + "/good", file) && !OrdinaryFile.isSame(folder.path + "/bad", file))
    }

    @Test("a file is read up to its limit and no further")
    func limits() throws {
        defer { folder.remove() }
        let file = try folder.write("12345", to: "a.txt")
        #expect(try OrdinaryFile.read(file, atMost: 5) == Data("12345".utf8))
        #expect { _ = try OrdinaryFile.read(file, atMost: 4) } throws: { "\($0)".hasPrefix("is larger than") }
    }

    @Test("the store takes in what a link leads to, not the link")
    func adoptingLinks() throws {
        defer { folder.remove() }
        _ = try folder.write("a song", to: "music/real.wav")
        let link = folder.path + "/song.wav"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "music/real.wav")
        for linking in [false, true] {
            let store = Store(root: folder.path + "/store-\(linking)")
            let blob = try store.adopt(link, fileExtension: "wav", linking: linking)
            #expect(store.holds(blob))
            #expect(try folder.text(of: store.path(of: blob)) == "a song")
            #expect(try FileManager.default.attributesOfItem(atPath: store.path(of: blob))[.type] as? FileAttributeType == .typeRegular)
        }
    }
}
