import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Timebase
import Web

/// What goes out, row by row of the table of dialects in docs/generators.md.

@Test("a take comes home from every dialect", arguments: VideosFake.allCases)
func aTakeComesHomeFromEveryDialect(dialect: VideosFake) async throws {
    try await withVideos(dialect) { stage in
        let takes = try await stage.takes()
        #expect(takes.count == 1)
        let job = try #require(stage.fake.jobs.first)
        #expect(takes.first?.facts?.frames == job.frames)
        #expect(try takes.first.map(stage.bytes) == stage.fake.clip(job, 0))
        #expect(stage.fake.accepted == 1)
        #expect(stage.server.log("POST").count == 1)
    }
}

@Test(
    "a create has the body its server reads",
    arguments: [
        (VideosFake.openai, "multipart/form-data"), (.sglang, "application/json"), (.vllmOmni, "multipart/form-data"),
        (.litellm, "multipart/form-data"), (.azure, "multipart/form-data"), (.dynamo, "application/json"), (.gateway, "application/json"),
    ])
func aCreateHasTheBodyItsServerReads(dialect: VideosFake, type: String) async throws {
    try await withVideos(dialect) { stage in
        _ = try await stage.submitted()
        #expect(stage.fake.jobs.last?.bodyType == type)
        #expect(stage.sent["prompt"]?.text == "a window at night")
        #expect(stage.sent["model"]?.text == "wan2.2")
    }
}

@Test(
    "where a server takes both bodies the project chooses",
    arguments: [
        (VideosFake.openai, "json"), (.litellm, "json"), (.sglang, "multipart"),
    ])
func theProjectChoosesTheBody(dialect: VideosFake, body: String) async throws {
    try await withVideos(dialect) { stage in
        _ = try await stage.submitted(.tried(), ["body": .text(body)])
        #expect(stage.fake.jobs.last?.bodyType == (body == "json" ? "application/json" : "multipart/form-data"))
    }
}

@Test(
    "a body the server does not read is told in its words",
    arguments: [
        (VideosFake.vllmOmni, "json", "prompt Field required"), (.azure, "json", "Expected multipart/form-data"),
        (.dynamo, "multipart", "Content-Type: application/json"), (.gateway, "multipart", "expected JSON"),
    ])
func aBodyTheServerDoesNotRead(dialect: VideosFake, body: String, words: String) async throws {
    try await withVideos(dialect) { stage in
        let error = try await videosFault { _ = try await stage.submitted(.tried(), ["body": .text(body)]) }
        #expect(error?.kind == .badRequest)
        #expect(error?.reason.contains(words) == true)
        #expect(stage.fake.accepted == 0)
    }
}

@Test func anSGLangOfBeforeThatWantsAFileInAFormIsAskedInJSON() async throws {
    try await withVideos(.sglang) { stage in
        stage.fake.configure { $0.refusesFormsWithoutFile = true }
        let without = try await stage.takes()
        let with = try await stage.takes(.tried(inputs: ["first_frame": stage.picture()]))
        #expect(without.count == 1 && with.count == 1)
        #expect(stage.fake.jobs.map(\.bodyType) == ["application/json", "multipart/form-data"])
    }
}

@Test("a create that is accepted may have any code of success", arguments: [VideosFake.openai, .azure, .gateway])
func anyCodeOfSuccessIsOne(dialect: VideosFake) async throws {
    try await withVideos(dialect) { stage in
        let ticket = try await stage.submitted()
        #expect(ticket.id == stage.fake.jobs.last?.id)
    }
}

@Test(
    "the length is spelled as the server reads it",
    arguments: [
        // 2 s are asked for; the three that know only 4, 8 and 12 make 4.
        (VideosFake.openai, JSONValue?.some("4")), (.azure, "4"), (.litellm, "2"), (.gateway, 2), (.sglang, nil), (.vllmOmni, nil),
    ])
