import FakeServices
import Foundation
import Subprocess
import Synchronization
import Testing
import Web

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Keys that are planted where the program reads them, a service that says them back wherever it can, and then everything that was ever
/// written, printed and served is searched for them.
@Suite(.serialized) struct PlantedKeyTests {
    /// One for each way in which a key is given.
    private enum Planted {
        static let environment = "sk-env-PLANTED/0123456789+abcdef"
        static let file = "sk-file-PLANTED-9876543210-abcdef"
        static let command = "sk-cmd-PLANTED.5550001111~abcdef"
        static let header = "hdr-PLANTED-4242424242-abcdef"
        static let chat = "sk-chat-PLANTED-3131313131-abcdef"
        static let all = [environment, file, command, header, chat]
    }

    /// Says what it was sent in headers, in texts of errors, in states, names of models, descriptions and fields of its own, in all spellings.
    private final class Echo: FakeService {
        private let inner: any FakeService
        /// Creates so far: some are refused, by their number.
        private let creates = Mutex(0)

        init(_ inner: any FakeService) { self.inner = inner }

        func answer(_ seen: Seen) async -> FakeAnswer {
            let said = seen.headers.filter { $0.value.contains("PLANTED") }.map { $0.value.replacing("Bearer ", with: "") }
            let spellings = said.flatMap { key in
                [key, "Bearer \(key)", key.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "", Data("Bearer \(key)".utf8).base64EncodedString()]
            }
            let text = spellings.joined(separator: " ")
            if seen.method == "POST" {
                let number = creates.withLock { number in
                    number += 1
                    return number
                }
                if number % 4 == 2 {
                    return .json(
                        ["error": ["message": .string("the key \(text) may not do this"), "type": "invalid_request_error"]], status: 400,
                        headers: [("X-Echo", said.joined(separator: " "))])
                }
                if number % 4 == 3 { return .text("<html>\(text)</html>", status: 503, type: "text/html", headers: [("Retry-After", "0")]) }
            }
            var answer = await inner.answer(seen)
            answer.headers.append(("X-Echo", said.joined(separator: " ")))
            guard answer.status < 300, case .object(var fields)? = try? JSONValue(parsing: answer.body) else { return answer }
            fields["echo"] = .string(text)
            fields["metadata"] = ["authorization": .string(text), "url": .string("https://files.example.com/a?sig=\(spellings.first ?? "")")]
            fields["model"] = .string("model of \(text)")
            if fields["status"]?.text == "queued" { fields["status"] = .string("queued for \(said.first ?? "")") }
            if case .array(var choices)? = fields["choices"], let content = choices.first?["message"]?["content"]?.text, let key = said.first {
                choices[0] = ["message": ["content": .string(content.replacing("\"description\": \"", with: "\"description\": \"\(key) ").replacing("\"description\":\"", with: "\"description\":\"\(key) "))]]
                fields["choices"] = .array(choices)
            }
            answer.body = JSONValue.object(fields).data()
            return answer
        }
    }

