import Foundation
import Testing
import Web

struct RedirectTests {
    private let secret = Secret("sk-1234567890")

    private func client(_ servers: Loopback...) throws -> WebClient {
        WebClient(
            credentials: try servers.map { Credential(secret: secret, origin: try #require(Origin(try $0.url()))) }, reach: .anywhere)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func aReadingCallFollowsARelativeRedirect(_ status: Int) async throws {
        try await Loopback.serve {
            $0.target == "/a/b?x=1" ? .redirect(status, to: "../c?y=2") : .answer(200, [], "end")
        } _: { server in
            for method in ["GET", "HEAD"] {
                let answer = try await client(server).send(WebRequest(method, server.url("/a/b?x=1")))
                #expect(answer.status == 200)
                #expect(answer.url == (try server.url("/c?y=2")))
                #expect(server.log.last?.method == method)
                #expect(server.log.last?["Authorization"] == "Bearer sk-1234567890")
            }
        }
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func aCallThatChangesSomethingDoesNotFollow(_ status: Int) async throws {
        try await Loopback.serve { _ in
            .redirect(status, to: "/other")
        } _: { server in
            let answer = try await client(server).send(WebRequest("POST", server.url(), body: .json([:])))
            #expect(answer.status == status)
            #expect(answer.headers["location"] == "/other")
            #expect(server.log.count == 1)
        }
    }

    @Test func aRedirectToAnotherPortCarriesNoCredentialAndNoHeaderOfOurs() async throws {
        try await Loopback.serve { _ in
            .answer(200, [], "cdn")
        } _: { other in
            let location = try other.url("/file").absoluteString
            try await Loopback.serve { _ in
                .redirect(to: location)
            } _: { server in
                let headers = [("X-Api-Key", "by hand"), ("Cookie", "a=1"), ("Accept", "video/*")]
                _ = try await client(server).send(WebRequest("GET", server.url(), headers: headers))
                #expect(server.log[0]["Authorization"] == "Bearer sk-1234567890")
                #expect(server.log[0]["X-Api-Key"] == "by hand")
                let seen = other.log[0]
                #expect(seen["Authorization"] == nil && seen["X-Api-Key"] == nil && seen["Cookie"] == nil)
                #expect(seen["Accept"] == "video/*")
                #expect(seen["Referer"] == nil)
                #expect(!seen.headers.contains { $0.1.contains("sk-1234567890") })
            }
        }
    }

    @Test func anotherNameOfTheSameHostIsAnotherOrigin() async throws {
        try await Loopback.serve { seen in
            seen.target == "/" ? .redirect(to: "http://localhost:\(seen["Host"]?.split(separator: ":").last ?? "")/x") : .answer()
        } _: { server in
            _ = try await client(server).send(WebRequest("GET", server.url()))
            #expect(server.log.map { $0["Authorization"] == nil } == [false, true])
        }
    }

    @Test func aCredentialComesBackWhenARedirectReturnsHome() async throws {
        try await Loopback.serve { seen in
            seen.target == "/start" ? .redirect(to: seen["X-Other"] ?? "") : .answer(200, [], "home")
        } _: { server in
            let home = try server.url("/end").absoluteString
            try await Loopback.serve { _ in
                .redirect(to: home)
            } _: { other in
                let answer = try await client(server).send(
                    WebRequest("GET", server.url("/start"), headers: [("X-Other", try other.url().absoluteString)]))
                #expect(answer.url.path == "/end")
                #expect(other.log[0]["Authorization"] == nil)
                #expect(server.log.map { $0["Authorization"] } == ["Bearer sk-1234567890", "Bearer sk-1234567890"])
            }
        }
    }

    @Test func aCredentialOfTheOtherHostIsSentThere() async throws {
        try await Loopback.serve { _ in
            .answer()
        } _: { other in
            let location = try other.url().absoluteString
            try await Loopback.serve { _ in
                .redirect(to: location)
            } _: { server in
                _ = try await client(other).send(WebRequest("GET", server.url()))
                #expect(server.log[0]["Authorization"] == nil)
                #expect(other.log[0]["Authorization"] == "Bearer sk-1234567890")
            }
        }
    }

    @Test func aCallToAForeignAddressCarriesNoCredential() async throws {
        try await Loopback.serve { _ in
            .answer()
        } _: { other in
            let home = try #require(Origin(try address("https://api.example.com")))
            _ = try await WebClient(credentials: [Credential(secret: secret, origin: home)], reach: .anywhere).send(WebRequest("POST", other.url()))
            #expect(other.log[0]["Authorization"] == nil)
        }
    }

    @Test func fromHTTPSDownToHTTPACredentialIsNeverCarried() throws {
        let home = try address("https://api.example.com/v1")
        let credentials = [Credential(secret: secret, origin: try #require(Origin(home)))]
        func names(_ url: String) throws -> [String] {
            HopHeaders.fields(to: try address(url), from: home, given: [("X-Key", "by hand")], credentials: credentials).map(\.0)
        }
        try #expect(names("https://api.example.com/v2") == ["X-Key", "User-Agent", "Accept-Encoding", "Authorization"])
        try #expect(names("https://API.example.com:443/v2").contains("Authorization"))
        for other in ["http://api.example.com", "http://api.example.com:443", "https://api.example.com:8443", "https://example.com"] {
            try #expect(names(other + "/v1") == ["User-Agent", "Accept-Encoding"])
        }
    }

    @Test func aCredentialReplacesAHeaderOfTheSameName() throws {
        let home = try address("https://a.org")
        let credentials = [Credential(header: "X-Key", prefix: "", secret: secret, origin: try #require(Origin(home)))]
        let fields = HopHeaders.fields(to: home, from: home, given: [("x-key", "old")], credentials: credentials)
        #expect(fields.filter { $0.0.lowercased() == "x-key" }.map(\.1) == ["sk-1234567890"])
    }

    @Test func afterFiveRedirectsItIsEnough() async throws {
        try await Loopback.serve { seen in
            let number = Int(seen.target.dropFirst()) ?? 0
            return number == 0 ? .answer(200, [], "end") : .redirect(to: "/\(number - 1)")
        } _: { server in
            try await #expect(client(server).send(WebRequest("GET", server.url("/5"))).status == 200)
            let error = await #expect(throws: WebError.self) { try await client(server).send(WebRequest("GET", server.url("/6"))) }
            #expect(error?.kind == .redirect)
            #expect(error?.reason.contains("redirects more than 5 times") == true)
        }
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://a.org/x", "javascript:alert(1)", "data:text/html,x", "http://u:p@a.org/?k=1"])
    func onlyPlainWebAddressesAreFollowed(_ location: String) async throws {
        try await Loopback.serve { _ in
            .redirect(to: location)
        } _: { server in
            let error = await #expect(throws: WebError.self) { try await client(server).send(WebRequest("GET", server.url())) }
            #expect(error?.kind == .redirect)
            #expect(error?.reason.contains("it redirects to") == true)
            #expect(error?.reason.contains("u:p@") == false)
        }
    }

    @Test func aRedirectWithoutAnAddressIsAnAnswer() async throws {
        try await Loopback.serve { _ in
            .answer(302)
        } _: { server in
            try await #expect(client(server).send(WebRequest("GET", server.url())).status == 302)
        }
    }
}
