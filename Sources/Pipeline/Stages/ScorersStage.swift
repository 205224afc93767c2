import Content
import Editorial
import Events
import Execution
import Foundation
import Pool
import ProjectFile
import Recipes
import Scorers
import Synchronization
import Timebase

/// Shows takes to the project's scorers: those that a scorer has not seen yet. A scorer that fails costs its own scores and nothing else.
struct ScorersStage {
    let session: Session
    let executor: any Executor
    let pool: Pool

    /// - Returns: how many opinions came.
    func run() async throws -> Int {
        var made = 0
        for scorer in session.scorers {
            let count: Int
            do {
                count = try await run(scorer)
            } catch let error as ScorerError {
                warn(
                    scorer,
                    "\(error.reason); its scores are missing, and the build goes on without them"
                        + (error.log.isEmpty ? "" : "\n\(error.log)"))
                count = 0
            } catch {
                await scorer.close()
                throw error
            }
            await scorer.close()
            made += count
        }
        return made
    }

    private func warn(_ scorer: any Scorer, _ text: String) { session.events.send(.warning("scorer '\(scorer.name)': \(text)")) }

    private func run(_ scorer: any Scorer) async throws -> Int {
        try pool.loseOpenCalls(of: scorer.name)
        var facts = try await facts(of: scorer)
        var asks = try ScorerAsks(scorer, facts, pool)
        if !asks.missing.isEmpty {
            // Now it is started; a program can be of another version though nothing that is seen of it from outside has changed.
            let fresh = try await scorer.open()
            if fresh != facts {
                facts = fresh
                try remember(scorer, facts)
                asks = try ScorerAsks(scorer, facts, pool)
            }
        }
        checkWeights(scorer, facts)
        return try await ask(scorer, facts, asks)
    }

    private func ask(_ scorer: any Scorer, _ facts: ScorerFacts, _ asks: ScorerAsks) async throws -> Int {
        let stage = "scorer \(scorer.name)"
        if asks.barred > 0 {
            warn(
                scorer,
                "\(asks.barred) take\(asks.barred == 1 ? "" : "s") got no answer or none of use, and "
                    + "\(asks.barred == 1 ? "is" : "are") not asked about again unasked, since that may cost twice; 'mv scorers --ask-again \(scorer.name)' allows it"
            )
        }
        let total = asks.there + asks.missing.count
        guard !asks.missing.isEmpty else {
            session.events.send(.stageStarted(stage: stage, jobs: total, cached: total))
            session.events.send(.stageFinished(stage: stage, made: 0, cached: total, failed: 0, seconds: 0))
            return 0
        }
        try money(scorer, facts, calls: asks.missing.count)
        let questions = try await questions(asks.missing, facts)
        session.events.send(.stageStarted(stage: stage, jobs: total, cached: asks.there))
        let start = ContinuousClock.now
        let tally = Mutex((made: 0, failed: 0))
        defer {
            let (made, failed) = tally.withLock { $0 }
            session.events.send(
                .stageFinished(
                    stage: stage, made: made, cached: asks.there, failed: failed, seconds: start.duration(to: .now) / .seconds(1)))
        }
        let (pool, events) = (pool, session.events)
        let ledger = PoolLedger(
            pool: pool, scorer: scorer.name, model: facts.name,
            budget: session.project.budget.limit.map { Int(($0 * 1_000_000).rounded()) })
        try await scorer.ask(questions, ledger: ledger) { question, answer in
            let done = tally.withLock { tally in
                if case .opinion = answer { tally.made += 1 } else { tally.failed += 1 }
                return tally.made + tally.failed
            }
            switch answer {
            case .opinion(let opinion):
                try pool.save(opinion, of: .init(question.take, question.shot), by: scorer.name, key: question.key, at: Session.now)
                events.send(.jobDone(stage: stage, what: question.label))
            case .failed(let reason): events.send(.jobFailed(stage: stage, what: question.label, reason: reason))
            }
            events.send(.progress(stage: stage, done: asks.there + done, jobs: total))
        }
        return tally.withLock { $0.made }
    }

    /// Without starting it, where what it said last still holds.
    private func facts(of scorer: any Scorer) async throws -> ScorerFacts {
        if let known = try pool.facts(of: scorer) { return known }
        let facts = try await scorer.open()
        try remember(scorer, facts)
        return facts
    }

    private func remember(_ scorer: any Scorer, _ facts: ScorerFacts) throws {
        try pool.remember(scorer: scorer.name, fingerprint: scorer.fingerprint(), facts: CanonicalJSON.text(facts))
    }

