import Content
import Foundation
import Pool
import Testing

/// Archives as other programs write them, made block by block, read through an import.
@Suite struct TarTests {
    private let head = #"{"pool":{"bytes":0,"format":1,"made":1,"takes":0}}"# + "\n"

    /// A ustar header with its sum.
    private func header(
        _ name: String, _ size: Int, type: Character = "0", prefix: String = "", size text: [UInt8]? = nil, link: String = ""
    ) -> Data {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ bytes: some Sequence<UInt8>, _ place: Int) { for (index, byte) in bytes.enumerated() { block[place + index] = byte } }
        func octal(_ value: Int, _ digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(name.utf8.prefix(100), 0)
        put("0000644\u{0}".utf8, 100)
        put(text ?? Array(octal(size, 11).utf8), 124)
        put("00000000000".utf8, 136)
        put("        ".utf8, 148)
        put("\(type)".utf8, 156)
        put(link.utf8, 157)
        put("ustar\u{0}00".utf8, 257)
        put(prefix.utf8, 345)
        put((octal(block.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ").utf8, 148)
        return Data(block)
    }

    private func padded(_ text: String) -> Data { Data(text.utf8) + Data(count: (512 - text.utf8.count % 512) % 512) }

    private func file(_ name: String, _ text: String) -> Data { header(name, text.utf8.count) + padded(text) }

    private func read(_ parts: Data...) throws -> PoolError? {
        let bench = try Bench()
        let folder = (bench.path as NSString).deletingLastPathComponent
        let path = folder + "/x.tar"
        try (parts.reduce(Data(), +) + Data(count: 1024)).write(to: URL(fileURLWithPath: path))
        let error = refusal { _ = try PoolImport(bench.pool, Store(root: folder + "/store")).read(path, at: 1) }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.allSatisfy { $0.hasPrefix("pool.sqlite") || $0 == "x.tar" || $0 == "store" })
        return error
    }

    @Test func aPlainArchiveOfOneManifestIsRead() throws { #expect(try read(file("manifest.jsonl", head)) == nil) }

    @Test func whatOtherProgramsPutAroundItIsRead() throws {
        #expect(try read(header("./", 0, type: "5"), file("./manifest.jsonl", head)) == nil)
        #expect(try read(header("export/", 0, type: "5"), file("export/manifest.jsonl", head)) == nil)
        #expect(try read(header("manifest.jsonl", head.utf8.count, prefix: "export") + padded(head)) == nil)
        let global = "30 comment=made by some program".dropLast(1) + "\n"
        #expect(try read(header("g", global.utf8.count, type: "g"), padded(String(global)), file("manifest.jsonl", head)) == nil)
        let record = "23 path=manifest.jsonl\n"
        #expect(record.utf8.count == 23)
        #expect(try read(header("x", 23, type: "x"), padded(record), file("other", head)) == nil)
        #expect(try read(header("L", 15, type: "L"), padded("manifest.jsonl\u{0}"), file("other", head)) == nil)
        let base256 = [0x80] + [UInt8](repeating: 0, count: 10) + [UInt8(head.utf8.count)]
        #expect(try read(header("manifest.jsonl", 0, size: base256), padded(head)) == nil)
        #expect(try read(file("notes.txt", "hello"), file("manifest.jsonl", head), file("media/xx/y.mp4", "junk")) == nil)
    }

    @Test(arguments: ["/etc/passwd", "../manifest.jsonl", "media/../../x", "media//x", "a/./b", "media\\..\\x", ".."])
    func namesThatLeadOutAreRefused(name: String) throws {
        let error = try read(file("manifest.jsonl", head), file(name, "evil"))
        #expect(error?.kind == .invalid)
        #expect(error?.description.contains("leads out of it") == true)
    }

    @Test func aNameThatLeadsOutByARecordIsRefused() throws {
        let record = try read(header("x", 17, type: "x"), padded("17 path=../../xy\n"), file("fine", head))
        #expect(record?.description.contains("leads out") == true)
        let long = try read(header("L", 8, type: "L"), padded("/etc/pwd"), file("fine", head))
        #expect(long?.description.contains("leads out") == true)
    }

    @Test(arguments: ["1", "2", "3", "4", "6", "S"] as [Character])
    func linksAndDevicesAreRefused(type: Character) throws {
        let error = try read(file("manifest.jsonl", head), header("media/link", 0, type: type, link: "/etc/passwd"))
        #expect(error?.description.contains("link or device") == true)
    }

    @Test func sizesThatCannotBeAreRefused() throws {
        let negative = [UInt8](repeating: 0xFF, count: 12)
        #expect(try read(header("manifest.jsonl", 0, size: negative))?.description.contains("damaged") == true)
        let huge = [0x80, 0, 0, 0, 0x7F] + [UInt8](repeating: 0xFF, count: 7)
        #expect(try read(header("manifest.jsonl", 0, size: huge)) != nil)
        #expect(try read(header("x", 20, type: "x"), padded("20 size=-1234567890\n"), file("manifest.jsonl", head)) != nil)
        #expect(try read(header("x", 9, type: "x"), padded("999999 a=b"), file("manifest.jsonl", head)) != nil)
        #expect(try read(header("x", 1 << 21, type: "x"), Data(count: 1 << 21), file("manifest.jsonl", head)) != nil)
    }

    @Test func aCompressedArchiveSaysToDecompressIt() throws {
        let error = try read(Data([0x1F, 0x8B, 8, 0]) + Data(repeating: 7, count: 2000))
        #expect(error?.description.contains("gunzip") == true)
    }

    @Test func tarItselfReadsWhatIsWritten() throws {
        try #require(["/usr/bin/tar", "/bin/tar"].contains(where: FileManager.default.isExecutableFile(atPath:)))
        let bench = try Bench()
        let folder = (bench.path as NSString).deletingLastPathComponent
        let store = Store(root: folder + "/store")
        let content = String(repeating: "film ", count: 300_000)
        let blob = try store.publish(Data(content.utf8), fileExtension: "mp4")
        try bench.pool.add(NewTake(importing: blob, facts: facts, shot: "intro", generator: "clips"), at: 1)
        _ = try PoolExport(bench.pool, store).write(tar: folder + "/x.tar", at: 1_700_000_000_000)
        try FileManager.default.createDirectory(atPath: folder + "/out", withIntermediateDirectories: true)
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tar.arguments = ["tar", "-xf", folder + "/x.tar", "-C", folder + "/out"]
        try tar.run()
        tar.waitUntilExit()
        #expect(tar.terminationStatus == 0)
        #expect(try Digest(ofFile: folder + "/out/media/" + blob.relativePath) == blob.digest)
        let other = try Bench()
        #expect(try PoolImport(other.pool, Store(root: folder + "/other")).read(folder + "/out", at: 1).takes == 1)
    }
}
