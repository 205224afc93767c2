import Foundation
import Testing
import Web

struct SecretTests {
    private let secret = Secret("sk-very/secret+1234567890")

    private struct Holder {
        var name = "n"
        var secret: Secret
        var more: [String: Secret]
    }

    @Test func aSecretPrintsNowhere() throws {
        let origin = try #require(Origin(address("https://example.com")))
        let credential = Credential(header: "X-Key", prefix: "whole-value-in-front ", secret: secret, origin: origin)
        let redactor = Redactor(secrets: [secret])
        let client = WebClient(credentials: [credential], redactor: redactor, reach: .anywhere)
        let values: [Any] = [
            secret, Optional(secret) as Any, [secret], Holder(secret: secret, more: ["a": secret]), credential, redactor, client,
            WebAnswer(status: 200, url: try address("https://example.com"), redactor: redactor),
        ]
        for value in values {
            var dumped = ""
            dump(value, to: &dumped)
            for text in ["\(value)", String(describing: value), String(reflecting: value), dumped] {
                #expect(!text.contains("very"), "\(type(of: value))")
                #expect(!text.contains("whole-value"), "\(type(of: value))")
            }
            #expect(!Self.mirrored(value).contains { $0.contains("very") || $0.contains("whole-value") }, "\(type(of: value))")
        }
        #expect("\(secret)" == "•••")
        #expect(secret.reveal() == "sk-very/secret+1234567890")
    }

    /// Every text a mirror gets to see.
    private static func mirrored(_ value: Any) -> [String] {
        let mirror = Mirror(reflecting: value)
        return (value as? String).map { [$0] } ?? mirror.children.flatMap { mirrored($0.value) }
    }

    private func file(_ content: String, in folder: String, mode: Int = 0o600) throws -> String {
        let path = folder + "/key"
        try #require(FileManager.default.createFile(atPath: path, contents: Data(content.utf8)))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    @Test func aKeyIsReadFromAFileWithoutItsLastLineBreak() async throws {
        try await withFolder { folder in
            let path = try file("  sk-1234\r\n", in: folder)
            #expect(try await Secret.read(.file(path)).reveal() == "sk-1234")
        }
    }

    @Test func aMissingVariableIsNamedWithWhatToDo() async {
        await #expect(throws: SecretError.self) { try await Secret.read(.environment("MV_TEST_NO_SUCH_VARIABLE")) }
        let error = SecretError(.environment("A_KEY"), "is not set")
        #expect("\(error)" == "the environment variable A_KEY is not set")
    }

    @Test(arguments: [
        ("", "is empty"), ("two\nlines", "more than one line"), ("sk-\u{201c}quoted\u{201d}", "characters that no header can carry"),
        (String(repeating: "x", count: 20_000), "longer than any key"),
    ])
    func aFileThatHoldsNoKeyIsRefusedWithoutItsContent(_ content: String, _ words: String) async throws {
        try await withFolder { folder in
            let path = try file(content, in: folder)
            let error = await #expect(throws: SecretError.self) { try await Secret.read(.file(path)) }
            let text = try #require(error).description
            #expect(text.contains(words) && text.contains(path))
            #expect(!text.contains("quoted") && !text.contains("two\n"))
        }
    }

    @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o610, 0o602])
    func aFileThatOthersCanOpenIsRefusedWithTheCommandThatEndsThat(_ mode: Int) async throws {
        try await withFolder { folder in
            let path = try file("sk-1234567890", in: folder, mode: mode)
            let words = "the key file \(path) is open to other users of this machine (its mode is \(String(mode, radix: 8))); run: chmod 600 \(path)"
            let error = await #expect(throws: SecretError.self) { try await Secret.read(.file(path)) }
            #expect(try #require(error).description == words)
            #expect(#expect(throws: SecretError.self) { try SecretFile.check(path) }?.description == words)
        }
    }

    @Test func theCommandIsRightForPathsOfAnyKind() async throws {
        try await withFolder { folder in
            let deep = folder + "/it's here"
            try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
            let path = try file("sk-1234567890", in: deep, mode: 0o644)
            let error = #expect(throws: SecretError.self) { try SecretFile.check(path) }
            #expect(try #require(error).reason.hasSuffix("run: chmod 600 '\(folder)/it'\\''s here/key'"))
        }
    }

    @Test func aMissingFileIsNamedOnlyWhenItIsNeeded() async throws {
        try SecretFile.check("/no/such/key")
        let error = await #expect(throws: SecretError.self) { try await Secret.read(.file("/no/such/key")) }
        let text = "the key file /no/such/key cannot be read; put the key in it, or name another one with key_file"
        #expect(try #require(error).description == text)
    }
}
