public import Content
public import Editorial
public import Execution
import Media
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

    public init(_ request: TakeRequest, slate: String?) {
        prompt = request.prompt
        negative = request.negative
        seed = request.seed
        width = request.width
        height = request.height
        rate = request.rate
        frames = request.frames
        self.slate = slate
    }

    public var inputs: [Blob] { [] }

    public struct Output: JobOutput {
        public var take: Blob
        public var facts: MediaFacts
        public var blobs: [Blob] { [take] }
    }

    public func run(in context: WorkContext) throws -> Output {
        let scratch = try context.scratchPath(fileExtension: "mp4")
        var painter = AnimaticPainter(
            AnimaticBrief(
                prompt: prompt, negative: negative, seed: seed, width: width, height: height, framesPerSecond: rate.doubleValue,
                frames: frames,
                slate: slate))
        // Film grain is dear to encode: against superfast at CRF 19 this takes a third of the time and half of the space, and at the
        // sketch's size nobody sees the difference.
        var writer = try VideoFileWriter(
            path: scratch,
            settings: .init(
                width: width, height: height, rate: rate, preset: "ultrafast", crf: 21, keyFrameInterval: 48,
                metadata: ["comment": "animatic, seed \(seed)", "description": prompt]))
        for index in 0..<frames {
            let frame = try Frame(width: width, height: height)
            painter.paint(
                frame: index, y: frame.plane(0), yStride: frame.stride(0), u: frame.plane(1), uStride: frame.stride(1), v: frame.plane(2),
                vStride: frame.stride(2))
            try writer.write(frame)
        }
        try writer.finish()
        let facts = MediaFacts(try MediaProbe(path: scratch), hasC2PA: false)
        return Output(take: try context.publish(scratch: scratch, fileExtension: "mp4"), facts: facts)
    }
}
