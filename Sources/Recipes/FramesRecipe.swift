public import Content
public import Execution
public import Timebase

/// Pictures of a take for eyes outside this program: so many frames, spread evenly over the part of it that is sound.
public struct FramesRecipe: Recipe {
    public static let kind = "frames"
    public static let version = 2

    public var take: Blob
    /// Frames of the take to choose from.
    public var range: FrameRange
    /// How many; fewer come of a shorter range.
    public var count: Int
    /// The longer side, in pixels. Nothing is enlarged.
    public var longSide: Int

    public init(take: Blob, range: FrameRange, count: Int, longSide: Int) {
        (self.take, self.range, self.count, self.longSide) = (take, range, count, longSide)
    }

    public var inputs: [Blob] { [take] }

    /// The middles of `count` equal parts of the range, each frame once.
    public var wanted: [Int] {
        let count = max(1, min(count, range.count))
        return (0..<count).map { range.start + (2 * $0 + 1) * max(1, range.count) / (2 * count) }
    }

    public struct Output: JobOutput {
        /// JPEG, in the order of time.
        public var frames: [Blob]
        /// Numbers of the frames within the take.
        public var numbers: [Int]
        public var blobs: [Blob] { frames }

        package init(frames: [Blob], numbers: [Int]) { (self.frames, self.numbers) = (frames, numbers) }
    }
}
