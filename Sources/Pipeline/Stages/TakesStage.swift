import Content
import Editorial
import Events
import Execution
import Foundation
import Generators
import Pool
import Synchronization
import Web

/// Makes the takes that are missing. Every ask is in the journal before it is made, every take in the pool the moment it is home.
struct TakesStage {
    let session: Session
    let executor: any Executor
    let pool: Pool

    struct Outcome: Sendable {
        var made = 0
        var failed = 0
        /// How many come with the next build: those that failed for no fault of their own, and those that are under way.
        var unsettled = 0
    }

    /// How one ended.
    private enum End {
        case made
        case failed
        /// Failed for no fault of its own.
        case putOff
    }

    /// Counted by tasks side by side.
    private final class Tally: Sendable {
        private let sum = Mutex(Outcome())
        var outcome: Outcome { sum.withLock { $0 } }

        /// - Returns: how many have ended.
        func count(_ end: End) -> Int {
            sum.withLock { sum in
                if end == .made { sum.made += 1 } else { sum.failed += 1 }
                if end == .putOff { sum.unsettled += 1 }
                return sum.made + sum.failed
            }
        }
    }

    /// What generators handed to others, side by side.
    private final class Away: Sendable {
        private let state = Mutex<Detached?>(nil)
        var sum: Detached? { state.withLock { $0 } }

        func add(_ more: Detached) {
            state.withLock { $0 = Detached(jobs: ($0?.jobs ?? 0) + more.jobs, batches: ($0?.batches ?? []) + more.batches) }
        }
    }

    func run() async throws -> Outcome {
        let clock = ContinuousClock()
        let start = clock.now
        let memory = try TakesMemory(session, pool)
        if let asks = memory?.asks, try lostTakes().isEmpty {
            session.events.send(.stageStarted(stage: "takes", jobs: asks, cached: asks))
            let elapsed = start.duration(to: clock.now)
            session.events.send(.stageFinished(stage: "takes", made: 0, cached: asks, failed: 0, seconds: elapsed / .seconds(1)))
            return Outcome()
        }
        var asks = try TakeAsks(session)
        var journal = try pool.journal()
        tellWhatChanged(asks, journal)
        for words in asks.notFound(session) { session.events.send(.warning(words)) }
        try pool.syncShots(session.project.shots, recipeKeys: asks.recipeKeys, at: Session.now)
        if try plan(asks, journal) { journal = try pool.journal() }
        var first = true
        var (cached, outcome) = (0, Outcome())
        // Again for as long as refused prompts have another to send.
        while true {
            try asks.add(from: journal, pool, session)
            try pool.syncShots(session.project.shots, recipeKeys: asks.recipeKeys, at: Session.now)
            let missing = try missing(asks.asks, journal, retrying: first)
            if first {
                cached = asks.asks.count - missing.count
                session.events.send(.stageStarted(stage: "takes", jobs: asks.asks.count, cached: cached))
                if missing.isEmpty, isSettled(asks, journal) { try TakesMemory(session, pool)?.remember(asks: asks.asks.count) }
            }
            let round = try await make(missing, before: cached + outcome.made + outcome.failed, of: asks.asks.count)
            outcome.made += round.made
            outcome.failed += round.failed
            outcome.unsettled += round.unsettled
            first = false
            let others = asks.alternatives(try pool.requests(states: [.refused]), session)
            if others.isEmpty { break }
            try pool.plan(others, at: Session.now)
            journal = try pool.journal()
        }
        let open = Set(try pool.requests(states: [.planned, .submitting, .submitted, .running, .collecting]).map(\.id))
        outcome.unsettled += asks.asks.count { open.contains($0.plan.id) }
        let elapsed = start.duration(to: clock.now)
        session.events.send(
            .stageFinished(stage: "takes", made: outcome.made, cached: cached, failed: outcome.failed, seconds: elapsed / .seconds(1)))
        return outcome
    }

