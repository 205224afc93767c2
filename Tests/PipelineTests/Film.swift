import Content
import Editorial
import Events
import Execution
import Foundation
import Generators
import Pipeline
import Pool
import Synchronization
import Workshop

/// A project of six seconds in a folder of its own, built in this process: three shots, two takes of three seconds each, 112×64.
final class Film: Sendable {
    let folder: String
    private let executor: Counting
    private let events = Mutex<[Event]>([])

    init(_ yaml: String = Film.yaml()) throws {
        folder = NSTemporaryDirectory() + "mv-pipeline-" + UUID().uuidString
        let results = Workspace(folder: folder).results
        executor = Counting(inline: InlineExecutor(book: .everything, results: results))
        try AtomicFile.write(Self.song(), to: folder + "/song.wav")
        try write(yaml)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static func yaml(
        sea: String = "the sea under a red sky", matrix: String = "", takes: Int = 2,
        sketch: String = "kind: animatic, width: 96, height: 54",
        more: String = ""
    ) -> String {
        """
        title: Tiny
        song: song.wav
        format: {width: 112, height: 64, fps: 24}
        generators:
          sketch: {\(sketch)}
        defaults: {takes: \(takes), seconds: 3, generator: sketch}
        shots:
          - {id: window, prompt: "a window at night"}
          - {id: sea, prompt: "\(sea)"\(matrix)}
          - {id: road, prompt: "a desert road at dawn"}
        deliverables: [{file: final.mp4, preset: ultrafast}]
        \(more)
        """
    }

    func write(_ yaml: String) throws { try AtomicFile.write(Data(yaml.utf8), to: folder + "/project.yaml") }

    /// The project file, read anew.
    func session() throws -> Session { try Session(projectFile: folder + "/project.yaml", tools: ToolVersions { WorkerAbout.mine.tools }, events: Sink(film: self)) }

    /// Builds, and says what was done.
    /// - Parameter fault: what goes wrong with a job, in place of making it.
    @discardableResult
    func build(until last: BuildStage = .render, fault: @escaping @Sendable (Job) -> JobFailure? = { _ in nil }) async throws -> Built {
        executor.fault.withLock { $0 = fault }
        events.withLock { $0 = [] }
        executor.kinds.withLock { $0 = [:] }
        let report = try await Build(session: session(), executor: executor).run(until: last)
        return Built(report: report, jobs: executor.kinds.withLock { $0 }, events: events.withLock { $0 })
    }

    /// What was warned of since the last build began.
    var warnings: [String] { events.withLock { $0.compactMap { if case .warning(let text) = $0 { text } else { nil } } } }

    func takes(_ shot: String) throws -> [TakeRecord] {
        var query = TakeQuery()
        query.shots = [shot]
        query.current = true
        return try session().openPoolForReading().takes(query)
    }

    func cut() throws -> Cut { try Explanation(session: session()).cut() }

    struct Built {
        var report: BuildReport
        /// How many jobs of each kind were run.
        var jobs: [String: Int]
        var events: [Event]

        var warnings: [String] { events.compactMap { if case .warning(let text) = $0 { text } else { nil } } }
        var notes: [String] { events.compactMap { if case .note(let text) = $0 { text } else { nil } } }
        var stale: [String: String] {
            var stale: [String: String] = [:]
            for case .stale(let what, let why) in events { stale[what] = why }
            return stale
        }
    }

    /// An executor that counts what it is given, and of which things may go wrong.
    private final class Counting: Executor {
        let inline: InlineExecutor
        let kinds = Mutex<[String: Int]>([:])
        let fault = Mutex<@Sendable (Job) -> JobFailure?> { _ in nil }
        init(inline: InlineExecutor) { self.inline = inline }

        func run(_ jobs: [Job], ended: @Sendable (Job, Result<JobResult, JobFailure>) async -> Void) async throws {
            kinds.withLock { kinds in for job in jobs { kinds[job.kind, default: 0] += 1 } }
            let fault = fault.withLock { $0 }
            for job in jobs { if let failure = fault(job) { await ended(job, .failure(failure)) } }
            try await inline.run(jobs.filter { fault($0) == nil }, ended: ended)
        }
    }

    private struct Sink: EventSink {
        let film: Film
        func send(_ event: Event) { film.events.withLock { $0.append(event) } }
    }

    /// A drum on every beat at 120 beats a minute: mono, 16 bits, 22050 Hz.
    private static func song() -> Data {
        let rate = 22050
        var samples = [Int16](repeating: 0, count: rate * 6)
        for beat in 0..<12 {
            for n in 0..<2500 {
                let time = Double(n) / Double(rate)
                samples[beat * rate / 2 + n] = Int16(24000 * exp(-time * 30) * sin(2 * .pi * (beat % 4 == 0 ? 70 : 110) * time))
            }
        }
        var data = Data("RIFF".utf8)
        func append(_ value: some FixedWidthInteger) { withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) } }
        append(UInt32(36 + samples.count * 2))
        data.append(contentsOf: "WAVEfmt ".utf8)
        for word in [16, 0x1_0001, rate, rate * 2, 0x10_0002] { append(UInt32(word)) }
        data.append(contentsOf: "data".utf8)
        append(UInt32(samples.count * 2))
        samples.forEach(append)
        return data
    }
}
