import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Web

private let png = Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) + Data("a picture".utf8)

/// Why a workflow is refused when it is posted.
private func refusal(
    _ workflow: JSONValue, _ options: [String: OptionValue] = [:], _ change: (inout FakeComfyUI.Settings) -> Void = { _ in }
) async throws -> ServiceError? {
    var error: ServiceError?
    try await ComfyUIBench.with(change) { bench in
        let generator = try bench.generator(workflow, options)
        error = try await serviceError { _ = try await bench.submitted(generator) }
        #expect(bench.fake.accepted == 0)
    }
    return error
}

@Test func thePromptSentIsTheWorkflowWithTheRequestInIt() async throws {
    try await ComfyUIBench.with { bench in
        let shot = Shot(id: "window", prompt: "a window", negative: "people", camera: "slow dolly in", takes: 1, seconds: 2)
        let asked = try await bench.submitted(bench.generator(), shot: shot)
        let body = try #require(bench.server.log("POST", "prompt").first?.json)
        func input(_ node: String, _ name: String) -> JSONValue? { body["prompt"]?[node]?["inputs"]?[name] }
        #expect(body["prompt_id"]?.text == asked.ask.name)
        #expect(body["client_id"]?.text == asked.ask.name)
        #expect(asked.ticket.id == asked.ask.name)
        #expect(input("6", "text")?.text == "a window, slow dolly in")
        #expect(input("7", "text")?.text == "people")
        #expect(input("5", "seed")?.int == Int(asked.request.seed))
        #expect(input("40", "width")?.int == 320)
        #expect(input("40", "height")?.int == 192)
        #expect(input("57", "fps")?.double == 16)
        #expect(input("58", "filename_prefix")?.text == "mv/\(asked.ask.name)")
        #expect(input("5", "steps")?.int == 6)
        #expect(input("58", "video") == ["57", 0])
        #expect(body["prompt"]?["6"]?["_meta"]?["title"]?.text == "MV_PROMPT")
    }
}

@Test func whatIsWrittenDownIsWhatIsSent() async throws {
    try await ComfyUIBench.with { bench in
        let generator = try bench.generator()
        let request = try bench.requests(generator)[0]
        let prepared = try await generator.prepare(request, bench.ask(request))
        #expect(bench.fake.accepted == 0)
        _ = try await generator.submit(prepared, request, bench.ask(request))
        #expect(bench.server.log("POST", "prompt").first?.json == prepared.sent)
    }
}

@Test func aLengthBetweenTheStepsOfTheModelIsRoundedUpAndSaid() async throws {
    try await ComfyUIBench.with { bench in
        let generator = try bench.generator()
        let request = try bench.requests(generator)[0]
        #expect(request.frames == 32)
        let prepared = try await generator.prepare(request, bench.ask(request))
        #expect(prepared.sent["prompt"]?["40"]?["inputs"]?["length"]?.int == 33)
        #expect(prepared.warnings.contains { $0.contains("takes no frames of 32: 33 is sent") && $0.contains("frame_multiple") })
        let ruled = try bench.generator(.film, ["frame_multiple": .integer(4), "frame_plus": .integer(1)])
        let again = try bench.requests(ruled)[0]
        #expect(try await ruled.prepare(again, bench.ask(again)).warnings.isEmpty)
    }
}

@Test func aValueTheServerCannotTakeIsRefusedBeforeItIsSent() async throws {
    let wide = try #require(await refusal(.film, ["width": .integer(8), "side_multiple": .integer(1)]))
    #expect(wide.kind == .badRequest)
    #expect(wide.reason.contains("input 'width' of node 40 EmptyHunyuanLatentVideo \"MV_SIZE\" takes 16 to 16384, and the width is 8"))
    let fast = try #require(await refusal(.film, ["fps": .integer(200)]))
    #expect(fast.reason.contains("takes 1 to 120, and the fps is 200"))
    let format = try #require(
        await refusal(.film, ["slots": .map(["prompt": .list([.text("6.text"), .text("58.format")])])]))
    #expect(format.reason.contains("takes one of auto, mp4, and the prompt is 'a window'"))
}

@Test func aServerThatHidesItsNodesIsAskedAllTheSame() async throws {
    try await ComfyUIBench.with({ $0.hidesNodes = true }) { bench in
        _ = try await bench.submitted(bench.generator())
        #expect(bench.fake.accepted == 1)
    }
}

