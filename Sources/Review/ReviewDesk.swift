import Editorial
import Events
import Execution
import Foundation
import Pipeline
import Pool
import Scoring

/// What all requests share: the pool, what is made for the page, and who listens.
final class ReviewDesk: Sendable {
    let settings: ReviewSettings
    let workspace: Workspace
    let pool: Pool
    let broadcast = Broadcast()
    let neighbours = Neighbours()
    let answers = AnswersGiven()
    let proxies: ProxyShelf
    let cuts: CutBench
    let builds: BuildWatch
    let starter: BuildStarter

    private let executors: [any Executor]

    /// - Throws: `Diagnostics` when the project has errors.
    init(_ settings: ReviewSettings) throws {
        self.settings = settings
        let session = try Self.session(settings)
        workspace = session.workspace
        pool = try settings.isReadOnly ? session.openPoolForLooking() : session.openPool()
        executors = (0..<max(1, settings.workers)).map { _ in settings.executor(1) }
        let songs = SongShelf(results: workspace.results, tools: settings.tools, executor: settings.executor(1))
        proxies = ProxyShelf(pool: pool, results: workspace.results, tools: settings.tools, broadcast: broadcast, executors: executors)
        cuts = CutBench(session: { try Self.session(settings) }, pool: pool, songs: songs)
        let starter = BuildStarter(program: settings.program, projectFile: settings.projectFile)
        self.starter = starter
        builds = BuildWatch(lock: workspace.lock, log: workspace.eventLog, broadcast: broadcast) { starter.isOwn($0) }
    }

    /// The project as it is in the file now.
    private static func session(_ settings: ReviewSettings) throws -> Session {
        try Session(projectFile: settings.projectFile, tools: settings.tools, events: SilentSink())
    }

    static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    /// Works in the background until the task is cancelled.
    func run() async {
        let proxies = proxies
        let watch = PoolWatch(path: workspace.pool, broadcast: broadcast) { Task { try? await proxies.lookAround() } }
        await withTaskGroup { group in
            group.addTask { await watch.run() }
            group.addTask { await self.builds.run() }
            group.addTask {
                try? await proxies.lookAround()
                await proxies.run()
            }
        }
    }

    func projectWire(isReadOnly: Bool) throws -> ProjectWire {
        let project = try Self.session(settings).project
        return ProjectWire(
            title: project.title, file: settings.projectFile, program: settings.programName, readOnly: isReadOnly, keep: project.select.keep,
            shots: project.shots.map { .init(id: $0.id, prompt: $0.prompt, wanted: $0.keep) },
            reasons: RejectReason.Category.allCases.map { .init(word: $0.rawValue, meaning: $0.meaning) },
            scores: ScoreNames.all.map { .init(name: $0.name, meaning: $0.meaning) }, generators: project.generators.keys.sorted(),
            money: try money(project))
    }

    private func money(_ project: Project) throws -> MoneyWire { MoneyWire(try pool.spending(), limit: project.budget.limit.map { Int($0 * 1_000_000) }) }

    // MARK: - Films

    struct Film { var name: String, path: String, bytes: Int, modified: Int64, type: String }

    /// Finished films, the newest first: files of `out/`, by their names.
    func films() -> [Film] {
        let types = ["mp4": "video/mp4", "mov": "video/quicktime", "webm": "video/webm", "mkv": "video/x-matroska", "gif": "image/gif", "webp": "image/webp"]
        let names = (try? FileManager.default.contentsOfDirectory(atPath: workspace.out)) ?? []
        return names.compactMap { name -> Film? in
            let path = workspace.out + "/" + name
            guard !name.hasPrefix("."), let type = types[(name as NSString).pathExtension.lowercased()],
                let facts = try? FileManager.default.attributesOfItem(atPath: path), facts[.type] as? FileAttributeType == .typeRegular
            else { return nil }
            let modified = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            return Film(
                name: name, path: path, bytes: (facts[.size] as? NSNumber)?.intValue ?? 0, modified: Int64(modified * 1000), type: type)
        }.sorted { ($0.modified, $0.name) > ($1.modified, $1.name) }
    }

    // MARK: - Builds

    private struct BuildWire: Encodable {
        struct FilmWire: Encodable {
            var name: String
            var bytes: Int
            var modified: Int64
        }
        var running: Bool
        var own: Bool
        var command: String?
        var since: Int64?
        var films: [FilmWire]
        var money: MoneyWire
    }

    /// Events are JSON already, so they are put in as they are.
    func buildJSON() throws -> Data {
        builds.look()
        let (standing, project) = (builds.standing, try Self.session(settings).project)
        let wire = BuildWire(
            running: standing.running, own: standing.own, command: standing.command, since: standing.since,
            films: films().map { .init(name: $0.name, bytes: $0.bytes, modified: $0.modified) }, money: try money(project))
        let rest = String(decoding: try JSONAnswer.data(wire), as: UTF8.self).dropFirst()
        return Data("{\"events\":[\(builds.events.joined(separator: ","))],\(rest)".utf8)
    }
}
