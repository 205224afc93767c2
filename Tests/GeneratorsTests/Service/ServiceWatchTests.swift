import Content
import Editorial
import FakeServices
import Foundation
import Generators
import Synchronization
import Testing
import Web

/// A Lantern server, a generator that talks to it, and one request.
private struct Lamp {
    let fake = LanternFake()
    let server: FakeServer
    let generator: LanternGenerator
    let request: TakeRequest
    let bench: Bench
    let ask: Ask

    init(_ change: (inout Scenario) -> Void = { _ in }, deadline: Double = 1) async throws {
        fake.book.always(change)
        server = try await FakeServer.start(fake)
        let url = server.url
        fake.files.withLock { $0 = url }
        setenv("MV_TEST_LANTERN_KEY", "lantern-secret-key", 1)
        generator = try LanternGenerator(
            spec: GeneratorSpec(
                name: "far", kind: "lantern",
                options: [
                    "base_url": .text(url), "key_env": .text("MV_TEST_LANTERN_KEY"), "poll": .number(0.01), "deadline": .number(deadline),
                    "price_per_second": .number(0.1),
                ]), folder: "/")
        let project = project([Shot(id: "a", prompt: "a lantern", takes: 1)])
        request = try generator.requests(for: project.shots[0], in: project)[0]
        bench = try Bench()
        ask = Ask(name: Ask.name(request: request.id, attempt: 1), asked: 0, cacheFolder: bench.folder)
    }

    func submit() async throws -> Ticket {
        try await generator.submit(try await generator.prepare(request, ask), request, ask)
    }

    /// Submits and waits, noting the steps.
    func outcome() async throws -> (ServiceWatch.Outcome, [String]) {
        let ticket = try await submit()
        let steps = Mutex<[String]>([])
        let outcome = try await ServiceWatch(generator, request, ticket: ticket, ask: ask, context: bench.context).run { step in
            steps.withLock { steps in
                switch step {
                case .waiting(let waiting): steps.append("waiting \(waiting.word)")
                case .collecting: steps.append("collecting")
                case .unreachable(let looks, _): steps.append("unreachable \(looks)")
                }
            }
        }
        await server.stop()
        return (outcome, steps.withLock { $0 })
    }

    func made() async throws -> MadeTake? { if case .made(let takes) = try await outcome().0 { takes.first } else { nil } }
    func failure() async throws -> ServiceError? { if case .failed(let error) = try await outcome().0 { error } else { nil } }
    func pause() async throws -> String? { if case .paused(let reason) = try await outcome().0 { reason } else { nil } }
}

@Test func whatAServiceMadeEndsInTheStoreMeasured() async throws {
    let lamp = try await Lamp { $0.looks = 2 }
    let (outcome, steps) = try await lamp.outcome()
    guard case .made(let takes) = outcome, let take = takes.first else {
        Issue.record("\(outcome)")
        return
    }
    #expect(steps == ["waiting running", "waiting running", "collecting"])
    #expect(lamp.bench.context.store.holds(take.blob))
    #expect(take.facts?.width == 64)
    #expect(take.facts?.frames == 24)
    #expect(take.blob.fileExtension == "mp4")
    #expect(lamp.fake.accepted.count == 1)
}

@Test func aBadAnswerToALookNeverFailsARequest() async throws {
    let lamp = try await Lamp {
        $0.lookFaults = [.status(502), .status(500), .reset, .garbage, .status(503), .rateLimited(.milliseconds(5))]
    }
    let (outcome, steps) = try await lamp.outcome()
    #expect({ if case .made = outcome { true } else { false } }())
    #expect(steps.contains("unreachable 5"))
    #expect(lamp.fake.accepted.count == 1)
}

@Test func aStatusNobodyKnowsIsWaitedThrough() async throws {
    let lamp = try await Lamp {
        $0.looks = 3
        $0.words = ["percolating", "IN_QUEUE", "simmering"]
    }
    #expect(try await lamp.made() != nil)
}

@Test func aKeyThatIsRefusedWhileWaitingPausesAndKeepsTheRequest() async throws {
    let reason = try await Lamp { $0.lookFaults = [.status(401)] }.pause()
    #expect(reason?.contains("the request is kept") == true)
}

@Test func aServiceThatForgotARequestIsAskedThriceBeforeItIsBelieved() async throws {
    #expect(try await Lamp { $0.lookFaults = [.status(404), .status(404)] }.made() != nil)
    #expect(try await Lamp { $0.goneAfter = 0 }.failure()?.kind == .gone)
}

