import Content
import Editorial
public import Execution
import Media
public import Recipes
import Timebase

extension AnimationRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        let scratch = try context.scratchPath(fileExtension: format.rawValue)
        let kind: AnimationFileWriter.Kind = format == .gif ? .gif(try colours(in: context)) : .webp
        var writer: AnimationFileWriter?
        try eachPicture(in: context) { picture throws(MediaError) in
            if writer == nil {
                let shown = rate.framesPerSecond / Rational(Int64(step))
                writer = try AnimationFileWriter(path: scratch, kind: kind, rate: shown, example: picture)
            }
            try writer!.write(picture)
        }
        guard let made = writer.take() else { throw MediaError(.encode, "an animation", "there is no picture to show") }
        let count = made.frames
        try made.finish()
        return Output(animation: try context.publish(scratch: scratch, fileExtension: format.rawValue), frames: count)
    }

    private func colours(in context: WorkContext) throws -> [UInt32] {
        var palette: Palette?
        try eachPicture(in: context) { picture throws(MediaError) in
            if palette == nil { palette = try Palette(for: picture) }
            try palette!.see(picture)
        }
        guard let seen = palette.take() else { throw MediaError(.encode, "an animation", "there is no picture to show") }
        return try seen.colours()
    }

    /// Those that are shown, in their size, as red, green and blue.
    private func eachPicture(in context: WorkContext, _ body: (borrowing Frame) throws(MediaError) -> Void) throws {
        let words = "scale=\(size.width):\(size.height):flags=lanczos+accurate_rnd+full_chroma_int+full_chroma_inp:in_color_matrix=bt709:in_range=tv,format=bgra"
        var graph: FilterGraph?
        let frame = Frame()
        var start = 0
        for segment in segments {
            var reader = try VideoReader(path: context.path(of: segment.blob))
            var count = 0
            while count < segment.frames, try reader.next(into: frame) {
                if (start + count).isMultiple(of: step) {
                    if graph == nil { graph = try FilterGraph(words, for: frame, timeBase: Rational(1, 100), pixelAspect: Rational(1)) }
                    try body(try graph!.run(frame))
                }
                count += 1
            }
            guard count == segment.frames else {
                throw MediaError(.decode, reader.path, "the segment holds \(count) frames where \(segment.frames) were planned")
            }
            start += count
        }
    }
}
