import Content
public import Execution
import Foundation
import Media
public import Recipes

extension FramesRecipe: RunnableRecipe {
    /// No picture is larger: a scorer is sent several at once.
    private static let mostBytes = 400_000

    public func run(in context: WorkContext) throws -> Output {
        let path = try context.path(of: take)
        var reader = try VideoReader(path: path)
        let view = SmallView(of: reader, longSide: longSide, enlarges: false)
        var still = StillPicture(width: view.width, height: view.height)
        let picture = Frame()
        var waiting = wanted[...]
        var output = Output(frames: [], numbers: [])
        var count = 0
        while let next = waiting.first, try reader.next(into: picture) {
            let number = reader.index(of: picture) ?? count
            count += 1
            guard number >= next else { continue }
            while let passed = waiting.first, passed <= number { waiting = waiting.dropFirst() }
            let scratch = try context.scratchPath(fileExtension: "jpg")
            try AtomicFile.write(Data(try still.jpeg(view.upright(picture), mostBytes: Self.mostBytes)), to: scratch)
            output.frames.append(try context.publish(scratch: scratch, fileExtension: "jpg"))
            output.numbers.append(number)
        }
        guard !output.frames.isEmpty else { throw MediaError(.decode, path, "no picture of it can be decoded") }
        return output
    }
}
