public import Content
public import Execution
public import Foundation
import Timebase

/// One small picture of a take, for when its bytes are given up.
public struct ThumbnailRecipe: Recipe {
    public static let kind = "thumbnail"
    public static let version = 2

    public var take: Blob
    /// Which frame; the last one before it when there are fewer.
    public var frame: Int
    /// The longer side, in pixels.
    public var side: Int
    public var mostBytes: Int

    public init(take: Blob, frame: Int, side: Int = 320, mostBytes: Int = 20_480) {
        (self.take, self.frame, self.side, self.mostBytes) = (take, frame, side, mostBytes)
    }

    public var inputs: [Blob] { [take] }

    public struct Output: JobOutput {
        /// JPEG.
        public var picture: Data
        public var blobs: [Blob] { [] }

        package init(picture: Data) { self.picture = picture }
    }
}
