public import Content
public import Editorial
public import Timebase

/// One ask for one take, complete: a generator needs nothing else.
public struct TakeRequest: Hashable, Sendable, Codable {
    /// Digest of everything that decides the take; the same ask has the same id on every build.
    public var id: String
    /// Digest of everything but the seed: takes with the same one answer the same question.
    public var recipeKey: String
    /// The text that was digested for `recipeKey`, for explaining what changed.
    public var recipe: String
    public var shot: String
    /// Place among the shot's requests; for people, not part of the id.
    public var ordinal: Int
    public var variant: Shot.Variant
    /// Name of the generator in the project.
    public var generator: String
    /// The prompt as sent.
    public var prompt: String
    public var negative: String?
    public var seed: UInt64
    public var width: Int
    public var height: Int
    public var rate: FrameRate
    public var frames: Int
    /// A file of the user's to take in, for generators that do not make but import.
    public var file: String?
    /// Files of the user's that the take is made from, by role: `first_frame`, `last_frame`, `workflow`. Their content is part of
    /// the id, their path is not.
    public var inputs: [String: InputFile]

    public init(
        id: String = "", recipeKey: String = "", recipe: String = "", shot: String, ordinal: Int, variant: Shot.Variant = [:],
        generator: String, prompt: String, negative: String? = nil,
        seed: UInt64, width: Int, height: Int, rate: FrameRate, frames: Int, file: String? = nil,
        inputs: [String: InputFile] = [:]
    ) {
        self.id = id
        self.recipeKey = recipeKey
        self.recipe = recipe
        self.shot = shot
        self.ordinal = ordinal
        self.variant = variant
        self.generator = generator
        self.prompt = prompt
        self.negative = negative
        self.seed = seed
        self.width = width
        self.height = height
        self.rate = rate
        self.frames = frames
        self.file = file
        self.inputs = inputs
    }

    public var seconds: Double { Double(frames) / rate.doubleValue }
    /// Path of the picture the take starts or ends with.
    public var firstFrame: String? { inputs["first_frame"]?.path }
    public var lastFrame: String? { inputs["last_frame"]?.path }
    /// How people read it in logs: `window take 3`.
    public var label: String { "\(shot) take \(ordinal + 1)" }
}

/// A file of the user's with what it held when the request was planned.
public struct InputFile: Hashable, Sendable, Codable {
    public var path: String
    public var digest: Digest

    public init(path: String, digest: Digest) {
        self.path = path
        self.digest = digest
    }

    /// - Throws: `GeneratorError` naming the file when it cannot be read.
    public init(reading path: String, role: String) throws {
        do {
            self.init(path: path, digest: try Digest(ofFile: path))
        } catch {
            throw GeneratorError(.configuration, role, "\(path) cannot be read: \(error)")
        }
    }
}
