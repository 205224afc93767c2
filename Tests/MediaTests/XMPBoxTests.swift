import Foundation
import Media
import Testing

@Suite struct XMPBoxTests {
    private func file(_ bytes: [UInt8]) throws -> String {
        let path = NSTemporaryDirectory() + "xmp-\(UUID().uuidString).mp4"
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    private let small: [UInt8] = [0, 0, 0, 12] + Array("ftypisom".utf8)

    @Test func whatIsAppendedIsReadBackAndNothingBeforeItMoves() throws {
        let path = try file(small)
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(XMPBox.read(fromFile: path) == nil)
        try XMPBox.append("<x>é</x>", toFile: path)
        #expect(XMPBox.read(fromFile: path) == "<x>é</x>")
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        #expect(Array(bytes.prefix(small.count)) == small)
        #expect(bytes.count == small.count + 8 + 16 + 9 && bytes[small.count + 3] == 33)
    }

    @Test func damagedFilesHaveNone() throws {
        for bytes in [[], [0], small + [0, 0, 0, 3] + Array("uuid".utf8), small + [0xFF, 0xFF, 0xFF, 0xFF] + Array("uuid".utf8), small + [0, 0, 0, 10] + Array("uuidab".utf8)]
        {
            let path = try file(bytes)
            defer { try? FileManager.default.removeItem(atPath: path) }
            #expect(XMPBox.read(fromFile: path) == nil)
            #expect(!ContentCredentials.present(inFile: path))
        }
    }
}
