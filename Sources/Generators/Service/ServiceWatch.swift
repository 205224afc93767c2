import Foundation
import Web

/// Waits for one request and brings home what came of it. The same for every service.
public struct ServiceWatch: Sendable {
    /// How a watch ended.
    public enum Outcome: Sendable {
        case made([MadeTake])
        /// It will not come.
        case failed(ServiceError)
        /// It may still come, but not now: the ticket stays good, and the next build looks again.
        case paused(String)
    }

    /// What happened on the way, for the journal and the screen.
    public enum Step: Sendable {
        case waiting(Sighting.Waiting)
        /// The service is done; its files are being fetched.
        case collecting
        /// The service does not answer, for so many looks in a row.
        case unreachable(looks: Int, reason: String)
    }

    private let service: any Service
    private let request: TakeRequest
    private let ticket: Ticket
    private let ask: Ask
    private let context: GeneratorContext
    private let clock = ContinuousClock()

    public init(_ service: any Service, _ request: TakeRequest, ticket: Ticket, ask: Ask, context: GeneratorContext) {
        self.service = service
        self.request = request
        self.ticket = ticket
        self.ask = ask
        self.context = context
    }

    /// - Throws: `CancellationError` when the build is stopped, and what `told` throws. Nothing else: a service cannot fail a watch
    ///   but by saying so.
    public func run(_ told: @escaping @Sendable (Step) async throws -> Void) async throws -> Outcome {
        let listener = Task { [service, ticket, ask, context, request] in
            // Best effort: the outcome never depends on it.
            try? await service.listen(ticket, ask) { share, word in context.progress(request, share, word) }
        }
        defer { listener.cancel() }
        let start = clock.now
        var (failures, missing) = (0, 0)
        while true {
            try Task.checkCancellation()
            var pause = service.options.poll
            do {
                switch try await service.look(ticket, request, ask) {
                case .waiting(let waiting):
                    (failures, missing) = (0, 0)
                    if let share = waiting.share { context.progress(request, share, waiting.word) }
                    try await told(.waiting(waiting))
                    pause = max(pause, waiting.after ?? .zero)
                case .ended(let error) where error.kind == .gone && missing < 2:
                    // A server that has just started, or one of several behind a gateway, may not know it yet.
                    missing += 1
                case .ended(let error): return .failed(error)
                case .ready(let ready):
                    try await told(.collecting)
                    return try await ServiceDelivery(service, request, ticket: ticket, ask: ask, context: context).run(ready)
                }
            } catch let error as ServiceError {
                switch error.kind {
                case .auth: return .paused("\(error); the request is kept and looked at again once the key is right")
                case .gone where missing < 2: missing += 1
                case .gone, .badRequest, .moderation, .modelFailure, .cancelled: return .failed(error)
                case .transient(let after), .rateLimited(let after):
                    failures += 1
                    pause = after ?? Pace.backOff(failures, unit: service.options.poll)
                    if failures.isMultiple(of: 5) { try await told(.unreachable(looks: failures, reason: error.description)) }
                default:
                    failures += 1
                    pause = Pace.backOff(failures, unit: service.options.poll)
                }
            } catch let error as WebError {
                failures += 1
                pause = Pace.backOff(failures, unit: service.options.poll)
                if failures.isMultiple(of: 5) { try await told(.unreachable(looks: failures, reason: error.description)) }
            }
            let waited = start.duration(to: clock.now)
            if waited + pause > service.options.deadline {
                return .paused("it was waited for \(Int(waited / .seconds(60))) min; the service has it, and the next build looks again")
            }
            try await Task.sleep(for: Pace.jittered(pause))
        }
    }
}
