import Content
import Editorial
import Events
import FakeServices
import Foundation
import Pipeline
import Pool
import Testing

/// What holds between the journal and a service, whatever happens on the way. Six takes of three shots.
struct ServiceTakesTests {
    private struct Stage {
        let fake: FakeOpenAIVideos
        let server: FakeServer
        let film: Film

        init(_ options: String = "price_per_take: 0.1", dialect: FakeOpenAIVideos.Dialect = .openai, more: String = "budget: 10")
            async throws
        {
            fake = FakeOpenAIVideos(dialect)
            server = try await FakeServer.start(fake)
            film = try Film(Self.yaml(server, options, dialect, more))
        }

        static func yaml(
            _ server: FakeServer, _ options: String, _ dialect: FakeOpenAIVideos.Dialect = .openai, _ more: String = "budget: 10"
        ) -> String {
            Film.yaml(
                sketch:
                    "kind: openai-videos, base_url: \"\(server.url)/v1\", dialect: \(dialect.rawValue), model: wan2.2, poll: 0.01, \(options)",
                more: more)
        }

        func write(_ options: String, more: String = "budget: 10", _ change: (String) -> String = { $0 }) throws {
            try film.write(change(Self.yaml(server, options, fake.dialect, more)))
        }

        func records(_ states: Set<RequestState> = []) throws -> [RequestRecord] {
            try film.session().openPoolForReading().requests(states: states)
        }
        func spending() throws -> Spending { try film.session().openPoolForReading().spending() }
        var creates: Int { server.log("POST").count }
    }

    @Test func everyAcceptedRequestBecomesOneTakeWithItsPriceAndWhatWasSent() async throws {
        let stage = try await Stage()
        let built = try await stage.film.build(until: .takes)
        #expect(built.report.failed == 0)
        #expect(stage.fake.accepted == 6)
        let records = try stage.records()
        #expect(records.allSatisfy { $0.state == .done && $0.billed == 100_000 && $0.reserved == 0 })
        #expect(Set(records.compactMap(\.take)).count == 6)
        #expect(records.allSatisfy { $0.sent?.contains("a ") == true })
        #expect(built.warnings.contains { $0.contains("seed") }, "\(built.warnings)")
        // This protocol takes no seed: none is recorded as if it had been used.
        #expect(try stage.film.takes("sea").allSatisfy { $0.origin.seed == nil })
        let again = try await stage.film.build(until: .takes)
        #expect(stage.creates == 6 && again.report.didNothing)
        await stage.server.stop()
    }

    // MARK: money

    @Test func withoutABudgetNothingPaidIsAskedAndTheLineToAddIsTold() async throws {
        let stage = try await Stage(more: "")
        let error = try await #require(throws: BuildError.self) { try await stage.film.build(until: .takes) }
        #expect(error.reason.contains("6 takes would cost about $0.60, and the project has no budget; nothing was asked"))
        #expect(error.reason.contains("budget: 1"))
        #expect(stage.server.log.isEmpty)
        await stage.server.stop()
    }

    @Test func aPriceNobodyKnowsIsNotTakenForNothing() async throws {
        let stage = try await Stage("model: some-new-model", more: "budget: 10")
        try stage.film.write(
            Stage.yaml(stage.server, "concurrent: 2", .openai).replacingOccurrences(of: "127.0.0.1", with: "far.example")
                .replacingOccurrences(of: "http:", with: "https:"))
        let error = try await #require(throws: BuildError.self) { try await stage.film.build(until: .takes) }
        #expect(error.reason.contains("nobody knows what generator 'sketch' costs"))
        #expect(error.reason.contains("price_per_second:"))
        await stage.server.stop()
    }

    @Test func aFreeServiceNeedsNoBudget() async throws {
        let stage = try await Stage("price_per_take: 0", more: "")
        #expect(try await stage.film.build(until: .takes).report.failed == 0)
        await stage.server.stop()
    }

