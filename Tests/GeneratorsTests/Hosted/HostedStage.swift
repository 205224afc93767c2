import Content
import Editorial
import FakeServices
import Foundation
import Generators
import Testing
import Timebase
import Web

/// The services that have many models, or many customers, behind one address.
enum Hosted: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case openrouter, fal, replicate, runway

    var testDescription: String { rawValue }

    var type: any Service.Type {
        switch self {
        case .openrouter: OpenRouterGenerator.self
        case .fal: FalGenerator.self
        case .replicate: ReplicateGenerator.self
        case .runway: RunwayGenerator.self
        }
    }

    var model: String {
        switch self {
        case .openrouter, .replicate: "bytedance/seedance-2.0"
        case .fal: "bytedance/seedance-2.0/text-to-video"
        case .runway: "gen4.5"
        }
    }
}

/// One of the services on a fake, with a folder of its own. Stops with the test: `withHosted`.
final class HostedStage: Sendable {
    static let key = "sk-test-0123456789"

    let kind: Hosted
    let bench: Bench
    let book = ScenarioBook()
    let media = FakeMedia()
    let mediaServer: FakeServer
    let server: FakeServer
    let jobs: HostedJobs
    let openrouter: FakeOpenRouter
    let fal: FakeFal
    let replicate: FakeReplicate
    let runway: FakeRunway

    init(_ kind: Hosted, signed: Bool = false) async throws {
        self.kind = kind
        bench = try Bench()
        mediaServer = try await FakeServer.start(media)
        let other = (media, mediaServer.url)
        openrouter = FakeOpenRouter(book, key: Self.key, signed: signed ? other : nil)
        fal = FakeFal(book, key: Self.key, media: other)
        replicate = FakeReplicate(book, key: Self.key, media: other)
        runway = FakeRunway(book, key: Self.key, media: other)
        switch kind {
        case .openrouter: (server, jobs) = (try await FakeServer.start(openrouter), openrouter.jobs)
        case .fal: (server, jobs) = (try await FakeServer.start(fal), fal.jobs)
        case .replicate: (server, jobs) = (try await FakeServer.start(replicate), replicate.jobs)
        case .runway: (server, jobs) = (try await FakeServer.start(runway), runway.jobs)
        }
        try writeKey(Self.key, to: bench.path("key.txt"))
    }

    var base: String {
        switch kind {
        case .openrouter: server.url + "/api/v1"
        case .fal: server.url
        case .replicate, .runway: server.url + "/v1"
        }
    }

    func service(_ options: [String: OptionValue] = [:]) throws -> any Service {
        var all: [String: OptionValue] = [
            "base_url": .text(base), "key_file": .text("key.txt"), "model": .text(kind.model), "poll": .number(0.01),
        ]
        if kind == .fal { all["upload_url"] = .text(server.url) }
        all.merge(options) { $1 }
        return try kind.type.init(spec: GeneratorSpec(name: "far", kind: kind.rawValue, options: all), folder: bench.folder)
    }

    /// An attempt that was about to be sent so many seconds ago.
    func ask(secondsAgo: Double = 0) -> Ask {
        Ask(
            name: Ask.name(request: "r", attempt: 0), asked: Int64((Date().timeIntervalSince1970 - secondsAgo) * 1000),
            cacheFolder: bench.path("cache"))
    }

    /// Asked, waited for and fetched, as a build does it.
    func run(_ request: TakeRequest = Wish.request(), _ options: [String: OptionValue] = [:]) async throws -> HostedOutcome {
        let service = try service(options)
        let ticket = try await service.submit(try await service.prepare(request, ask()), request, ask())
        return try await watch(service, ticket, request)
    }

    func watch(_ service: any Service, _ ticket: Ticket, _ request: TakeRequest) async throws -> HostedOutcome {
        HostedOutcome(try await ServiceWatch(service, request, ticket: ticket, ask: ask(), context: bench.context).run { _ in })
    }

    /// What is prepared for a request.
    func prepared(_ request: TakeRequest = Wish.request(), _ options: [String: OptionValue] = [:]) async throws -> Prepared {
        try await service(options).prepare(request, ask())
    }

    /// What the create said, that came to the fake last.
    var body: JSONValue? { jobs.all.last?.body }
    var creates: Int { server.log.filter { $0.method == "POST" && !$0.path.contains("upload") && !$0.path.contains("files") }.count }

    /// A picture that is one by its first bytes.
    func picture(_ name: String, bytes: Int = 100) throws -> InputFile {
        let path = bench.path(name)
        try (Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) + Data(repeating: 7, count: bytes) + Data(name.utf8)).write(
            to: URL(fileURLWithPath: path))
        return try InputFile(reading: path, role: name)
    }
}

/// A stage whose servers are stopped whatever the test does.
func withHosted(_ kind: Hosted, signed: Bool = false, _ test: (HostedStage) async throws -> Void) async throws {
    let stage = try await HostedStage(kind, signed: signed)
    do {
        try await test(stage)
    } catch {
        await stage.server.stop()
        await stage.mediaServer.stop()
        throw error
    }
    await stage.server.stop()
    await stage.mediaServer.stop()
}

/// Requests to try services with.
enum Wish {
    static func request(
        _ prompt: String = "a window at night", negative: String? = nil, seed: UInt64 = 41, seconds: Double = 5, width: Int = 1280,
        height: Int = 720, inputs: [String: InputFile] = [:]
    ) -> TakeRequest {
        TakeRequest(
            id: "r", shot: "window", ordinal: 0, generator: "far", prompt: prompt, negative: negative, seed: seed, width: width,
            height: height, rate: FrameRate(24), frames: Int((seconds * 24).rounded()), inputs: inputs)
    }
}

/// The error of a service that some work ends with.
func hostedError(_ work: () async throws -> Void) async -> ServiceError? {
    do {
        try await work()
        return nil
    } catch let error as ServiceError {
        return error
    } catch let error as WebError {
        return ServiceError(error.kind == .interrupted ? .ambiguous : .badRequest, "web: \(error)")
    } catch {
        Issue.record("neither of a service nor of the web: \(error)")
        return nil
    }
}

/// How waiting for a request ended: one of the three.
struct HostedOutcome {
    var takes: [MadeTake]?
    var error: ServiceError?
    var pause: String?

    init(_ outcome: ServiceWatch.Outcome) {
        switch outcome {
        case .made(let takes): self.takes = takes
        case .failed(let error): self.error = error
        case .paused(let reason): pause = reason
        }
    }
}
