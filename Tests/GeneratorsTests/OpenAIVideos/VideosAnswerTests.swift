import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Timebase
import Web

/// What comes back, row by row of the table of dialects in docs/generators.md.

@Test(
    "an id of any form finds its job again",
    arguments: [
        (VideosFake.openai, "video_"), (.sglang, "-7e57-"), (.vllmOmni, "video_gen_"), (.litellm, "="), (.gateway, "/"),
    ])
func anIdOfAnyFormFindsItsJobAgain(dialect: VideosFake, sign: String) async throws {
    try await withVideos(dialect) { stage in
        let ticket = try await stage.submitted()
        #expect(ticket.id.contains(sign))
        guard case .made = try await stage.watched(ticket) else {
            Issue.record("the job was not found under \(ticket.id)")
            return
        }
        // Each part of the path is the id, whole: nothing of it was taken for a path or a query.
        let looks = stage.server.log("GET", "v1/videos/").filter { $0.query.isEmpty }
        #expect(!looks.isEmpty)
        #expect(looks.allSatisfy { $0.parts[2] == ticket.id })
    }
}

@Test func theIdOfTheCreateIsKeptWhenAPollTellsAnother() async throws {
    try await withVideos(.litellm) { stage in
        let ticket = try await stage.submitted()
        let service = try stage.service()
        _ = try await service.look(ticket, .tried(), stage.ask())
        let told = try #require(stage.server.log("GET", "v1/videos/").last)
        #expect(told.parts[2] == ticket.id)
        guard case .made = try await stage.watched(ticket) else {
            Issue.record("it was not made")
            return
        }
        #expect(Set(stage.server.log("GET", "v1/videos/").map { $0.parts[2] }) == [ticket.id])
    }
}

@Test(
    "the words of every dialect are understood",
    arguments: [
        (VideosFake.openai, ["queued", "in_progress"], "completed"), (.litellm, ["processing", "queued"], "completed"),
        (.azure, ["preprocessing", "running", "processing"], "succeeded"),
        (.gateway, ["NOT_START", "IN_PROGRESS", "percolating"], "SUCCESS"),
        (.sglang, ["queued", "in_progress"], "completed"),
    ])
func theWordsOfEveryDialectAreUnderstood(dialect: VideosFake, words: [String], done: String) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.book.always {
            $0.looks = words.count
            $0.words = words
            $0.doneWord = done
        }
        let takes = try await stage.takes()
        #expect(takes.count == 1)
        #expect(stage.fake.jobs.first?.looks == words.count + 1)
    }
}

@Test(
    "progress is read in every spelling, and cannot be more than all",
    arguments: [
        (JSONValue.integer(30), Double?.some(0.3)), ("30%", 0.3), (0.5, 0.5), (101, 1), (0, 0), (.null, nil), (-5, 0), (1, 0.01),
        ("n/a", nil),
    ])
func progressIsReadInEverySpelling(told: JSONValue, share: Double?) async throws {
    try await withVideos(.openai) { stage in
        stage.fake.book.always {
            $0.looks = 5
            $0.progress = [told]
        }
        let ticket = try await stage.submitted()
        guard case .waiting(let waiting) = try await stage.service().look(ticket, .tried(), stage.ask()) else {
            Issue.record("it is not waited for")
            return
        }
        #expect(waiting.share == share)
    }
}

@Test("the progress of every dialect", arguments: [(VideosFake.vllmOmni, 0.0), (.openai, 0.22), (.gateway, 0.22), (.sglang, 0.22)])
func theProgressOfEveryDialect(dialect: VideosFake, share: Double) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.book.always { $0.looks = 3 }
        let ticket = try await stage.submitted()
        guard case .waiting(let waiting) = try await stage.service().look(ticket, .tried(), stage.ask()) else {
            Issue.record("it is not waited for")
            return
        }
        #expect(waiting.share == share)
    }
}

