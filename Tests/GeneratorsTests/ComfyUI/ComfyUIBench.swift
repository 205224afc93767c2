import Content
import Editorial
import Execution
import FakeServices
import Foundation
import Generators
import Synchronization
import Timebase
import Web
import Workshop

/// A fake ComfyUI, a folder for the project, and what a build would have at hand.
final class ComfyUIBench: Sendable {
    let fake = FakeComfyUI()
    let server: FakeServer
    let folder: String
    let context: GeneratorContext
    let told = Mutex<[(share: Double, word: String?)]>([])

    init(_ change: (inout FakeComfyUI.Settings) -> Void = { _ in }) async throws {
        fake.configure(change)
        server = try await fake.serve()
        folder = NSTemporaryDirectory() + "mv-comfyui-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let store = Store(root: folder + "/.mv/store")
        let results = ResultStore(root: folder + "/.mv/results", store: store)
        context = GeneratorContext(
            store: store, results: results, executor: InlineExecutor(book: .everything, results: results), tools: ["libav": "1"])
    }

    /// Runs a test's body and stops the server, whatever comes of it.
    static func with(
        _ change: (inout FakeComfyUI.Settings) -> Void = { _ in }, _ body: (ComfyUIBench) async throws -> Void
    ) async throws {
        let bench = try await ComfyUIBench(change)
        do {
            try await body(bench)
        } catch {
            await bench.close()
            throw error
        }
        await bench.close()
    }

    private func close() async {
        await server.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func write(_ data: Data, _ name: String) throws { try AtomicFile.write(data, to: folder + "/" + name) }

    func generator(_ workflow: JSONValue = .film, _ more: [String: OptionValue] = [:]) throws -> ComfyUIGenerator {
        try write(workflow.data(), "film.json")
        let options: [String: OptionValue] = [
            "base_url": .text(server.url), "workflow": .text("film.json"), "poll": .number(0.01), "fps": .integer(16),
        ]
        return try ComfyUIGenerator(
            spec: GeneratorSpec(name: "comfy", kind: "comfyui", options: options.merging(more) { $1 }), folder: folder)
    }

    /// Requests of one shot, at 320×192 for two seconds.
    func requests(_ generator: ComfyUIGenerator, _ shot: Shot = Shot(id: "window", prompt: "a window", takes: 1, seconds: 2)) throws
        -> [TakeRequest]
    {
        try generator.requests(for: shot, in: Self.project(shot))
    }

    static func project(_ shot: Shot) -> Project {
        Project(title: "Test", song: SongSpec(file: "song.wav"), format: PictureFormat(width: 320, height: 192), shots: [shot])
    }

    func ask(_ request: TakeRequest, attempt: Int = 1) -> Ask {
        Ask(name: Ask.name(request: request.id, attempt: attempt), asked: 0, cacheFolder: folder + "/cache")
    }

    /// The one take of a usual shot, asked for.
    func submitted(
        _ generator: ComfyUIGenerator, shot: Shot = Shot(id: "window", prompt: "a window", takes: 1, seconds: 2), attempt: Int = 1
    ) async throws -> Asked {
        let request = try requests(generator, shot)[0]
        let ask = ask(request, attempt: attempt)
        let prepared = try await generator.prepare(request, ask)
        return Asked(generator: generator, request: request, ask: ask, ticket: try await generator.submit(prepared, request, ask))
    }

    /// Waits until nothing runs or waits at the server.
    func idle() async throws {
        while !fake.isIdle { try await Task.sleep(for: .milliseconds(2)) }
    }

    func watch(_ asked: Asked) async throws -> ServiceWatch.Outcome {
        try await ServiceWatch(asked.generator, asked.request, ticket: asked.ticket, ask: asked.ask, context: context).run { _ in }
    }

    struct Asked: Sendable {
        var generator: ComfyUIGenerator
        var request: TakeRequest
        var ask: Ask
        var ticket: Ticket

        func look() async throws -> Sighting { try await generator.look(ticket, request, ask) }
        func cancel() async throws -> Cancelling { try await generator.cancel(ticket, request, ask) }
        func find() async throws -> Finding { try await generator.find(request, ask, known: []) }
    }
}

/// The error a body throws, as text and as what it is.
func serviceError(_ body: () async throws -> Void) async throws -> ServiceError? {
    do {
        try await body()
        return nil
    } catch let error as ServiceError {
        return error
    }
}

extension Sighting {
    var addresses: [String] {
        guard case .ready(let ready) = self else { return [] }
        return ready.outputs.flatMap { output -> [String] in
            if case .addresses(let urls) = output.source { urls.map(\.absoluteString) } else { [] }
        }
    }
    var error: ServiceError? { if case .ended(let error) = self { error } else { nil } }
    var waiting: Waiting? { if case .waiting(let waiting) = self { waiting } else { nil } }
}

extension ServiceWatch.Outcome {
    var takes: [MadeTake] { if case .made(let takes) = self { takes } else { [] } }
    var error: ServiceError? { if case .failed(let error) = self { error } else { nil } }
    var pause: String? { if case .paused(let reason) = self { reason } else { nil } }
}