@Test func aMissingNodeIsNamedBeforeAnythingIsSent() async throws {
    let error = try #require(await refusal(.film.saved(by: "SaveHologram", ["filename_prefix": "x"])))
    #expect(error.kind == .badRequest)
    #expect(error.reason.contains("no node 'SaveHologram'; install the custom nodes"))
}

@Test func aMissingNodeInsideTheWorkflowIsNamedByTheServer() async throws {
    let error = try #require(await refusal(.film.with("8", .node("VAEDecodeFast", "x", ["samples": ["5", 0], "vae": ["3", 0]]))))
    #expect(error.kind == .badRequest)
    #expect(error.reason.contains("VAEDecodeFast"))
    #expect(error.reason.contains("install the custom nodes that the workflow needs"))
}

@Test func aMissingModelFileIsNamedInPlainWords() async throws {
    let error = try #require(await refusal(.film.setting("1", "unet_name", "wan9.safetensors")))
    #expect(error.kind == .badRequest)
    #expect(
        error.reason.contains(
            "node 1 UNETLoader wants the model file 'wan9.safetensors' as unet_name, and this ComfyUI does not have it"))
    #expect(error.reason.contains("models folder"))
}

@Test func aWrongInputIsNamedWithItsNode() async throws {
    let error = try #require(await refusal(.film.setting("5", "cfg", 500)))
    #expect(error.reason.contains("node 5 KSampler: Value 500.0 bigger than max of 100.0: cfg"))
    let missing = try #require(await refusal(.film.setting("5", "cfg", nil)))
    #expect(missing.reason.contains("node 5 KSampler: Required input is missing: cfg"))
}

@Test func aWorkflowWhoseFilmIsRefusedIsRefusedThoughTheRestRuns() async throws {
    try await ComfyUIBench.with({ $0.holdsRuns = true }) { bench in
        // The film needs a picture rate that is wrong; the still picture does not.
        let workflow = JSONValue.film.with("59", .node("SaveImage", "Save Image", ["images": ["8", 0], "filename_prefix": "x"]))
            .setting("58", "format", "auto").with("60", .node("PrimitiveInt", "rate", ["value": 1])).setting("58", "video", ["99", 0])
        let error = try await serviceError { _ = try await bench.submitted(bench.generator(workflow)) }
        #expect(error?.kind == .badRequest)
        #expect(error?.reason.contains("the part of the workflow that makes the video is refused") == true)
        #expect(error?.reason.contains("Bad linked input") == true)
        try await bench.idle()
        #expect(bench.fake.accepted == 1)
        #expect(bench.fake.files.isEmpty)
    }
}

@Test func aRefusalOfWhatIsNotTheFilmDoesNotMatter() async throws {
    try await ComfyUIBench.with { bench in
        let workflow = JSONValue.film.with("59", .node("SaveImage", "Save Image", ["images": ["99", 0], "filename_prefix": "x"]))
        let asked = try await bench.submitted(bench.generator(workflow))
        try await bench.idle()
        #expect(try await asked.look().addresses.count == 1)
    }
}

@Test func aPictureGoesUpOnceAndIsNamedAsTheServerNamesIt() async throws {
    try await ComfyUIBench.with { bench in
        try bench.write(png, "start.png")
        let generator = try bench.generator(.pictured)
        let shot = Shot(id: "window", prompt: "a window", takes: 2, seconds: 2, firstFrame: "start.png")
        for request in try bench.requests(generator, shot) {
            let prepared = try await generator.prepare(request, bench.ask(request))
            #expect(prepared.sent["prompt"]?["52"]?["inputs"]?["image"]?["file"]?.text == "start.png")
            _ = try await generator.submit(prepared, request, bench.ask(request))
        }
        let uploads = bench.server.log("POST", "upload/image")
        #expect(uploads.count == 1)
        let form = try #require(uploads.first?.form)
        let sent = try #require(form.file("image"))
        #expect(sent.data == png)
        #expect(sent.type == "image/png")
        #expect(form["type"] == "input")
        let name = try #require(bench.fake.pictures.first)
        #expect(name != sent.filename)
        for seen in bench.server.log("POST", "prompt") {
            #expect(seen.json?["prompt"]?["52"]?["inputs"]?["image"]?.text == name)
        }
        #expect(bench.fake.accepted == 2)
    }
}

