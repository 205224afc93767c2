import Content
import Editorial
import Events
import Foundation
import Generators
import Pool
import Web

/// Takes from one service. Each step of a request is in the journal before the next: what was paid is found again after any crash, and
/// nothing is asked twice without a person's word.
struct ServiceTakes {
    let session: Session
    let pool: Pool
    let service: any Service
    let context: GeneratorContext
    /// Puts takes into the pool, which ends their request.
    let keep: @Sendable (TakeAsks.Ask, [MadeTake]) -> Void
    /// Tells of a request that ended without a take; the journal has it already.
    let lost: @Sendable (TakeAsks.Ask, String) -> Void
    private let desk = ServiceDesk()
    private let warnings = WarningsOnce()

    init(
        session: Session, pool: Pool, service: any Service, context: GeneratorContext,
        keep: @escaping @Sendable (TakeAsks.Ask, [MadeTake]) -> Void, lost: @escaping @Sendable (TakeAsks.Ask, String) -> Void
    ) {
        (self.session, self.pool, self.service, self.context) = (session, pool, service, context)
        (self.keep, self.lost) = (keep, lost)
    }

    /// Asks for what is planned, and brings home everything that is with the service, also what the project no longer asks for: it was paid.
    /// - Parameter mayAsk: false when money is not settled: then only what is with the service already is brought home.
    func run(_ asks: [TakeAsks.Ask], mayAsk: Bool) async throws {
        try await reconcile()
        var states: [String: RequestRecord] = [:]
        for record in try pool.requests(generator: service.options.name) { states[record.id] = record }
        let open = states.values.filter { [.submitted, .running, .collecting].contains($0.state) }.sorted { $0.created < $1.created }
            .compactMap { TakeAsks.Ask(recorded: $0.plan) }
        let planned = mayAsk ? asks.filter { states[$0.plan.id]?.state == .planned } : []
        // What is made already comes home first: addresses grow old.
        try await withThrowingTaskGroup(of: Void.self) { group in
            var running = 0
            for ask in open + planned {
                if running >= service.options.concurrent { try await group.next() } else { running += 1 }
                group.addTask { try await self.take(ask) }
            }
            try await group.waitForAll()
        }
        if let reason = await desk.closed {
            let left = try pool.requests(states: [.planned], generator: service.options.name).count
            if left > 0 {
                session.events.send(
                    .warning(
                        "nothing more was asked of generator '\(service.options.name)': \(reason). \(left) requests wait for the next build"
                    ))
            }
        }
    }

    // MARK: what an earlier build left in the dark

    /// Requests that were about to be asked when the program ended may have arrived. Before anything new is asked, the service is looked
    /// at for them.
    private func reconcile() async throws {
        for record in try pool.requests(states: [.submitting, .ambiguous], generator: service.options.name) {
            if record.state == .submitting {
                try pool.advance(
                    record.id, to: .ambiguous, message: "the program ended while asking", at: Session.now)
            }
            if let ask = TakeAsks.Ask(recorded: record.plan) { try await find(ask) }
        }
        let dark = try pool.requests(states: [.ambiguous], generator: service.options.name)
        if !dark.isEmpty {
            session.events.send(
                .warning(
                    "\(dark.count) request\(dark.count == 1 ? "" : "s") may or may not have reached generator '\(service.options.name)' and "
                        + "\(dark.count == 1 ? "is" : "are") not asked again unasked, since that may cost twice; "
                        + "'mv requests list --state ambiguous' shows them, 'mv requests resolve' settles them"))
        }
    }

