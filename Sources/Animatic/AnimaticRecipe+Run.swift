import Content
import Editorial
public import Execution
import Media
public import Recipes
import Timebase

extension AnimaticRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        let scratch = try context.scratchPath(fileExtension: "mp4")
        var painter = AnimaticPainter(
            AnimaticBrief(
                prompt: prompt, negative: negative, seed: seed, width: width, height: height, framesPerSecond: rate.doubleValue,
                frames: frames,
                slate: slate))
        // Film grain is dear to encode: against superfast at CRF 19 this takes a third of the time and half of the space, and at the
        // sketch's size nobody sees the difference.
        var writer = try VideoFileWriter(
            path: scratch,
            settings: .init(
                width: width, height: height, rate: rate, preset: "ultrafast", crf: 21, keyFrameInterval: 48,
                metadata: ["comment": "animatic, seed \(seed)", "description": prompt]))
        for index in 0..<frames {
            let frame = try Frame(width: width, height: height)
            painter.paint(
                frame: index, y: frame.plane(0), yStride: frame.stride(0), u: frame.plane(1), uStride: frame.stride(1), v: frame.plane(2),
                vStride: frame.stride(2))
            try writer.write(frame)
        }
        try writer.finish()
        let facts = try MediaFacts(probing: scratch)
        return Output(take: try context.publish(scratch: scratch, fileExtension: "mp4"), facts: facts)
    }
}
