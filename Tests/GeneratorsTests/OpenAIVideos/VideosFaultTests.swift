import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Web

/// Bad days, as far as they are this protocol's own. What holds for every service is tested with the driver.

@Test(
    "too many requests is a certain no, whatever way the time is told",
    arguments: [
        (Scenario.RetryAfter.seconds(7), Duration?.some(.seconds(7))), (.date(9), .seconds(9)), (.milliseconds(250), .milliseconds(250)),
        (.none, nil),
    ])
func tooManyRequestsIsACertainNo(told: Scenario.RetryAfter, after: Duration?) async throws {
    for dialect in [VideosFake.openai, .vllmOmni, .litellm] {
        try await withVideos(dialect) { stage in
            stage.fake.book.always { $0.submit = .rateLimited(told) }
            let error = try await videosFault { _ = try await stage.submitted() }
            #expect(error?.kind == .rateLimited(after: after))
            #expect(stage.fake.accepted == 0)
        }
    }
}

@Test("no credit is not waited out though its code is the same", arguments: [VideosFake.openai, .litellm, .azure, .gateway])
func noCreditIsNotWaitedOut(dialect: VideosFake) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.book.always { $0.submit = .noCredit }
        let error = try await videosFault { _ = try await stage.submitted() }
        #expect(error?.kind == .quota)
        #expect(error?.reason.contains("You exceeded your current quota") == true)
    }
}

@Test func aRefusalOfTheContentIsToldWithTheInputItIsAbout() async throws {
    try await withVideos(.openai) { stage in
        stage.fake.book.always { $0.submit = .refused }
        let error = try await videosFault { _ = try await stage.submitted() }
        #expect(error?.kind == .moderation)
        #expect(error?.input == "prompt")
        #expect(error?.reason.contains("moderation_blocked") == true)
    }
}

@Test("a refusal after the work began is a refusal too", arguments: [VideosFake.openai, .litellm, .azure, .gateway, .vllmOmni, .sglang])
func aRefusalAfterTheWorkBegan(dialect: VideosFake) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.book.always { $0.ending = .refused }
        let error = try await stage.failure()
        #expect(error?.kind == .moderation)
    }
}

@Test(
    "an answer that says nothing certain leaves the request in doubt",
    arguments: [
        Scenario.Submit.acceptedThenStatus(500), .acceptedThenStatus(502), .acceptedThenStatus(504), .acceptedThenStatus(408),
        .acceptedThenGarbage,
    ])
func anAnswerThatSaysNothingCertain(submit: Scenario.Submit) async throws {
    try await withVideos(.openai) { stage in
        stage.fake.book.always { $0.submit = submit }
        let error = try await videosFault { _ = try await stage.submitted() }
        #expect(error?.kind == .ambiguous)
        #expect(stage.server.log("POST").count == 1)
    }
}

@Test("a connection that breaks after the request went out is not tried again", arguments: [Scenario.Submit.acceptedThenReset, .lost])
func aConnectionThatBreaks(submit: Scenario.Submit) async throws {
    try await withVideos(.openai) { stage in
        stage.fake.book.always { $0.submit = submit }
        await #expect { _ = try await stage.submitted() } throws: { ($0 as? WebError)?.kind == .interrupted }
        #expect(stage.server.log("POST").count == 1)
    }
}

@Test func aServerThatIsNotThereHasNotSeenTheRequest() async throws {
    let stage = try await VideosStage(.openai)
    let service = try stage.service()
    await stage.server.stop()
    await #expect {
        _ = try await service.submit(try await service.prepare(.tried(), stage.ask()), .tried(), stage.ask())
    } throws: {
        ($0 as? WebError)?.kind == .notSent
    }
}

@Test func anSGLangThatIsNotUpYetHasCertainlyNotAccepted() async throws {
    try await withVideos(.sglang) { stage in
        stage.fake.book.always { $0.submit = .rejected(503, "Server is warming up") }
        let error = try await videosFault { _ = try await stage.submitted() }
        #expect(error?.kind == .rateLimited(after: nil))
        #expect(error?.reason.contains("warming up") == true)
    }
}

@Test func aDynamoThatFailedWhileItWasWaitedForIsDone() async throws {
    try await withVideos(.dynamo) { stage in
        stage.fake.book.always { $0.submit = .rejected(500, "worker died") }
        let error = try await videosFault { _ = try await stage.submitted() }
        #expect(error?.kind == .modelFailure)
        #expect(error?.reason.contains("worker died") == true)
    }
}

