import Foundation
import NIOCore
import NIOPosix
import Testing
import Web

/// Whether the server can have seen a request decides whether it may be sent again.
struct FailureTests {
    private let client = WebClient(reach: .anywhere)

    private func failure(_ method: String, _ url: URL, timeout: Duration = .seconds(20), body: WebBody? = nil) async -> WebError? {
        await #expect(throws: WebError.self) { try await client.send(WebRequest(method, url, body: body, timeout: timeout)) }
    }

    @Test(arguments: ["GET", "POST"])
    func aRefusedConnectionIsNotSent(_ method: String) async throws {
        // A port that was free a moment ago.
        let url = try await Loopback.serve { _ in
            []
        } _: {
            try $0.url()
        }
        let error = await failure(method, url)
        #expect(error?.kind == .notSent)
        #expect(error?.reason.contains("cannot be connected to: Connection refused; check the address, and that the server runs") == true)
        #expect(error?.reason.hasPrefix("http://127.0.0.1:") == true)
    }

    @Test(arguments: ["GET", "POST"])
    func anUnknownHostIsNotSent(_ method: String) async throws {
        let error = await failure(method, try address("http://no-such-host.invalid/x"))
        #expect(error?.kind == .notSent)
        #expect(error?.reason.contains("there is no host 'no-such-host.invalid', or no network") == true)
    }

    @Test(arguments: ["GET", "POST"])
    func aServerThatSpeaksNoTLSIsNotSent(_ method: String) async throws {
        try await Loopback.serve { _ in
            .answer()
        } _: { server in
            let error = await failure(method, try address("https://127.0.0.1:\(server.port)/"))
            #expect(error?.kind == .notSent)
            #expect(error?.reason.contains("no secure connection came about: the handshake failed") == true)
            #expect(error?.reason.contains("check that the server speaks https") == true)
            #expect(server.log.isEmpty)
        }
    }

    @Test func aHandshakeThatNeverEndsIsNotSent() async throws {
        let silent = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(silent.localAddress?.port)
        let error = await failure("POST", try address("https://127.0.0.1:\(port)/"), timeout: .milliseconds(200))
        #expect(error?.kind == .notSent)
        #expect(error?.reason.contains("no whole answer within 0.2 seconds") == true)
        try await silent.close()
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://a.org/x", "http:///x", "http://user:pass@127.0.0.1:1/"])
    func anAddressThatIsNoneIsNotSent(_ text: String) async throws {
        let error = await failure("POST", try address(text))
        #expect(error?.kind == .notSent)
        #expect(error?.reason.contains("pass@") == false)
    }

    @Test(arguments: ["GET", "POST"])
    func aResetAfterTheRequestIsInterrupted(_ method: String) async throws {
        for end in [Loopback.Step.reset, .close] {
            try await Loopback.serve { _ in
                [end]
            } _: { server in
                let error = await failure(method, try server.url(), body: method == "POST" ? .json(["a": 1]) : nil)
                #expect(error?.kind == .interrupted)
                #expect(server.log.count == 1)
            }
        }
    }

    @Test(arguments: ["GET", "POST"])
    func anAnswerThatBreaksOffIsInterrupted(_ method: String) async throws {
        try await Loopback.serve { _ in
            .head(200, [("Content-Length", "100")]) + [.send(Data("half".utf8)), .close]
        } _: { server in
            try await #expect(failure(method, server.url())?.kind == .interrupted)
            #expect(server.log.count == 1)
        }
    }

    @Test(arguments: ["GET", "POST"])
    func aServerThatDoesNotAnswerIsInterrupted(_ method: String) async throws {
        try await Loopback.serve { _ in
            []
        } _: { server in
            let error = await failure(method, try server.url(), timeout: .milliseconds(1500))
            #expect(error?.kind == .interrupted)
            #expect(error?.reason.contains("no whole answer within 1.5 seconds") == true)
            #expect(server.log.count == 1)
        }
    }

    @Test func aBodyThatDribblesIsCutOffByTheTimeout() async throws {
        try await Loopback.serve { _ in
            .head(200, [("Content-Length", "1000")])
                + Array(repeating: [.send(Data("x".utf8)), .pause(.milliseconds(20))], count: 500).flatMap { $0 }
        } _: { server in
            let start = ContinuousClock.now
            try await #expect(failure("GET", server.url(), timeout: .milliseconds(200))?.kind == .interrupted)
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    @Test func answersThatAreNoHTTPAreInterrupted() async throws {
        try await Loopback.serve { _ in
            [.send(Data("hello, who is there?\r\n\r\n".utf8)), .close]
        } _: { server in
            try await #expect(failure("POST", server.url())?.kind == .interrupted)
        }
    }

    @Test func aFileThatIsNotThereIsNotSent() async throws {
        try await Loopback.serve { _ in
            .answer()
        } _: { server in
            let part = FormPart("image", file: "/no/such.png", filename: "a.png", type: "image/png")
            for body in [WebBody.file(path: "/no/such.png", type: "image/png"), .multipart([part]), .file(path: "/tmp", type: "x/y")] {
                let error = await failure("POST", try server.url(), body: body)
                #expect(error?.kind == .notSent)
                #expect(error?.reason.contains("cannot be read to be sent") == true)
            }
            #expect(server.log.isEmpty)
        }
    }

    @Test func aHeaderThatCannotBeSentIsNotShown() async throws {
        try await Loopback.serve { _ in
            .answer()
        } _: { server in
            let origin = try #require(Origin(try server.url()))
            let client = WebClient(credentials: [Credential(secret: Secret("sk-geheim\nX-Evil: 1"), origin: origin)], reach: .anywhere)
            for method in ["GET", "POST"] {
                let error = await #expect(throws: WebError.self) { try await client.send(WebRequest(method, server.url())) }
                #expect(error?.kind == .notSent)
                #expect(error?.reason.contains("a header holds characters that cannot be sent") == true)
                #expect(error?.reason.contains("geheim") == false)
            }
            #expect(server.log.isEmpty)
        }
    }

    @Test func aMethodThatIsNoneIsNotSent() async throws {
        try await #expect(failure("GET /x HTTP/1.1\r\nX:", address("http://127.0.0.1:1"))?.kind == .notSent)
    }
}