func theLengthIsSpelledAsTheServerReadsIt(dialect: VideosFake, seconds: JSONValue?) async throws {
    try await withVideos(dialect) { stage in
        _ = try await stage.submitted()
        #expect(stage.sent["seconds"] == seconds)
        if dialect == .gateway {
            _ = try await stage.submitted(.tried(), ["seconds_type": .text("text")])
            #expect(stage.sent["seconds"] == "2")
        }
    }
}

@Test(
    "where frames are counted the count is exact",
    arguments: [
        (VideosFake.sglang, JSONValue.integer(83)), (.vllmOmni, "83"),
    ])
func whereFramesAreCountedTheCountIsExact(dialect: VideosFake, frames: JSONValue) async throws {
    try await withVideos(dialect) { stage in
        let takes = try await stage.takes(.tried(frames: 83))
        #expect(stage.sent["num_frames"] == frames)
        #expect(takes.first?.facts?.frames == 83)
    }
}

@Test func aRateThatIsNoWholeNumberGoesOutAsTheServerTakesIt() async throws {
    let film = FrameRate(24000, 1001)
    try await withVideos(.sglang) { stage in
        _ = try await stage.submitted(.tried(rate: film))
        #expect(stage.sent["fps"] == 24)
        #expect(
            try await stage.prepared(.tried(rate: FrameRate(25, 2))).warnings.contains { $0.contains("whole frame rates: 12.5 became 13") })
    }
    try await withVideos(.vllmOmni) { stage in
        _ = try await stage.submitted(.tried(rate: film))
        #expect(stage.sent["fps"] == "23.976")
    }
}

@Test(
    "of 4, 8 and 12 seconds the next longer is made, and paid for",
    arguments: [(96, "4", 400_000), (97, "8", 800_000), (240, "12", 1_200_000)])
func theNextLongerLengthIsMade(frames: Int, seconds: String, cost: Int) async throws {
    try await withVideos(.openai) { stage in
        let prepared = try await stage.prepared(.tried(frames: frames))
        #expect(prepared.sent["seconds"]?.text == seconds)
        #expect(prepared.estimate.microdollars == cost)
        #expect(!prepared.warnings.contains { $0.contains("at most") })
    }
}

@Test func moreSecondsThanThereAreIsSaid() async throws {
    try await withVideos(.openai) { stage in
        let prepared = try await stage.prepared(.tried(frames: 480))
        #expect(prepared.sent["seconds"]?.text == "12")
        #expect(prepared.warnings.contains { $0.contains("asks for 20 s") && $0.contains("at most 12 s") })
    }
}

@Test(
    "the size is one that the server makes",
    arguments: [
        (VideosFake.openai, "1280x720", true), (.azure, "1280x720", true), (.sglang, "640x360", false), (.vllmOmni, "640x360", false),
        (.litellm, "640x360", false), (.dynamo, "640x360", false), (.gateway, "640x360", false),
    ])
func theSizeIsOneTheServerMakes(dialect: VideosFake, size: String, warned: Bool) async throws {
    try await withVideos(dialect) { stage in
        let request = TakeRequest.tried(width: 640, height: 360)
        #expect(try await stage.prepared(request).warnings.contains { $0.contains("640×360 is wanted") } == warned)
        _ = try await stage.submitted(request)
        #expect(stage.sent["size"]?.text == size)
        _ = try await stage.submitted(request, ["size": .text("1280x720")])
        #expect(stage.sent["size"]?.text == "1280x720")
    }
}

@Test(
    "a first frame goes as the server takes it",
    arguments: [
        (VideosFake.openai, "", "file"), (.sglang, "", "file"), (.vllmOmni, "", "file"), (.litellm, "", "file"), (.azure, "", "file"),
        (.dynamo, "", "string"), (.gateway, "", "string"), (.openai, "json", "object"), (.sglang, "json", "string"),
    ])
