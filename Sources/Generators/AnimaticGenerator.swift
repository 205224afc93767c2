public import Editorial
import Execution
import Recipes
import Timebase

/// The embedded default: paints a moving picture from the words of the prompt. Free, offline, the same for the same seed.
public struct AnimaticGenerator: LocalGenerator {
    public static let kind = GeneratorKind(
        "animatic", doc: "Built in: paints a moving sketch from the words of the prompt. Free and offline.",
        options: [
            .init("width", .integer, range: 64...1920, doc: "Width in pixels, even; by default what 360 lines ask for."),
            .init("height", .integer, range: 36...1920, doc: "Height in pixels, even; 360 by default."),
            .init("fps", .number, range: 1...120, doc: "Frames per second; the project's by default."),
            .init("slate", .boolean, doc: "Burn in shot, take and prompt."),
        ])

    private let spec: GeneratorSpec

    public init(spec: GeneratorSpec, folder: String) throws {
        self.spec = spec
        for side in ["width", "height"] {
            if let value = spec.options[side]?.integer, value % 2 != 0 {
                throw GeneratorError(.configuration, "generator '\(spec.name)'", "\(side) is \(value), but must be even")
            }
        }
    }

    private func planning(_ project: Project) -> RequestPlanning {
        let aspect = Double(project.format.width) / Double(project.format.height)
        func even(_ value: Double) -> Int { max(36, Int((value / 2).rounded()) * 2) }
        let options = spec.options
        let short = 360.0
        let height =
            options["height"]?.integer ?? options["width"]?.integer.map { even(Double($0) / aspect) }
            ?? even(aspect >= 1 ? short : short / aspect)
        let width = options["width"]?.integer ?? even(Double(height) * aspect)
        let rate =
            options["fps"]?.number.map { FrameRate.conventional(Rational(approximating: $0, denominator: 1000)) } ?? project.format.rate
        return RequestPlanning(spec: spec, width: width, height: height, rate: rate)
    }

    public func requests(for shot: Shot, in project: Project) throws -> [TakeRequest] {
        try planning(project).requests(for: shot, in: project)
    }

    public func plansFromProjectAlone(_ shot: Shot) -> Bool { shot.firstFrame == nil && shot.lastFrame == nil }

    public func request(for shot: Shot, in project: Project, variant: Shot.Variant, ordinal: Int, seed: UInt64) throws -> TakeRequest? {
        try planning(project).request(shot, project, variant: variant, ordinal: ordinal, seed: seed)
    }

    /// About 12 ms for a frame of 640×360, painted and encoded.
    public func estimate(_ request: TakeRequest) -> Estimate {
        Estimate(microdollars: 0, seconds: Double(request.frames * request.width * request.height) * 5e-8)
    }

    public func collect(
        _ requests: [TakeRequest], in context: GeneratorContext,
        ended: @escaping @Sendable (TakeRequest, CollectOutcome) async -> Void
    ) async throws {
        let burn = spec.options["slate"]?.boolean ?? false
        let jobs = try requests.map { request in
            let slate = burn ? "\(request.label)  seed \(request.seed)\n\(request.prompt)" : nil
            let recipe = AnimaticRecipe(
                prompt: request.prompt, negative: request.negative, seed: request.seed, width: request.width, height: request.height,
                rate: request.rate, frames: request.frames, slate: slate)
            return (request, try Job(recipe, label: request.label, tools: context.tools))
        }
        try await context.run(jobs, AnimaticRecipe.self, ended: ended) {
            .made([MadeTake(blob: $0.take, facts: $0.facts, seed: $1.seed, model: "animatic", microdollars: 0)])
        }
    }
}
