import Foundation
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Who can reach the port of a running page, and has no token or means no good.
@Suite(.serialized) struct HostileVisitorTests {
    private func page() async throws -> ReviewPageProgram {
        let project = try TinyProject()
        #expect(try await project.build("--until", "cut").code == 0)
        return try ReviewPageProgram(project)
    }

    /// A thousand connections need more descriptors than a process usually has.
    private static func makeRoom(_ count: UInt) throws {
        #if canImport(Glibc)
            let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let kind = RLIMIT_NOFILE
        #endif
        var limit = rlimit()
        try #require(getrlimit(kind, &limit) == 0 && limit.rlim_max >= count)
        if limit.rlim_cur < count {
            limit.rlim_cur = rlim_t(count)
            try #require(setrlimit(kind, &limit) == 0)
        }
    }

    @Test func aThousandConnectionsThatSayNothingDoNotShutPeopleOut() async throws {
        try Self.makeRoom(1500)
        let page = try await page()
        var open: [Int32] = []
        defer { for descriptor in open { close(descriptor) } }
        for number in 0..<1000 {
            open.append(try page.http.connect(within: 30))
            // In the middle of it all, as at its end.
            if number == 500 { #expect(try page.get("/api/takes").status == 200) }
        }
        #expect(try page.get("/api/takes").status == 200)
        #expect(try page.post("/api/decisions", ["decisions": []]).status == 200)
        let standing = try page.wait(10) { page.descriptors < 400 }
        #expect(standing, "\(page.descriptors) descriptors")
        // The first ones had to go, without an answer to what they did not ask.
        #expect(try page.http.read(open[0]) { _ in false }.isEmpty)
        for descriptor in open { close(descriptor) }
        open = []
        #expect(try page.get("/").status == 200)
    }

    @Test func aPageThatEndsAsBrowsersComeEndsWell() async throws {
        let project = try TinyProject()
        #expect(try await project.build("--until", "cut").code == 0)
        for _ in 0..<10 {
            let page = try ReviewPageProgram(project)
            let knocking = Knocking(page.http)
            usleep(60_000)
            page.stop()
            knocking.stop()
            // Connections that were on their way as the server ended made it crash.
            #expect(page.exitCode == 0)
        }
    }

    @Test func whenAllPlacesAreTakenByPeopleANewcomerIsToldSo() async throws {
        try Self.makeRoom(1500)
        let page = try await page()
        var open: [Int32] = []
        defer { for descriptor in open { close(descriptor) } }
        let head = "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:\(page.port)\r\nCookie: \(page.visitor["Cookie"] ?? "")\r\n\r\n"
        var refused: RawHTTP.Answer?
        while refused == nil, open.count < 1000 {
            let descriptor = try page.http.connect(within: 30)
            open.append(descriptor)
            try? page.http.write(Data(head.utf8), to: descriptor)
            let start = try page.http.read(descriptor) { $0.count > 12 }
            if String(decoding: start, as: UTF8.self).hasPrefix("HTTP/1.1 503") {
                refused = try page.http.parse(start + page.http.read(descriptor) { _ in false })
            }
        }
        #expect(open.count > 16 && open.count <= 257)
        #expect(refused?.error == "too many pages are open; close some, or try again in a moment")
        #expect(refused?.headers["retry-after"] == "5")
        for descriptor in open { close(descriptor) }
        open = []
        #expect(try page.wait(10) { (try? page.get("/api/takes").status) == 200 })
    }

    @Test func headsThatAreTooLargeAreRefusedAndThePageGoesOn() async throws {
        let page = try await page()
        let long = String(repeating: "a", count: 100_000)
        let many = (0..<500).map { "X-\($0): a\r\n" }.joined()
        for head in ["GET /\(long) HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: \(long)\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\(many)\r\n"] {
            let descriptor = try page.http.connect(within: 30)
            defer { close(descriptor) }
            // It may be refused before all of it is sent.
            try? page.http.write(Data(head.utf8), to: descriptor)
            let said = (try? page.http.read(descriptor) { $0.count > 12 }) ?? Data()
            #expect(said.isEmpty || said.starts(with: Data("HTTP/1.1 4".utf8)), "\(String(decoding: said.prefix(80), as: UTF8.self))")
        }
        #expect(try page.get("/api/takes").status == 200)
    }

    @Test func aBodyThatIsTooLargeIsRefused() async throws {
        let page = try await page()
        let descriptor = try page.http.connect(within: 30)
        defer { close(descriptor) }
        let head = """
            POST /api/decisions HTTP/1.1\r\nHost: 127.0.0.1:\(page.port)\r\nCookie: \(page.visitor["Cookie"] ?? "")\r
            Content-Type: application/json\r\nX-Requested-With: mv\r\nContent-Length: 1000000000\r\n\r\n
            """
        try page.http.write(Data(head.utf8), to: descriptor)
        let piece = Data(repeating: 0x20, count: 1 << 20)
        for _ in 0..<40 { if (try? page.http.write(piece, to: descriptor)) == nil { break } }
        let said = (try? page.http.read(descriptor) { $0.count > 12 }) ?? Data()
        #expect(said.isEmpty || said.starts(with: Data("HTTP/1.1 413".utf8)), "\(String(decoding: said.prefix(80), as: UTF8.self))")
        #expect(try page.get("/api/takes").status == 200)
    }

    @Test func nothingAVisitorSendsBecomesAHeader() async throws {
        let page = try await page()
        for path in [
            "/?token=\(page.token)%0d%0aSet-Cookie:%20x=1", "/media/film/a%0d%0aX-Evil:%201", "/%0d%0aX-Evil:%201", "/api/takes/%0aX-Evil:1", "/media/still/%00%0d",
        ] {
            let answer = try page.http.send("GET", path, page.visitor)
            #expect(answer.status >= 400 && answer.headers["x-evil"] == nil && answer.headers["set-cookie"] == nil, "\(path): \(answer.status)")
        }
        // A line break as it is ends the request's line.
        let raw = try page.http.send("GET", "/ HTTP/1.1\r\nX-Evil: 1\r\nX:", page.visitor)
        #expect(raw.headers["x-evil"] == nil)
    }

    @Test func whateverIsAnsweredTellsTheBrowserWhatItMayNotDo() async throws {
        let page = try await page()
        let answers = [
            try page.get("/"), try page.get("/app.js"), try page.get("/api/takes"), try page.get("/no-such-page"), try page.http.send("GET", "/"),
            try page.http.send("GET", "/api/takes", page.visitor.merging(["Host": "evil.example"]) { $1 }), try page.post("/api/cut", ["a": 1], ["Origin": "http://evil.example"]),
        ]
        #expect(answers.map(\.status) == [200, 200, 200, 404, 401, 421, 403])
        for answer in answers {
            #expect(answer.headers["content-security-policy"]?.contains("frame-ancestors 'none'") == true, "\(answer.status)")
            #expect(answer.headers["x-content-type-options"] == "nosniff" && answer.headers["x-frame-options"] == "DENY")
            #expect(answer.headers["referrer-policy"] == "no-referrer" && answer.headers["cross-origin-resource-policy"] == "same-origin")
            #expect(answer.headers["server"] == nil && answer.headers["access-control-allow-origin"] == nil)
            #expect(!answer.text.contains(page.token) && !answer.text.contains(page.viewerToken))
        }
    }

    @Test func theStreamOfEventsIsForThePageAlone() async throws {
        let page = try await page()
        #expect(try page.http.send("GET", "/api/events").status == 401)
        for more in [["Origin": "http://evil.example"], ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Origin": "null"]] {
            #expect(try page.http.send("GET", "/api/events", page.visitor.merging(more) { $1 }).status == 403, "\(more)")
        }
        #expect(try page.http.send("GET", "/api/events", page.visitor.merging(["Host": "evil.example:\(page.port)"]) { $1 }).status == 421)
    }
}

/// Opens one connection after the other, asks on each and goes away, from four threads.
private final class Knocking: Sendable {
    private let isOver = Mutex(false)

    init(_ http: RawHTTP) {
        for _ in 0..<4 {
            Thread.detachNewThread { [self] in
                while !isOver.withLock({ $0 }) {
                    guard let descriptor = try? http.connect(within: 1) else { continue }
                    try? http.write(Data("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8), to: descriptor)
                    close(descriptor)
                }
            }
        }
    }

    func stop() { isOver.withLock { $0 = true } }
}