func aFirstFrameGoesAsTheServerTakesIt(dialect: VideosFake, body: String, way: String) async throws {
    try await withVideos(dialect) { stage in
        let request = TakeRequest.tried(inputs: ["first_frame": try stage.picture()])
        let options: [String: OptionValue] = body.isEmpty ? ["size": .text("64x36")] : ["body": .text(body)]
        // OpenAI's picture has to have the size of the video, which no small one has: its fake says so.
        if [.openai, .azure].contains(dialect), body.isEmpty {
            let error = try await videosFault { _ = try await stage.submitted(request) }
            #expect(error?.kind == .badRequest)
            #expect(error?.reason.contains("must match the requested width and height") == true)
            let form = try #require(stage.server.log("POST").last?.form)
            #expect(form.file("input_reference")?.type == "image/png")
            #expect(form.file("input_reference")?.filename == "first.png")
            return
        }
        let prepared = try await stage.prepared(request, options)
        let marker = prepared.sent["input_reference"]?["image_url"] ?? prepared.sent["input_reference"]
        #expect(marker?["file"] == "first.png")
        #expect(!prepared.sent.description.contains("base64"))
        _ = try await stage.submitted(request, options)
        let sent = try #require(stage.sent["input_reference"])
        switch way {
        case "file": #expect(sent["type"] == "image/png" && sent["file"] == "first.png")
        case "object": #expect(sent["image_url"]?.text?.hasPrefix("data:image/png;base64,iVBORw0") == true && sent.map?.count == 1)
        default: #expect(sent.text?.hasPrefix("data:image/png;base64,iVBORw0") == true)
        }
    }
}

@Test func aStringInPlaceOfTheObjectIsRefusedByOpenAIAndTold() async throws {
    try await withVideos(.openai) { stage in
        let request = TakeRequest.tried(inputs: ["first_frame": try stage.picture()])
        for (options, words) in [
            (["body": "json", "reference": "string"], "expected an object"), (["reference": "string"], "expected a file"),
        ] {
            let error = try await videosFault { _ = try await stage.submitted(request, options.mapValues { .text($0) }) }
            #expect(error?.kind == .badRequest)
            #expect(error?.reason.contains(words) == true)
            #expect(error?.input == "image")
        }
    }
}

@Test func anObjectInPlaceOfTheStringIsRefusedBySGLang() async throws {
    try await withVideos(.sglang) { stage in
        let request = TakeRequest.tried(inputs: ["first_frame": try stage.picture()])
        let error = try await videosFault { _ = try await stage.submitted(request, ["body": .text("json"), "reference": .text("object")]) }
        #expect(error?.reason.contains("input_reference: Input should be a valid string") == true)
    }
}

@Test func vLLMOmniTakesAPictureAsJSONInAFormToo() async throws {
    try await withVideos(.vllmOmni) { stage in
        let request = TakeRequest.tried(inputs: ["first_frame": try stage.picture()])
        _ = try await stage.submitted(request, ["reference": .text("object"), "fields": .map(["first_frame": .text("image_reference")])])
        #expect(stage.sent["image_reference"]?.text?.hasPrefix(#"{"image_url":"data:image/png;base64,"#) == true)
    }
}

@Test func aLastFrameGoesWithTheFirstWhereThatIsKnownAndIsSaidToBeLeftOutElsewhere() async throws {
    for dialect in [VideosFake.vllmOmni, .sglang] {
        try await withVideos(dialect) { stage in
            let request = TakeRequest.tried(inputs: ["first_frame": try stage.picture(), "last_frame": try stage.picture("last.png")])
            let warnings = try await stage.prepared(request).warnings
            _ = try await stage.submitted(request)
            if dialect == .vllmOmni {
                #expect(stage.sent["input_references"]?.list?.map { $0["file"]?.text } == ["first.png", "last.png"])
                #expect(stage.sent["input_reference"] == nil)
            } else {
                #expect(stage.sent["input_reference"]?["file"] == "first.png")
                #expect(warnings.contains { $0.contains("SGLang takes no last frame") })
            }
        }
    }
}

@Test(
    "seed and what to avoid go where the server reads them, or it is said that they do not",
    arguments: [
        (VideosFake.openai, String?.none), (.azure, nil), (.gateway, nil), (.sglang, ""), (.vllmOmni, ""), (.litellm, ""),
        (.dynamo, "nvext"),
    ])