    /// Every spelling of the keys that must be nowhere.
    private static let forbidden: [(key: String, bytes: Data)] = Planted.all.flatMap { key in
        let coded = [0, 1, 2].map { Data(repeating: 0x20, count: $0) + Data(key.utf8) }.map { data -> String in
            // Without what depends on the bytes around it.
            String(data.base64EncodedString().dropFirst(4).prefix(20))
        }
        return ([key, key.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? key, key.replacing("/", with: #"\/"#)] + coded).map { (key, Data($0.utf8)) }
    }

    private static func expectClean(_ data: Data, _ place: String) {
        for (key, bytes) in forbidden where data.range(of: bytes) != nil { Issue.record("\(place) holds \(key.prefix(10))…, as '\(String(decoding: bytes, as: UTF8.self))'") }
    }

    /// Every file below a folder, the pages of databases and their logs among them.
    private static func expectClean(folder: String) throws -> Int {
        var count = 0
        for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
            count += 1
            expectClean(data, name)
            expectClean(Data(name.utf8), "the name of \(name)")
        }
        return count
    }

    private struct Stage {
        let project: TinyProject
        let keys: String
        let servers: [FakeServer]
        let environment: [(String, String)] = [("MV_TEST_PLANTED_KEY", Planted.environment), ("MV_TEST_PLANTED_HEADER", Planted.header), ("MV_TEST_PLANTED_CHAT", Planted.chat)]

        var variables: [Environment.Key: String?] {
            .init(uniqueKeysWithValues: environment.compactMap { name, value in Environment.Key(rawValue: name).map { ($0, value) } })
        }

        /// Builds until a service was asked some times more, and is then ended.
        func build(ending signal: Int32) async throws {
            let (servers, before) = (servers, servers[2].log.count)
            _ = try await Program.run(["build", "project.yaml", "--verbose"], in: project.folder, ending: signal, environment: variables) {
                servers[2].log.count > before + 3
            }
        }

        /// Runs the program and looks at what it prints. The keys reach it by its environment and by files beside the project.
        @discardableResult
        func run(_ arguments: String...) async throws -> Program.Ended {
            let ended = try await Program.run(arguments, in: project.folder, environment: variables)
            expectClean(Data(ended.out.utf8), "what 'mv \(arguments.joined(separator: " "))' printed")
            expectClean(Data(ended.err.utf8), "what 'mv \(arguments.joined(separator: " "))' said")
            return ended
        }
    }

    private func withStage(_ test: (Stage) async throws -> Void) async throws {
        let keys = NSTemporaryDirectory() + "mv-keys-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: keys, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: keys) }
        for (name, key) in [("file", Planted.file), ("command", Planted.command)] {
            _ = FileManager.default.createFile(atPath: keys + "/" + name, contents: Data((key + "\n").utf8), attributes: [.posixPermissions: 0o600])
        }
        let fakes = [FakeOpenAIVideos(.openai), FakeOpenAIVideos(.openai), FakeOpenAIVideos(.openai)]
        var servers: [FakeServer] = []
        for fake in fakes {
            fake.book.always { $0.looks = 3 }
            servers.append(try await FakeServer.start(Echo(fake)))
        }
        let chat = try await FakeServer.start(Echo(FakeChat()))
        let common = "kind: openai-videos, dialect: openai, model: sora-2, poll: 0.01, price_per_take: 0.01"
        let project = try TinyProject(
            yaml: """
                title: Planted
                song: song.wav
                format: {width: 128, height: 72, fps: 24}
                generators:
                  one: {\(common), base_url: "\(servers[0].url)/v1", key_env: MV_TEST_PLANTED_KEY, headers: {X-Proxy: "Bearer ${MV_TEST_PLANTED_HEADER}"}}
                  two: {\(common), base_url: "\(servers[1].url)/v1", key_file: "\(keys)/file"}
                  three: {\(common), base_url: "\(servers[2].url)/v1", key_command: [cat, "\(keys)/command"]}
                scorers:
                  eyes: {kind: vlm, base_url: "\(chat.url)/v1", model: eyes, key_env: MV_TEST_PLANTED_CHAT, price_per_call: 0.001, pause: 0.01}
                defaults: {takes: 4, seconds: 4}
                shots:
                  - {id: window, prompt: a window at night, generator: one}
                  - {id: road, prompt: a road at dawn, generator: two}
                  - {id: sea, prompt: the sea, generator: three}
                budget: 5
                """)
        do {
            try await test(Stage(project: project, keys: keys, servers: servers))
        } catch {
            for server in servers + [chat] { await server.stop() }
            throw error
        }
        // They were sent to whom they are for, or nothing is shown by not finding them.
        for (server, key) in zip(servers, Planted.all) {
            #expect(server.log.contains { $0.header("Authorization") == "Bearer \(key)" }, "\(key.prefix(8))")
        }
        #expect(servers[0].log.contains { $0.header("X-Proxy") == "Bearer \(Planted.header)" })
        #expect(chat.log.contains { $0.header("Authorization") == "Bearer \(Planted.chat)" })
        for server in servers + [chat] { await server.stop() }
    }

    @Test func nothingThatIsWrittenPrintedOrServedHoldsAKey() async throws {
        try await withStage { stage in
            let project = stage.project
            // Killed and crashed in the middle of it; what it says then is in the folder. Then to the end, telling all there is to tell.
            try await stage.build(ending: SIGKILL)
            try await stage.build(ending: SIGABRT)
            for _ in 0..<3 { try await stage.run("build", "project.yaml", "--verbose") }
            try await stage.run("requests", "resolve", "project.yaml", "--all", "--ask-again")
            try await stage.run("build", "project.yaml", "--json", "--verbose")
            #expect(project.exists("out/final.mp4"))

            for arguments in [
                ["plan", "project.yaml"], ["check", "project.yaml"], ["cost", "project.yaml", "--json"], ["pool", "list", "project.yaml", "--json"],
                ["requests", "list", "project.yaml", "--json"], ["scorers", "project.yaml"], ["explain", "project.yaml", "one"], ["doctor"],
                ["verify", "out/final.mp4"], ["cut", "list", "project.yaml"], ["pool", "export", "project.yaml", "pool.tar"],
            ] {
                let ended = try await Program.run(arguments, in: project.folder, environment: stage.variables)
                Self.expectClean(Data((ended.out + ended.err).utf8), "what 'mv \(arguments.joined(separator: " "))' printed")
            }
            for editor in ["premiere", "resolve", "otio"] { try await stage.run("export", "project.yaml", "--to", editor) }
            let requests = try await stage.run("requests", "list", "project.yaml", "--json")
            let ids = requests.out.matches(of: /"id": ?"([0-9a-f]{16,})"/).map { String($0.1) }
            for id in ids.prefix(12) { try await stage.run("requests", "show", "project.yaml", id) }

            let page = try ReviewPageProgram(project)
            for path in ["/", "/api/project", "/api/takes", "/api/cut", "/api/build", "/api/cut/diff"] {
                let answer = try page.get(path)
                Self.expectClean(answer.body, path)
                Self.expectClean(Data("\(answer.headers)".utf8), "the headers of \(path)")
            }
            for take in try page.takes().prefix(12) { Self.expectClean(try page.get("/api/takes/\(take["id"] ?? "")").body, "a take") }
            let take = try #require(try page.takes().first?["id"] as? String)
            let heard = try page.http.listen("/api/events", page.visitor, until: "drift") {
                let noting = Process()
                noting.executableURL = URL(fileURLWithPath: Program.path)
                (noting.arguments, noting.currentDirectoryURL) = (["pool", "reject", "project.yaml", take, "--reason", "drift"], URL(fileURLWithPath: project.folder))
                noting.standardOutput = FileHandle.nullDevice
                noting.standardError = FileHandle.nullDevice
                try noting.run()
                noting.waitUntilExit()
            }
            Self.expectClean(Data(heard.utf8), "the stream of events")
            page.stop()

            #expect(try Self.expectClean(folder: project.folder) > 20)
        }
    }

    @Test func aKeyFileThatOthersCanReadIsRefusedWithItsPlaceAndTheCommand() async throws {
        try await withStage { stage in
            let key = stage.keys + "/file"
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
            let refused = try await stage.run("check", "project.yaml")
            #expect(refused.code == 2)
            let words = "generators.two.key_file: generator 'two': the key file \(key) is open to other users of this machine (its mode is 644); run: chmod 600 \(key)"
            #expect(refused.err.contains(words) || refused.out.contains(words), "\(refused.out)\(refused.err)")
            #expect((refused.err + refused.out).contains(/project\.yaml:6:\d+: error/), "\(refused.out)\(refused.err)")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
            #expect(try await stage.run("check", "project.yaml").code == 0)
            _ = try await stage.run("build", "project.yaml")
        }
    }

    #if os(Linux)
        @Test func aProgramThatHoldsKeysLeavesNoPictureOfItsMemory() async throws {
            let project = try TinyProject()
            let page = try ReviewPageProgram(project)
            let limits = try String(contentsOfFile: "/proc/\(page.processIdentifier)/limits", encoding: .utf8)
            #expect(limits.contains(#/Max core file size +0 /#), "\(limits)")
        }
    #endif
}
