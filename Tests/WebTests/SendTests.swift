import Foundation
import Synchronization
import Testing
import Web

struct SendTests {
    private let client = WebClient(reach: .anywhere)

    @Test func everyStatusIsAnAnswerAndItsBodyIsRead() async throws {
        try await Loopback.serve {
            .answer(Int($0.target.dropFirst()) ?? 0, [("X-A", "1"), ("x-a", "2")], #"{"id":"v1"}"#)
        } _: { server in
            for status in [200, 202, 400, 404, 429, 500, 503] {
                let answer = try await client.send(WebRequest("GET", server.url("/\(status)")))
                #expect(answer.status == status)
                #expect(answer.json?["id"]?.text == "v1")
                #expect(answer.headers["X-A"] == "1")
            }
        }
    }

    @Test func theAddressGoesOutAsItIsSpelled() async throws {
        try await Loopback.serve { _ in
            .answer()
        } _: { server in
            let target = "/v1/a%2Fb%3D%3D/c:d=e+f?q=%20x%26y&z=1"
            _ = try await client.send(WebRequest("GET", server.url(target)))
            #expect(server.log[0].target == target)
            #expect(server.log[0]["Host"] == "127.0.0.1:\(server.port)")
        }
    }

    @Test func bodiesGoOutWithTheirTypeAndLength() async throws {
        try await Loopback.serve { _ in
            .answer()
        } _: { server in
            try await withFolder { folder in
                try Data("file bytes".utf8).write(to: URL(fileURLWithPath: folder + "/f"))
                let bodies: [(WebBody, String, String)] = [
                    (.json(["b": 1, "a": "x"]), "application/json", #"{"a":"x","b":1}"#),
                    (.form([("a b", "1&2=ä"), ("c", "")]), "application/x-www-form-urlencoded", "a+b=1%262%3D%C3%A4&c="),
                    (.data(Data("plain".utf8), type: "text/plain"), "text/plain", "plain"),
                    (.file(path: folder + "/f", type: "image/png"), "image/png", "file bytes"),
                ]
                for (body, type, text) in bodies {
                    _ = try await client.send(WebRequest("POST", server.url(), headers: [("content-type", "wrong")], body: body))
                    let seen = try #require(server.log.last)
                    #expect(seen["Content-Type"] == type)
                    #expect(seen.headers.count { $0.0.lowercased() == "content-type" } == 1)
                    #expect(seen["Content-Length"] == "\(text.utf8.count)")
                    #expect(seen["Transfer-Encoding"] == nil)
                    #expect(seen.text == text)
                }
            }
        }
    }

    @Test func anAnswerOverTheLimitIsNotHeld() async throws {
        try await Loopback.serve { seen in
            seen.target == "/announced"
                ? .answer(200, [], String(repeating: "x", count: 2000)) : .head(200, [("Connection", "close")]) + [.fill(2000), .close]
        } _: { server in
            for path in ["/announced", "/unannounced"] {
                let error = await #expect(throws: WebError.self) {
                    try await client.send(WebRequest("GET", server.url(path)), mostBytes: 1000)
                }
                #expect(error?.kind == .tooLarge)
                #expect(error?.reason.contains("larger than 1000 bytes") == true)
            }
            try await #expect(client.send(WebRequest("GET", server.url("/announced")), mostBytes: 2000).body.count == 2000)
        }
    }

    @Test func whatComesCompressedIsUnpacked() async throws {
        // gzip of {"a":"aaaa"}, which was not asked for.
        let packed = try #require(Data(base64Encoded: "H4sIAAAAAAACA6tWSlSyUkoEAqVaADqPgwoMAAAA"))
        try await Loopback.serve { _ in
            .answer(200, [("Content-Encoding", "gzip")], body: packed)
        } _: { server in
            let answer = try await client.send(WebRequest("GET", server.url()))
            #expect(answer.json?["a"]?.text == "aaaa")
            #expect(server.log[0]["Accept-Encoding"] == "identity")
        }
    }

    @Test func anExcerptIsOneShortLineWithoutSecrets() throws {
        let redactor = Redactor(secrets: [Secret("sk-12345678")])
        let body = Data(("bad key sk-12345678\n" + String(repeating: "word ", count: 200)).utf8)
        let answer = WebAnswer(status: 400, body: body, url: try address("http://a.org"), redactor: redactor)
        #expect(answer.excerpt.hasPrefix("bad key ••• word word"))
        #expect(answer.excerpt.count == 301)
        #expect(!answer.excerpt.contains("\n"))
        let cut = Data((String(repeating: " ", count: 32_760) + "sk-12345678").utf8)
        #expect(!WebAnswer(status: 400, body: cut, url: answer.url, redactor: redactor).excerpt.contains("sk"))
        #expect(WebAnswer(status: 400, url: answer.url).excerpt == "(an empty body)")
    }

    @Test func theLengthInAnAnswerToHeadIsNotHeldAgainstIt() async throws {
        try await Loopback.serve { _ in
            .head(200, [("Content-Length", "1000000")])
        } _: { server in
            let answer = try await client.send(WebRequest("HEAD", server.url()), mostBytes: 100)
            #expect(answer.headers["content-length"] == "1000000" && answer.body.isEmpty)
        }
    }

    @Test func cookiesAreNotKept() async throws {
        try await Loopback.serve { seen in
            seen.target == "/a" ? .redirect(to: "/b") : .answer(200, [("Set-Cookie", "session=1; Path=/")])
        } _: { server in
            _ = try await client.send(WebRequest("GET", server.url("/b")))
            _ = try await client.send(WebRequest("GET", server.url("/b")))
            _ = try await client.send(WebRequest("GET", server.url("/a")))
            _ = try await client.send(WebRequest("POST", server.url("/b")))
            #expect(server.log.count == 5)
            #expect(server.log.allSatisfy { $0["Cookie"] == nil })
        }
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "PATCH"])
    func aCallThatChangesSomethingHasAConnectionOfItsOwn(_ method: String) async throws {
        try await Loopback.serve { _ in
            .answer()
        } _: { server in
            _ = try await client.send(WebRequest("GET", server.url()))
            _ = try await client.send(WebRequest(method, server.url(), body: .json([:])))
            _ = try await client.send(WebRequest(method, server.url()))
            let connections = server.log.map(\.connection)
            #expect(Set(connections).count == 3)
            #expect(server.log.dropFirst().allSatisfy { $0["Connection"] == "close" })
        }
    }

    @Test func cancellingEndsACallAtOnce() async throws {
        try await Loopback.serve { seen in
            seen.target == "/body" ? .head(200, [("Content-Length", "100")]) + [.send(Data("begin".utf8))] : []
        } _: { server in
            for (method, path) in [("GET", "/silent"), ("POST", "/silent"), ("GET", "/body"), ("POST", "/body")] {
                let before = server.log.count
                let url = try server.url(path)
                let task = Task { try await client.send(WebRequest(method, url)) }
                while server.log.count == before { try await Task.sleep(for: .milliseconds(2)) }
                try await Task.sleep(for: .milliseconds(20))
                let start = ContinuousClock.now
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(ContinuousClock.now - start < .seconds(2))
            }
        }
    }
}
