import Foundation
import Synchronization
import Testing
import Web

/// Where a service's answers may lead. The names are looked up in a book of the test's own.
struct ReachTests {
    private final class Book: Sendable {
        private let asked = Mutex<[String]>([])
        private let answers: @Sendable (String, Int) -> [String]

        init(_ answers: @escaping @Sendable (_ host: String, _ time: Int) -> [String]) { self.answers = answers }
        convenience init(_ names: [String: [String]]) { self.init { host, _ in names[host] ?? [] } }

        var log: [String] { asked.withLock { $0 } }

        func lookUp(_ host: String) -> [InternetAddress] {
            let time = asked.withLock { asked in
                asked.append(host)
                return asked.filter { $0 == host }.count
            }
            return answers(host, time).compactMap { InternetAddress($0) }
        }
    }

    private func reach(_ home: String, hosts: [String] = [], plain: Bool = false, _ book: Book = Book([:])) throws -> Reach {
        Reach(homes: [try address(home)], privateHosts: hosts, allowsPlain: plain) { book.lookUp($0) }
    }

    private func way(_ reach: Reach, _ url: String) async throws -> Reach.Way { try await reach.way(to: try #require(Origin(try address(url)))) }

    private func refusal(_ reach: Reach, _ url: String) async -> WebError? {
        await #expect(throws: WebError.self, "\(url)") { try await way(reach, url) }
    }

    @Test(arguments: [
        "https://127.0.0.1/x", "https://10.0.0.1", "https://169.254.169.254/latest/meta-data", "https://[::1]:8443/", "https://[fd00::1]/",
        "https://[::ffff:192.168.1.1]/", "https://[64:ff9b::10.0.0.1]/", "https://0.0.0.0/", "https://[::]/",
    ])
    func anAddressOfAPrivateNetworkIsRefusedToAServiceOfTheInternet(_ url: String) async throws {
        let error = await refusal(try reach("https://api.example.com/v1"), url)
        #expect(error?.kind == .forbidden && error?.wasNotSent == true)
        #expect(error?.reason.contains("is an address of this machine or of a private network") == true)
        #expect(error?.reason.contains("name the host: private_hosts: [") == true)
    }

    /// Only the system knows these for what they are.
    @Test(arguments: ["2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "017700000001", "0"])
    func otherSpellingsOfAnAddressAreTheAddress(_ host: String) async throws {
        let real = Reach(homes: [try address("https://api.example.com")])
        #expect(await refusal(real, "https://\(host)/")?.kind == .forbidden)
        #expect(await refusal(.internet, "http://\(host)/")?.kind == .forbidden)
    }

    @Test func aNameIsWhatItLeadsTo() async throws {
        let book = Book([
            "cdn.example.com": ["1.1.1.1", "2606:4700::1111"], "inside.example.com": ["10.0.0.8"], "both.example.com": ["1.1.1.1", "127.0.0.1"],
        ])
        let reach = try reach("https://api.example.com", book)
        #expect(try await way(reach, "https://cdn.example.com/a.mp4") == .only([#require(InternetAddress("1.1.1.1")), #require(InternetAddress("2606:4700::1111"))]))
        for host in ["inside", "both"] {
            #expect(await refusal(reach, "https://\(host).example.com")?.reason.hasPrefix("https://\(host).example.com:443 (1") == true)
        }
        #expect(await refusal(reach, "https://nobody.example.com")?.kind == .notSent)
    }

    @Test func theServiceItselfMayBeAnywhere() async throws {
        for base in ["http://127.0.0.1:8188", "http://10.1.2.3:8000", "https://gpu.lan/v1", "http://localhost:8000", "http://[::1]:8000"] {
            #expect(try await way(try reach(base), base) == .direct, "\(base)")
        }
        // Another port of the same machine, which is where such servers keep their files.
        #expect(try await way(try reach("http://10.1.2.3:8000"), "http://10.1.2.3:9000/a.mp4") == .direct)
    }

    @Test func aServiceOfAPrivateNetworkMayNotLeadToOthersInIt() async throws {
        let here = try reach("http://127.0.0.1:4000", Book(["localhost": ["::1", "127.0.0.1"], "evil.example.com": ["192.168.1.1"]]))
        for url in ["http://localhost:9000", "http://127.0.0.1:9000", "http://[::1]:9000"] { _ = try await way(here, url) }
        for url in ["http://192.168.1.1", "http://10.0.0.1", "http://169.254.169.254", "http://evil.example.com"] {
            #expect(await refusal(here, url)?.kind == .forbidden, "\(url)")
        }
        #expect(await refusal(try reach("http://10.1.2.3:8000"), "http://127.0.0.1:6379")?.kind == .forbidden)
        #expect(await refusal(try reach("http://10.1.2.3:8000"), "http://10.1.2.4")?.kind == .forbidden)
    }

    @Test func hostsThatTheProjectNamesAreLetIn() async throws {
        let book = Book(["minio.lan": ["10.0.0.9"]])
        let reach = try reach("http://10.1.2.3:8000", hosts: ["MinIO.lan", "10.0.0.7"], book)
        #expect(try await way(reach, "http://minio.lan:9000/a") == .only([#require(InternetAddress("10.0.0.9"))]))
        #expect(try await way(reach, "http://10.0.0.7/a") == .only([#require(InternetAddress("10.0.0.7"))]))
        #expect(await refusal(reach, "http://10.0.0.8/a")?.kind == .forbidden)
    }

    @Test func fromHTTPSDownToHTTPNothingIsFetchedUnlessTheProjectSaysSo() async throws {
        let book = Book(["cdn.example.com": ["1.1.1.1"], "api.example.com": ["1.1.1.1"]])
        let strict = try reach("https://api.example.com", book)
        for url in ["http://cdn.example.com/a.mp4", "http://api.example.com/a.mp4"] {
            let error = await refusal(strict, url)
            #expect(error?.kind == .forbidden && error?.reason.contains("use insecure: true") == true)
        }
        #expect(book.log.isEmpty)
        let open = try reach("https://api.example.com", plain: true, book)
        #expect(try await way(open, "http://cdn.example.com/a.mp4") == .only([#require(InternetAddress("1.1.1.1"))]))
        #expect(await refusal(open, "http://127.0.0.1/")?.kind == .forbidden)
    }

    /// A name without a certificate that was on the internet when it was first seen, and then leads home.
    @Test func aServiceCannotMoveIntoAPrivateNetworkLater() async throws {
        let name = "moving-\(UUID().uuidString.lowercased()).example.com"
        let reach = try reach("http://\(name)", Book { _, time in [time == 1 ? "1.1.1.1" : "127.0.0.1"] })
        #expect(try await way(reach, "http://\(name)/a") == .only([#require(InternetAddress("1.1.1.1"))]))
        #expect(await refusal(reach, "http://\(name)/b")?.kind == .forbidden)
        let lan = "lan-\(UUID().uuidString.lowercased()).example.com"
        let inside = try self.reach("http://\(lan)", Book([lan: ["192.168.0.4"]]))
        #expect(try await way(inside, "http://\(lan)/a") == .only([#require(InternetAddress("192.168.0.4"))]))
    }

    /// No name server knows the name: only the address that was looked at can be connected to.
    @Test func whatWasLookedAtIsWhatIsConnectedTo() async throws {
        try await Loopback.serve { _ in
            .answer(200, [], "here")
        } _: { server in
            let book = Book { _, time in [time == 1 ? "127.0.0.1" : "192.168.255.254"] }
            let client = WebClient(reach: try reach("http://127.0.0.1:1", hosts: ["files.invalid"], book))
            let answer = try await client.send(WebRequest("GET", server.url("/a", host: "files.invalid")))
            #expect(String(decoding: answer.body, as: UTF8.self) == "here")
            #expect(book.log == ["files.invalid"])
            #expect(server.log.first?["Host"] == "files.invalid:\(server.port)")
        }
    }

    @Test func theNextAddressIsTriedWhenOneDoesNotAnswer() async throws {
        try await Loopback.serve { _ in
            .answer(200, [], "here")
        } _: { server in
            // Nothing of this test listens on the first of them.
            let client = WebClient(reach: try reach("http://127.0.0.1:1", hosts: ["files.invalid"], Book(["files.invalid": ["127.255.255.254", "127.0.0.1"]])))
            for method in ["GET", "POST"] {
                #expect(try await client.send(WebRequest(method, server.url("/a", host: "files.invalid"))).status == 200)
            }
            #expect(server.log.count == 2)
        }
    }

    @Test func nothingIsSentWhereARedirectMayNotLead() async throws {
        try await Loopback.serve { _ in
            .answer(200, [], "inside")
        } _: { inside in
            let port = inside.port
            try await Loopback.serve { seen in
                .redirect(to: "http://\(seen.target.dropFirst()):\(port)/")
            } _: { server in
                let client = WebClient(reach: try reach("http://127.0.0.1:1", Book(["rebound.invalid": ["10.0.0.1"]])))
                for host in ["10.0.0.1", "169.254.169.254", "rebound.invalid"] {
                    let error = await #expect(throws: WebError.self) { try await client.send(WebRequest("GET", server.url("/" + host))) }
                    #expect(error?.kind == .redirect && error?.reason.contains("it redirects to an address that is not followed") == true)
                }
                #expect(inside.log.isEmpty)
            }
        }
    }

    @Test func aClientThatIsToldNothingStaysOnTheInternet() async throws {
        try await Loopback.serve { _ in
            .answer()
        } _: { server in
            for host in ["127.0.0.1", "localhost", "127.1"] {
                let error = await #expect(throws: WebError.self) { try await WebClient().send(WebRequest("GET", server.url("/", host: host))) }
                #expect(error?.kind == .forbidden, "\(host)")
                let socket = await #expect(throws: WebError.self) { try await WebClient().webSocket(server.url("/", host: host)) { _ in } }
                #expect(socket?.kind == .forbidden, "\(host)")
            }
            try await withFolder { folder in
                let error = await #expect(throws: WebError.self) { try await WebClient().download(server.url(), to: folder + "/a.mp4") }
                #expect(error?.kind == .forbidden)
                try #expect(names(in: folder) == [])
            }
            #expect(server.log.isEmpty)
        }
    }
}
