import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Timebase
import Web

private func generator(_ options: [String: OptionValue]) throws -> OpenAIVideosGenerator {
    try OpenAIVideosGenerator(spec: GeneratorSpec(name: "far", kind: "openai-videos", options: options), folder: "/project")
}

@Test(
    "the address may be written with or without what is the same everywhere",
    arguments: [
        ("http://127.0.0.1:30000", "", "http://127.0.0.1:30000/v1"), ("http://127.0.0.1:30000/", "", "http://127.0.0.1:30000/v1"),
        ("http://127.0.0.1:30000/v1", "", "http://127.0.0.1:30000/v1"),
        ("http://127.0.0.1:30000/v1/videos", "", "http://127.0.0.1:30000/v1"),
        ("http://gate.example/api/v3", "", "http://gate.example/api/v3"),
        ("https://me.openai.azure.com", "", "https://me.openai.azure.com/openai/v1"),
        ("http://127.0.0.1:1", "azure", "http://127.0.0.1:1/openai/v1"),
    ])
func theAddressMayBeShort(written: String, dialect: String, meant: String) throws {
    var options: [String: OptionValue] = ["base_url": .text(written)]
    if !dialect.isEmpty { options["dialect"] = .text(dialect) }
    #expect(try generator(options).options.baseURL.absoluteString == meant)
}

@Test(
    "an option that cannot work is told with what was expected",
    arguments: [
        (["dialect": "sora"], "expected one of openai, sglang, vllm-omni"), (["body": "xml"], "expected one of multipart, json"),
        (["seconds_type": "float"], "expected one of text, integer"), (["reference": "url"], "expected one of object, string, file"),
        (["size": "720p"], "expected one such as 832x480"), (["auth_header": "api key"], "expected the name of a header"),
        (["dialect": "custom"], "expected model: the server's name for it"), (["dialect": "dynamo"], "it names no model"),
    ] as [([String: String], String)])
func anOptionThatCannotWork(options: [String: String], words: String) throws {
    var all: [String: OptionValue] = ["base_url": .text("http://127.0.0.1:1")]
    for (name, value) in options { all[name] = .text(value) }
    do {
        _ = try generator(all)
        Issue.record("it was taken")
    } catch let error as GeneratorError {
        #expect(error.code == .configuration)
        #expect(error.description.contains("generator 'far'"))
        #expect(error.reason.contains(words))
    }
}

@Test func aFieldThatIsNoneOfOursIsTold() throws {
    do {
        _ = try generator(["base_url": .text("http://127.0.0.1:1"), "fields": .map(["colour": .text("x")])])
        Issue.record("it was taken")
    } catch let error as GeneratorError {
        #expect(error.reason.contains("fields has no 'colour'; the names are prompt, model, seconds"))
    }
}

@Test func howAServerIsAskedDoesNotNameATake() throws {
    let project = Project(title: "t", song: SongSpec(file: "s"), shots: [Shot(id: "a", prompt: "a window")])
    func key(_ more: [String: OptionValue]) throws -> String {
        try generator(["base_url": .text("http://127.0.0.1:1"), "model": .text("m")].merging(more) { $1 })
            .requests(for: project.shots[0], in: project)[0].recipeKey
    }
    let plain = try key([:])
    for same: [String: OptionValue] in [
        ["dialect": .text("sglang")], ["body": .text("json")], ["seconds_type": .text("text")], ["reference": .text("file")],
        ["auth_header": .text("x-api-key")], ["base_url": .text("http://127.0.0.1:2/v1")],
    ] { #expect(try key(same) == plain, "\(same)") }
    for other: [String: OptionValue] in [["size": .text("832x480")], ["fields": .map(["seed": .text("")])], ["model": .text("n")]] {
        #expect(try key(other) != plain, "\(other)")
    }
}

@Test(
    "one's own machine costs nothing by the take, and nothing else is guessed to",
    arguments: [
        ("sglang", Int?.some(0)), ("vllm-omni", 0), ("litellm", nil), ("openai", nil), ("auto", nil),
    ])
func onesOwnMachineCostsNothing(dialect: String, cost: Int?) throws {
    let made = try generator(["base_url": .text("http://127.0.0.1:1"), "dialect": .text(dialect), "model": .text("wan2.2")])
    #expect(made.estimate(.tried()).microdollars == cost)
    let priced = try generator([
        "base_url": .text("http://127.0.0.1:1"), "dialect": .text(dialect), "model": .text("wan2.2"), "price_per_second": .number(0.05),
    ])
    #expect(priced.estimate(.tried()).microdollars == 100_000)
}

@Test(
    "the larger sizes are for the models that make them",
    arguments: [("sora-2", "1280x720"), ("sora-2-pro", "1792x1024"), ("own-model", "1792x1024")])
func theLargerSizesAreForTheModelsThatMakeThem(model: String, size: String) async throws {
    try await withVideos(.openai) { stage in
        let prepared = try await stage.prepared(.tried(width: 1792, height: 1024), ["model": .text(model)])
        #expect(prepared.sent["size"]?.text == size)
    }
}

@Test func aPictureThatChangedSinceItWasPlannedIsNotSent() async throws {
    try await withVideos(.sglang) { stage in
        let request = TakeRequest.tried(inputs: ["first_frame": try stage.picture()])
        let prepared = try await stage.prepared(request)
        try Data("another".utf8).write(to: URL(fileURLWithPath: stage.folder + "/first.png"))
        let error = try await videosFault { _ = try await stage.service().submit(prepared, request, stage.ask()) }
        #expect(error?.kind == .badRequest)
        #expect(error?.reason.contains("has changed since the take was planned") == true)
        #expect(stage.server.log("POST").isEmpty)
    }
}
