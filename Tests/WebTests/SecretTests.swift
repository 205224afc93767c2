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
        let client = WebClient(credentials: [credential], redactor: redactor)
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

    @Test func aKeyIsReadFromAFileWithoutItsLastLineBreak() async throws {
        try await withFolder { folder in
            try Data("  sk-1234\r\n".utf8).write(to: URL(fileURLWithPath: folder + "/key"))
            #expect(try Secret.read(.file(folder + "/key")).reveal() == "sk-1234")
        }
    }

    @Test func aMissingVariableIsNamedWithWhatToDo() {
        #expect(throws: SecretError.self) { try Secret.read(.environment("MV_TEST_NO_SUCH_VARIABLE")) }
        let error = SecretError(.environment("A_KEY"), "is not set")
        #expect("\(error)" == "the environment variable A_KEY is not set")
    }

    @Test(arguments: [
        ("", "is empty"), ("two\nlines", "more than one line"), ("sk-\u{201c}quoted\u{201d}", "characters that no header can carry"),
        (String(repeating: "x", count: 20_000), "longer than any key"),
    ])
    func aFileThatHoldsNoKeyIsRefusedWithoutItsContent(_ content: String, _ words: String) async throws {
        try await withFolder { folder in
            try Data(content.utf8).write(to: URL(fileURLWithPath: folder + "/key"))
            let error = #expect(throws: SecretError.self) { try Secret.read(.file(folder + "/key")) }
            let text = try #require(error).description
            #expect(text.contains(words) && text.contains(folder + "/key"))
            #expect(!text.contains("quoted") && !text.contains("two\n"))
        }
    }

    @Test func aMissingFileIsNamed() throws {
        let error = #expect(throws: SecretError.self) { try Secret.read(.file("/no/such/key")) }
        let text = "the key file /no/such/key cannot be read; put the key in it, or name another one with key_file"
        #expect(try #require(error).description == text)
    }
}
