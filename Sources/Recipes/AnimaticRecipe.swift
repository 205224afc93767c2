public import Content
public import Editorial
public import Execution
public import Timebase

/// Paints and encodes one animatic take.
public struct AnimaticRecipe: Recipe {
    public static let kind = "animatic"
    public static let version = 1

    public var prompt: String
    public var negative: String?
    public var seed: UInt64
    public var width: Int
    public var height: Int
    public var rate: FrameRate
    public var frames: Int
    /// Words burnt in at the bottom, lines separated by newlines.
    public var slate: String?

    public init(
        prompt: String, negative: String?, seed: UInt64, width: Int, height: Int, rate: FrameRate, frames: Int, slate: String?
    ) {
        self.prompt = prompt
        self.negative = negative
        self.seed = seed
        self.width = width
        self.height = height
        self.rate = rate
        self.frames = frames
        self.slate = slate
    }

    public var inputs: [Blob] { [] }

    public struct Output: JobOutput {
        public var take: Blob
        public var facts: MediaFacts
        public var blobs: [Blob] { [take] }

        package init(take: Blob, facts: MediaFacts) { (self.take, self.facts) = (take, facts) }
    }
}