func seedAndNegativeGoWhereTheyAreRead(dialect: VideosFake, place: String?) async throws {
    try await withVideos(dialect) { stage in
        let request = TakeRequest.tried(negative: "text, hands", seed: 77)
        let warnings = try await stage.prepared(request).warnings
        _ = try await stage.submitted(request)
        #expect(try stage.service().takesNegative == (place != nil))
        if let place {
            let fields = place.isEmpty ? JSONValue.object(stage.sent) : stage.sent[place]
            #expect(fields?["seed"]?.int == 77)
            #expect(fields?["negative_prompt"]?.text == "text, hands")
            #expect(!warnings.contains { $0.contains("seed") || $0.contains("avoid") })
        } else {
            #expect(stage.sent.keys.allSatisfy { !$0.contains("seed") && !$0.contains("negative") })
            #expect(warnings.contains { $0.contains("takes no seed") })
            #expect(warnings.contains { $0.contains("no field for what to avoid") })
        }
    }
}

@Test func fieldsOfAGatewayGoWhereTheProjectSays() async throws {
    try await withVideos(.gateway) { stage in
        let options: [String: OptionValue] = [
            "fields": .map([
                "seed": .text("metadata.seed"), "negative": .text("metadata.negative_prompt"), "seconds": .text("duration"),
                "size": .text(""),
            ])
        ]
        _ = try await stage.submitted(.tried(negative: "hands", seed: 5), options)
        #expect(stage.sent["metadata"] == ["seed": 5, "negative_prompt": "hands"])
        #expect(stage.sent["duration"] == 2)
        #expect(stage.sent["seconds"] == nil && stage.sent["size"] == nil)
        #expect(try stage.service(options).takesNegative)
    }
}

@Test func soundIsSwitchedWhereThereIsASwitchAndToldWhereThereIsNone() async throws {
    try await withVideos(.vllmOmni) { stage in
        _ = try await stage.submitted()
        #expect(stage.sent["generate_sound"] == "false")
        _ = try await stage.submitted(.tried(), ["audio": .boolean(true)])
        #expect(stage.sent["generate_sound"] == "true")
    }
    try await withVideos(.sglang) { stage in
        let warnings = try await stage.prepared(.tried(), ["audio": .boolean(true)]).warnings
        #expect(warnings.contains { $0.contains("no switch for sound") })
        let quiet = try await stage.prepared().warnings
        #expect(quiet.isEmpty)
    }
}

@Test func aFieldNobodyKnowsIsRefusedByOpenAIAndPassedOverByTheOthers() async throws {
    let extra: [String: OptionValue] = ["extra": .map(["num_inference_steps": .integer(30)])]
    for dialect in [VideosFake.openai, .azure] {
        try await withVideos(dialect) { stage in
            let error = try await videosFault { _ = try await stage.submitted(.tried(), extra) }
            #expect(error?.kind == .badRequest)
            #expect(error?.reason.contains("Unknown parameter: 'num_inference_steps'") == true)
        }
    }
    for dialect in [VideosFake.sglang, .vllmOmni, .litellm, .dynamo] {
        try await withVideos(dialect) { stage in
            _ = try await stage.submitted(.tried(), extra)
            #expect(stage.sent["num_inference_steps"]?.int == 30)
        }
    }
}

@Test func whatTheProjectSendsAsItIsGoesOverWhatTheProgramWouldSend() async throws {
    try await withVideos(.vllmOmni) { stage in
        let extra: [String: OptionValue] = [
            "seconds": .integer(3), "num_frames": .text(""), "fps": .text(""),
            "lora": .map(["name": .text("grain"), "scale": .number(0.5)]),
        ]
        let prepared = try await stage.prepared(.tried(), ["extra": .map(extra)])
        #expect(prepared.estimate.microdollars == 300_000)
        _ = try await stage.submitted(.tried(), ["extra": .map(extra)])
        #expect(stage.sent["seconds"] == "3")
        #expect(stage.sent["num_frames"] == nil && stage.sent["fps"] == nil)
        // A form holds texts: an object goes as JSON in one.
        #expect(stage.sent["lora"] == #"{"name":"grain","scale":0.5}"#)
    }
}
