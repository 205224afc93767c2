import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Web

@Test func aFinishedTakeIsFoundByItsFileAfterARestart() async throws {
    let savers: [JSONValue] = [
        .film, .film.saved(by: "SaveWEBM", ["filename_prefix": "x", "fps": 16]),
        .film.saved(by: "VHS_VideoCombine", ["filename_prefix": "x", "frame_rate": 16, "save_output": true]),
    ]
    for workflow in savers {
        try await ComfyUIBench.with { bench in
            let asked = try await bench.submitted(bench.generator(workflow))
            try await bench.idle()
            let before = try await asked.look().addresses
            bench.fake.restart()
            #expect(try await asked.look().addresses == before)
            guard case .found(let ticket) = try await asked.find() else {
                Issue.record("the file was not found")
                return
            }
            #expect(ticket == asked.ticket)
        }
    }
}

@Test func aTakeIsBroughtHomeThoughTheServerForgotIt() async throws {
    try await ComfyUIBench.with { bench in
        let asked = try await bench.submitted(bench.generator())
        try await bench.idle()
        bench.fake.restart()
        #expect(try await bench.watch(asked).takes.first?.facts?.frames == 12)
    }
}

@Test(
    "a prompt without a clear answer is found at the server, wherever it stands there",
    arguments: [
        (Scenario.Submit.acceptedThenReset, true), (.acceptedThenReset, false), (.acceptedThenStatus(500), false),
        (.acceptedThenStatus(504), true), (.acceptedThenGarbage, false),
    ])
func aPromptWithoutAClearAnswer(submit: Scenario.Submit, runs: Bool) async throws {
    try await ComfyUIBench.with({ $0.holdsRuns = runs }) { bench in
        bench.fake.book.always { $0.submit = submit }
        let generator = try bench.generator()
        let request = try bench.requests(generator)[0]
        let ask = bench.ask(request)
        let prepared = try await generator.prepare(request, ask)
        await #expect(throws: (any Error).self) { try await generator.submit(prepared, request, ask) }
        if !runs { try await bench.idle() }
        guard case .found(let ticket) = try await generator.find(request, ask, known: []) else {
            Issue.record("it was not found")
            return
        }
        #expect(ticket.id == ask.name)
        bench.fake.configure { $0.holdsRuns = false }
        #expect(try await bench.watch(.init(generator: generator, request: request, ask: ask, ticket: ticket)).takes.count == 1)
        #expect(bench.fake.accepted == 1)
    }
}

@Test func aPromptThatWaitsIsFoundInTheQueue() async throws {
    try await ComfyUIBench.with({ $0.holdsRuns = true }) { bench in
        let generator = try bench.generator()
        _ = try await bench.submitted(generator)
        let second = try await bench.submitted(generator, attempt: 2)
        guard case .found(let ticket) = try await second.find() else {
            Issue.record("it was not found")
            return
        }
        #expect(ticket == second.ticket)
    }
}

@Test func aServerThatGivesIdsOfItsOwnIsFollowed() async throws {
    try await ComfyUIBench.with({
        $0.givesOwnIDs = true
        $0.holdsRuns = true
    }) { bench in
        let asked = try await bench.submitted(bench.generator())
        #expect(asked.ticket.id != asked.ask.name)
        guard case .found(let ticket) = try await asked.find() else {
            Issue.record("it was not found")
            return
        }
        #expect(ticket == asked.ticket)
        bench.fake.configure { $0.holdsRuns = false }
        #expect(try await bench.watch(asked).takes.count == 1)
    }
}

@Test func aPromptThatNeverArrivedMayBeAskedAgain() async throws {
    try await ComfyUIBench.with { bench in
        bench.fake.book.create(1) { $0.submit = .lost }
        let generator = try bench.generator()
        let request = try bench.requests(generator)[0]
        let ask = bench.ask(request)
        let prepared = try await generator.prepare(request, ask)
        await #expect(throws: WebError.self) { try await generator.submit(prepared, request, ask) }
        guard case .never = try await generator.find(request, ask, known: []) else {
            Issue.record("something was found")
            return
        }
        #expect(bench.fake.accepted == 0)
    }
}

