import Content
import Editorial
import Execution
import Foundation
import Generators
import Media
import Synchronization
import Timebase
import Workshop

/// A project's folder with a store in it, gone after the test.
final class Bench: Sendable {
    let folder: String
    let context: GeneratorContext

    init() throws {
        folder = NSTemporaryDirectory() + "mv-generators-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let store = Store(root: folder + "/.mv/store")
        let results = ResultStore(root: folder + "/.mv/results", store: store)
        context = GeneratorContext(
            store: store, results: results, executor: InlineExecutor(book: .everything, results: results), tools: ["libav": "1"])
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { folder + "/" + name }
    func text(_ name: String) -> String? { FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) } }
    func lines(_ name: String) -> [String] {
        (text(name) ?? "").split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    func write(_ text: String, _ name: String) throws {
        try AtomicFile.write(Data(text.utf8), to: path(name))
    }

    /// A clip of flat grey.
    func clip(_ name: String, frames: Int = 6, luma: Int32 = 90, metadata: [String: String] = [:]) throws {
        try AtomicFile.makeFolder((path(name) as NSString).deletingLastPathComponent)
        var writer = try VideoFileWriter(
            path: path(name), settings: .init(width: 64, height: 36, rate: FrameRate(24), preset: "ultrafast", metadata: metadata))
        for _ in 0..<frames {
            let frame = try Frame(width: 64, height: 36)
            for (plane, value) in [(0, luma), (1, 128), (2, 128)] {
                memset(frame.plane(plane), value, frame.stride(plane) * (plane == 0 ? 36 : 18))
            }
            try writer.write(frame)
        }
        try writer.finish()
    }

    /// What came of each request, in the order they ended.
    func collect(_ generator: any LocalGenerator, _ requests: [TakeRequest]) async throws -> [Ended] {
        let ended = Mutex<[Ended]>([])
        try await generator.collect(requests, in: context) { request, outcome in
            ended.withLock { $0.append(Ended(request: request, outcome: outcome)) }
        }
        return ended.withLock { $0 }
    }
}

struct Ended: Sendable {
    var request: TakeRequest
    var outcome: CollectOutcome

    var take: MadeTake? { if case .made(let takes) = outcome { takes.first } else { nil } }
    var error: GeneratorError? { if case .failed(let error) = outcome { error } else { nil } }
}

/// A project of the given shots, 160×90 at 24 fps.
func project(_ shots: [Shot], look: String = "", seed: UInt64 = 1, width: Int = 160, height: Int = 90, rate: FrameRate = FrameRate(24))
    -> Project
{
    Project(
        title: "Test", song: SongSpec(file: "song.wav"), format: PictureFormat(width: width, height: height, rate: rate), look: look,
        seed: seed,
        shots: shots)
}
