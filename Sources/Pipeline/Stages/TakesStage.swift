import Content
import Editorial
import Events
import Execution
import Generators
import Pool
import Synchronization

/// Makes the takes that are missing. Every ask is in the journal before it is made, every take in the pool the moment it is home.
struct TakesStage {
    let session: Session
    let executor: any Executor
    let pool: Pool

    struct Outcome: Sendable {
        var made = 0
        var failed = 0
    }

    func run() async throws -> Outcome {
        let clock = ContinuousClock()
        let start = clock.now
        var asks = try TakeAsks(session)
        tellWhatChanged(asks)
        try pool.syncShots(session.project.shots, recipeKeys: asks.recipeKeys, at: Session.now)
        try pool.plan(asks.asks.map(\.plan), at: Session.now)
        try asks.addRetakes(from: pool, session)
        let missing = try missing(asks.asks)
        session.events.send(.stageStarted(stage: "takes", jobs: asks.asks.count, cached: asks.asks.count - missing.count))
        let tally = Mutex(Outcome())
        let total = asks.asks.count
        let cached = total - missing.count
        for (name, group) in grouped(missing) {
            guard let generator = session.generators[name] else { continue }
            let submitted = try await submit(group, generator)
            let byID = Dictionary(group.map { ($0.request.id, $0) }, uniquingKeysWith: { first, _ in first })
            let stage = self
            try await generator.collect(submitted, in: session.context(executor)) { request, outcome in
                guard let ask = byID[request.id] else { return }
                let kept = stage.keep(ask, outcome)
                let done = tally.withLock { tally in
                    if kept { tally.made += 1 } else { tally.failed += 1 }
                    return tally.made + tally.failed
                }
                stage.session.events.send(.progress(stage: "takes", done: cached + done, jobs: total))
            }
        }
        let outcome = tally.withLock { $0 }
        let elapsed = start.duration(to: clock.now)
        session.events.send(
            .stageFinished(stage: "takes", made: outcome.made, cached: cached, failed: outcome.failed, seconds: elapsed / .seconds(1)))
        return outcome
    }

    /// Requests without a take whose file is there. What failed on this machine is tried again; what a service refused is not.
    private func missing(_ asks: [TakeAsks.Ask]) throws -> [TakeAsks.Ask] {
        let records = Dictionary(try pool.requests().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let held = try heldTakes()
        return try asks.filter { ask in
            guard let record = records[ask.plan.id] else { return true }
            let isLocal = session.generators[ask.plan.generator]?.isLocal ?? false
            switch record.state {
            case .done:
                guard let take = record.take, !held.contains(take) else { return false }
                if !isLocal {
                    session.events.send(
                        .warning(
                            "the file of take \(take.prefix(8)) of '\(ask.plan.shot)' is gone from the store; it was paid for and is not made again unasked"
                        ))
                }
                return isLocal
            case .failed where isLocal, .cancelled where isLocal:
                try pool.retry(record.id, at: Session.now)
                return true
            case .failed, .refused, .cancelled, .ambiguous: return false
            case .planned, .submitting, .submitted, .running, .collecting: return true
            }
        }
    }

    /// Takes whose file is in the store, or was given up on purpose.
    private func heldTakes() throws -> Set<String> {
        var held: Set<String> = []
        try pool.eachTake { take in
            if take.archived != nil || session.workspace.store.holds(take.blob) { held.insert(take.id) }
        }
        return held
    }

    private func grouped(_ asks: [TakeAsks.Ask]) -> [(String, [TakeAsks.Ask])] {
        Dictionary(grouping: asks, by: \.plan.generator).sorted { $0.key < $1.key }
    }

    /// Claims all requests in one transaction, inside the budget or not at all, then asks for each.
    private func submit(_ asks: [TakeAsks.Ask], _ generator: any Generator) async throws -> [SubmittedRequest] {
        let records = Dictionary(try pool.requests().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let planned = asks.filter { records[$0.plan.id]?.state == .planned }
        let budget = session.project.budget.limit.map { Int(($0 * 1_000_000).rounded()) }
        try pool.claim(planned.map(\.plan.id), budget: budget, at: Session.now)
        var submitted: [SubmittedRequest] = []
        for ask in asks {
            if let ticket = records[ask.plan.id]?.providerID {
                submitted.append(SubmittedRequest(request: ask.request, ticket: Ticket(ticket)))
                continue
            }
            let ticket = try await generator.submit(ask.request)
            // A request that never leaves this machine costs nothing to ask again, and a write each would cost seconds.
            if !generator.isLocal { try pool.advance(ask.plan.id, to: .submitted, providerID: ticket.text, at: Session.now) }
            submitted.append(SubmittedRequest(request: ask.request, ticket: ticket))
        }
        return submitted
    }

    /// Writes down how a request ended; true when a take came of it.
    private func keep(_ ask: TakeAsks.Ask, _ outcome: CollectOutcome) -> Bool {
        do {
            switch outcome {
            case .made(let takes):
                for made in takes { try pool.add(newTake(ask, made), at: Session.now) }
                for made in takes {
                    if let broken = made.broken {
                        session.events.send(
                            .warning(
                                "take \(made.blob.digest.short) of '\(ask.plan.shot)' cannot be used: \(broken)\(made.origin.map { " (\($0))" } ?? "")"
                            ))
                    }
                }
                return true
            case .failed(let error):
                try pool.advance(ask.plan.id, to: error.code == .refused ? .refused : .failed, message: error.reason, at: Session.now)
                session.events.send(
                    .jobFailed(stage: "takes", what: ask.request.label, reason: error.reason + (error.log.isEmpty ? "" : "\n" + error.log)))
                return false
            }
        } catch {
            session.events.send(.jobFailed(stage: "takes", what: ask.request.label, reason: "\(error)"))
            return false
        }
    }

    private func newTake(_ ask: TakeAsks.Ask, _ made: MadeTake) -> NewTake {
        NewTake(
            of: ask.plan, blob: made.blob, facts: made.facts, broken: made.broken, model: made.model, origin: made.origin,
            charging: made.microdollars)
    }

    /// For shots that ask for something else than before: what, in words.
    private func tellWhatChanged(_ asks: TakeAsks) {
        for shot in session.project.shots {
            guard let earlier = try? pool.requests(shot: shot.id), let last = earlier.last,
                let now = asks.asks.first(where: { $0.plan.shot == shot.id })?.plan,
                !earlier.contains(where: { asks.recipeKeys[shot.id]?.contains($0.plan.recipeKey) == true })
            else { continue }
            let why =
                last.plan.prompt != now.prompt
                ? "prompt: \"\(last.plan.prompt)\" → \"\(now.prompt)\"" : "\(KeyDifference(from: last.plan.recipe, to: now.recipe))"
            session.events.send(.stale(what: "shot '\(shot.id)'", why: why))
        }
    }
}