@Test("looks that fail decide nothing", arguments: VideosFake.allCases.filter { $0 != .dynamo })
func looksThatFailDecideNothing(dialect: VideosFake) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.book.always {
            $0.lookFaults = [.status(502), .reset, .garbage, .rateLimited(.milliseconds(5)), .status(503), .status(500)]
        }
        let takes = try await stage.takes()
        #expect(takes.count == 1)
        #expect(stage.fake.accepted == 1)
    }
}

@Test("a key that stops working pauses, and the request is kept", arguments: [VideosFake.openai, .vllmOmni, .litellm, .azure])
func aKeyThatStopsWorkingPauses(dialect: VideosFake) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.book.always {
            $0.looks = 3
            $0.lookFaults = [.status(401)]
        }
        let ticket = try await stage.submitted()
        guard case .paused(let reason) = try await stage.watched(ticket) else {
            Issue.record("it did not pause")
            return
        }
        #expect(reason.contains("the request is kept"))
        guard case .made = try await stage.watched(ticket) else {
            Issue.record("the next build did not bring it home")
            return
        }
        #expect(stage.fake.accepted == 1)
    }
}

@Test(
    "the server's wish when to be asked next is heard",
    arguments: [
        ("openai-poll-after-ms", "40", Duration.milliseconds(40)), ("Retry-After", "2", .seconds(2)),
    ])
func theServersWishIsHeard(header: String, value: String, after: Duration) async throws {
    try await withVideos(.openai) { stage in
        stage.fake.book.always {
            $0.looks = 3
            $0.lookHeaders = [(header, value)]
        }
        let ticket = try await stage.submitted()
        guard case .waiting(let waiting) = try await stage.service().look(ticket, .tried(), stage.ask()) else {
            Issue.record("it is not waited for")
            return
        }
        #expect(waiting.after == after)
    }
}

@Test("done and nothing made is no success", arguments: [VideosFake.dynamo])
func doneAndNothingMadeIsNoSuccess(dialect: VideosFake) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.book.always { $0.ending = .empty }
        let error = try await stage.failure()
        #expect(error?.kind == .modelFailure)
        #expect(error?.reason.contains("made no video") == true)
    }
}

@Test("done and no file in the end is left to the next build", arguments: [VideosFake.openai, .sglang, .gateway])
func doneAndNoFileInTheEnd(dialect: VideosFake) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.book.always { $0.ending = .empty }
        guard case .paused(let reason) = try await stage.outcome() else {
            Issue.record("it did not pause")
            return
        }
        #expect(reason.contains("the file is not there"))
    }
}

// MARK: stopping

@Test(
    "stopping a request is told as what it is",
    arguments: [
        (VideosFake.openai, Cancelling?.some(.stopped), 1), (.azure, .stopped, 1), (.vllmOmni, .stopped, 1), (.sglang, nil, 0),
        (.litellm, nil, 0),
        (.gateway, nil, 1),
    ])
func stoppingIsToldAsWhatItIs(dialect: VideosFake, answer: Cancelling?, deletes: Int) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.book.always { $0.looks = 9 }
        let ticket = try await stage.submitted()
        let told = try await stage.service().cancel(ticket, .tried(), stage.ask())
        #expect(stage.server.log("DELETE").count == deletes)
        if let answer {
            #expect(told == answer)
        } else {
            guard case .impossible(let reason) = told else {
                Issue.record("it said \(told)")
                return
            }
            #expect(reason.contains(dialect == .sglang ? "only lose the video" : "charged where it costs"))
            // The job is still there, and so is the take.
            #expect(stage.fake.jobs.allSatisfy { !$0.isDeleted })
        }
    }
}

@Test func aServerThatIsBusyStoppingWasAsked() async throws {
    try await withVideos(.vllmOmni) { stage in
        stage.fake.book.always { $0.looks = 9 }
        stage.fake.configure { $0.isBusyDeleting = true }
        let ticket = try await stage.submitted()
        let told = try await stage.service().cancel(ticket, .tried(), stage.ask())
        #expect(told == .asked)
    }
}

@Test func aRequestThatIsDoneIsNotDeleted() async throws {
    try await withVideos(.vllmOmni) { stage in
        stage.fake.book.always { $0.looks = 0 }
        let ticket = try await stage.submitted()
        guard case .impossible(let reason) = try await stage.service().cancel(ticket, .tried(), stage.ask()) else {
            Issue.record("a finished video was stopped")
            return
        }
        #expect(reason.contains("made it already"))
        #expect(stage.server.log("DELETE").isEmpty)
    }
}
