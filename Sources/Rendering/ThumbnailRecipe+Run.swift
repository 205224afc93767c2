import Content
public import Execution
import Foundation
import Media
public import Recipes
import Timebase

extension ThumbnailRecipe: RunnableRecipe {
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
