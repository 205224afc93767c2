import Content
import Editorial
import Foundation
import Generators
import Testing
import Web

/// What is said when the options cannot work.
private func fault(_ workflow: JSONValue, _ options: [String: OptionValue] = [:]) async throws -> String {
    var text = ""
    try await ComfyUIBench.with { bench in
        do {
            _ = try bench.generator(workflow, options)
        } catch let error as GeneratorError {
            #expect(error.code == .configuration)
            text = "\(error)"
        }
    }
    return text
}

@Test func aWorkflowAsComfyUIDrawsItIsRefusedWithTheMenuToUse() async throws {
    let text = try await fault(["nodes": [["id": 1, "type": "KSampler"]], "links": [], "version": 0.4])
    #expect(text.contains("Export (API)"))
    #expect(text.contains("Save (API Format)"))
    #expect(text.contains("film.json"))
}

@Test func aWorkflowThatIsNoneIsRefused() async throws {
    #expect(try await fault(["a": ["inputs": [:]]]).contains("'a' has no class_type and inputs"))
    #expect(try await fault([:]).contains("empty workflow"))
    #expect(try await fault([1, 2]).contains("Export (API)"))
    try await ComfyUIBench.with { bench in
        try bench.write(Data("{not json".utf8), "bad.json")
        #expect(throws: GeneratorError.self) { try bench.generator(.film, ["workflow": .text("bad.json")]) }
        do {
            _ = try bench.generator(.film, ["workflow": .text("none.json")])
            Issue.record("a workflow that is not there was read")
        } catch let error as GeneratorError {
            #expect(error.reason.contains("none.json cannot be read"))
        }
    }
}

@Test func aWorkflowWithoutAPlaceForThePromptOrTheSeedIsRefusedWithItsNodes() async throws {
    let prompt = try await fault(.film.titled("6", "CLIP Text Encode"))
    #expect(prompt.contains("no node titled MV_PROMPT"))
    #expect(prompt.contains("slots: {prompt: NODE.INPUT}"))
    #expect(prompt.contains("6 CLIPTextEncode \"CLIP Text Encode\""))
    let seed = try await fault(.film.titled("5", "KSampler"))
    #expect(seed.contains("no node titled MV_SEED"))
    #expect(seed.contains("seed: false"))
    #expect(try await fault(.film.titled("5", "KSampler"), ["slots": .map(["seed": .boolean(false)])]).isEmpty)
}

@Test func twoNodesOfOneTitleAreAmbiguous() async throws {
    let text = try await fault(.film.titled("7", "MV_PROMPT"))
    #expect(text.contains("several nodes titled 'MV_PROMPT'"))
    #expect(text.contains("6 CLIPTextEncode") && text.contains("7 CLIPTextEncode"))
    #expect(try await fault(.film.titled("7", "MV_PROMPT"), ["slots": .map(["prompt": .text("6.text")])]).isEmpty)
}

@Test(
    "a slot is named by id or title, in short or in full",
    arguments: [
        OptionValue.text("6.text"), .text("MV_PROMPT.text"), .map(["node": .integer(6), "input": .text("text")]),
        .map(["node": .text("MV_PROMPT"), "input": .text("text")]), .list([.text("6.text"), .text("7.text")]),
    ])
func aSlotIsNamed(slot: OptionValue) async throws {
    try await ComfyUIBench.with { bench in
        let generator = try bench.generator(.film, ["slots": .map(["prompt": slot, "negative": .boolean(false)])])
        let request = try bench.requests(generator)[0]
        let sent = try await generator.prepare(request, bench.ask(request)).sent
        #expect(sent["prompt"]?["6"]?["inputs"]?["text"]?.text == "a window")
        #expect(sent["prompt"]?["7"]?["inputs"]?["text"]?.text == (slot.list == nil ? "blurry" : "a window"))
    }
}

