import Content
public import Execution
import Foundation
import Media
public import Recipes

extension LookRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        let path = try context.path(of: segment)
        var reader = try VideoReader(path: path)
        var luma = SmallLuma()
        let frame = Frame()
        var (black, frozen) = (FrameRuns(), FrameRuns())
        var changes: [Int] = []
        var opening: [UInt8] = []
        var count = 0
        while try reader.next(into: frame) {
            let seen = try luma.see(frame)
            if seen.isBlack { black.add(count) }
            if seen.isFrozen { frozen.add(count) }
            if let change = seen.change { changes.append(change) } else { opening = luma.bytes }
            count += 1
        }
        guard count > 0 else { throw MediaError(.decode, path, "the segment holds no picture") }
        return Output(
            frames: count, black: black.all, frozen: frozen.all, changes: changes, opening: Data(opening), closing: Data(luma.bytes))
    }
}