@Test func aRequestThatOutlastsTheDeadlineIsLeftToTheNextBuild() async throws {
    let lamp = try await Lamp({ $0.ending = .never }, deadline: 0.002)
    #expect(try await lamp.pause()?.contains("the next build looks again") == true)
}

@Test func doneWithoutAFileIsNoSuccess() async throws {
    let error = try await Lamp { $0.ending = .empty }.failure()
    #expect(error?.kind == .modelFailure)
    #expect(error?.reason.contains("made no video") == true)
}

@Test(
    "endings are told apart",
    arguments: [
        (Scenario.Ending.failed(.withoutCode("CUDA out of memory")), ServiceError.Kind.modelFailure, "CUDA out of memory"),
        (.cancelled, .cancelled, "cancelled"), (.expired, .gone, "expired"),
    ])
func anEnding(ending: Scenario.Ending, kind: ServiceError.Kind, words: String) async throws {
    let error = try await Lamp { $0.ending = ending }.failure()
    #expect(error?.kind == kind)
    #expect(error?.reason.contains(words) == true)
}

@Test(
    "a file that does not come whole is fetched again",
    arguments: [
        [Scenario.FileFault.cut], [.reset], [.status(500), .status(503)], [.status(404), .status(404)], [.page], [.broken], [.empty],
    ])
func aFileIsFetchedAgain(faults: [Scenario.FileFault]) async throws {
    let lamp = try await Lamp { $0.fileFaults = faults }
    let take = try await lamp.made()
    #expect(take?.facts?.frames == 24)
    #expect(lamp.fake.accepted.count == 1)
}

@Test("a page or JSON in the place of a video never becomes a take", arguments: [Scenario.FileFault.page, .json, .broken])
func whatIsNoVideoNeverBecomesATake(fault: Scenario.FileFault) async throws {
    let error = try await Lamp { $0.fileFaults = Array(repeating: fault, count: 20) }.failure()
    #expect(error?.kind == .badMedia)
}

@Test func aFileThatStaysAwayIsLeftToTheNextBuildAndNotLost() async throws {
    let lamp = try await Lamp { $0.fileFaults = Array(repeating: .status(404), count: 100) }
    #expect(try await lamp.pause()?.contains("the next build tries again") == true)
}

@Test func theKeyGoesToTheServiceAndNotToWhereTheFileLies() async throws {
    let lamp = try await Lamp()
    let elsewhere = try await FakeServer.start(lamp.fake)
    let url = elsewhere.url
    lamp.fake.files.withLock { $0 = url }
    #expect(try await lamp.made() != nil)
    #expect(lamp.server.log.allSatisfy { $0.header("Authorization") == "Bearer lantern-secret-key" })
    #expect(elsewhere.log.count == 1)
    #expect(elsewhere.log.allSatisfy { $0.header("Authorization") == nil })
    await elsewhere.stop()
}

@Test(
    "an answer that never came leaves a doubt, a clear no does not",
    arguments: [
        (Scenario.Submit.acceptedThenReset, true), (.lost, true), (.acceptedThenStatus(502), true), (.acceptedThenGarbage, true),
        (.rateLimited(.seconds(1)), false), (.noCredit, false), (.unauthorised, false), (.refused, false),
    ])
func aDoubtAboutASubmit(submit: Scenario.Submit, isDoubt: Bool) async throws {
    let lamp = try await Lamp { $0.submit = submit }
    do {
        _ = try await lamp.submit()
        Issue.record("it was accepted")
    } catch let error as ServiceError {
        #expect((error.kind == .ambiguous) == isDoubt, "\(error)")
    } catch let error as WebError {
        #expect((error.kind == .interrupted) == isDoubt, "\(error)")
    }
    await lamp.server.stop()
}

@Test func aServerThatIsNotThereWasCertainlyNotAsked() async throws {
    let lamp = try await Lamp()
    await lamp.server.stop()
    await #expect { _ = try await lamp.submit() } throws: { ($0 as? WebError)?.kind == .notSent }
}

@Test func theWalkThroughOfANewKindIsTheFileThatTheseTestsRun() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let code = try String(contentsOf: root.appending(path: "Tests/GeneratorsTests/Service/LanternGenerator.swift"), encoding: .utf8)
    let page = try String(contentsOf: root.appending(path: "docs/generators.md"), encoding: .utf8)
    #expect(page.contains("```swift\n" + code + "```"))
}