    @Test func moreThanTheBudgetIsAskedForNotAtAll() async throws {
        let stage = try await Stage(more: "budget: 0.5")
        let error = try await #require(throws: BuildError.self) { try await stage.film.build(until: .takes) }
        #expect(error.reason.contains("of the budget of $0.50 already $0.00 are spent"))
        #expect(stage.server.log.isEmpty)
        await stage.server.stop()
    }

    @Test func aBudgetHoldsForRequestsSideBySideWhenPricesWereGuessedTooLow() async throws {
        // Planned as 3 s each, made as 4 s: six of 0.40 do not fit where six of 0.30 would.
        let stage = try await Stage("price_per_second: 0.1, concurrent: 6", more: "budget: 1.9")
        let built = try await stage.film.build(until: .takes)
        #expect(stage.fake.accepted == 4)
        #expect(try stage.spending().committed == 1_600_000)
        #expect(try stage.records([.planned]).count == 2)
        #expect(built.warnings.contains { $0.contains("nothing more was asked") && $0.contains("budget") }, "\(built.warnings)")
        await stage.server.stop()
    }

    // MARK: doubt

    @Test(
        "an answer that never came is found in the list and not asked for again",
        arguments: [
            Scenario.Submit.acceptedThenReset, .acceptedThenStatus(502), .acceptedThenGarbage,
        ])
    func aLostAnswer(submit: Scenario.Submit) async throws {
        let stage = try await Stage()
        stage.fake.book.create(2) { $0.submit = submit }
        stage.fake.book.create(5) { $0.submit = submit }
        let built = try await stage.film.build(until: .takes)
        #expect(built.report.failed == 0)
        #expect(stage.fake.accepted == 6 && stage.creates == 6)
        #expect(try stage.records([.done]).count == 6)
        await stage.server.stop()
    }

    @Test func whatMayNeverHaveArrivedWaitsForAPerson() async throws {
        let stage = try await Stage()
        stage.fake.book.create(3) { $0.submit = .lost }
        let built = try await stage.film.build(until: .takes)
        #expect(built.warnings.contains { $0.contains("mv requests resolve") })
        let dark = try #require(try stage.records([.ambiguous]).first)
        #expect(try stage.spending().reserved == 100_000, "what may be owed stays reserved")
        try await stage.film.build(until: .takes)
        #expect(stage.creates == 6, "it is not sent again unasked")
        let session = try stage.film.session()
        _ = try OpenRequests(session: session, pool: session.openPool()).askAgain(dark)
        try await stage.film.build(until: .takes)
        #expect(stage.fake.accepted == 6 && stage.creates == 7)
        #expect(try stage.records([.done]).count == 6)
        await stage.server.stop()
    }

    @Test func aPersonMayNameTheRequestOrGiveItUp() async throws {
        let stage = try await Stage(dialect: .sglang)
        stage.fake.book.create(1) { $0.submit = .acceptedThenReset }
        stage.fake.book.create(2) { $0.submit = .lost }
        // One at a time, so that the two are told apart.
        try stage.write("price_per_take: 0.1, concurrent: 1")
        try await stage.film.build(until: .takes)
        let dark = try stage.records([.ambiguous])
        #expect(dark.count == 2, "SGLang does not tell prompts, so a stranger in its list proves nothing")
        let session = try stage.film.session()
        let requests = OpenRequests(session: session, pool: try session.openPool())
        _ = try requests.attach(dark[0], as: stage.fake.jobs[0].id)
        _ = try requests.giveUp(dark[1], charged: true)
        try await stage.film.build(until: .takes)
        #expect(stage.creates == 6)
        #expect(try stage.records([.done]).count == 5)
        #expect(try stage.spending().billed == 600_000)
        await stage.server.stop()
    }

    // MARK: a clear no