    /// Only a scorer itself knows what it scores: its names in the project are checked when it has said so.
    private func checkWeights(_ scorer: any Scorer, _ facts: ScorerFacts) {
        let known = facts.scores.map { Opinion.name($0.key, of: scorer.name) }
        for name in session.project.select.weights.keys.sorted()
        where LearnedScores.scorer(of: name) == scorer.name && !known.contains(name) {
            let path = "select.weights.\(name)"
            let place = session.read.place(of: path) ?? (0, 0)
            session.events.send(
                .diagnostic(
                    Diagnostic(
                        .warning, file: session.read.file, line: place.line, column: place.column, path: path,
                        "unknown score '\(name)'", suggestion: "scores of '\(scorer.name)': \(known.joined(separator: ", "))")))
        }
    }

    /// Before the first call is made, all of them are held against the budget.
    private func money(_ scorer: any Scorer, _ facts: ScorerFacts, calls: Int) throws {
        guard let each = scorer.estimate(facts) else {
            throw ScorerError(
                "nobody knows what it costs, so it was not asked. Add price_per_call: to it, or price_per_million_in: and "
                    + "price_per_million_out:, in dollars (0 when it is free)")
        }
        guard each > 0 else { return }
        let sum = each * calls
        let what = "looking at \(calls) take\(calls == 1 ? "" : "s") would cost about \(Pool.dollars(sum))"
        guard let limit = session.project.budget.limit else {
            throw ScorerError(
                "\(what), and the project has no budget; nothing was asked. To go on, add a line to the project: "
                    + "budget: \(Int(max(1, (Double(sum) / 1e6 * 1.1).rounded(.up))))")
        }
        let committed = try pool.spending().committed
        let budget = Int((limit * 1_000_000).rounded())
        guard committed + sum <= budget else {
            throw ScorerError(
                "\(what), but of the budget of \(Pool.dollars(budget)) already \(Pool.dollars(committed)) are spent or promised; "
                    + "nothing was asked. Raise 'budget:' to \(Int((Double(committed + sum) / 1e6).rounded(.up))) or remove the scorer")
        }
    }

    /// With the pictures the scorer wants; takes whose pictures cannot be made are left out, which is told as a failed job.
    private func questions(_ asks: [ScorerAsks.Ask], _ facts: ScorerFacts) async throws -> [ScorerQuestion] {
        func question(_ ask: ScorerAsks.Ask, frames: [String] = [], times: [Double] = []) -> ScorerQuestion {
            ScorerQuestion(
                id: String(ask.key.prefix(16)), take: ask.subject.take.take, shot: ask.subject.shot,
                label: "\(ask.subject.shot) take \(ask.subject.ordinal + 1)", key: ask.key, prompt: ask.subject.prompt,
                clip: session.workspace.store.path(of: ask.subject.blob), frames: frames, times: times)
        }
        guard case .frames(let count, let longSide) = facts.wants else { return asks.map { question($0) } }
        let jobs = try asks.map { ask in
            try Job(
                FramesRecipe(take: ask.subject.blob, range: ask.subject.usable, count: count, longSide: longSide),
                label: "\(ask.subject.shot) take \(ask.subject.ordinal + 1)", tools: session.tools())
        }
        let results = try await runMissing(jobs, results: session.results, executor: executor, stage: "frames", events: session.events)
        return try zip(asks, jobs).compactMap { ask, job in
            guard case .success(let result)? = results[job.key] else { return nil }
            let made = try result.value(of: FramesRecipe.self)
            return question(
                ask, frames: made.frames.map { session.workspace.store.path(of: $0) },
                times: made.numbers.map { ask.subject.rate.seconds(at: $0) })
        }
    }
}

/// Calls in the pool, which also holds them against the budget.
private struct PoolLedger: ScorerLedger {
    let pool: Pool
    let scorer: String
    let model: String
    let budget: Int?

    func open(_ question: ScorerQuestion, estimated: Int) async throws -> Int64 {
        do {
            return try pool.openCall(
                to: scorer, model: model, about: .init(question.take, question.shot), key: question.key, estimated: estimated,
                budget: budget, at: Session.now)
        } catch let error as PoolError where error.kind == .overBudget {
            throw ScorerError(error.description)
        }
    }

    func close(_ call: Int64, _ ending: CallEnding) async throws {
        switch ending {
        case .done(let billed): try pool.closeCall(call, .done, billed: billed)
        case .failed(let billed, let reason): try pool.closeCall(call, .failed, billed: billed, message: reason)
        case .lost(let reason): try pool.closeCall(call, .lost, message: reason)
        case .notMade: try pool.forgetCall(call)
        }
    }
}
