import Editorial
import Foundation
import Generators
public import Pool
import Web

/// What a person does about requests that are with a service, or may be.
public struct OpenRequests: Sendable {
    /// What cannot be done, and why.
    public struct Refused: Error, Sendable, CustomStringConvertible {
        public var description: String
    }

    private let session: Session
    private let pool: Pool

    public init(session: Session, pool: Pool) {
        self.session = session
        self.pool = pool
    }

    /// Asks the service to stop. Gives what came of it in words, and true where the request has ended.
    public func cancel(_ record: RequestRecord) async throws -> (ended: Bool, words: String) {
        let id = record.id.prefix(8)
        guard let ticket = record.providerID, [.submitted, .running, .collecting].contains(record.state) else {
            let why =
                switch record.state {
                case .planned: "nobody was asked yet; take it out of the project or lower 'takes'"
                case .submitting, .ambiguous: "nobody knows whether the service has it; 'mv requests resolve \(id)' settles that"
                default: "it has ended (\(record.state.rawValue))"
                }
            throw Refused(description: "request \(id) cannot be cancelled: \(why)")
        }
        let (service, ask) = try service(record)
        guard let asked = TakeAsks.Ask(recorded: record.plan) else { throw Refused(description: "request \(id) cannot be read") }
        switch try await spoken(record, { try await service.cancel(Ticket(text: ticket), asked.request, ask) }) {
        case .stopped:
            // Before it ran nothing was made; later, what it cost is not known and counts as spent.
            let charge = record.state == .submitted ? 0 : record.reserved
            try pool.advance(record.id, to: .cancelled, charging: charge, message: "cancelled by hand", at: Session.now)
            return (
                true,
                "request \(id) is cancelled"
                    + (charge > 0 ? "; it had begun, so its \(Pool.dollars(charge)) count as spent ('mv cost' shows it)" : "")
            )
        case .asked:
            try pool.note(record.id, status: "asked to stop", at: Session.now)
            return (
                false,
                "request \(id): the service was asked to stop and has not said yet; the next build looks, and keeps the take if it came"
            )
        case .impossible(let why): return (false, "request \(id) goes on: \(why)")
        }
    }

    /// Looks at the service for a request that may have reached it.
    public func find(_ record: RequestRecord) async throws -> (settled: Bool, words: String) {
        let id = record.id.prefix(8)
        let (service, ask) = try service(record)
        guard let asked = TakeAsks.Ask(recorded: record.plan) else { throw Refused(description: "request \(id) cannot be read") }
        try settleSubmitting(record)
        let known = try pool.tickets(generator: record.plan.generator)
        switch try await spoken(record, { try await service.find(asked.request, ask, known: known) }) {
        case .found(let ticket):
            try pool.advance(record.id, to: .submitted, providerID: ticket.text, message: "found at the service", at: Session.now)
            return (true, "request \(id) was found at the service as \(ticket.id); the next build brings it home")
        case .never:
            try pool.putBack(record.id, message: "the service does not have it", at: Session.now)
            return (true, "request \(id) never reached the service; the next build asks for it")
        case .unsure(let why):
            return (
                false,
                "request \(id) stays open: \(why). Say what holds: --is ID when you see it at the service, --ask-again when it is not there (it may "
                    + "cost twice), --give-up to leave it"
            )
        }
    }

    /// A person found the request at the service.
    public func attach(_ record: RequestRecord, as ticket: String) throws -> String {
        try settleSubmitting(record)
        try pool.advance(record.id, to: .submitted, providerID: ticket, message: "named by hand", at: Session.now)
        return "request \(record.id.prefix(8)) is \(ticket) at the service; the next build brings it home"
    }

    /// A person says that it may be asked again, at the price of perhaps paying twice.
    public func askAgain(_ record: RequestRecord) throws -> String {
        try settleSubmitting(record)
        if record.state == .ambiguous || record.state == .submitting {
            try pool.putBack(record.id, message: "to be asked again, by hand", at: Session.now)
        } else {
            try pool.retry(record.id, at: Session.now)
        }
        return "request \(record.id.prefix(8)) is planned again; the next build asks for it"
    }

    /// - Parameter charged: count what it was estimated at as spent.
    public func giveUp(_ record: RequestRecord, charged: Bool) throws -> String {
        try settleSubmitting(record)
        let charge = charged ? record.reserved : 0
        try pool.advance(record.id, to: .cancelled, charging: charge, message: "given up by hand", at: Session.now)
        return "request \(record.id.prefix(8)) is given up" + (charge > 0 ? "; \(Pool.dollars(charge)) count as spent" : "")
    }

    /// Whoever holds the build's lock knows that nobody is asking: what was about to be asked was left behind.
    private func settleSubmitting(_ record: RequestRecord) throws {
        guard record.state == .submitting else { return }
        try pool.advance(record.id, to: .ambiguous, message: "the program ended while asking", at: Session.now)
    }

    private func service(_ record: RequestRecord) throws -> (any Service, Ask) {
        guard let generator = session.generators[record.plan.generator] else {
            throw Refused(
                description:
                    "the project no longer has the generator '\(record.plan.generator)' of request \(record.id.prefix(8)); put it back to reach "
                    + "the service")
        }
        guard let service = generator as? any Service else {
            throw Refused(description: "generator '\(record.plan.generator)' runs on this machine; stopping the build stops it")
        }
        return (
            service,
            Ask(
                name: Ask.name(request: record.id, attempt: record.attempt), asked: record.asked ?? record.updated,
                cacheFolder: session.workspace.services)
        )
    }

    private func spoken<Value>(_ record: RequestRecord, _ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as ServiceError {
            throw Refused(description: "generator '\(record.plan.generator)' did not do it for request \(record.id.prefix(8)): \(error)")
        } catch let error as WebError {
            throw Refused(description: "generator '\(record.plan.generator)' cannot be reached: \(error.reason)")
        }
    }
}
