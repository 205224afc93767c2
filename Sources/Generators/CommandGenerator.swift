import Content
public import Editorial
import Execution
import Foundation
import Recipes
import Synchronization
import Timebase
import Web

/// Any program that writes a video. The contract is in docs/generators.md (`mv-clip-command`, version 1).
public struct CommandGenerator: LocalGenerator {
    public static let kind = CommandOptions.kind

    /// What shapes the takes, by which requests are named.
    private let spec: GeneratorSpec
    /// All that the project says.
    private let whole: GeneratorSpec
    private let options: CommandOptions
    private let folder: String
    /// Before the second try of a program that fails for now; doubled before the third.
    package var pause = Duration.seconds(4)

    public init(spec: GeneratorSpec, folder: String) throws {
        self.spec = spec.shaping(Self.kind)
        whole = spec
        self.folder = folder
        options = try CommandOptions(spec)
    }

    private func planning(_ project: Project, seconds: Double) -> RequestPlanning {
        func side(_ value: Int) -> Int { (value + options.sideMultiple - 1) / options.sideMultiple * options.sideMultiple }
        return RequestPlanning(
            spec: spec, width: side(options.width ?? project.format.width), height: side(options.height ?? project.format.height),
            rate: options.rate ?? project.format.rate, folder: folder)
    }

    public func requests(for shot: Shot, in project: Project) throws -> [TakeRequest] {
        try planning(project, seconds: shot.seconds).requests(for: shot, in: project).map(ruled)
    }

    public func plansFromProjectAlone(_ shot: Shot) -> Bool { shot.firstFrame == nil && shot.lastFrame == nil }

    public func request(for shot: Shot, in project: Project, variant: Shot.Variant, ordinal: Int, seed: UInt64) throws -> TakeRequest? {
        ruled(try planning(project, seconds: shot.seconds).request(shot, project, variant: variant, ordinal: ordinal, seed: seed))
    }

    /// Rounds the frames up to what the model can make; the cut uses what it needs of them.
    private func ruled(_ request: TakeRequest) -> TakeRequest {
        let steps = max(0, request.frames - options.framePlus + options.frameMultiple - 1) / options.frameMultiple
        return request.lasting(max(1, steps * options.frameMultiple + options.framePlus), namedBy: spec)
    }

    public func estimate(_ request: TakeRequest) -> Estimate { Estimate(microdollars: options.microdollars, seconds: nil) }

    public func collect(
        _ requests: [TakeRequest], in context: GeneratorContext,
        ended: @escaping @Sendable (TakeRequest, CollectOutcome) async -> Void
    ) async throws {
        if context.executor.carries(CommandNode.kind) {
            let jobs = try requests.map { ($0, try CommandTakeRecipe.job($0, whole, folder: folder)) }
            return try await context.run(jobs, CommandTakeRecipe.self, ended: ended) { output, _ in .made(output.takes) }
        }
        let servers = options.stays ? servers() : nil
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, request) in requests.enumerated() {
                    if index >= options.concurrent { try await group.next() }
                    group.addTask { try await self.make(request, servers, in: context, ended: ended) }
                }
                try await group.waitForAll()
            }
        } catch {
            await servers?.finish()
            throw error
        }
        await servers?.finish()
    }

    private func servers() -> CommandServers {
        let (options, folder) = (options, folder)
        return CommandServers {
            CommandServer(
                arguments: options.run, folder: folder, environment: options.environment(ProcessInfo.processInfo.environment), grace: options.grace)
        }
    }

    private func make(
        _ request: TakeRequest, _ servers: CommandServers?, in context: GeneratorContext, ended: @escaping @Sendable (TakeRequest, CollectOutcome) async -> Void
    ) async throws {
        let run = CommandRun(
            request: request, options: options, folder: folder, root: context.store.root + "/commands", pause: pause,
            progress: { share, word in context.progress(request, share, word) }, servers: servers)
        do {
            let takes = try await takes(of: request, try await run.files(), run, context)
            await ended(request, .made(takes))
            run.clean()
        } catch let error as GeneratorError {
            await ended(request, .failed(error))
        } catch let error as ContentError {
            await ended(request, .failed(GeneratorError(.failed, request.label, "\(error)")))
        }
    }

    /// Into the store and past a worker's eyes.
    /// - Throws: `GeneratorError` when all of them are too short to be used.
    private func takes(
        of request: TakeRequest, _ files: [CommandRun.Finished], _ run: CommandRun, _ context: GeneratorContext
    ) async throws -> [MadeTake] {
        var takes: [MadeTake] = []
        for (index, file) in files.enumerated() {
            let path = run.path(of: file)
            let start = FileHandle(forReadingAtPath: path).flatMap { try? $0.read(upToCount: VideoMagic.length) } ?? Data()
            let blob = try context.store.adopt(path, fileExtension: VideoMagic.fileExtension(of: start) ?? "mp4")
            var take = try await context.looked(at: blob, for: request)
            take.seed = file.seed ?? (index == 0 ? request.seed : nil)
            take.model = options.model
            // The price is of the request, not of each of its files.
            take.microdollars = index == 0 ? options.microdollars : 0
            takes.append(take)
        }
        let short = takes.map { $0.facts.flatMap { shortness($0, request) } }
        if let first = short.first ?? nil, short.allSatisfy({ $0 != nil }) {
            // Made again by the next build, not found again.
            run.clean()
            throw GeneratorError(.failed, request.label, "'\(options.run[0])' made a video that is too short: \(first)")
        }
        for (index, reason) in short.enumerated() where reason != nil { takes[index].broken = reason }
        return takes
    }

    /// More than one frame less than was asked for: the cut counts on all of it. Which rate the frames have is the model's to choose.
    private func shortness(_ facts: MediaFacts, _ request: TakeRequest) -> String? {
        let frame = max(1 / facts.rate.doubleValue, 1 / request.rate.doubleValue)
        guard facts.seconds + frame * 1.001 < request.seconds else { return nil }
        return "it lasts \(Self.rounded(facts.seconds)) s, and \(Self.rounded(request.seconds)) s were asked for"
    }

    private static func rounded(_ seconds: Double) -> String { "\((seconds * 100).rounded() / 100)" }
}

extension GeneratorContext {
    /// What a worker finds in a file that a program wrote.
    /// - Throws: `GeneratorError` when it cannot be looked at.
    fileprivate func looked(at blob: Blob, for request: TakeRequest) async throws -> MadeTake {
        let job = try Job(ProbeRecipe(file: blob), label: request.label, tools: tools)
        let found = Mutex<CollectOutcome?>(nil)
        try await run(
            [(request, job)], ProbeRecipe.self, ended: { _, outcome in found.withLock { $0 = outcome } },
            outcome: { probe, _ in .made([MadeTake(blob: blob, facts: probe.facts, broken: probe.broken)]) })
        switch found.withLock({ $0 }) {
        case .made(let takes)? where !takes.isEmpty: return takes[0]
        case .failed(let error)?: throw error
        default: throw GeneratorError(.failed, request.label, "its file was not looked at")
        }
    }
}
