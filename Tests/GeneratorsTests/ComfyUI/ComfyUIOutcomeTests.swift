import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Web

@Test func aPromptThatWaitsIsQueuedAndOneThatRunsIsRunning() async throws {
    try await ComfyUIBench.with({ $0.holdsRuns = true }) { bench in
        let generator = try bench.generator()
        let shot = Shot(id: "window", prompt: "a window", takes: 3, seconds: 2)
        var asked: [ComfyUIBench.Asked] = []
        for request in try bench.requests(generator, shot) {
            let ask = bench.ask(request)
            let prepared = try await generator.prepare(request, ask)
            asked.append(
                .init(generator: generator, request: request, ask: ask, ticket: try await generator.submit(prepared, request, ask)))
        }
        #expect(try await asked[0].look().waiting == .init(isRunning: true, word: "running"))
        #expect(try await asked[1].look().waiting == .init(isRunning: false, word: "queued, 1 before it"))
        #expect(try await asked[2].look().waiting == .init(isRunning: false, word: "queued, 2 before it"))
    }
}

@Test func aPromptThatEndedIsFetchedFromWhereItsHistorySays() async throws {
    try await ComfyUIBench.with { bench in
        let asked = try await bench.submitted(bench.generator())
        try await bench.idle()
        #expect(
            try await asked.look().addresses == [
                "\(bench.server.url)/view?filename=\(asked.ask.name)_00001_.mp4&subfolder=mv&type=output"
            ])
    }
}

@Test(
    "every way of telling of a file is understood",
    arguments: [
        ("SaveWEBM", "_00001_.webm"), ("VHS_VideoCombine", "_00001.mp4"), ("FilmSaver", "_00001_.mp4"), ("FileSaver", "_00001_.mp4"),
    ])
func aWayOfTelling(kind: String, end: String) async throws {
    try await ComfyUIBench.with { bench in
        let inputs: JSONValue = ["filename_prefix": "x", "fps": 16, "frame_rate": 16, "save_output": true]
        let asked = try await bench.submitted(bench.generator(.film.saved(by: kind, inputs)))
        try await bench.idle()
        let address = try #require(try await asked.look().addresses.first)
        #expect(address.contains("filename=\(asked.ask.name)\(end)&subfolder=mv&type=output"))
    }
}

@Test func aPreviewIsFetchedToo() async throws {
    try await ComfyUIBench.with { bench in
        let asked = try await bench.submitted(
            bench.generator(.film.saved(by: "VHS_VideoCombine", ["filename_prefix": "x", "frame_rate": 16, "save_output": false])))
        try await bench.idle()
        #expect(try await asked.look().addresses.first?.contains("type=temp") == true)
        #expect(try await bench.watch(asked).takes.count == 1)
    }
}

@Test func theTakeIsTheFileOfTheNodeThatIsMeant() async throws {
    try await ComfyUIBench.with { bench in
        let two = JSONValue.film.with("60", .node("SaveWEBM", "Second", ["images": ["8", 0], "filename_prefix": "x", "fps": 16]))
            .with("61", .node("PreviewVideo", "Preview", ["images": ["8", 0]]))
        for (output, end) in [("58", ".mp4"), ("Second", ".webm")] {
            let asked = try await bench.submitted(bench.generator(two, ["output": .text(output)]))
            try await bench.idle()
            let addresses = try await asked.look().addresses
            #expect(addresses.count == 1)
            #expect(addresses.first?.contains("\(asked.ask.name)_00001_\(end)") == true)
        }
        // The files of the other nodes have names of their own, so that they are never taken for the take's.
        #expect(bench.fake.files.contains { $0.hasSuffix("-60_00001_.webm") })
    }
}

@Test func everyFileOfABatchIsATake() async throws {
    try await ComfyUIBench.with { bench in
        bench.fake.book.always { $0.outputs = 2 }
        let asked = try await bench.submitted(bench.generator())
        try await bench.idle()
        #expect(try await asked.look().addresses.count == 2)
    }
}

@Test func anEntryWithoutAStatusCountsByWhatItMade() async throws {
    try await ComfyUIBench.with { bench in
        let asked = try await bench.submitted(bench.generator())
        try await bench.idle()
        bench.fake.rewrite(asked.ticket.id) { $0.with("status", .null) }
        #expect(try await asked.look().addresses.count == 1)
        bench.fake.rewrite(asked.ticket.id) { $0.with("outputs", [:]) }
        #expect(try await asked.look().error?.kind == .modelFailure)
    }
}

@Test func aStatusNobodyKnowsDecidesNothing() async throws {
    try await ComfyUIBench.with { bench in
        let asked = try await bench.submitted(bench.generator())
        try await bench.idle()
        bench.fake.rewrite(asked.ticket.id) { $0.with("status", ["status_str": "pondering"]) }
        #expect(try await asked.look().waiting == .init(isRunning: true, word: "pondering"))
    }
}