@Test("a failed job has failed, whatever code it is told with", arguments: VideosFake.allCases)
func aFailedJobHasFailed(dialect: VideosFake) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.book.always { $0.ending = .failed(.withCode("server_error", "CUDA out of memory")) }
        let error = try await stage.failure()
        #expect(error?.kind == .modelFailure)
        #expect(error?.reason.contains("CUDA out of memory") == true)
        // The words come without the envelope around them.
        #expect(error?.reason.contains("{") == false)
        #expect(stage.server.log("GET").allSatisfy { !$0.path.hasSuffix("/content") })
    }
}

@Test(
    "every form of a failure is read",
    arguments: [
        (Scenario.Failure.withCode("oops", "no frames"), "no frames (oops)"), (.withoutCode("no frames"), "no frames"),
        (.asText("no frames"), "no frames"),
        (.null, "does not say why"),
    ])
func everyFormOfAFailureIsRead(form: Scenario.Failure, words: String) async throws {
    try await withVideos(.openai) { stage in
        stage.fake.book.always { $0.ending = .failed(form) }
        let error = try await stage.failure()
        #expect(error?.kind == .modelFailure)
        #expect(error?.reason.hasSuffix(words) == true)
    }
}

@Test("a job that ended another way says so", arguments: [(Scenario.Ending.cancelled, ServiceError.Kind.cancelled), (.expired, .gone)])
func aJobThatEndedAnotherWay(ending: Scenario.Ending, kind: ServiceError.Kind) async throws {
    try await withVideos(.litellm) { stage in
        stage.fake.book.always { $0.ending = ending }
        let error = try await stage.failure()
        #expect(error?.kind == kind)
    }
}

@Test("done and no file yet is waited for", arguments: [VideosFake.openai, .sglang, .vllmOmni, .litellm, .azure])
func doneAndNoFileYetIsWaitedFor(dialect: VideosFake) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.book.always { $0.fileFaults = [.status(404), .status(404)] }
        let takes = try await stage.takes()
        #expect(takes.count == 1)
        #expect(stage.server.log("GET").filter { $0.path.hasSuffix("/content") }.count == 3)
    }
}

@Test("the content is asked for without a variant", arguments: [VideosFake.openai, .sglang, .vllmOmni, .litellm, .azure])
func theContentIsAskedForWithoutAVariant(dialect: VideosFake) async throws {
    try await withVideos(dialect) { stage in
        let takes = try await stage.takes()
        #expect(takes.count == 1)
        let fetches = stage.server.log("GET").filter { $0.path.hasSuffix("/content") }
        #expect(fetches.count == 1)
        #expect(fetches.allSatisfy { $0.query.isEmpty })
    }
}

@Test func severalFilesOfOneJobAreFetchedByTheirNumbers() async throws {
    try await withVideos(.sglang) { stage in
        stage.fake.book.always { $0.outputs = 3 }
        let takes = try await stage.takes()
        let job = try #require(stage.fake.jobs.first)
        #expect(try takes.map(stage.bytes) == [stage.fake.clip(job, 0), stage.fake.clip(job, 1), stage.fake.clip(job, 2)])
        #expect(Set(takes.map(\.blob)).count == 3)
        #expect(stage.server.log("GET").compactMap { $0.query["variant"] } == ["1", "2"])
    }
}

@Test(
    "a file that broke off comes whole, whether or not the server has ranges",
    arguments: [
        (VideosFake.litellm, [Scenario.FileFault.cut]), (.openai, [.cut]), (.vllmOmni, [.cut, .reset]), (.sglang, [.page]),
        (.azure, [.empty]),
    ])
func aFileThatBrokeOffComesWhole(dialect: VideosFake, faults: [Scenario.FileFault]) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.book.always { $0.fileFaults = faults }
        let takes = try await stage.takes()
        let job = try #require(stage.fake.jobs.first)
        #expect(try takes.map(stage.bytes) == [stage.fake.clip(job, 0)])
        #expect(stage.fake.accepted == 1)
    }
}

@Test(
    "a file that lies elsewhere is fetched there, and the key stays here",
    arguments: [
        (VideosFake.sglang, "url"), (.vllmOmni, "url"), (.gateway, "url"), (.gateway, "video_url"), (.gateway, "output.url"),
        (.dynamo, "url"),
    ])
