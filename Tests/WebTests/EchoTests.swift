import Foundation
import Testing
import Web

/// Services that say what they were sent.
struct EchoTests {
    private static let key = "sk-very/secret+1234567890"

    private func answer(_ body: String, key: String = EchoTests.key) async throws -> WebAnswer {
        try await Loopback.serve { _ in
            .answer(200, [("Content-Type", "application/json")], body)
        } _: { server in
            let origin = try #require(Origin(try server.url()))
            let client = WebClient(credentials: [Credential(secret: Secret(key), origin: origin)], reach: .anywhere)
            return try await client.send(WebRequest("GET", server.url()))
        }
    }

    @Test(arguments: [
        "sk-very/secret+1234567890", #"sk-very\/secret+1234567890"#, "sk-very%2Fsecret%2B1234567890", #"sk-very\u002fsecret\u002B1234567890"#,
        "c2stdmVyeS9zZWNyZXQrMTIzNDU2Nzg5M",
    ])
    func ourKeyNeverComesInWithABody(_ spelling: String) async throws {
        let answer = try await answer(#"{"id":"video-\#(spelling)","status":"queued for \#(spelling)","n":1}"#)
        #expect(!String(decoding: answer.body, as: UTF8.self).contains(spelling))
        #expect(answer.json?["id"]?.text?.hasPrefix("video-•••") == true)
        #expect(answer.json?["n"]?.int == 1)
    }

    @Test func aBodyWithoutItComesAsItIs() async throws {
        let body = #"{"a":"sk-very/secret+123456789","b":"%2F\\u002f\u00e9","c":"é"}"#
        #expect(try await answer(body).body == Data(body.utf8))
    }

    /// Servers that want any key at all are given such.
    @Test func aKeyThatIsAWordLeavesTheAnswerItsMeaning() async throws {
        for key in ["none", "EMPTY", "running"] {
            let body = #"{"status":"\#(key)"}"#
            #expect(try await answer(body, key: key).json?["status"]?.text == key)
        }
    }
}
