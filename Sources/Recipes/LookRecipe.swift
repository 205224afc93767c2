public import Content
public import Execution
public import Foundation

/// Looks through one encoded segment: what the report about a film is made of, segment by segment, so that one changed clip costs one look.
public struct LookRecipe: Recipe {
    public static let kind = "look"
    public static let version = 1

    public var segment: Blob

    public init(segment: Blob) { self.segment = segment }

    public var inputs: [Blob] { [segment] }

    public struct Output: JobOutput {
        public var frames: Int
        /// First frame and length of every run of black frames and of frames that do not differ from the one before.
        public var black: [[Int]]
        public var frozen: [[Int]]
        /// How much each frame differs from the one before, from the second on: a sum over the pixels of a small picture.
        public var changes: [Int]
        /// Small pictures of the first and the last frame, a byte of luma a pixel.
        public var opening: Data
        public var closing: Data
        public var blobs: [Blob] { [] }

        package init(frames: Int, black: [[Int]], frozen: [[Int]], changes: [Int], opening: Data, closing: Data) {
            (self.frames, self.black, self.frozen, self.changes) = (frames, black, frozen, changes)
            (self.opening, self.closing) = (opening, closing)
        }

        /// How much this segment's first frame differs from the last one of the segment before.
        public func change(after other: Output) -> Int {
            zip(opening, other.closing).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        }
    }
}