@Test func aPictureWithoutAPlaceIsRefusedAndAPlaceWithoutAPictureIsSaid() async throws {
    try await ComfyUIBench.with { bench in
        try bench.write(png, "start.png")
        let shot = Shot(id: "window", prompt: "a window", takes: 1, seconds: 2, firstFrame: "start.png")
        let error = try await serviceError { _ = try await bench.submitted(bench.generator(), shot: shot) }
        #expect(error?.kind == .badRequest)
        #expect(error?.reason.contains("title the Load Image node MV_FIRST_FRAME") == true)
        let generator = try bench.generator(.pictured)
        let request = try bench.requests(generator)[0]
        #expect(
            try await generator.prepare(request, bench.ask(request)).warnings.contains(
                "the shot has no first_frame: the picture that the workflow names is used"))
    }
}

@Test func aPictureThatIsTooLargeIsSaidToBe() async throws {
    try await ComfyUIBench.with({ $0.mostUploadBytes = 10 }) { bench in
        try bench.write(png, "start.png")
        let shot = Shot(id: "window", prompt: "a window", takes: 1, seconds: 2, firstFrame: "start.png")
        let error = try await serviceError { _ = try await bench.submitted(bench.generator(.pictured), shot: shot) }
        #expect(error?.kind == .badRequest)
        #expect(error?.reason.contains("the picture is too large for ComfyUI (17 bytes)") == true)
    }
}

@Test func whatTheWorkflowHasNoPlaceForIsSaid() async throws {
    try await ComfyUIBench.with { bench in
        let workflow = JSONValue.film.titled("7", "no").titled("40", "no").saved(by: "PreviewVideo", [:])
        let generator = try bench.generator(workflow)
        let shot = Shot(id: "window", prompt: "a window", negative: "people", takes: 1, seconds: 2)
        let request = try bench.requests(generator, shot)[0]
        let warnings = try await generator.prepare(request, bench.ask(request)).warnings
        #expect(warnings.contains { $0.contains("no node titled MV_NEGATIVE: the words to avoid are not sent") })
        #expect(warnings.contains { $0.contains("no slot for width, height, frames: it makes what it is set to") })
        #expect(warnings.contains { $0.contains("cannot be found once ComfyUI was restarted") })
    }
}

@Test func aWorkflowThatChangedSinceTheTakeWasPlannedIsNotSent() async throws {
    try await ComfyUIBench.with { bench in
        let request = try bench.requests(bench.generator())[0]
        let edited = try bench.generator(.film.setting("5", "steps", 9))
        let error = try await serviceError { _ = try await edited.prepare(request, bench.ask(request)) }
        #expect(error?.kind == .badRequest)
        #expect(error?.reason.contains("build again") == true)
    }
}

@Test(
    "only an answer that certainly means no is taken for a no",
    arguments: [
        (Scenario { $0.submit = .rateLimited(.seconds(2)) }, ServiceError.Kind.rateLimited(after: .seconds(2))),
        (Scenario { $0.submit = .rejected(400, "no") }, .badRequest), (Scenario { $0.submit = .rejected(413, "big") }, .badRequest),
        (Scenario { $0.submit = .unauthorised }, .auth), (Scenario { $0.submit = .acceptedThenStatus(502) }, .ambiguous),
        (Scenario { $0.submit = .acceptedThenStatus(500) }, .ambiguous), (Scenario { $0.submit = .acceptedThenGarbage }, .ambiguous),
    ])
func anAnswerToAPrompt(scenario: Scenario, kind: ServiceError.Kind) async throws {
    try await ComfyUIBench.with { bench in
        bench.fake.book.always { $0 = scenario }
        let error = try await serviceError { _ = try await bench.submitted(bench.generator()) }
        #expect(error?.kind == kind)
    }
}

@Test func aPromptThatIsCutOffMayHaveBeenAccepted() async throws {
    for submit in [Scenario.Submit.acceptedThenReset, .lost] {
        try await ComfyUIBench.with { bench in
            bench.fake.book.always { $0.submit = submit }
            do {
                _ = try await bench.submitted(bench.generator())
                Issue.record("an answer that never came was read")
            } catch let error as WebError {
                #expect(error.kind == .interrupted)
            }
            #expect(bench.server.log("POST", "prompt").count == 1)
        }
    }
}

@Test func aServerThatIsNotThereHasNotSeenThePrompt() async throws {
    try await ComfyUIBench.with { bench in
        let generator = try bench.generator()
        await bench.server.stop()
        do {
            _ = try await bench.submitted(generator)
            Issue.record("a server that is not there answered")
        } catch let error as WebError {
            #expect(error.kind == .notSent, "\(error)")
        }
    }
}
