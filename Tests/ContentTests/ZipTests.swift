import Content
import Foundation
import Testing

@Suite struct ZipTests {
    @Test func whatIsStoredComesBackAndTheSameContentsAreTheSameBytes() throws {
        let folder = try Folder()
        let media = Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try media.write(to: URL(fileURLWithPath: folder.path + "/media.bin"))
        for name in ["a.zip", "b.zip"] {
            var zip = try StoredZip(path: folder.path + "/" + name)
            try zip.add("content.otio", Data("{\"a\": 1}".utf8))
            try zip.add("media/ünïcode.mp4", file: folder.path + "/media.bin")
            try zip.finish()
        }
        let zip = try ZipReader(path: folder.path + "/a.zip")
        #expect(zip.names == ["content.otio", "media/ünïcode.mp4"])
        #expect(try zip.data("content.otio", most: 100) == Data("{\"a\": 1}".utf8))
        #expect(try zip.data("media/ünïcode.mp4", most: 1 << 20) == media)
        #expect(FileManager.default.contents(atPath: folder.path + "/a.zip") == FileManager.default.contents(atPath: folder.path + "/b.zip"))
    }

    @Test func anEntryThatIsLargerThanAllowedIsRefused() throws {
        let folder = try Folder()
        var zip = try StoredZip(path: folder.path + "/a.zip")
        try zip.add("content.otio", Data(count: 5000))
        try zip.finish()
        let reader = try ZipReader(path: folder.path + "/a.zip")
        #expect(throws: ContentError.self) { try reader.data("content.otio", most: 4999) }
        #expect(throws: ContentError.self) { try reader.data("other", most: 4999) }
    }

    @Test func deflatedEntriesAreInflated() throws {
        // Python's zipfile: 300 times the letter a.
        let hex = """
            504b03041400000008000000210009199789070000002c01000001000000614b4c1c05c40200504b0102140314000000
            08000000210009199789070000002c01000001000000000000000000000080010000000061504b050600000000010001
            002f000000260000000000
            """.filter { !$0.isWhitespace }
        let digits = Array(hex)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
        let folder = try Folder()
        try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/a.zip"))
        #expect(try ZipReader(path: folder.path + "/a.zip").data("a", most: 300) == Data(repeating: UInt8(ascii: "a"), count: 300))
    }

    @Test func damagedArchivesAreRefusedAndNeverRead() throws {
        let folder = try Folder()
        var zip = try StoredZip(path: folder.path + "/a.zip")
        try zip.add("content.otio", Data((0..<500).map { UInt8(truncatingIfNeeded: $0) }))
        try zip.finish()
        let whole = try #require(FileManager.default.contents(atPath: folder.path + "/a.zip"))
        for cut in stride(from: 0, to: whole.count, by: 7) {
            let path = folder.path + "/cut.zip"
            try whole.prefix(cut).write(to: URL(fileURLWithPath: path))
            #expect(throws: ContentError.self, "\(cut)") { _ = try ZipReader(path: path).data("content.otio", most: 1000) }
        }
        for at in 0..<whole.count {
            var other = whole
            other[at] ^= 0x55
            let path = folder.path + "/other.zip"
            try other.write(to: URL(fileURLWithPath: path))
            _ = try? ZipReader(path: path).data("content.otio", most: 1000)
        }
    }
}
