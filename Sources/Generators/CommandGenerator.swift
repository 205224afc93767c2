import Content
public import Editorial
import Execution
import Foundation
import Timebase

/// Any program that writes a video. The contract is in docs/generators.md (`mv-clip-command`, version 1).
public struct CommandGenerator: Generator {
    public static let kind = CommandOptions.kind

    private let spec: GeneratorSpec
    private let options: CommandOptions
    private let folder: String
    /// Before the second try of a program that fails for now; doubled before the third.
    package var pause = Duration.seconds(4)

    public init(spec: GeneratorSpec, folder: String) throws {
        self.spec = spec
        self.folder = folder
        options = try CommandOptions(spec)
    }

    private func planning(_ project: Project, seconds: Double) -> RequestPlanning {
        func side(_ value: Int) -> Int { (value + options.sideMultiple - 1) / options.sideMultiple * options.sideMultiple }
        return RequestPlanning(
            spec: spec, width: side(options.width ?? project.format.width), height: side(options.height ?? project.format.height),
            rate: options.rate ?? project.format.rate)
    }

    public func requests(for shot: Shot, in project: Project) throws -> [TakeRequest] {
        planning(project, seconds: shot.seconds).requests(for: shot, in: project).map(ruled)
    }

    public func request(for shot: Shot, in project: Project, variant: Shot.Variant, ordinal: Int, seed: UInt64) throws -> TakeRequest? {
        ruled(planning(project, seconds: shot.seconds).request(shot, project, variant: variant, ordinal: ordinal, seed: seed))
    }

    /// Rounds the frames up to what the model can make; the cut uses what it needs of them.
    private func ruled(_ request: TakeRequest) -> TakeRequest {
        var request = request
        let steps = max(0, request.frames - options.framePlus + options.frameMultiple - 1) / options.frameMultiple
        request.frames = max(1, steps * options.frameMultiple + options.framePlus)
        return request.named(by: spec)
    }

    public func estimate(_ request: TakeRequest) -> Estimate { Estimate(microdollars: options.microdollars, seconds: nil) }

    /// Nothing runs yet: the ticket is the request's id, under which a finished file is found again.
    public func submit(_ request: TakeRequest) async throws -> Ticket { Ticket(request.id) }

    public func collect(
        _ submitted: [SubmittedRequest], in context: GeneratorContext,
        ended: @escaping @Sendable (TakeRequest, CollectOutcome) async -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, item) in submitted.enumerated() {
                if index >= options.concurrent { try await group.next() }
                group.addTask { try await self.make(item.request, in: context, ended: ended) }
            }
            try await group.waitForAll()
        }
    }

    private func make(
        _ request: TakeRequest, in context: GeneratorContext, ended: @escaping @Sendable (TakeRequest, CollectOutcome) async -> Void
    ) async throws {
        do {
            let run = CommandRun(request: request, options: options, folder: folder, root: context.store.root + "/commands", pause: pause)
            let file = try await run.file()
            let blob = try context.store.adopt(file, fileExtension: "mp4")
            let job = try Job(ProbeRecipe(file: blob), label: request.label, tools: context.tools)
            let (model, cost) = (options.model, options.microdollars)
            try await context.run(
                [(request, job)], ProbeRecipe.self,
                ended: { request, outcome in
                    await ended(request, outcome)
                    run.clean()
                }
            ) { output, request in
                .made([
                    MadeTake(blob: blob, facts: output.facts, broken: output.broken, seed: request.seed, model: model, microdollars: cost)
                ])
            }
        } catch let error as GeneratorError {
            await ended(request, .failed(error))
        } catch let error as ContentError {
            await ended(request, .failed(GeneratorError(.failed, request.label, "\(error)")))
        }
    }
}
