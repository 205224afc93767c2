import Content
import Editorial
import Execution
import FakeServices
import Foundation
import Generators
import Testing
import Timebase
import Web
import Workshop

typealias VideosFake = FakeOpenAIVideos.Dialect

/// A server of the `/v1/videos` protocol in one dialect, and what talks to it.
final class VideosStage: Sendable {
    let fake: FakeOpenAIVideos
    let server: FakeServer
    let folder: String
    let context: GeneratorContext

    init(_ dialect: VideosFake) async throws {
        fake = FakeOpenAIVideos(dialect)
        server = try await FakeServer.start(fake)
        folder = NSTemporaryDirectory() + "mv-videos-" + UUID().uuidString
        try AtomicFile.makeFolder(folder)
        let store = Store(root: folder + "/.mv/store")
        let results = ResultStore(root: folder + "/.mv/results", store: store)
        context = GeneratorContext(
            store: store, results: results, executor: InlineExecutor(book: .everything, results: results), tools: ["libav": "1"])
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// The generator as a project for this server has it.
    func service(_ options: [String: OptionValue] = [:], named: Bool = true) throws -> OpenAIVideosGenerator {
        var all: [String: OptionValue] = [
            "base_url": .text(fake.dialect == .azure ? server.url + "/openai/v1" : server.url + "/v1"), "poll": .number(0.01),
            "model": .text("wan2.2"), "price_per_second": .number(0.1), "deadline": .number(0.5),
        ]
        if named { all["dialect"] = .text(fake.dialect == .gateway ? "custom" : fake.dialect.rawValue) }
        // An empty text in place of an option takes it away.
        all = all.merging(options) { $1 }.filter { $0.value != .text("") }
        return try OpenAIVideosGenerator(spec: GeneratorSpec(name: "far", kind: "openai-videos", options: all), folder: folder)
    }

    /// An attempt that was about to be sent so many seconds ago.
    func ask(secondsAgo: Double = 0, name: String = "r") -> Ask {
        Ask(
            name: Ask.name(request: name, attempt: 0), asked: Int64((Date().timeIntervalSince1970 - secondsAgo) * 1000),
            cacheFolder: folder + "/cache")
    }

    func prepared(_ request: TakeRequest = .tried(), _ options: [String: OptionValue] = [:]) async throws -> Prepared {
        try await service(options).prepare(request, ask())
    }

    func submitted(_ request: TakeRequest = .tried(), _ options: [String: OptionValue] = [:]) async throws -> Ticket {
        let service = try service(options)
        return try await service.submit(try await service.prepare(request, ask()), request, ask())
    }

    /// Asked, waited for and fetched, as a build does it.
    func outcome(_ request: TakeRequest = .tried(), _ options: [String: OptionValue] = [:]) async throws -> ServiceWatch.Outcome {
        try await watched(try await submitted(request, options), request, options)
    }

    func watched(_ ticket: Ticket, _ request: TakeRequest = .tried(), _ options: [String: OptionValue] = [:]) async throws
        -> ServiceWatch.Outcome
    {
        try await ServiceWatch(try service(options), request, ticket: ticket, ask: ask(), context: context).run { _ in }
    }

    func takes(_ request: TakeRequest = .tried(), _ options: [String: OptionValue] = [:]) async throws -> [MadeTake] {
        guard case .made(let takes) = try await outcome(request, options) else { return [] }
        return takes
    }

    func failure(_ request: TakeRequest = .tried(), _ options: [String: OptionValue] = [:]) async throws -> ServiceError? {
        guard case .failed(let error) = try await outcome(request, options) else { return nil }
        return error
    }

    func bytes(_ take: MadeTake) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: context.store.path(of: take.blob))) }

    /// What came with the last create.
    var sent: [String: JSONValue] { fake.jobs.last?.fields ?? [:] }

    /// A PNG by its first bytes, of a size.
    func picture(_ name: String = "first.png", width: UInt8 = 64, height: UInt8 = 36) throws -> InputFile {
        let path = folder + "/" + name
        let head: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        try AtomicFile.write(Data(head + [0, 0, 0, width, 0, 0, 0, height] + Array(name.utf8)), to: path)
        return try InputFile(reading: path, role: name)
    }
}

extension TakeRequest {
    /// A request to try servers with.
    static func tried(
        _ prompt: String = "a window at night", negative: String? = nil, seed: UInt64 = 41, frames: Int = 48,
        rate: FrameRate = FrameRate(24),
        width: Int = 1280, height: Int = 720, inputs: [String: InputFile] = [:]
    ) -> TakeRequest {
        TakeRequest(
            id: "r", shot: "window", ordinal: 0, generator: "far", prompt: prompt, negative: negative, seed: seed, width: width,
            height: height, rate: rate, frames: frames, inputs: inputs)
    }
}

/// A stage whose server is stopped whatever the test does.
func withVideos(_ dialect: VideosFake, _ test: (VideosStage) async throws -> Void) async throws {
    let stage = try await VideosStage(dialect)
    do {
        try await test(stage)
    } catch {
        await stage.server.stop()
        throw error
    }
    await stage.server.stop()
}

/// The `ServiceError` that some work ends with.
func videosFault(_ work: () async throws -> Void) async throws -> ServiceError? {
    do {
        try await work()
        return nil
    } catch let error as ServiceError {
        return error
    }
}