@Test func aNodeInsideAnotherIsKnownByTheOneThatShowsIt() async throws {
    try await ComfyUIBench.with { bench in
        let two = JSONValue.film.with("60", .node("SaveWEBM", "Second", ["images": ["8", 0], "filename_prefix": "x", "fps": 16]))
        let asked = try await bench.submitted(bench.generator(two))
        try await bench.idle()
        bench.fake.rewrite(asked.ticket.id) { entry in
            let outputs = entry["outputs"]
            return entry.with("outputs", ["90:1": outputs?["60"] ?? .null, "90:2": outputs?["58"] ?? .null])
                .with("meta", ["90:1": ["display_node": "60"], "90:2": ["display_node": "58"]])
        }
        #expect(try await asked.look().addresses.first?.contains(".mp4") == true)
    }
}

@Test func aRunThatMadeNoVideoFailedAndSaysWhatItMade() async throws {
    try await ComfyUIBench.with { bench in
        let picture = try await bench.submitted(bench.generator(.film.saved(by: "SaveImage", ["filename_prefix": "x"])))
        try await bench.idle()
        let error = try #require(try await picture.look().error)
        #expect(error.kind == .modelFailure)
        #expect(error.reason.contains("no video output: the workflow ended and made \(picture.ask.name)_00001_.png"))
        #expect(error.reason.contains("Save Video"))
        let moving = try await bench.submitted(bench.generator(.film.saved(by: "SaveAnimatedWEBP", ["filename_prefix": "x"])))
        try await bench.idle()
        #expect(try await moving.look().error?.reason.contains(".webp") == true)
        bench.fake.book.always { $0.ending = .empty }
        let nothing = try await bench.submitted(bench.generator(.film.setting("5", "steps", 3)))
        try await bench.idle()
        #expect(try await nothing.look().error?.reason.contains("made nothing") == true)
    }
}

@Test(
    "a run that failed says where and why",
    arguments: [
        (
            Scenario.Failure.withCode("torch.OutOfMemoryError", "Allocation on device 0 would exceed allowed memory."),
            "the graphics card ran out of memory in node 5 KSampler: make the picture smaller or the take shorter"
        ),
        (.withCode("RuntimeError", "CUDA error: out of memory"), "ran out of memory"),
        (
            .withCode("RuntimeError", "mat1 and mat2 shapes cannot be multiplied"),
            "it failed in node 5 KSampler: RuntimeError: mat1 and mat2"
        ),
        (
            .withCode("FileNotFoundError", "Model in folder 'vae' with filename 'x.pt' not found."),
            "a file is missing on the machine of ComfyUI"
        ),
        (.null, "ComfyUI says it failed, and not why"),
    ])
func aRunThatFailed(failure: Scenario.Failure, words: String) async throws {
    try await ComfyUIBench.with { bench in
        bench.fake.book.always { $0.ending = .failed(failure) }
        let asked = try await bench.submitted(bench.generator())
        try await bench.idle()
        let error = try #require(try await asked.look().error)
        #expect(error.kind == .modelFailure)
        #expect(error.reason.contains(words))
    }
}

@Test func aRefusalOfAPaidNodeIsARefusal() async throws {
    try await ComfyUIBench.with { bench in
        bench.fake.book.always { $0.ending = .refused }
        let asked = try await bench.submitted(bench.generator())
        try await bench.idle()
        #expect(try await asked.look().error?.kind == .moderation)
    }
}

@Test func anInterruptedRunWasCancelled() async throws {
    try await ComfyUIBench.with { bench in
        bench.fake.book.always { $0.ending = .cancelled }
        let asked = try await bench.submitted(bench.generator())
        try await bench.idle()
        let error = try #require(try await asked.look().error)
        #expect(error.kind == .cancelled)
        #expect(error.reason.contains("interrupted in ComfyUI"))
    }
}

@Test func whatNobodyKnowsAnyMoreAndLeftNoFileIsGone() async throws {
    try await ComfyUIBench.with({ $0.holdsRuns = true }) { bench in
        let asked = try await bench.submitted(bench.generator())
        bench.fake.restart()
        let error = try #require(try await asked.look().error)
        #expect(error.kind == .gone)
        #expect(error.reason.contains("it was restarted, or its queue was cleared"))
        #expect(try await bench.watch(asked).error?.kind == .gone)
    }
}

@Test(
    "looking that fails decides nothing",
    arguments: [
        Scenario.Fault.status(502), .status(500), .status(404), .garbage, .reset, .rateLimited(.milliseconds(1)),
    ])
func lookingThatFails(fault: Scenario.Fault) async throws {
    try await ComfyUIBench.with { bench in
        bench.fake.book.always { $0.lookFaults = [fault, fault, fault] }
        let asked = try await bench.submitted(bench.generator())
        #expect(try await bench.watch(asked).takes.count == 1)
    }
}

@Test func aKeyThatIsRefusedWhileWaitingPausesTheRequest() async throws {
    try await ComfyUIBench.with { bench in
        bench.fake.book.always { $0.lookFaults = [.status(401)] }
        let asked = try await bench.submitted(bench.generator())
        #expect(try await bench.watch(asked).pause?.contains("the request is kept") == true)
    }
}
