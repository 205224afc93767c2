public import Content
public import Execution
public import Foundation

/// One small picture of a take as plain pixels, for terminals.
public struct PixelsRecipe: Recipe {
    public static let kind = "pixels"
    public static let version = 2

    public var take: Blob
    /// Which frame; the last one before it when there are fewer.
    public var frame: Int
    /// The longer side, in pixels, even.
    public var side: Int

    public init(take: Blob, frame: Int, side: Int) { (self.take, self.frame, self.side) = (take, frame, side) }

    public var inputs: [Blob] { [take] }

    public struct Output: JobOutput {
        public var width: Int
        public var height: Int
        /// Red, green and blue of each pixel, rows from the top, without gaps.
        public var rgb: Data
        public var blobs: [Blob] { [] }

        package init(width: Int, height: Int, rgb: Data) { (self.width, self.height, self.rgb) = (width, height, rgb) }
    }
}