@Test func nobodyCanTellWhileTheServerIsAway() async throws {
    try await ComfyUIBench.with { bench in
        let asked = try await bench.submitted(bench.generator())
        await bench.server.stop()
        guard case .unsure(let reason) = try await asked.find() else {
            Issue.record("a server that is not there gave an answer")
            return
        }
        #expect(reason.contains("ComfyUI cannot be asked"))
    }
}

@Test func nobodyCanTellWhileTheProxyIsInTrouble() async throws {
    try await ComfyUIBench.with({ $0.header = ("X-Key", "right") }) { bench in
        let generator = try bench.generator(.film, ["headers": .map(["X-Key": .text("right")])])
        let asked = try await bench.submitted(generator)
        bench.fake.configure { $0.header = ("X-Key", "another") }
        guard case .unsure(let reason) = try await asked.find() else {
            Issue.record("a proxy's page was taken for ComfyUI's word")
            return
        }
        #expect(reason.contains("401"))
    }
}

@Test func twoTakesOfOneSeedDoNotShareAFile() async throws {
    try await ComfyUIBench.with { bench in
        let generator = try bench.generator()
        let first = try await bench.submitted(generator)
        try await bench.idle()
        let second = try await bench.submitted(generator, attempt: 2)
        try await bench.idle()
        #expect(first.request == second.request)
        let (one, two) = (try await first.look().addresses, try await second.look().addresses)
        #expect(one.count == 1 && two.count == 1)
        #expect(one != two)
        #expect(bench.fake.files.count == 2)
    }
}

@Test func aResultFromTheCacheIsTakenUnderTheNameItHas() async throws {
    try await ComfyUIBench.with { bench in
        // A workflow that names its file itself gives the same one again for the same words and seed.
        let generator = try bench.generator(.film, ["slots": .map(["prefix": .boolean(false)])])
        let first = try await bench.submitted(generator)
        try await bench.idle()
        let second = try await bench.submitted(generator, attempt: 2)
        try await bench.idle()
        let addresses = try await first.look().addresses
        #expect(addresses == ["\(bench.server.url)/view?filename=ComfyUI_00001_.mp4&subfolder=video&type=output"])
        #expect(try await second.look().addresses == addresses)
        #expect(try await bench.watch(second).takes.count == 1)
    }
}

// MARK: stopping

@Test func whatWaitsIsTakenOutOfTheQueue() async throws {
    try await ComfyUIBench.with({ $0.holdsRuns = true }) { bench in
        let generator = try bench.generator()
        let running = try await bench.submitted(generator)
        let waiting = try await bench.submitted(generator, attempt: 2)
        #expect(try await waiting.cancel() == .stopped)
        #expect(try await running.look().waiting?.isRunning == true)
        #expect(try await waiting.look().error?.kind == .gone)
        #expect(bench.fake.begun == 1)
    }
}

@Test("what runs is interrupted, and says so in its own time", arguments: [true, false])
func whatRunsIsInterrupted(isOld: Bool) async throws {
    try await ComfyUIBench.with({
        $0.holdsRuns = true
        $0.interruptsAnything = isOld
    }) { bench in
        let asked = try await bench.submitted(bench.generator())
        #expect(try await asked.cancel() == .asked)
        try await bench.idle()
        #expect(try await asked.look().error?.kind == .cancelled)
        #expect(bench.server.log("POST", "interrupt").first?.json == ["prompt_id": .string(asked.ticket.id)])
    }
}

@Test func somebodyElsesRunIsNeverInterrupted() async throws {
    try await ComfyUIBench.with({
        $0.holdsRuns = true
        $0.interruptsAnything = true
    }) { bench in
        let generator = try bench.generator()
        let other = try await bench.submitted(generator)
        let mine = try await bench.submitted(generator, attempt: 2)
        #expect(try await mine.cancel() == .stopped)
        #expect(try await mine.cancel() == .impossible("ComfyUI does not know it any more"))
        #expect(try await other.look().waiting?.isRunning == true)
        #expect(bench.server.log("POST", "interrupt").isEmpty)
    }
}

@Test func whatHasEndedCannotBeStopped() async throws {
    try await ComfyUIBench.with { bench in
        let asked = try await bench.submitted(bench.generator())
        try await bench.idle()
        #expect(try await asked.cancel() == .impossible("it has ended already at ComfyUI"))
    }
}