func aFileThatLiesElsewhere(dialect: VideosFake, field: String) async throws {
    try await withVideos(dialect) { stage in
        let elsewhere = try await FakeServer.start(stage.fake)
        stage.fake.configure {
            $0.key = "sk-far-0123456789"
            $0.files = .told(field: field, host: elsewhere.url)
        }
        try writeKey("sk-far-0123456789\n", to: stage.folder + "/key")
        let takes = try await stage.takes(.tried(), ["key_file": .text("key")])
        #expect(takes.count == 1)
        #expect(elsewhere.log.count == 1)
        #expect(elsewhere.log.allSatisfy { $0.header("Authorization") == nil && $0.header("api-key") == nil })
        #expect(stage.server.log("POST").allSatisfy { $0.header("Authorization") == "Bearer sk-far-0123456789" })
        await elsewhere.stop()
    }
}

/// Nobody connects there: the address is refused before.
@Test(arguments: [VideosFake.sglang, .vllmOmni, .gateway], ["http://169.254.169.254", "http://10.255.255.254:9", "http://[fd00::1]"])
func aFileInAPrivateNetworkIsNotFetchedAndTheRequestIsKept(dialect: VideosFake, host: String) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.configure { $0.files = .told(field: "url", host: host) }
        guard case .paused(let reason) = try await stage.outcome() else {
            Issue.record("it was not left for the next build")
            return
        }
        #expect(reason.hasPrefix("its file is not fetched: \(host)"), "\(reason)")
        #expect(reason.contains("name the host: private_hosts: [") && reason.hasSuffix("; the next build looks again"), "\(reason)")
        #expect(stage.fake.accepted == 1)
    }
}

@Test func aRedirectIntoAPrivateNetworkIsNotFollowed() async throws {
    try await withVideos(.openai) { stage in
        stage.fake.book.always { $0.redirect = "http://192.168.255.254:9" }
        guard case .paused(let reason) = try await stage.outcome() else {
            Issue.record("it was not left for the next build")
            return
        }
        #expect(reason.contains("it redirects to an address that is not followed: http://192.168.255.254:9 is an address of"), "\(reason)")
    }
}

@Test func aRedirectOfTheContentToAnotherHostCarriesNoKey() async throws {
    try await withVideos(.openai) { stage in
        let elsewhere = try await FakeServer.start(stage.fake)
        let address = elsewhere.url
        stage.fake.configure { $0.key = "sk-far-0123456789" }
        stage.fake.book.always { $0.redirect = address }
        try writeKey("sk-far-0123456789", to: stage.folder + "/key")
        let takes = try await stage.takes(.tried(), ["key_file": .text("key")])
        #expect(takes.count == 1)
        #expect(elsewhere.log.count == 1)
        #expect(elsewhere.log.allSatisfy { $0.header("Authorization") == nil })
        await elsewhere.stop()
    }
}

@Test func aVideoInTheAnswerItselfIsATakeAndSurvivesTheProgramsEnd() async throws {
    try await withVideos(.dynamo) { stage in
        stage.fake.configure { $0.isInline = true }
        let ticket = try await stage.submitted()
        // All a later build has is the ticket's text.
        let later = Ticket(text: ticket.text)
        #expect(!ticket.text.contains("base64") && ticket.text.utf8.count < 200)
        guard case .made(let takes) = try await stage.watched(later), let take = takes.first else {
            Issue.record("no take came of it")
            return
        }
        let job = try #require(stage.fake.jobs.first)
        #expect(try stage.bytes(take) == stage.fake.clip(job, 0))
        #expect(stage.server.log("GET", "v1/videos").isEmpty)
    }
}

@Test func anAddressThatAnAnswerCarriedIsKeptOutOfTheTicket() async throws {
    try await withVideos(.dynamo) { stage in
        let ticket = try await stage.submitted()
        #expect(!ticket.text.contains("http"))
        let gone = Ticket(ticket.id, links: ["answer": "nobody"])
        let error = try await videosFault { _ = try await stage.service().look(gone, .tried(), stage.ask()) }
        #expect(error?.kind == .gone)
        #expect(error?.reason.contains("cannot be read") == true)
    }
}

