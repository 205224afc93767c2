public import Content
public import Execution
public import Foundation
import Media
import Timebase

/// One small picture of a take, for when its bytes are given up.
public struct ThumbnailRecipe: Recipe {
    public static let kind = "thumbnail"
    public static let version = 1

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
    }

    public func run(in context: WorkContext) throws -> Output {
        let path = try context.path(of: take)
        var reader = try VideoReader(path: path)
        if frame > 0 { try reader.seek(toKeyFrameBefore: frame) }
        let picture = Frame()
        let last = Frame()
        var found = false
        while try reader.next(into: picture) {
            found = true
            try last.refer(to: picture)
            if reader.index(of: picture).map({ $0 >= frame }) ?? true { break }
        }
        guard found else { throw MediaError(.decode, path, "no picture of it can be decoded") }
        let (width, height) = Self.size(reader.width, reader.height, aspect: reader.pixelAspect.doubleValue, side: side)
        var still = StillPicture(width: width, height: height)
        let bytes = try still.jpeg(last, mostBytes: mostBytes)
        guard bytes.count <= mostBytes else { throw MediaError(.encode, path, "its picture does not fit \(mostBytes) bytes") }
        return Output(picture: Data(bytes))
    }

    /// Even sides of the shape people see.
    private static func size(_ width: Int, _ height: Int, aspect: Double, side: Int) -> (Int, Int) {
        let (wide, high) = (max(1, Double(width) * aspect), max(1, Double(height)))
        let scale = Double(side) / max(wide, high)
        func even(_ value: Double) -> Int { max(2, Int((value * scale / 2).rounded()) * 2) }
        return (even(wide), even(high))
    }
}
