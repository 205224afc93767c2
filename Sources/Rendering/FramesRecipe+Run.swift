import Content
public import Execution
import Foundation
import Media
public import Recipes
import Timebase

extension FramesRecipe: RunnableRecipe {
    /// No picture is larger: a scorer is sent several at once.
    private static let mostBytes = 400_000

    public func run(in context: WorkContext) throws -> Output {
        let path = try context.path(of: take)
        var reader = try VideoReader(path: path)
        let (width, height) = Self.size(reader.width, reader.height, aspect: reader.pixelAspect.doubleValue, side: longSide)
        var still = StillPicture(width: width, height: height)
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
            try AtomicFile.write(Data(try still.jpeg(picture, mostBytes: Self.mostBytes)), to: scratch)
            output.frames.append(try context.publish(scratch: scratch, fileExtension: "jpg"))
            output.numbers.append(number)
        }
        guard !output.frames.isEmpty else { throw MediaError(.decode, path, "no picture of it can be decoded") }
        return output
    }

    /// Even sides of the shape people see, never larger than the take's.
    private static func size(_ width: Int, _ height: Int, aspect: Double, side: Int) -> (Int, Int) {
        let (wide, high) = (max(1, Double(width) * aspect), max(1, Double(height)))
        let scale = min(1, Double(side) / max(wide, high))
        func even(_ value: Double) -> Int { max(2, Int((value * scale / 2).rounded()) * 2) }
        return (even(wide), even(high))
    }
}
