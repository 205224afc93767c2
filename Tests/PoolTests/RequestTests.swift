import Content
import Editorial
import GRDB
import Pool
import Testing

@Suite struct RequestTests {
    @Test func planningTwicePlansOnce() throws {
        let pool = try Bench().pool
        let asks = (0..<3).map { ask(ordinal: $0) }
        let first = try pool.plan(asks, at: 10)
        #expect(try pool.plan(asks, at: 20) == first)
        #expect(first.map(\.plan) == asks)
        #expect(try pool.requests().count == 3)
        #expect(try pool.events(of: asks[0].id).map(\.state) == [.planned])
    }

    @Test func everythingThatTellsRequestsApartIsInTheirIds() {
        let plans = [
            ask(), ask("chorus"), ask(seed: 8), ask(recipeKey: "two"),
            RequestPlan(
                shot: "intro", variant: ["time": "dawn"], ordinal: 0, seed: 7, generator: "studio", kind: "command", prompt: "",
                recipeKey: "one", recipe: "{}"),
            RequestPlan(
                shot: "intro", variant: ["time": "dusk"], ordinal: 0, seed: 7, generator: "other", kind: "command", prompt: "",
                recipeKey: "one", recipe: "{}"),
        ]
        #expect(Set(plans.map(\.id)).count == plans.count)
        #expect(ask(estimated: 1).id == ask(estimated: 2).id)
    }

    @Test func aRequestIsTheSameWhereverAmongTheTakesItStands() throws {
        #expect(ask(ordinal: 3, seed: 1).id == ask(ordinal: 5, seed: 1).id)
        let pool = try Bench().pool
        try pool.plan([ask(ordinal: 3, seed: 1)], at: 1)
        #expect(try pool.plan([ask(ordinal: 5, seed: 1)], at: 2).map(\.plan.ordinal) == [3])
    }

    @Test("a request moves to every later state and to no earlier one", arguments: RequestState.allCases)
    func statesOnlyMoveForward(from: RequestState) throws {
        for to in RequestState.allCases where ![.planned, .submitting, .done].contains(to) {
            let pool = try Bench().pool
            let id = try pool.plan([ask()], at: 1)[0].id
            if from != .planned { try pool.claim(id, at: 2) }
            if from == .done {
                try pool.add(NewTake(of: ask(), blob: blob("a"), facts: facts), at: 3)
            } else if from.rank > 1 {
                try pool.advance(id, to: from, at: 3)
            }
            let error = refusal { try pool.advance(id, to: to, at: 4) }
            #expect((error == nil) == (to.rank > from.rank), "\(from) to \(to)")
            #expect(try pool.request(id)?.state == (to.rank > from.rank ? to : from))
        }
    }

    @Test func theDatabaseItselfRefusesToGoBackOrForget() throws {
        let bench = try Bench()
        let id = try bench.pool.plan([ask()], at: 1)[0].id
        try bench.pool.claim(id, at: 2)
        let raw = try bench.raw()
        for sql in [
            "UPDATE requests SET state = 'planned'", "UPDATE requests SET state = 'nonsense'", "DELETE FROM requests",
            "UPDATE request_events SET time = 0", "DELETE FROM request_events", "UPDATE requests SET state = 'planned', attempt = 2",
        ] {
            #expect(throws: DatabaseError.self, "\(sql)") { try raw.write { try $0.execute(sql: sql) } }
        }
        #expect(try bench.pool.request(id)?.state == .submitting)
    }

    @Test func onlyOneOfTwoProgramsGetsToSubmit() throws {
        let bench = try Bench()
        let id = try bench.pool.plan([ask()], at: 1)[0].id
        let other = try Pool(path: bench.path)
        try other.claim(id, at: 2)
        let error = refusal { try bench.pool.claim(id, at: 2) }
        #expect(error?.kind == .refusedStep)
        #expect(error?.description.contains("submitting") == true)
    }