    /// True when the request is settled: found at the service, or certainly not there.
    @discardableResult
    private func find(_ ask: TakeAsks.Ask) async throws -> Bool {
        guard let record = try pool.request(ask.plan.id) else { return false }
        let finding: Finding
        do {
            finding = try await service.find(ask.request, named(record), known: try pool.tickets(generator: service.options.name))
        } catch let error as ServiceError {
            finding = .unsure(error.description)
        } catch let error as WebError {
            finding = .unsure(error.reason)
        }
        switch finding {
        case .found(let ticket):
            try pool.advance(
                record.id, to: .submitted, providerID: ticket.text, message: "found at the service", at: Session.now)
            return true
        case .never:
            try pool.putBack(record.id, message: "the service does not have it", at: Session.now)
            return true
        case .unsure(let reason):
            try pool.note(record.id, status: "unsure: \(reason)", at: Session.now)
            return false
        }
    }

    private func named(_ record: RequestRecord) -> Ask {
        Ask(
            name: Ask.name(request: record.id, attempt: record.attempt), asked: record.asked ?? Session.now,
            cacheFolder: session.workspace.services)
    }

    // MARK: one request

    private func take(_ ask: TakeAsks.Ask) async throws {
        guard let ticket = try await ticket(ask), let record = try pool.request(ask.plan.id) else { return }
        let watch = ServiceWatch(service, ask.request, ticket: ticket, ask: named(record), context: context)
        let (pool, id, events, label, name) = (pool, ask.plan.id, session.events, ask.request.label, service.options.name)
        let outcome = try await watch.run { step in
            switch step {
            case .waiting(let waiting):
                try pool.note(id, status: waiting.word, at: Session.now)
                if waiting.isRunning, try pool.request(id)?.state == .submitted { try pool.advance(id, to: .running, at: Session.now) }
            case .collecting:
                if try pool.request(id).map({ $0.state.rank < RequestState.collecting.rank }) == true {
                    try pool.advance(id, to: .collecting, at: Session.now)
                }
            case .unreachable(let looks, let reason):
                events.send(.warning("generator '\(name)' has not answered \(looks) times for \(label): \(reason); it is asked on"))
            }
        }
        switch outcome {
        case .made(let takes): keep(ask, takes)
        case .paused(let reason): session.events.send(.warning("\(label) is left for the next build: \(reason)"))
        case .failed(let error): try await end(ask, error, wasAccepted: true)
        }
    }

    /// The ticket the request has, or the one it gets by being asked now. Nil when it ended or has to wait.
    private func ticket(_ ask: TakeAsks.Ask) async throws -> Ticket? {
        var failures = 0
        while true {
            try Task.checkCancellation()
            guard let record = try pool.request(ask.plan.id) else { return nil }
            if let ticket = record.providerID { return record.state.isOpen ? Ticket(text: ticket) : nil }
            guard record.state == .planned, await desk.closed == nil else { return nil }
            do {
                let prepared = try await service.prepare(ask.request, named(record))
                for warning in prepared.warnings { await warnings.tell(warning, ask, session.events) }
                if let ticket = try await desk.turn({ try await self.submit(ask, prepared) }) { return ticket }
                continue
            } catch let error as PoolError where error.kind == .overBudget {
                await desk.close("\(error)")
                return nil
            } catch let error as WebError {
                failures += 1
                try await retry(failures, error.reason)
            } catch let error as ServiceError {
                switch error.kind {
                case .auth, .quota:
                    await desk.close(error.description)
                    return nil
                case .rateLimited(let after):
                    failures += 1
                    await desk.quiet(for: after ?? min(.seconds(60), service.options.poll * Double(1 << min(failures, 8))))
                    if failures > 60 { await desk.close("it was over the service's rate limit 60 times in a row") }
                case .transient(let after):
                    failures += 1
                    if let after { await desk.quiet(for: after) }
                    try await retry(failures, error.description)
                case .ambiguous: return nil
                default:
                    try await end(ask, error, wasAccepted: false)
                    return nil
                }
            }
        }
    }

    private func retry(_ failures: Int, _ reason: String) async throws {
        if failures >= 5 { await desk.close("it cannot be reached: \(reason)") }
        try await Task.sleep(for: min(.seconds(30), service.options.poll * Double(1 << failures)) * Double.random(in: 0.5...1))
    }

