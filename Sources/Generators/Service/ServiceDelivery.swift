import Content
import Editorial
import Execution
import Foundation
import Recipes
import Web

/// Fetches what a service made, at once: to a scratch file of the store, looked at by a worker, and named by its bytes.
struct ServiceDelivery: Sendable {
    private let service: any Service
    private let request: TakeRequest
    private let ticket: Ticket
    private let ask: Ask
    private let context: GeneratorContext

    init(_ service: any Service, _ request: TakeRequest, ticket: Ticket, ask: Ask, context: GeneratorContext) {
        self.service = service
        self.request = request
        self.ticket = ticket
        self.ask = ask
        self.context = context
    }

    /// Where one output stands after a try.
    private enum Fetch {
        case file(MadeTake)
        /// The address does not have it (any more): a fresh one may.
        case stale(String)
        /// What came is no video.
        case bad(String)
        case paused(String)
        /// The address leads where answers may not lead. The file is there all the same, for a build that may.
        case forbidden(String)
    }

    func run(_ first: Sighting.Ready) async throws -> ServiceWatch.Outcome {
        var ready = first
        var (takes, bad, stale) = ([Int: MadeTake](), 0, 0)
        while true {
            guard !ready.outputs.isEmpty else {
                return .failed(
                    ServiceError(.modelFailure, "the service says it is done, but made no video", microdollars: ready.microdollars))
            }
            var problem: Fetch?
            for (index, output) in ready.outputs.enumerated() where takes[index] == nil {
                switch try await fetch(output, ready) {
                case .file(let take): takes[index] = take
                case let other: problem = problem ?? other
                }
            }
            switch problem {
            case nil:
                var made = takes.sorted { $0.key < $1.key }.map(\.value)
                // The price is of the request, not of each of its files.
                for index in made.indices { made[index].microdollars = index == 0 ? ready.microdollars : 0 }
                return .made(made)
            case .file: preconditionFailure("a file is no problem")
            case .paused(let reason): return .paused(reason)
            case .forbidden(let reason): return .paused("its file is not fetched: \(reason); the next build looks again")
            case .bad(let reason):
                bad += 1
                if bad > 1 { return .failed(ServiceError(.badMedia, reason, microdollars: ready.microdollars)) }
            case .stale(let reason):
                stale += 1
                if stale > 5 {
                    return .paused("the service says it is done, but the file is not there (\(reason)); the next build tries again")
                }
            }
            try await Task.sleep(for: Pace.backOff(bad + stale, unit: service.options.poll))
            switch try await refreshed() {
            case .ready(let again): ready = again
            case .waiting: break
            case .ended(let error): return .failed(error)
            case nil: break
            }
        }
    }

    /// Addresses grow old: looking again gives fresh ones. Nil when looking failed, which decides nothing.
    private func refreshed() async throws -> Sighting? {
        do {
            return try await service.look(ticket, request, ask)
        } catch let error as ServiceError {
            return error.kind == .gone ? .ended(error) : nil
        } catch is WebError {
            return nil
        }
    }

    private func fetch(_ output: ServiceOutput, _ ready: Sighting.Ready) async throws -> Fetch {
        let scratch = try context.store.scratchPath(fileExtension: "part")
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        switch output.source {
        case .inline(let data):
            guard let kind = VideoMagic.fileExtension(of: data.prefix(64)) else {
                return .bad("what came with the answer is no video file")
            }
            try AtomicFile.write(data, to: scratch)
            return try await keep(scratch, kind, output, ready)
        case .addresses(let addresses):
            var (stale, forbidden) = ("the service gave no address", String?.none)
            for address in addresses {
                switch try await download(address, to: scratch) {
                case .done(let kind): return try await keep(scratch, kind, output, ready)
                case .not(.stale(let reason)): stale = reason
                case .not(.forbidden(let reason)): forbidden = reason
                case .not(let other): return other
                }
            }
            return forbidden.map { .forbidden($0) } ?? .stale(stale)
        }
    }

    private enum Download {
        case done(fileExtension: String)
        case not(Fetch)
    }

    private func download(_ address: URL, to scratch: String) async throws -> Download {
        var failures = 0
        while true {
            do {
                let web = try await service.connect()
                return .done(fileExtension: try await web.download(address, to: scratch).fileExtension)
            } catch let error as ServiceError {
                return .not(.paused("\(error)"))
            } catch let error as DownloadError {
                switch error.kind {
                case .status(let code) where [400, 401, 403, 404, 405, 409, 410, 422].contains(code): return .not(.stale(error.reason))
                case .notAVideo: return .not(.bad(error.reason))
                case .tooLarge: return .not(.bad(error.reason))
                case .status, .short, .timeout, .interrupted:
                    failures += 1
                    if failures > 4 { return .not(.paused("its file cannot be fetched now: \(error.reason); the next build tries again")) }
                }
            } catch let error as WebError where [.forbidden, .redirect].contains(error.kind) {
                return .not(.forbidden(error.reason))
            } catch let error as WebError {
                failures += 1
                if failures > 4 { return .not(.paused("its file cannot be fetched now: \(error.reason); the next build tries again")) }
            }
            try await Task.sleep(for: Pace.backOff(failures, unit: service.options.poll))
        }
    }

    /// Into the store and past a worker's eyes. Size, rate and length are what the file says, whatever was asked for.
    private func keep(_ scratch: String, _ kind: String, _ output: ServiceOutput, _ ready: Sighting.Ready) async throws -> Fetch {
        let blob = try context.store.publish(scratch: scratch, fileExtension: kind)
        let job = try Job(ProbeRecipe(file: blob), label: request.label, tools: context.tools)
        let probed = Probed()
        try await context.run([(request, job)], ProbeRecipe.self, ended: { _, outcome in await probed.set(outcome) }) { probe, _ in
            .made([MadeTake(blob: blob, facts: probe.facts, broken: probe.broken)])
        }
        switch await probed.outcome {
        case .made(let takes)?:
            guard var take = takes.first else { return .bad("the file holds nothing") }
            if let broken = take.broken { return .bad("the file cannot be decoded: \(broken)") }
            take.seed = output.seed ?? ready.seed
            take.model = ready.model
            return .file(take)
        case .failed(let error)?: return .bad("the file cannot be looked at: \(error.reason)")
        case nil: return .bad("the file was not looked at")
        }
    }

    private actor Probed {
        var outcome: CollectOutcome?
        func set(_ outcome: CollectOutcome) { self.outcome = outcome }
    }
}
