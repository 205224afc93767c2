import Editorial
import FakeServices
import Foundation
import Scorers
import Testing
import Web

@Suite struct VLMScorerTests {
    private static func scorer(_ server: FakeServer, _ options: [String: OptionValue] = [:]) throws -> VLMScorer {
        let all: [String: OptionValue] = [
            "base_url": .text(server.url + "/v1"), "model": .text("see-7b"), "price_per_call": .number(0.002), "pause": .number(0.01),
            "concurrent": .integer(1),
        ]
        return try VLMScorer(ScorerSpec(name: "eyes", kind: "vlm", options: all.merging(options) { $1 }), folder: NSTemporaryDirectory())
    }

    /// What comes of asking about so many takes.
    private static func asked(
        _ count: Int, _ fake: FakeChat = FakeChat(), _ options: [String: OptionValue] = [:], allowing calls: Int = .max
    ) async throws -> (stage: Stage, error: ScorerError?) {
        let server = try await FakeServer.start(fake)
        let stage = try Stage()
        stage.ledger.allow(calls)
        let scorer = try scorer(server, options)
        let error = await fault { _ = try await stage.ask(scorer, count) }
        await server.stop()
        return (stage, error)
    }

    @Test func wordsBecomeSharesAndTheDescriptionIsKept() async throws {
        let fake = FakeChat()
        let (stage, error) = try await Self.asked(2, fake)
        #expect(error == nil)
        #expect(fake.faults == [])
        #expect(stage.given.count == 2)
        let opinion = try #require(stage.given["q0"]?.opinion)
        #expect(opinion.parts.mapValues(\.score) == ["adherence": 0.75, "artefacts": 0.75, "aesthetics": 0.75])
        #expect(opinion.description == "A window at night, rain on the glass.")
        #expect(stage.ledger.ended == [.done(billed: 2000), .done(billed: 2000)])
    }

    @Test func jsonInWordsAndFencesIsUnderstood() async throws {
        let fake = FakeChat()
        fake.next(.says("Sure!\n```json\n" + FakeChat.good.replacing("\"most\"", with: "\"Most.\"") + "\n```"))
        #expect(try await Self.asked(1, fake).stage.given["q0"]?.opinion?.parts["adherence"]?.score == 0.75)
    }

    @Test func anAnswerOfNoUseIsAskedForOnceMoreAndBothArePaid() async throws {
        let fake = FakeChat()
        fake.next(.says(#"{"adherence":"perhaps"}"#))
        let (stage, _) = try await Self.asked(1, fake)
        #expect(stage.given["q0"]?.opinion != nil)
        #expect(stage.ledger.ended == [.done(billed: 2000), .done(billed: 2000)])
        let hopeless = FakeChat()
        hopeless.next(.says("no"), .says("no"))
        let told = try await Self.asked(1, hopeless).stage
        #expect(told.given["q0"]?.reason == "its answer is of no use: it is no JSON object but 'no'")
        #expect(told.ledger.ended == [.done(billed: 2000), .failed(billed: 2000, "it is no JSON object but 'no'")])
    }

    @Test func aLostAnswerThatMayHaveBeenPaidIsNotAskedForAgain() async throws {
        let fake = FakeChat()
        fake.next(.answers(.dropped))
        let (stage, _) = try await Self.asked(1, fake)
        #expect(fake.calls == 1)
        #expect(stage.given["q0"]?.reason?.hasPrefix("its answer was lost") == true)
        #expect(stage.ledger.ended.count == 1)
        guard case .lost? = stage.ledger.ended.first else { return #expect(Bool(false), "\(stage.ledger.ended)") }
    }

    @Test func aLostAnswerThatWasFreeIsAskedForAgain() async throws {
        let fake = FakeChat()
        fake.next(.answers(.dropped), .answers(.page(status: 502)))
        let (stage, _) = try await Self.asked(1, fake, ["price_per_call": .integer(0)])
        #expect(stage.given["q0"]?.opinion != nil)
    }

    @Test func aCallThatWasTurnedAwayIsMadeAgainWhenTheServiceAllows() async throws {
        let fake = FakeChat()
        fake.next(.answers(.json(["error": ["message": "slow down"]], status: 429, headers: [("retry-after-ms", "120")])))
        let start = ContinuousClock.now
        let (stage, _) = try await Self.asked(1, fake)
        #expect(start.duration(to: .now) >= .milliseconds(120))
        #expect(stage.given["q0"]?.opinion != nil)
        #expect(stage.ledger.ended == [.notMade, .done(billed: 2000)])
    }

    @Test func aWrongKeyEndsItAtOnce() async throws {
        let fake = FakeChat(key: "right")
        let (stage, error) = try await Self.asked(5, fake)
        #expect(error?.reason == "HTTP 401: Incorrect API key provided")
        #expect(stage.given.isEmpty)
        #expect(stage.ledger.ended == [.notMade])
    }

    @Test func threeFailuresInARowAreEnough() async throws {
        let fake = FakeChat()
        for _ in 0..<3 { fake.next(.answers(.json(["error": ["message": "no such model"]], status: 404))) }
        let (stage, error) = try await Self.asked(9, fake)
        #expect(error?.reason == "three calls in a row came to nothing, the last because: HTTP 404: no such model")
        #expect(stage.given.count == 3)
    }

    @Test func nothingIsAskedThatTheLedgerRefuses() async throws {
        let fake = FakeChat()
        let (stage, error) = try await Self.asked(5, fake, allowing: 2)
        #expect(error?.reason == "no money")
        #expect(fake.calls == 2)
        #expect(stage.given.count == 2)
    }

    @Test func tokensAreBilledAsTheAnswerCountsThem() async throws {
        let server = try await FakeServer.start(FakeChat())
        let stage = try Stage()
        let spec = ScorerSpec(
            name: "eyes", kind: "vlm",
            options: [
                "base_url": .text(server.url + "/v1"), "model": .text("m"), "price_per_million_in": .number(1),
                "price_per_million_out": .number(10),
            ])
        let scorer = try VLMScorer(spec, folder: NSTemporaryDirectory())
        _ = try await stage.ask(scorer, 1)
        await server.stop()
        #expect(stage.ledger.ended == [.done(billed: 6000)])
        #expect(scorer.estimate(try await scorer.open()) ?? 0 > 6000)
    }

    @Test func optionsThatCannotWorkAreRefused() {
        func reason(_ options: [String: OptionValue]) -> String? {
            do {
                _ = try VLMScorer(
                    ScorerSpec(name: "eyes", kind: "vlm", options: ["model": .text("m")].merging(options) { $1 }), folder: "/")
                return nil
            } catch { return (error as? ScorerError)?.reason }
        }
        #expect(reason(["base_url": .text("nowhere")])?.contains("is no address") == true)
        #expect(reason(["base_url": .text("http://far.example/v1"), "key_env": .text("K")])?.contains("http") == true)
        #expect(
            reason(["base_url": .text("http://127.0.0.1/v1"), "price_per_million_in": .number(1)])
                == "price_per_million_in and price_per_million_out belong together; give both, in dollars")
    }
}