    @Test(
        "a service that asks for patience gets it",
        arguments: [
            Scenario.RetryAfter.seconds(0), .milliseconds(20), .date(0), .none,
        ])
    func rateLimits(form: Scenario.RetryAfter) async throws {
        let stage = try await Stage()
        for number in [1, 2, 5] { stage.fake.book.create(number) { $0.submit = .rateLimited(form) } }
        let built = try await stage.film.build(until: .takes)
        #expect(built.report.failed == 0)
        #expect(stage.fake.accepted == 6 && stage.creates == 9)
        await stage.server.stop()
    }

    @Test("no key and no credit stop the asking and lose nothing", arguments: [Scenario.Submit.unauthorised, .noCredit])
    func aStop(submit: Scenario.Submit) async throws {
        let stage = try await Stage("price_per_take: 0.1, concurrent: 1")
        stage.fake.book.create(3) { $0.submit = submit }
        let built = try await stage.film.build(until: .takes)
        #expect(stage.fake.accepted == 2 && stage.creates == 3)
        #expect(try stage.records([.planned]).count == 4)
        #expect(built.warnings.contains { $0.contains("4 requests wait for the next build") }, "\(built.warnings)")
        try await stage.film.build(until: .takes)
        #expect(stage.fake.accepted == 6)
        await stage.server.stop()
    }

    @Test func requestsThatAreAllWrongForOneReasonAreNotAllSent() async throws {
        let stage = try await Stage("price_per_take: 0.1, concurrent: 1")
        stage.fake.book.always { $0.submit = .rejected(400, "no such model") }
        let built = try await stage.film.build(until: .takes)
        #expect(stage.creates == 3)
        #expect(built.warnings.contains { $0.contains("three requests in a row were wrong") && $0.contains("no such model") })
        #expect(try stage.spending().committed == 0)
        stage.fake.book.always { _ in }
        try await stage.film.build(until: .takes)
        #expect(stage.fake.accepted == 6, "what was never accepted is asked again once it is right")
        await stage.server.stop()
    }

    // MARK: refusals

    private func refusing(_ stage: Stage, _ options: String, others: String) throws {
        try stage.write(options) {
            $0.replacingOccurrences(of: "\"the sea under a red sky\"}", with: "\"the sea of blood\"\(others)}")
        }
        stage.fake.book.prompt("blood") { $0.submit = .refused }
        stage.fake.book.prompt("gore") { $0.ending = .refused }
    }

    @Test func aRefusedPromptGivesWayToTheNextAndIsNeverSentAgain() async throws {
        let stage = try await Stage()
        try refusing(stage, "price_per_take: 0.1", others: ", if_refused: [a sea of gore, a calm sea]")
        try await stage.film.build(until: .takes)
        let prompts = stage.server.log("POST").compactMap { $0.form?["prompt"] }
        #expect(prompts.filter { $0.contains("blood") }.count == 2)
        #expect(prompts.filter { $0.contains("gore") }.count == 2)
        #expect(prompts.filter { $0.contains("calm") }.count == 2)
        #expect(try stage.film.takes("sea").allSatisfy { $0.origin.prompt == "a calm sea" })
        #expect(try stage.film.takes("sea").count == 2)
        let refused = try stage.records([.refused])
        #expect(refused.count == 4)
        #expect(refused.allSatisfy { $0.error?.isEmpty == false })
        let reasons = try stage.records([.done]).compactMap(\.plan.reason?.text)
        #expect(reasons.count == 2 && reasons.allSatisfy { $0.contains("was refused") })
        try await stage.film.build(until: .takes)
        #expect(stage.creates == prompts.count)
        await stage.server.stop()
    }