    @Test func aCrashBetweenAskingAndHearingIsSeenByTheNextProgram() throws {
        let bench = try Bench()
        let asks = (0..<3).map { ask(ordinal: $0, estimated: 100) }
        try bench.pool.plan(asks, at: 1)
        try bench.pool.claim(asks[0].id, at: 2)
        try bench.pool.claim(asks[1].id, at: 2)
        try bench.pool.advance(asks[1].id, to: .submitted, providerID: "job-17", at: 3)

        let next = try Pool(path: bench.path)
        #expect(try next.requests(states: [.submitting]).map(\.id) == [asks[0].id])
        #expect(try next.requests(states: [.submitted]).map(\.providerID) == ["job-17"])
        #expect(try next.spending().reserved == 200)
        try next.advance(asks[0].id, to: .ambiguous, message: "no answer", at: 4)
        #expect(refusal { try next.claim(asks[0].id, at: 5) }?.kind == .refusedStep)
        #expect(refusal { try next.retry(asks[0].id, at: 5) }?.kind == .refusedStep)
        #expect(try next.request(asks[0].id)?.error == "no answer")
        try next.advance(asks[0].id, to: .submitted, providerID: "job-16", at: 6)
        #expect(try next.request(asks[0].id)?.error == nil)
    }

    @Test func aTakeAndTheEndOfItsRequestAreOneStep() throws {
        let bench = try Bench()
        try bench.pool.plan([ask(estimated: 500)], at: 1)
        try bench.pool.claim(ask().id, at: 2)
        let crash = "CREATE TRIGGER crash BEFORE INSERT ON origins BEGIN SELECT RAISE(ABORT, 'crash'); END"
        try bench.raw().write { try $0.execute(sql: crash) }
        #expect(throws: PoolError.self) { try bench.pool.add(NewTake(of: ask(), blob: blob("a"), facts: facts), at: 3) }
        #expect(try bench.pool.request(ask().id)?.state == .submitting)
        #expect(try bench.pool.spending().billed == 0)
        try bench.raw().write { try $0.execute(sql: "DROP TRIGGER crash") }

        let take = try bench.pool.add(NewTake(of: ask(), blob: blob("a"), facts: facts), at: 4)
        #expect(take.origin.cost == 500)
        #expect(try bench.pool.request(ask().id)?.take == take.id)
        #expect(try bench.pool.requests(take: take.id).map(\.state) == [.done])
    }

    @Test func collectingAgainAfterACrashChangesNothing() throws {
        let pool = try Bench().pool
        try pool.plan([ask(estimated: 500)], at: 1)
        try pool.claim(ask().id, at: 2)
        let delivery = NewTake(of: ask(), blob: blob("a"), facts: facts, charging: 450)
        let first = try pool.add(delivery, at: 3)
        #expect(try pool.add(delivery, at: 4) == first)
        #expect(try pool.spending().billed == 450)
        #expect(try pool.events(of: ask().id).count == 3)
    }

    @Test func aLateDeliveryOfACancelledRequestIsKept() throws {
        let pool = try Bench().pool
        try pool.plan([ask(estimated: 500)], at: 1)
        try pool.claim(ask().id, at: 2)
        try pool.advance(ask().id, to: .cancelled, at: 3)
        try pool.add(NewTake(of: ask(), blob: blob("a"), facts: facts, charging: 500), at: 4)
        #expect(try pool.request(ask().id)?.state == .done)
        #expect(try pool.count() == 1)
    }

    @Test func otherBytesForADoneRequestAreKeptAndNotBilledAgain() throws {
        let pool = try Bench().pool
        try pool.plan([ask(estimated: 500)], at: 1)
        try pool.claim(ask().id, at: 2)
        try pool.add(NewTake(of: ask(), blob: blob("a"), facts: facts), at: 3)
        try pool.add(NewTake(of: ask(), blob: blob("b"), facts: facts), at: 4)
        #expect(try pool.count() == 2)
        #expect(try pool.request(ask().id)?.take == blob("a").digest.hex)
        #expect(try pool.spending().billed == 500)
    }

