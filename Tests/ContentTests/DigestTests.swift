import Content
import Foundation
import Testing

@Suite struct DigestTests {
    @Test("digests are SHA-256 (FIPS 180-2, appendix B.1)")
    func knownDigests() {
        #expect(Digest(of: "abc").hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest(of: Data()).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("only 64 lower-case hexadecimal digits are a digest")
    func parsing() {
        let hex = Digest(of: "abc").hex
        #expect(Digest(hex)?.hex == hex)
        #expect(Digest(hex.uppercased()) == nil)
        #expect(Digest(hex.dropLast()) == nil)
        #expect(Digest(hex.dropLast() + "g") == nil)
        #expect(Digest(hex.dropLast(2) + "é") == nil)
    }

    @Test("a file's digest is that of its bytes, across the reading size")
    func files() throws {
        let folder = try Folder()
        defer { folder.remove() }
        for size in [0, 1, 1 << 20, (1 << 20) + 1] {
            let bytes = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) })
            try bytes.write(to: URL(fileURLWithPath: folder.path + "/file"))
            #expect(try Digest(ofFile: folder.path + "/file") == Digest(of: bytes))
        }
        #expect(throws: ContentError.self) { try Digest(ofFile: folder.path + "/none") }
        #expect(throws: ContentError.self) { try Digest(ofFile: folder.path) }
    }

    @Test("a digest travels as its text and nothing else decodes")
    func coding() throws {
        let digest = Digest(of: "abc")
        #expect(try CanonicalJSON.text([digest]) == "[\"\(digest.hex)\"]")
        #expect(try CanonicalJSON.decode([Digest].self, from: Data("[\"\(digest.hex)\"]".utf8)) == [digest])
        #expect(throws: DecodingError.self) { try CanonicalJSON.decode([Digest].self, from: Data(#"["abc"]"#.utf8)) }
    }

    @Test("the cache gives the digest of the bytes that are there, also after the file has changed")
    func cache() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let file = try folder.write("one", to: "song.flac")
        var cache = DigestCache(path: folder.path + "/digests.json")
        #expect(try cache.digest(ofFile: file) == Digest(of: "one"))
        var later = DigestCache(path: folder.path + "/digests.json")
        #expect(try later.digest(ofFile: file) == Digest(of: "one"))
        _ = try folder.write("longer", to: "song.flac")
        #expect(try later.digest(ofFile: file) == Digest(of: "longer"))
        #expect(try later.digests(ofFiles: [file, file]) == [Digest(of: "longer"), Digest(of: "longer")])
        _ = try folder.write("{ torn", to: "digests.json")
        var torn = DigestCache(path: folder.path + "/digests.json")
        #expect(try torn.digest(ofFile: file) == Digest(of: "longer"))
        try FileManager.default.removeItem(atPath: file)
        #expect(throws: ContentError.self) { try torn.digest(ofFile: file) }
    }
}