    @Test func aGeneratorMayBeToldToSkipOrToStop() async throws {
        let skipping = try await Stage()
        try refusing(skipping, "price_per_take: 0.1, refused: skip", others: ", if_refused: [a calm sea]")
        try await skipping.film.build(until: .takes)
        #expect(skipping.fake.accepted == 4 && skipping.creates == 6)
        await skipping.server.stop()
        let stopping = try await Stage()
        try refusing(stopping, "price_per_take: 0.1, refused: stop, concurrent: 1", others: "")
        let built = try await stopping.film.build(until: .takes)
        #expect(stopping.creates == 3, "two of the window, then the one that was refused")
        #expect(built.warnings.contains { $0.contains("was refused") && $0.contains("nothing more was asked") })
        await stopping.server.stop()
    }

    // MARK: what was paid comes home

    @Test func aTakeThatIsNoLongerAskedForComesHomeAllTheSame() async throws {
        let stage = try await Stage("price_per_take: 0.1, deadline: 0.002")
        stage.fake.book.prompt("sea") { $0.looks = 40 }
        let built = try await stage.film.build(until: .takes)
        #expect(built.warnings.contains { $0.contains("left for the next build") })
        #expect(try stage.records([.running, .submitted]).count == 2)
        try stage.write("price_per_take: 0.1") { $0.replacingOccurrences(of: "red sky", with: "grey sky") }
        stage.fake.book.prompt("grey") { _ in }
        try await stage.film.build(until: .takes)
        #expect(stage.fake.accepted == 8)
        #expect(try stage.records([.done]).count == 8)
        await stage.server.stop()
    }

    @Test func aBuildThatIsStoppedLeavesTheWorkWithTheServiceAndSaysSo() async throws {
        let stage = try await Stage()
        stage.fake.book.always { $0.looks = 1_000 }
        let film = stage.film
        let build = Task { try await film.build(until: .takes) }
        while stage.fake.accepted < 4 { try await Task.sleep(for: .milliseconds(5)) }
        build.cancel()
        await #expect(throws: CancellationError.self) { try await build.value }
        let open = try stage.records([.submitted, .running])
        #expect(open.count == stage.fake.accepted, "every job the service has is known by its id")
        #expect(film.warnings.contains { $0.contains("\(open.count) takes are with services") })
        #expect(stage.server.log("DELETE").isEmpty)
        await stage.server.stop()
    }

    @Test func aJobThatTheServiceForgotCountsAsSpent() async throws {
        let stage = try await Stage()
        stage.fake.book.create(1) { $0.goneAfter = 0 }
        let built = try await stage.film.build(until: .takes)
        #expect(built.report.failed == 1)
        #expect(try stage.spending().billed == 600_000)
        let again = try await stage.film.build(until: .takes)
        #expect(stage.creates == 6)
        #expect(again.warnings.contains { $0.contains("mv requests retry --failed") })
        await stage.server.stop()
    }

    // MARK: keys

    @Test func aKeyIsNowhereOnTheDiskAndInNoEvent() async throws {
        setenv("MV_TEST_PIPELINE_KEY", "sk-very-secret-0123456789", 1)
        let stage = try await Stage("price_per_take: 0.1, key_env: MV_TEST_PIPELINE_KEY")
        stage.fake.configure { $0.key = "sk-very-secret-0123456789" }
        stage.fake.book.create(2) { $0.submit = .rejected(400, "the key sk-very-secret-0123456789 may not do this") }
        stage.fake.book.create(3) { $0.ending = .failed(.withoutCode("bad: Bearer sk-very-secret-0123456789")) }
        let built = try await stage.film.build(until: .takes)
        #expect(built.report.failed == 2)
        #expect(!"\(built.events)".contains("very-secret"))
        let files = FileManager.default.enumerator(atPath: stage.film.folder)?.compactMap { $0 as? String } ?? []
        for name in files {
            guard let data = FileManager.default.contents(atPath: stage.film.folder + "/" + name) else { continue }
            #expect(data.range(of: Data("very-secret".utf8)) == nil, "\(name)")
        }
        #expect(stage.fake.accepted > 0)
        await stage.server.stop()
    }
}