@Test(
    "a slot that cannot be is refused",
    arguments: [
        (["prompt": OptionValue.text("6")], "expected NODE.INPUT, such as MV_PROMPT.text"),
        (["prompt": .text("99.text")], "no node '99'"),
        (["prompt": .text("6.words")], "node 6 CLIPTextEncode \"MV_PROMPT\" has no input 'words'; it has text"),
        (["prompt": .text("6.clip")], "comes from another node, 2 CLIPLoader"),
        (["prompt": .text("5.seed")], "holds a number, and the prompt is a text"),
        (["seed": .text("6.text")], "holds a text, and the seed is a number"),
        (["prompt": .map(["node": .text("6")])], "needs both of {node: id or title, input: name}"),
        (["sound": .text("6.text")], "there is no slot 'sound'; the slots are prompt, negative, seed"),
    ])
func aSlotThatCannotBe(slots: [String: OptionValue], words: String) async throws {
    #expect(try await fault(.film, ["slots": .map(slots)]).contains(words))
}

@Test func aNodeOfTheRightTitleWithoutAFittingInputIsNamed() async throws {
    let text = try await fault(.film.titled("6", "CLIP").titled("1", "MV_PROMPT"))
    #expect(text.contains("node 1 UNETLoader \"MV_PROMPT\" has none of the inputs text, prompt"))
    #expect(text.contains("it has unet_name"))
}

@Test func theNodeThatMakesTheTakeIsChosenOrAskedFor() async throws {
    let plain = JSONValue.film.titled("58", "Save Video")
    #expect(try await fault(plain).isEmpty)
    let picture = plain.with("59", .node("SaveImage", "Save Image", ["images": ["8", 0], "filename_prefix": "frames/x"]))
    #expect(try await fault(picture).isEmpty)
    let two = plain.with("60", .node("SaveWEBM", "Save WEBM", ["images": ["8", 0], "filename_prefix": "x", "fps": 16]))
    let text = try await fault(two)
    #expect(text.contains("several nodes that write files: 58 SaveVideo \"Save Video\", 60 SaveWEBM \"Save WEBM\""))
    #expect(text.contains("MV_OUTPUT"))
    #expect(try await fault(two, ["output": .text("Save WEBM")]).isEmpty)
    #expect(try await fault(two, ["output": .text("77")]).contains("no node '77', which output names"))
}

@Test func anEditedWorkflowIsAnotherRecipeAndAMovedOneIsNot() async throws {
    try await ComfyUIBench.with { bench in
        let key = try bench.requests(bench.generator())[0].recipeKey
        #expect(try bench.requests(bench.generator(.film.setting("5", "steps", 7)))[0].recipeKey != key)
        try bench.write(JSONValue.film.data(), "elsewhere/same.json")
        #expect(try bench.requests(bench.generator(.film, ["workflow": .text("elsewhere/same.json")]))[0].recipeKey == key)
        let same: [String: OptionValue] = ["headers": .map(["Cookie": .text("a=b")]), "poll": .number(3)]
        #expect(try bench.requests(bench.generator(.film, same))[0].recipeKey == key)
        #expect(try bench.requests(bench.generator(.film, ["slots": .map(["negative": .boolean(false)])]))[0].recipeKey != key)
    }
}

@Test func framesAndSidesAreRoundedUpToWhatTheModelMakes() async throws {
    try await ComfyUIBench.with { bench in
        let rules: [String: OptionValue] = [
            "frame_multiple": .integer(4), "frame_plus": .integer(1), "side_multiple": .integer(32), "width": .integer(330),
        ]
        let request = try bench.requests(bench.generator(.film, rules))[0]
        #expect(request.frames == 33)
        #expect(request.width == 352)
        #expect(request.height == 192)
    }
}

@Test func wordsToAvoidGoIntoThePromptOfAWorkflowWithoutANegative() async throws {
    try await ComfyUIBench.with { bench in
        let (with, without) = (try bench.generator(), try bench.generator(.film.titled("7", "none")))
        #expect(with.takesNegative)
        #expect(!without.takesNegative)
    }
}

@Test func aServerOfOnesOwnIsFreeUnlessTheProjectSaysOtherwise() async throws {
    try await ComfyUIBench.with { bench in
        let free = try bench.generator()
        #expect(free.estimate(try bench.requests(free)[0]).microdollars == 0)
        let rented = try bench.generator(.film, ["price_per_take": .number(0.02)])
        #expect(rented.estimate(try bench.requests(rented)[0]).microdollars == 20_000)
    }
}
