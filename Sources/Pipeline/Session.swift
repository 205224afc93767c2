import Content
import Cutting
public import Editorial
public import Events
public import Execution
import Foundation
public import Generators
public import Pool
public import ProjectFile
public import Scorers
import Scoring

/// A project that was read without errors, with everything a stage needs at hand.
public struct Session: Sendable {
    public let read: ReadProject
    public let workspace: Workspace
    public let generators: [String: any Generator]
    /// By name.
    public let scorers: [any Scorer]
    public let events: any EventSink
    /// Versions that are part of every key.
    public let tools: ToolVersions

    /// Half the size and quickly encoded, instead of the deliverables themselves.
    public let isDraft: Bool

    public var project: Project { read.project }
    /// What is rendered: of drafts one for each size.
    ///
    /// - Parameter project: the session's, with or without what its addresses come to.
    func deliverables(of project: Project) -> [DeliverableSpec] {
        guard isDraft else { return project.deliverables }
        var sizes: Set<PictureSize> = []
        let films = project.deliverables.filter { !$0.isAnimation }
        let wholes = films.filter { $0.part == nil }
        let drafted = films.isEmpty ? [DeliverableSpec()] : wholes.isEmpty ? films : wholes
        return drafted.map { $0.draft(of: project.format) }.filter { draft in draft.size.map { sizes.insert($0).inserted } ?? true }
    }
    public var results: ResultStore { workspace.results }

    /// Reads the project file and makes its generators.
    /// - Throws: `Diagnostics` with everything that is wrong, `StoreError` when the store is not where it should be.
    public init(projectFile: String, tools: ToolVersions, events: any EventSink, isDraft: Bool = false) throws {
        self.isDraft = isDraft
        read = try Self.reader.read(file: projectFile)
        workspace = Workspace(folder: read.folder, place: try StorePlace.find(folder: read.folder, key: StoreKey(read)))
        self.events = events
        self.tools = tools
        var generators: [String: any Generator] = [:]
        var problems: [Diagnostic] = []
        for (name, spec) in read.project.generators.sorted(by: { $0.key < $1.key }) {
            do {
                generators[name] = try GeneratorCatalogue.make(spec, folder: read.folder)
            } catch {
                let option = (error as? GeneratorError)?.option
                problems.append(Self.problem(in: read, projectFile, "generators.\(name)", option, "\(error)"))
            }
        }
        var scorers: [any Scorer] = []
        for (name, spec) in read.project.scorers.sorted(by: { $0.key < $1.key }) {
            do {
                scorers.append(try ScorerCatalogue.make(spec, folder: read.folder))
            } catch {
                problems.append(Self.problem(in: read, projectFile, "scorers.\(name)", (error as? ScorerError)?.option, "\(error)"))
            }
        }
        guard problems.isEmpty else { throw Diagnostics(problems) }
        self.generators = generators
        self.scorers = scorers
        for warning in read.warnings { events.send(.diagnostic(warning)) }
    }

    /// - Parameter option: the one that is at fault, where it is one.
    private static func problem(in read: ReadProject, _ file: String, _ owner: String, _ option: String?, _ words: String) -> Diagnostic {
        let path = owner + (option.map { ".\($0)" } ?? "")
        let place = read.place(of: path) ?? (0, 0)
        return Diagnostic(file: file, line: place.line, column: place.column, path: path, words)
    }

    public static var reader: ProjectReader {
        ProjectReader(
            kinds: GeneratorCatalogue.kinds, scorerKinds: ScorerCatalogue.kinds,
            knownScores: ScoreNames.all.map(\.name) + [TakeRanking.technical])
    }

    public func openPool() throws -> Pool {
        let events = events
        return try Pool(path: workspace.pool) { events.send(.warning($0)) }
    }
    public func openPoolForReading() throws -> Pool { try Pool(readingPath: workspace.pool) }

    /// For what only looks, or may have to: as `openPool`, and for reading where nothing can be written, on an archive disk for example.
    public func openPoolForLooking() throws -> Pool {
        Volume.refusal(toWriteIn: workspace.root) == nil ? try openPool() : try openPoolForReading()
    }

    /// The generator that makes a shot's takes. The reader has refused shots whose generator is not there.
    func generator(of shot: Shot) -> any Generator {
        guard let generator = generators[shot.generator] else { preconditionFailure("shot '\(shot.id)' has no generator") }
        return generator
    }

    func context(_ executor: any Executor) throws -> GeneratorContext {
        let events = events
        return try GeneratorContext(store: workspace.store, results: results, executor: executor, tools: tools()) { request, share, word in
            events.send(.share(stage: "takes", what: request.label, share: share, word: word))
        }
    }

    /// Milliseconds since 1970: the pool reads no clock.
    static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
