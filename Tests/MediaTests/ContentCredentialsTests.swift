import Foundation
import Media
import Testing

@Suite struct ContentCredentialsTests {
    private static let identifier: [UInt8] = [
        0xd8, 0xfe, 0xc3, 0xd6, 0x1b, 0x0e, 0x48, 0x3c, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7e, 0xc4, 0x81,
    ]

    /// A file with a box of that identifier.
    private func file(_ body: [UInt8]) throws -> String {
        let path = NSTemporaryDirectory() + "c2pa-\(UUID().uuidString).mp4"
        let size = UInt32(24 + body.count)
        let box = (0..<4).reversed().map { UInt8(truncatingIfNeeded: size >> ($0 * 8)) } + Array("uuid".utf8) + Self.identifier + body
        try Data([0, 0, 0, 12] + Array("ftypisom".utf8) + box).write(to: URL(filePath: path))
        return path
    }

    @Test func aManifestIsReadWithoutWhatIsAroundIt() throws {
        let manifest = Array("jumbf".utf8) + [0, 1, 2, 0]
        let path = try file([0, 0, 0, 0] + Array("manifest".utf8) + [0] + Array(repeating: 0, count: 8) + manifest)
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(ContentCredentials.present(inFile: path))
        #expect(ContentCredentials.manifest(inFile: path).map(Array.init) == manifest)
    }

    @Test("a box that holds something else, or is cut short, gives none", arguments: [
        [], [0, 0], [0, 0, 0, 0], [0, 0, 0, 0] + Array("manifest".utf8), [0, 0, 0, 0] + Array("manifest".utf8) + Array(repeating: 0, count: 9),
        [0, 0, 0, 0] + Array("merkle".utf8) + Array(repeating: 0, count: 30),
    ] as [[UInt8]])
    func noManifest(_ body: [UInt8]) throws {
        let path = try file(body)
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(ContentCredentials.manifest(inFile: path) == nil)
    }
}
