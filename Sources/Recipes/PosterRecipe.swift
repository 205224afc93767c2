public import Content
public import Execution

/// One picture of the film as JPEG: the best of some of its frames.
public struct PosterRecipe: Recipe {
    public static let kind = "poster"
    public static let version = 1

    /// Frames of one segment, in order.
    public struct Candidates: Hashable, Sendable, Codable {
        public var segment: Blob
        public var frames: [Int]
        public init(segment: Blob, frames: [Int]) { (self.segment, self.frames) = (segment, frames) }
    }

    public var candidates: [Candidates]
    public init(candidates: [Candidates]) { self.candidates = candidates }
    public var inputs: [Blob] { candidates.map(\.segment) }

    public struct Output: JobOutput {
        public var picture: Blob
        /// Which of the candidates it is, counted through.
        public var index: Int
        public var blobs: [Blob] { [picture] }

        package init(picture: Blob, index: Int) { (self.picture, self.index) = (picture, index) }
    }
}
