import FakeServices
import Foundation
import Synchronization
import Testing
import Web

private func url(_ bench: ComfyUIBench, _ place: String = "/ws?clientId=me") throws -> URL {
    try #require(URL(string: bench.server.url + place))
}

/// What a listener hears of one run.
private func heard(_ bench: ComfyUIBench, _ web: WebClient = WebClient(reach: .anywhere), mostBytes: Int = 1 << 20) async throws -> [JSONValue] {
    let texts = Mutex<[String]>([])
    let address = try url(bench)
    let listening = Task { try await web.webSocket(address, mostBytes: mostBytes) { text in texts.withLock { $0.append(text) } } }
    while bench.fake.listeners == 0 { try await Task.sleep(for: .milliseconds(2)) }
    let body: JSONValue = ["prompt": .film, "client_id": "me"]
    _ = try await web.send(WebRequest("POST", try url(bench, "/prompt"), body: .json(body)))
    try await bench.idle()
    bench.fake.restart()
    try await listening.value
    return try texts.withLock { $0 }.map { try JSONValue(parsing: Data($0.utf8)) }
}

@Test func aWebSocketTellsTextsInOrderAndPicturesAreSkipped() async throws {
    try await ComfyUIBench.with { bench in
        let types = try await heard(bench).compactMap { $0["type"]?.text }
        #expect(types.first == "status")
        #expect(types.filter { $0 == "progress" }.count == 6)
        #expect(try #require(types.firstIndex(of: "execution_start")) < (try #require(types.firstIndex(of: "execution_success"))))
        #expect(types.contains("executed"))
    }
}

@Test func aMessageOverTheLimitIsSkippedAndTheNextIsHeard() async throws {
    try await ComfyUIBench.with { bench in
        let short = try await heard(bench, mostBytes: 120)
        #expect(!short.contains { $0["type"]?.text == "executed" })
        #expect(short.contains { $0["type"]?.text == "execution_success" })
    }
}

@Test func aPingIsAnswered() async throws {
    try await ComfyUIBench.with { bench in
        let address = try url(bench)
        let listening = Task { try await WebClient(reach: .anywhere).webSocket(address) { _ in } }
        while bench.fake.pongs == 0 { try await Task.sleep(for: .milliseconds(2)) }
        bench.fake.restart()
        try await listening.value
    }
}

@Test func cancellingClosesAWebSocket() async throws {
    try await ComfyUIBench.with { bench in
        let address = try url(bench)
        let listening = Task { try await WebClient(reach: .anywhere).webSocket(address) { _ in } }
        while bench.fake.listeners == 0 { try await Task.sleep(for: .milliseconds(2)) }
        listening.cancel()
        await #expect(throws: CancellationError.self) { try await listening.value }
        while bench.fake.listeners > 0 { try await Task.sleep(for: .milliseconds(2)) }
    }
}

@Test func aWebSocketThatIsRefusedIsAnErrorWithoutTheSecret() async throws {
    try await ComfyUIBench.with({ $0.header = ("Authorization", "Bearer right") }) { bench in
        let file = bench.folder + "/key"
        try writeKey("hunter2-hunter2", to: file)
        let secret = try await Secret.read(.file(file))
        let origin = try #require(Origin(try url(bench)))
        let web = WebClient(credentials: [Credential(secret: secret, origin: origin)], reach: .anywhere)
        do {
            try await web.webSocket(try url(bench)) { _ in }
            Issue.record("the wrong key opened a websocket")
        } catch let error as WebError {
            #expect(error.kind == .notSent)
            #expect(!error.reason.contains("hunter2"))
        }
    }
}

@Test func aCredentialOfAnotherOriginStaysAtHome() async throws {
    try await ComfyUIBench.with({ $0.header = ("Authorization", "Bearer right-key-right") }) { bench in
        try writeKey("right-key-right", to: bench.folder + "/key")
        let secret = try await Secret.read(.file(bench.folder + "/key"))
        let other = try #require(URL(string: "http://127.0.0.1:1").flatMap { Origin($0) })
        await #expect(throws: WebError.self) {
            try await WebClient(credentials: [Credential(secret: secret, origin: other)], reach: .anywhere).webSocket(try url(bench)) { _ in }
        }
        let own = try #require(Origin(try url(bench)))
        #expect(try await heard(bench, WebClient(credentials: [Credential(secret: secret, origin: own)], reach: .anywhere)).count > 10)
    }
}

@Test func aWebSocketToNobodyIsNotSent() async throws {
    try await ComfyUIBench.with { bench in
        let address = try url(bench)
        await bench.server.stop()
        do {
            try await WebClient(reach: .anywhere).webSocket(address) { _ in }
            Issue.record("nobody answered")
        } catch let error as WebError {
            #expect(error.kind == .notSent)
            #expect(error.reason.contains("127.0.0.1"))
        }
    }
}