@Test func aPathOnTheServersDiskIsNoFileAndSaysWhatToDo() async throws {
    try await withVideos(.dynamo) { stage in
        stage.fake.configure { $0.files = .told(field: "url", host: "file:///outputs") }
        let error = try await stage.failure()
        #expect(error?.kind == .badMedia)
        #expect(error?.reason.contains("server's own disk") == true)
    }
}

@Test(
    "an error is told in the server's words, without its envelope",
    arguments: [
        (VideosFake.openai, 400), (.sglang, 400), (.vllmOmni, 400), (.litellm, 400), (.azure, 400), (.dynamo, 422), (.gateway, 400),
    ])
func anErrorIsToldInTheServersWords(dialect: VideosFake, status: Int) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.book.always { $0.submit = .rejected(status, "the prompt is in no language") }
        let error = try await videosFault { _ = try await stage.submitted() }
        #expect(error?.kind == .badRequest)
        #expect(error?.reason.hasPrefix("HTTP \(status): the prompt is in no language") == true)
        #expect(error?.reason.contains("{") == false)
    }
}

@Test func fieldErrorsOfFastAPINameTheField() async throws {
    try await withVideos(.sglang) { stage in
        let options: [String: OptionValue] = ["body": .text("multipart"), "extra": .map(["seconds": .number(4.5)])]
        let error = try await videosFault { _ = try await stage.submitted(.tried(), options) }
        #expect(error?.kind == .badRequest)
        #expect(error?.reason.contains("seconds: Input should be a valid integer") == true)
    }
}

@Test(
    "a key that is wrong is told from a request that is wrong",
    arguments: [
        (VideosFake.openai, "Incorrect API key"), (.vllmOmni, "Unauthorized"), (.litellm, "Incorrect API key"),
        (.azure, "Incorrect API key"),
        (.dynamo, "Incorrect API key"), (.gateway, "Incorrect API key"),
    ])
func aKeyThatIsWrong(dialect: VideosFake, words: String) async throws {
    try await withVideos(dialect) { stage in
        stage.fake.configure { $0.key = "another" }
        try writeKey("sk-far-0123456789", to: stage.folder + "/key")
        let error = try await videosFault { _ = try await stage.submitted(.tried(), ["key_file": .text("key")]) }
        #expect(error?.kind == .auth)
        #expect(error?.reason.contains(words) == true)
        #expect(error?.reason.contains("sk-far") == false)
    }
}

@Test(
    "the key goes in the header the server looks in",
    arguments: [
        (VideosFake.azure, "", "api-key", "sk-1"), (.azure, "Authorization", "Authorization", "Bearer sk-1"),
        (.openai, "", "Authorization", "Bearer sk-1"),
        (.gateway, "x-api-key", "x-api-key", "sk-1"),
    ])
func theKeyGoesInTheHeaderTheServerLooksIn(dialect: VideosFake, option: String, header: String, value: String) async throws {
    try await withVideos(dialect) { stage in
        if dialect != .gateway { stage.fake.configure { $0.key = "sk-1" } }
        try writeKey("sk-1", to: stage.folder + "/key")
        let takes = try await stage.takes(.tried(), ["key_file": .text("key"), "auth_header": .text(option)])
        #expect(takes.count == 1)
        #expect(stage.server.log("POST").last?.header(header) == value)
    }
}

@Test func withoutAKeyNoneIsSent() async throws {
    try await withVideos(.sglang) { stage in
        _ = try await stage.takes()
        #expect(stage.server.log.allSatisfy { $0.header("Authorization") == nil && $0.header("api-key") == nil })
    }
}

@Test("a server that starts again has forgotten, and that is the end of it", arguments: [VideosFake.sglang, .vllmOmni])
func aServerThatStartsAgainHasForgotten(dialect: VideosFake) async throws {
    try await withVideos(dialect) { stage in
        let ticket = try await stage.submitted()
        stage.fake.restart()
        guard case .failed(let error) = try await stage.watched(ticket) else {
            Issue.record("it was found")
            return
        }
        #expect(error.kind == .gone)
        #expect(error.reason.contains("Video not found"))
    }
}
