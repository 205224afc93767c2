import Content
public import Editorial
public import Timebase

/// Requests for generators that make pictures from words: takes × matrix values, each with a seed of its own.
public struct RequestPlanning: Sendable {
    public var spec: GeneratorSpec
    /// Size and rate asked of the generator.
    public var width: Int
    public var height: Int
    public var rate: FrameRate

    public init(spec: GeneratorSpec, width: Int, height: Int, rate: FrameRate) {
        self.spec = spec
        self.width = width
        self.height = height
        self.rate = rate
    }

    public func requests(for shot: Shot, in project: Project) -> [TakeRequest] {
        shot.variants.enumerated().flatMap { index, variant in
            (0..<shot.takes).map { number in
                request(
                    shot, project, variant: variant, ordinal: index * shot.takes + number,
                    seed: Self.seed(project: project.seed, shot: shot.id, variant: variant, number: number))
            }
        }
    }

    /// One request with a given seed.
    public func request(_ shot: Shot, _ project: Project, variant: Shot.Variant, ordinal: Int, seed: UInt64) -> TakeRequest {
        let request = TakeRequest(
            shot: shot.id, ordinal: ordinal, variant: variant, generator: spec.name,
            prompt: shot.fullPrompt(look: project.look, variant: variant), negative: shot.negative, seed: seed, width: width,
            height: height,
            rate: rate, frames: max(1, rate.frames(lasting: shot.seconds)))
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
    private struct Material: Encodable {
        var kind: String, options: [String: OptionValue], shot: String, prompt: String, negative: String?, width: Int, height: Int
        var rate: FrameRate, frames: Int, file: String?
    }

    /// The request with its keys filled in.
    func named(by spec: GeneratorSpec) -> TakeRequest {
        let material = Material(
            kind: spec.kind, options: spec.options, shot: shot, prompt: prompt, negative: negative, width: width, height: height,
            rate: rate,
            frames: frames, file: file)
        guard let text = try? CanonicalJSON.text(material) else { preconditionFailure("a request is always plain JSON") }
        var request = self
        request.recipe = text
        request.recipeKey = Digest(of: text).hex
        request.id = Digest(of: "\(text) \(seed)").hex
        return request
    }
}