    @Test func aNewAttemptAddsUpWhatWasBilled() throws {
        let pool = try Bench().pool
        try pool.plan([ask(estimated: 300)], at: 1)
        try pool.claim(ask().id, at: 2)
        try pool.advance(ask().id, to: .failed, charging: 120, message: "the service fell over", at: 3)
        #expect(try pool.spending().committed == 120)
        let again = try pool.retry(ask().id, at: 4)
        #expect(again.state == .planned && again.attempt == 2)
        #expect(again.providerID == nil)
        try pool.claim(ask().id, at: 5)
        #expect(try pool.spending().committed == 420)
        let take = try pool.add(NewTake(of: ask(), blob: blob("a"), facts: facts, charging: 280), at: 6)
        #expect(take.origin.cost == 400)
        #expect(try pool.spending().committed == 400)
        #expect(try pool.events(of: ask().id).map(\.attempt) == [1, 1, 1, 2, 2, 2])
        try pool.charge(ask().id, 15, message: "storage", at: 7)
        #expect(try pool.spending().billed == 415)
    }

    @Test func nothingIsClaimedAboveTheBudget() throws {
        let pool = try Bench().pool
        let asks = (0..<4).map { ask(ordinal: $0, estimated: 400_000) }
        try pool.plan(asks, at: 1)
        try pool.claim(asks[0].id, budget: 1_000_000, at: 2)
        let error = refusal { try pool.claim([asks[1].id, asks[2].id], budget: 1_000_000, at: 2) }
        #expect(error?.kind == .overBudget)
        #expect(error?.description.contains("$0.40") == true)
        #expect(error?.description.contains("$1.00") == true)
        #expect(try pool.requests(states: [.submitting]).count == 1)
        try pool.claim(asks[1].id, budget: 1_000_000, at: 3)
        #expect(refusal { try pool.claim(asks[2].id, budget: 1_000_000, at: 4) }?.kind == .overBudget)
        try pool.advance(asks[0].id, to: .failed, at: 5)
        try pool.claim(asks[2].id, budget: 1_000_000, at: 6)
    }

    @Test func aPlannedRequestTakesTheNewEstimateAndAClaimedOneDoesNot() throws {
        let pool = try Bench().pool
        try pool.plan([ask(ordinal: 0, estimated: 1), ask(ordinal: 1, estimated: 1)], at: 1)
        try pool.claim(ask(ordinal: 0).id, at: 2)
        let after = try pool.plan([ask(ordinal: 0, estimated: 9), ask(ordinal: 1, estimated: 9)], at: 3)
        #expect(after.map(\.plan.estimated) == [1, 9])
    }

    @Test(arguments: [0, 1, UInt64(Int64.max), UInt64(Int64.max) + 1, .max])
    func everySeedSurvives(seed: UInt64) throws {
        let pool = try Bench().pool
        #expect(try pool.plan([ask(seed: seed)], at: 1)[0].plan.seed == seed)
        try pool.claim(ask(seed: seed).id, at: 2)
        #expect(try pool.add(NewTake(of: ask(seed: seed), blob: blob("a"), facts: facts), at: 3).origin.seed == seed)
    }

    @Test func ordinalsOnlyEverRise() throws {
        let pool = try Bench().pool
        #expect(try pool.nextOrdinal(of: "intro") == 0)
        try pool.plan([ask(ordinal: 0), ask(ordinal: 4)], at: 1)
        #expect(try pool.nextOrdinal(of: "intro") == 5)
        try pool.add(clip("a"), at: 2)
        #expect(try pool.takes().map(\.origin.ordinal) == [5])
        try pool.archive(blob("a").digest.hex, at: 3)
        #expect(try pool.nextOrdinal(of: "intro") == 6)
        #expect(try pool.nextOrdinal(of: "chorus") == 0)
    }

    @Test func smallSumsAreNotRoundedAway() {
        #expect(Pool.dollars(3_500) == "$0.0035")
        #expect(Pool.dollars(1_200_000) == "$1.20")
        #expect(Pool.dollars(0) == "$0.00")
    }
}