    /// True when there is nothing to say of any request: all were done, and none is under way, of these or of older ones.
    private func isSettled(_ asks: TakeAsks, _ journal: [JournalLine]) -> Bool {
        let done = Set(journal.filter { $0.state == .done }.map(\.id))
        return asks.asks.allSatisfy { done.contains($0.plan.id) } && !journal.contains { $0.state.isOpen }
    }

    /// Writes down what the journal does not have yet, or has with another estimate; true when there was any.
    private func plan(_ asks: TakeAsks, _ journal: [JournalLine]) throws -> Bool {
        let known = Dictionary(journal.map { ($0.id, $0) }) { first, _ in first }
        let plans = asks.asks.map(\.plan).filter { plan in
            guard let line = known[plan.id] else { return true }
            return line.state == .planned && line.estimated != plan.estimated
        }
        if plans.isEmpty { return false }
        try pool.plan(plans, at: Session.now)
        return true
    }

    /// Makes what is missing, every generator at its own pace.
    private func make(_ missing: [TakeAsks.Ask], before: Int, of total: Int) async throws -> Outcome {
        let problem = try MoneyGate(session: session, pool: pool).problem(planned(missing))
        if let problem {
            // What is with a service already is paid for and comes home first.
            let services = session.generators.filter { $0.value is any Service }.keys
            guard try services.contains(where: { try hasOpen($0) }) else { throw problem }
            session.events.send(.warning("\(problem.reason). First, what was asked before is brought home"))
        }
        let tally = Tally()
        let away = Away()
        let events = session.events
        let count: @Sendable (End) -> Void = { end in
            events.send(.progress(stage: "takes", done: before + tally.count(end), jobs: total))
        }
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                let groups = Dictionary(grouped(missing), uniquingKeysWith: { first, _ in first })
                for (name, generator) in session.generators.sorted(by: { $0.key < $1.key }) {
                    // A service with nothing to make may still have something of ours.
                    let asks = groups[name] ?? []
                    if asks.isEmpty {
                        guard generator is any Service, try hasOpen(name) else { continue }
                    }
                    switch generator {
                    case let service as any Service:
                        let takes = ServiceTakes(
                            session: session, pool: pool, service: service, context: try session.context(executor),
                            keep: { ask, made in count(keep(ask, made) ? .made : .failed) },
                            lost: { ask, reason in
                                session.events.send(.jobFailed(stage: "takes", what: ask.request.label, reason: reason))
                                count(.failed)
                            })
                        group.addTask { try await takes.run(asks, mayAsk: problem == nil) }
                    case let generator as any LocalGenerator where problem == nil:
                        group.addTask {
                            do {
                                try await make(asks, generator, counted: count)
                            } catch let detached as Detached {
                                // The other generators hand in what is theirs first.
                                away.add(detached)
                            }
                        }
                    default: break
                    }
                }
                try await group.waitForAll()
            }
        } catch let error as CancellationError {
            tellWhatGoesOn()
            throw error
        }
        if let problem { throw problem }
        if let detached = away.sum { throw detached }
        return tally.outcome
    }

    private func hasOpen(_ generator: String) throws -> Bool {
        try !pool.requests(states: [.submitting, .ambiguous, .submitted, .running, .collecting], generator: generator).isEmpty
    }

    private func planned(_ asks: [TakeAsks.Ask]) throws -> [TakeAsks.Ask] {
        let planned = Set(try pool.requests(states: [.planned]).map(\.id))
        return asks.filter { planned.contains($0.plan.id) }
    }

    private func make(_ asks: [TakeAsks.Ask], _ generator: any LocalGenerator, counted: @escaping @Sendable (End) -> Void) async throws {
        try claim(asks)
        let byID = Dictionary(asks.map { ($0.request.id, $0) }, uniquingKeysWith: { first, _ in first })
        try await generator.collect(asks.map(\.request), in: try session.context(executor)) { request, outcome in
            guard let ask = byID[request.id] else { return }
            switch outcome {
            case .made(let takes): counted(keep(ask, takes) ? .made : .failed)
            case .failed(let error):
                fail(ask, error)
                counted(error.code == .temporary ? .putOff : .failed)
            }
        }
    }

    /// Ctrl-C ends this program and not the work of services.
    private func tellWhatGoesOn() {
        guard let open = try? pool.requests(states: [.submitting, .ambiguous, .submitted, .running, .collecting]) else { return }
        let away = open.filter { session.generators[$0.plan.generator] is any Service }.count
        guard away > 0 else { return }
        session.events.send(
            .warning(
                "\(away) take\(away == 1 ? " is" : "s are") with services and made there all the same; the next build brings them home, "
                    + "'mv requests cancel' asks the services to stop"))
    }

    /// Requests without a take whose file is there. What failed on this machine, and what a service never accepted, is tried again;
    /// what it refused or failed at is not.
    private func missing(_ asks: [TakeAsks.Ask], _ journal: [JournalLine], retrying: Bool) throws -> [TakeAsks.Ask] {
        let lines = Dictionary(journal.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let lost = try lostTakes()
        let local = Set(session.generators.filter { $0.value is any LocalGenerator }.keys)
        var given = 0
        let missing = try asks.filter { ask in
            guard let line = lines[ask.plan.id] else { return true }
            let isLocal = local.contains(ask.plan.generator)
            switch line.state {
            case .done:
                guard let take = line.take, lost.contains(take) else { return false }
                if !isLocal, retrying {
                    session.events.send(
                        .warning(
                            "the file of take \(take.prefix(8)) of '\(ask.plan.shot)' is gone from the store; it was paid for and is not made again unasked"
                        ))
                }
                return isLocal
            case .failed where retrying && (isLocal || !line.hasTicket), .cancelled where retrying && isLocal:
                try pool.retry(line.id, at: Session.now)
                return true
            case .failed, .cancelled:
                given += isLocal ? 0 : 1
                return false
            case .refused: return false
            case .ambiguous, .planned, .submitting, .submitted, .running, .collecting: return true
            }
        }
        if retrying, given > 0 {
            session.events.send(
                .warning(
                    "\(given) request\(given == 1 ? "" : "s") failed or \(given == 1 ? "was" : "were") cancelled at a service and "
                        + "\(given == 1 ? "is" : "are") not asked again unasked; 'mv requests retry --failed' asks again"))
        }
        return missing
    }

    /// Takes whose file is gone from the store, though it was not given up on purpose.
    private func lostTakes() throws -> Set<String> {
        let store = session.workspace.store
        var lost: Set<String> = []
        try pool.eachFile { file, isArchived in if !isArchived, !store.holds(file) { lost.insert(file.digest.hex) } }
        return lost
    }

    private func grouped(_ asks: [TakeAsks.Ask]) -> [(String, [TakeAsks.Ask])] {
        Dictionary(grouping: asks, by: \.plan.generator).sorted { $0.key < $1.key }
    }

    /// Claims all requests in one transaction, inside the budget or not at all. A request that never leaves this machine costs nothing
    /// to start again, so it stays in this state until its take is there.
    private func claim(_ asks: [TakeAsks.Ask]) throws {
        let budget = session.project.budget.limit.map { Int(($0 * 1_000_000).rounded()) }
        try pool.claim(try planned(asks).map(\.plan.id), budget: budget, at: Session.now)
    }

    /// Puts takes into the pool, which ends their request; true when that went well.
    private func keep(_ ask: TakeAsks.Ask, _ takes: [MadeTake]) -> Bool {
        do {
            try pool.add(try takes.enumerated().map { try newTake(ask, $1, isFirst: $0 == 0) }, at: Session.now)
            try giveUpOnLost(ask, insteadOf: takes)
            for made in takes {
                if let broken = made.broken {
                    session.events.send(
                        .warning(
                            "take \(made.blob.digest.short) of '\(ask.plan.shot)' cannot be used: \(broken)\(made.origin.map { " (\($0))" } ?? "")"
                        ))
                }
            }
            session.events.send(.jobDone(stage: "takes", what: ask.request.label))
            return true
        } catch {
            session.events.send(.jobFailed(stage: "takes", what: ask.request.label, reason: "\(error)"))
            return false
        }
    }

    /// A take whose file was gone is asked for again; when other bytes come back, it will not come back itself, however often it is asked.
    private func giveUpOnLost(_ ask: TakeAsks.Ask, insteadOf takes: [MadeTake]) throws {
        guard let old = try pool.request(ask.plan.id)?.take, !takes.contains(where: { $0.blob.digest.hex == old }),
            let lost = try pool.take(old), lost.archived == nil, !session.workspace.store.holds(lost.blob)
        else { return }
        try pool.archive(old, at: Session.now)
        session.events.send(
            .warning(
                "the file of take \(old.prefix(8)) of '\(ask.plan.shot)' was gone and '\(ask.plan.generator)' made other bytes this time: "
                    + "it is archived, and what was made is a take of its own"))
    }

    /// Writes down why a request of this machine came to nothing.
    private func fail(_ ask: TakeAsks.Ask, _ error: GeneratorError) {
        var reason = error.reason + (error.log.isEmpty ? "" : "\n" + error.log)
        do {
            try pool.advance(ask.plan.id, to: error.code == .refused ? .refused : .failed, message: error.reason, at: Session.now)
        } catch {
            reason += "\nand that could not be written down: \(error)"
        }
        session.events.send(.jobFailed(stage: "takes", what: ask.request.label, reason: reason))
    }

    private func newTake(_ ask: TakeAsks.Ask, _ made: MadeTake, isFirst: Bool) throws -> NewTake {
        var take = NewTake(
            of: ask.plan, blob: made.blob, facts: made.facts, broken: made.broken, model: made.model, origin: made.origin,
            charging: made.microdollars)
        if let seed = made.seed {
            take.seed = seed
        } else if !isFirst {
            // Of several takes of one request only the first can be the one of its seed.
            take.seed = nil
        } else if session.generators[ask.plan.generator] is any Service, let sent = try pool.request(ask.plan.id)?.sent {
            // A service that was told no seed chose one nobody knows.
            if try !JSONValue(parsing: Data(sent.utf8)).holds(ask.plan.seed) { take.seed = nil }
        }
        return take
    }

    /// For shots that ask for something else than before: what, in words.
    private func tellWhatChanged(_ asks: TakeAsks, _ journal: [JournalLine]) {
        let first = Dictionary(asks.asks.map { ($0.plan.shot, $0.plan) }) { first, _ in first }
        let known = Dictionary(grouping: journal, by: \.shot)
        for shot in session.project.shots {
            guard let earlier = known[shot.id], let now = first[shot.id],
                !earlier.contains(where: { asks.recipeKeys[shot.id]?.contains($0.recipeKey) == true }),
                let id = earlier.last?.id, let last = try? pool.request(id)
            else { continue }
            let why =
                last.plan.prompt != now.prompt
                ? "prompt: \"\(last.plan.prompt)\" → \"\(now.prompt)\"" : "\(KeyDifference(from: last.plan.recipe, to: now.recipe))"
            session.events.send(.stale(what: "shot '\(shot.id)'", why: why))
        }
    }
}

extension JSONValue {
    /// Whether the number stands anywhere in it.
    fileprivate func holds(_ number: UInt64) -> Bool {
        switch self {
        case .integer, .number, .string: text == String(number)
        case .array(let values): values.contains { $0.holds(number) }
        case .object(let fields): fields.values.contains { $0.holds(number) }
        case .null, .bool: false
        }
    }
}
