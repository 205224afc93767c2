import Foundation
import Generators
import Testing
import Web

@Test(
    "every status word seen in the wild has its meaning, however it is written",
    arguments: [
        ("queued", StatusWord.queued), ("IN_QUEUE", .queued), ("NOT_START", .queued), ("not-started", .queued), ("THROTTLED", .queued),
        ("SUSPENDED", .queued), ("in_progress", .running), ("Processing", .running), ("dreaming", .running), ("cancel_requested", .running),
        ("canceling", .running), ("completed", .succeeded), ("succeed", .succeeded), ("SUCCEEDED", .succeeded), ("done", .succeeded),
        ("failed", .failed), ("non_retryable_error", .failed), ("incomplete", .failed), ("canceled", .cancelled), ("CANCELLED", .cancelled),
        ("aborted", .cancelled), ("deleted", .cancelled), ("expired", .expired), ("lost", .expired),
    ])
func aStatusWordHasItsMeaning(word: String, meaning: StatusWord) {
    #expect(StatusWord(word) == meaning)
    #expect(StatusWord(" " + word.uppercased()) == meaning)
}

@Test func aStatusWordNobodyKnowsDecidesNothing() {
    #expect(StatusWord("percolating") == .unknown)
    #expect(StatusWord("") == .unknown)
}

@Test func aTicketComesBackFromTheJournalAsItWas() {
    for ticket in [
        Ticket("video_abc=="), Ticket("gen/1:2+3"), Ticket("{odd"),
        Ticket("r-1", links: ["status": "https://queue.example/r-1/status", "result": "https://queue.example/r-1"]),
    ] {
        #expect(Ticket(text: ticket.text) == ticket)
    }
    #expect(Ticket("video_abc==").text == "video_abc==")
}

@Test func theNameOfAnAttemptIsALowercaseUUIDOfItsOwn() throws {
    let id = String(repeating: "a1", count: 32)
    let name = Ask.name(request: id, attempt: 1)
    #expect(UUID(uuidString: name)?.uuidString.lowercased() == name)
    #expect(Ask.name(request: id, attempt: 1) == name)
    #expect(Ask.name(request: id, attempt: 2) != name)
    #expect(Ask.name(request: String(repeating: "b2", count: 32), attempt: 1) != name)
}

private func answer(_ status: Int, _ body: String = "", _ headers: [(String, String)] = []) throws -> WebAnswer {
    WebAnswer(
        status: status, headers: WebHeaders(headers), body: Data(body.utf8), url: try #require(URL(string: "http://127.0.0.1/videos")))
}

@Test(
    "only an answer that certainly means no is taken for a no",
    arguments: [
        (400, ServiceError.Kind.badRequest), (401, .auth), (402, .quota), (403, .auth), (404, .badRequest), (408, .ambiguous),
        (413, .badRequest),
        (422, .badRequest), (500, .ambiguous), (502, .ambiguous), (503, .ambiguous), (504, .ambiguous),
    ])
func anAnswerToACreate(status: Int, kind: ServiceError.Kind) throws {
    #expect(ServiceError.onSubmit(try answer(status)).kind == kind)
}

@Test func tooManyRequestsIsNotTheSameAsNoCredit() throws {
    #expect(ServiceError.onSubmit(try answer(429, "slow down", [("Retry-After", "7")])).kind == .rateLimited(after: .seconds(7)))
    #expect(ServiceError.onSubmit(try answer(429, #"{"error":{"code":"insufficient_quota"}}"#)).kind == .quota)
}

@Test func aLookThatFailsSaysNothingOfTheRequest() throws {
    #expect(ServiceError.onLook(try answer(500)).kind == .transient(after: nil))
    #expect(ServiceError.onLook(try answer(429, "", [("Retry-After", "3")])).kind == .transient(after: .seconds(3)))
    #expect(ServiceError.onLook(try answer(401)).kind == .auth)
    #expect(ServiceError.onLook(try answer(404)).kind == .gone)
}
