import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Web

/// `dialect: auto`.

@Test(
    "a server shows which it is by pages that cost nothing",
    arguments: [
        (VideosFake.openai, "the OpenAI protocol takes no seed"), (.sglang, ""), (.vllmOmni, ""), (.litellm, ""), (.dynamo, ""),
    ])
func aServerShowsWhichItIs(dialect: VideosFake, warning: String) async throws {
    try await withVideos(dialect) { stage in
        let service = try stage.service(named: false)
        let prepared = try await service.prepare(.tried(), stage.ask())
        // Found out before anything was asked for.
        #expect(stage.server.log.allSatisfy { $0.method == "GET" })
        #expect(warning.isEmpty ? prepared.warnings.isEmpty : prepared.warnings.contains { $0.contains(warning) })
        let explicit = try await stage.prepared()
        #expect(prepared.sent == explicit.sent)
        let ticket = try await service.submit(prepared, .tried(), stage.ask())
        guard case .made = try await stage.watched(ticket) else {
            Issue.record("it was not made")
            return
        }
    }
}

@Test(
    "a server without a list of models is known by how it complains",
    arguments: [
        (VideosFake.sglang, "num_frames"), (.vllmOmni, "generate_sound"), (.litellm, "seed"),
    ])
func aServerIsKnownByHowItComplains(dialect: VideosFake, sign: String) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.configure { $0.showsItself = false }
        let prepared = try await stage.service(named: false).prepare(.tried(), stage.ask())
        #expect(prepared.sent[sign] != nil)
        #expect(prepared.warnings.isEmpty)
    }
}

@Test func aServerIsAskedOnceInAProcess() async throws {
    try await withVideos(.sglang) { stage in
        for _ in 0..<3 { _ = try await stage.service(named: false).prepare(.tried(), stage.ask()) }
        #expect(stage.server.log.count == 1)
    }
}

@Test func aServerNobodyKnowsIsSentOnlyWhatAllTakeAndTheUserIsTold() async throws {
    let server = try await FakeServer.start { _ in .json(["message": "no such page"], status: 404) }
    let service = try OpenAIVideosGenerator(
        spec: GeneratorSpec(name: "far", kind: "openai-videos", options: ["base_url": .text(server.url)]), folder: "/")
    let ask = Ask(name: "a", asked: 0, cacheFolder: NSTemporaryDirectory())
    let prepared = try await service.prepare(.tried(), ask)
    #expect(prepared.sent == ["prompt": "a window at night", "seconds": "2", "size": "1280x720"])
    #expect(prepared.warnings.first?.contains("name it with dialect:") == true)
    #expect(server.log.allSatisfy { $0.method == "GET" })
    await server.stop()
}

@Test func aServerThatLetsNobodyInIsNoServerOfAnotherKind() async throws {
    try await withVideos(.openai) { stage in
        stage.fake.configure { $0.key = "sk-other" }
        try writeKey("sk-far-0123456789", to: stage.folder + "/key")
        let error = try await videosFault {
            _ = try await stage.service(["key_file": .text("key")], named: false).prepare(.tried(), stage.ask())
        }
        #expect(error?.kind == .auth)
        // Once the key is right it is asked again.
        stage.fake.configure { $0.key = "sk-far-0123456789" }
        let prepared = try await stage.service(["key_file": .text("key")], named: false).prepare(.tried(), stage.ask())
        #expect(prepared.sent["seconds"] == "4")
    }
}

@Test func aServerThatIsStartingUpIsAskedAgainLater() async throws {
    let server = try await FakeServer.start { _ in .page(status: 503) }
    let service = try OpenAIVideosGenerator(
        spec: GeneratorSpec(name: "far", kind: "openai-videos", options: ["base_url": .text(server.url)]), folder: "/")
    let error = try await videosFault {
        _ = try await service.prepare(.tried(), Ask(name: "a", asked: 0, cacheFolder: NSTemporaryDirectory()))
    }
    #expect(error?.kind == .transient(after: nil))
    #expect(error?.reason.contains("not ready") == true)
    await server.stop()
}
