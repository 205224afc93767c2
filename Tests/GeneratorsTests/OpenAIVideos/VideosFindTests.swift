import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Web

/// Asking whether a request that got no answer arrived.

/// What asking for one request in doubt came to, after a create that fared like this.
private func finding(
    _ stage: VideosStage, _ submit: Scenario.Submit, _ request: TakeRequest = .tried(), secondsAgo: Double = 0, known: Set<String> = []
) async throws -> Finding {
    let number = stage.server.log("POST").count + 1
    stage.fake.book.create(number) { $0.submit = submit }
    do {
        _ = try await stage.submitted(request)
        Issue.record("the create was answered")
    } catch let error as ServiceError {
        #expect(error.kind == .ambiguous)
    } catch let error as WebError {
        #expect(error.kind == .interrupted)
    }
    return try await stage.service().find(request, stage.ask(secondsAgo: secondsAgo), known: known)
}

private func ticket(_ finding: Finding) -> Ticket? { if case .found(let ticket) = finding { ticket } else { nil } }
private func doubt(_ finding: Finding) -> String? { if case .unsure(let reason) = finding { reason } else { nil } }
private func isNever(_ finding: Finding) -> Bool { if case .never = finding { true } else { false } }

@Test(
    "a request whose answer was lost is found in the list",
    arguments: [
        (VideosFake.openai, Scenario.Submit.acceptedThenReset), (.openai, .acceptedThenStatus(500)), (.openai, .acceptedThenStatus(502)),
        (.openai, .acceptedThenGarbage), (.vllmOmni, .acceptedThenReset), (.azure, .acceptedThenStatus(504)),
    ])
func aRequestWhoseAnswerWasLostIsFound(dialect: VideosFake, submit: Scenario.Submit) async throws {
    try await withVideos(dialect) { stage in
        let other = try await stage.submitted(.tried("a door"))
        let found = ticket(try await finding(stage, submit, known: [other.id]))
        #expect(found?.id == stage.fake.jobs.last?.id)
        #expect(stage.fake.accepted == 2)
        guard case .made = try await stage.watched(try #require(found)) else {
            Issue.record("what was found did not come home")
            return
        }
    }
}

@Test("a request that never arrived is known not to have", arguments: [VideosFake.openai, .vllmOmni, .azure, .sglang])
func aRequestThatNeverArrived(dialect: VideosFake) async throws {
    try await withVideos(dialect) { stage in
        // The same prompt asked before is another request, and known.
        let before = try await stage.submitted()
        let found = try await finding(stage, .lost, secondsAgo: 61, known: [before.text])
        #expect(isNever(found))
        #expect(stage.fake.accepted == 1)
    }
}

@Test func aListIsNotBelievedInTheFirstMinute() async throws {
    try await withVideos(.openai) { stage in
        let reason = doubt(try await finding(stage, .lost, secondsAgo: 10))
        #expect(reason?.contains("does not show it so far; 60 s after it was asked its list is believed") == true)
    }
}

@Test func aListWithoutPromptsLeavesADoubtAndSaysWhichItMayBe() async throws {
    try await withVideos(.sglang) { stage in
        let reason = doubt(try await finding(stage, .acceptedThenReset))
        #expect(reason?.contains("does not tell prompts") == true)
        #expect(try reason?.contains(#require(stage.fake.jobs.last?.id)) == true)
    }
}

@Test(
    "where there is no list there is doubt",
    arguments: [
        (VideosFake.litellm, "shows no list of requests (HTTP 400)"), (.gateway, "shows no list of requests (HTTP 404)"),
        (.dynamo, "keeps no list"),
    ])
func whereThereIsNoListThereIsDoubt(dialect: VideosFake, words: String) async throws {
    try await withVideos(dialect) { stage in
        let reason = doubt(try await finding(stage, .acceptedThenReset))
        #expect(reason?.contains(words) == true)
    }
}

@Test func aListOfManyPagesIsReadToItsEnd() async throws {
    try await withVideos(.openai) { stage in
        stage.fake.book.create(1) { $0.submit = .acceptedThenReset }
        _ = try? await stage.submitted()
        var known: Set<String> = []
        for number in 0..<230 { known.insert(try await stage.submitted(.tried("door \(number)")).id) }
        let found = ticket(try await stage.service().find(.tried(), stage.ask(), known: known))
        #expect(found?.id == stage.fake.jobs.first?.id)
        let pages = stage.server.log("GET").filter { $0.parts == ["v1", "videos"] }
        #expect(pages.map { $0.query["limit"] } == ["100", "100", "100"])
        #expect(pages.last?.query["after"] == stage.fake.jobs[31].id)
    }
}

@Test func aRequestOfTheSameWordsFromAnotherTimeIsNotTakenForOurs() async throws {
    try await withVideos(.openai) { stage in
        stage.fake.configure { $0.clock = -7200 }
        let reason = doubt(try await finding(stage, .acceptedThenReset))
        #expect(reason?.contains("clock may be wrong") == true)
    }
}

@Test func aListThatForgetsIsNotBelievedWhenItIsTooLate() async throws {
    try await withVideos(.openai) { stage in
        let reason = doubt(try await finding(stage, .lost, secondsAgo: 7300))
        #expect(reason?.contains("keeps requests for 1 h only") == true)
    }
}

@Test func twoOfTheSameWordsInDoubtAreBothFound() async throws {
    try await withVideos(.openai) { stage in
        stage.fake.book.always { $0.submit = .acceptedThenReset }
        for _ in 0..<2 { _ = try? await stage.submitted() }
        let first = ticket(try await stage.service().find(.tried(), stage.ask(), known: []))
        let second = ticket(try await stage.service().find(.tried(seed: 42), stage.ask(), known: [try #require(first).id]))
        #expect(Set([first?.id, second?.id]) == Set(stage.fake.jobs.map(\.id)))
    }
}

@Test func aListThatCannotBeReadNowDecidesNothing() async throws {
    let server = try await FakeServer.start { _ in .page(status: 502) }
    let service = try OpenAIVideosGenerator(
        spec: GeneratorSpec(
            name: "far", kind: "openai-videos", options: ["base_url": .text(server.url), "dialect": .text("openai")]), folder: "/")
    let error = try await videosFault {
        _ = try await service.find(.tried(), Ask(name: "a", asked: 0, cacheFolder: NSTemporaryDirectory()), known: [])
    }
    #expect(error?.kind == .transient(after: nil))
    await server.stop()
}