    /// One turn at the desk: write down, ask, write down.
    private func submit(_ ask: TakeAsks.Ask, _ prepared: Prepared) async throws -> Ticket? {
        guard await desk.closed == nil else { return nil }
        let id = ask.plan.id
        guard let estimate = prepared.estimate.microdollars else {
            throw ServiceError(.quota, "nobody knows what '\(ask.request.label)' costs; add price_per_second: to the generator")
        }
        let budget = session.project.budget.limit.map { Int(($0 * 1_000_000).rounded()) }
        let record = try pool.claim(
            id, estimated: estimate, sent: String(decoding: prepared.sent.data(), as: UTF8.self), warnings: prepared.warnings,
            budget: budget,
            at: Session.now)
        let named = named(record)
        let (service, request) = (service, ask.request)
        do {
            // Apart from this task: a build that is stopped still hears the answer to what it asked.
            let ticket = try await Task { try await service.submit(prepared, request, named) }.value
            try pool.advance(id, to: .submitted, providerID: ticket.text, at: Session.now)
            await desk.wasAccepted()
            return ticket
        } catch let error as WebError where error.wasNotSent {
            try pool.putBack(id, message: error.reason, at: Session.now)
            throw error
        } catch let error as WebError {
            return try await doubt(ask, error.reason)
        } catch let error as ServiceError {
            switch error.kind {
            case .ambiguous: return try await doubt(ask, error.description)
            case .auth, .quota, .rateLimited, .transient:
                try pool.putBack(id, message: error.description, at: Session.now)
            default: break
            }
            throw error
        }
    }

    /// The service may have it. Nobody else is asking now, so a job there that belongs to nobody is this one.
    private func doubt(_ ask: TakeAsks.Ask, _ reason: String) async throws -> Ticket? {
        try pool.advance(ask.plan.id, to: .ambiguous, message: reason, at: Session.now)
        try? await Task { [service] in try await Task.sleep(for: min(.seconds(2), service.options.poll)) }.value
        if try await find(ask) { return try pool.request(ask.plan.id)?.providerID.map { Ticket(text: $0) } }
        session.events.send(
            .warning(
                "nobody can tell whether \(ask.request.label) reached generator '\(service.options.name)' (\(reason)); it is not asked again "
                    + "unasked: 'mv requests resolve \(ask.plan.id.prefix(8))' settles it"))
        return nil
    }

    // MARK: endings

    private func end(_ ask: TakeAsks.Ask, _ error: ServiceError, wasAccepted: Bool) async throws {
        let record = try pool.request(ask.plan.id)
        var charge = error.microdollars ?? 0
        // Nobody says what a job cost that was lost or stopped on its way: it counts as spent, so that a budget is never exceeded.
        if error.microdollars == nil, wasAccepted, [.gone, .cancelled, .badMedia].contains(error.kind) { charge = record?.reserved ?? 0 }
        let state: RequestState =
            switch error.kind {
            case .moderation: .refused
            case .cancelled: .cancelled
            default: .failed
            }
        if record?.state == .planned {
            // Found wrong before it was asked: it is still only planned, and stays so until the project changes.
            lost(ask, error.description)
            await desk.wasWrong(error.description)
            return
        }
        try pool.advance(ask.plan.id, to: state, charging: charge, message: error.description, at: Session.now)
        if error.kind == .badRequest, !wasAccepted { await desk.wasWrong(error.description) }
        if error.kind == .moderation, service.options.refusal == .stop {
            await desk.close("the prompt of \(ask.request.label) was refused (\(error))")
        }
        lost(ask, (error.kind == .moderation ? "refused for its content: " : "") + error.description)
    }
}

/// A sentence that holds for seven hundred takes is said once.
private actor WarningsOnce {
    private var said: Set<String> = []

    func tell(_ warning: String, _ ask: TakeAsks.Ask, _ events: any EventSink) {
        if said.insert(warning).inserted {
            events.send(.warning("generator '\(ask.plan.generator)', \(ask.request.label): \(warning)"))
        }
    }
}
