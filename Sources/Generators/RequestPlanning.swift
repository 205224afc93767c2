import Content
public import Editorial
import Foundation
public import Timebase

/// Requests for generators that make pictures from words: takes × matrix values, each with a seed of its own.
public struct RequestPlanning: Sendable {
    public var spec: GeneratorSpec
    /// Size and rate asked of the generator.
    public var width: Int
    public var height: Int
    public var rate: FrameRate
    /// Against which the paths of a shot's pictures are meant.
    public var folder: String
    /// Files every request is made from, by role.
    public var inputs: [String: InputFile]

    public init(
        spec: GeneratorSpec, width: Int, height: Int, rate: FrameRate, folder: String = "", inputs: [String: InputFile] = [:]
    ) {
        self.spec = spec
        self.folder = folder
        self.inputs = inputs
        self.width = width
        self.height = height
        self.rate = rate
    }

    /// - Throws: `GeneratorError` when a picture of the shot cannot be read.
    public func requests(for shot: Shot, in project: Project) throws -> [TakeRequest] {
        let inputs = try inputs(of: shot)
        return shot.variants.enumerated().flatMap { index, variant in
            // All but the seed and the place is the same for all of them, and is put into words once.
            let first = request(shot, project, variant: variant, ordinal: 0, seed: 0, inputs: inputs)
            return (0..<shot.takes).map { number in
                first.again(
                    ordinal: index * shot.takes + number,
                    seed: Self.seed(project: project.seed, shot: shot.id, variant: variant, number: number))
            }
        }
    }

    /// One request with a given seed.
    public func request(_ shot: Shot, _ project: Project, variant: Shot.Variant, ordinal: Int, seed: UInt64) throws -> TakeRequest {
        request(shot, project, variant: variant, ordinal: ordinal, seed: seed, inputs: try inputs(of: shot))
    }

    private func inputs(of shot: Shot) throws -> [String: InputFile] {
        var inputs = inputs
        for (role, file) in [("first_frame", shot.firstFrame), ("last_frame", shot.lastFrame)] {
            guard let file else { continue }
            inputs[role] = try InputFile(reading: file.hasPrefix("/") ? file : folder + "/" + file, role: "\(role) of shot '\(shot.id)'")
        }
        return inputs
    }

    private func request(
        _ shot: Shot, _ project: Project, variant: Shot.Variant, ordinal: Int, seed: UInt64, inputs: [String: InputFile]
    ) -> TakeRequest {
        let request = TakeRequest(
            shot: shot.id, ordinal: ordinal, variant: variant, generator: spec.name,
            prompt: shot.fullPrompt(look: project.look, variant: variant), negative: shot.fullNegative(variant: variant), seed: seed,
            width: width,
            height: height, rate: rate, frames: max(1, rate.frames(lasting: shot.seconds)), inputs: inputs)
        return request.named(by: spec)
    }

    /// Seeds depend on the shot, its variant and the number, not on the place in the file: adding a shot changes no other's takes.
    /// 31 bits, which every service accepts.
    public static func seed(project: UInt64, shot: String, variant: Shot.Variant, number: Int) -> UInt64 {
        let words = variant.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        var random = SeededRandom(seed: project, "\(shot)|\(words)|\(number)")
        return random.next() & 0x7fff_ffff
    }
}

extension TakeRequest {
    private struct Material: Codable {
        var kind: String, options: [String: OptionValue], shot: String, prompt: String, negative: String?, width: Int, height: Int
        var rate: FrameRate, frames: Int, file: String?
        /// Digests by role; nil when there are none.
        var inputs: [String: Digest]?
    }

    /// The request with its keys filled in.
    func named(by spec: GeneratorSpec) -> TakeRequest {
        let material = Material(
            kind: spec.kind, options: spec.options, shot: shot, prompt: prompt, negative: negative, width: width, height: height,
            rate: rate, frames: frames, file: file, inputs: inputs.isEmpty ? nil : inputs.mapValues(\.digest))
        guard let text = try? CanonicalJSON.text(material) else { preconditionFailure("a request is always plain JSON") }
        var request = self
        request.recipe = text
        request.recipeKey = Digest(of: text).hex
        return request.again(ordinal: ordinal, seed: seed)
    }

    /// The same ask for so many frames.
    func lasting(_ frames: Int, namedBy spec: GeneratorSpec) -> TakeRequest {
        guard frames != self.frames else { return self }
        var request = self
        request.frames = frames
        return request.named(by: spec)
    }

    /// The same ask in another place and with another seed.
    func again(ordinal: Int, seed: UInt64) -> TakeRequest {
        var request = self
        (request.ordinal, request.seed) = (ordinal, seed)
        request.id = Self.id(recipe, seed: seed)
        return request
    }

    private static func id(_ recipe: String, seed: UInt64) -> String { Digest(of: "\(recipe) \(seed)").hex }

    /// A request as an earlier build wrote it down, for what is still on its way though nothing asks for it any more. The files it was made
    /// from are not at hand.
    /// - Parameter recipe: the text it was named by.
    /// - Returns: nil when that is the recipe of another kind of request.
    public static func recorded(
        recipe: String, recipeKey: String, shot: String, ordinal: Int, variant: Shot.Variant, generator: String, seed: UInt64
    ) -> TakeRequest? {
        guard let material: Material = try? CanonicalJSON.decode(from: Data(recipe.utf8)) else { return nil }
        return TakeRequest(
            id: id(recipe, seed: seed), recipeKey: recipeKey, recipe: recipe, shot: shot, ordinal: ordinal, variant: variant,
            generator: generator, prompt: material.prompt, negative: material.negative, seed: seed, width: material.width,
            height: material.height, rate: material.rate, frames: material.frames, file: material.file)
    }
}
