import Content
public import Execution
import Foundation
import Media
public import Recipes

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
        let view = SmallView(of: reader, longSide: side)
        var still = StillPicture(width: view.width, height: view.height)
        let bytes = try still.jpeg(view.upright(last), mostBytes: mostBytes)
        guard bytes.count <= mostBytes else { throw MediaError(.encode, path, "its picture does not fit \(mostBytes) bytes") }
        return Output(picture: Data(bytes))
    }
}
