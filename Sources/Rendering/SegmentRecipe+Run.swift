import Content
import Editorial
public import Execution
import Media
public import Recipes
import Timebase

extension SegmentRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        let scratch = try context.scratchPath(fileExtension: encoding.fileExtension)
        var writer = try VideoFileWriter(
            path: scratch,
            settings: .init(
                width: format.width, height: format.height, rate: format.rate, codec: encoding.codec, preset: encoding.preset,
                crf: encoding.quality, threads: encoding.threads, keyFrameInterval: encoding.keyFrames ?? Int((format.rate.doubleValue * 5).rounded()),
                hardware: encoding.hardware))
        var clip = try TakeCursor(run, frames: frames, format, encoding.codec, isQuick: isQuick, in: context)
        var before: TakeCursor?
        if let head, let other = head.other {
            before = try TakeCursor(
                other, frames: head.frames, format, encoding.codec, isQuick: isQuick, in: context)
        }
        var painter = try words.map { try WordsPainter($0, format, in: context) }
        var watch = SegmentWatch()
        for frame in 0..<frames {
            var picture = try clip.picture(at: frame)
            if let head, frame < head.frames { try head.open(&picture, at: frame, after: try before?.picture(at: frame)) }
            if let tail, frames - frame <= tail.frames { try tail.close(&picture, left: frames - frame) }
            if let accents { picture = try accents.applied(to: picture, at: frame) }
            let level = (fadeIn?.level(at: frame) ?? 256) * (fadeOut?.level(at: frame) ?? 256) / 256
            if level < 256 { try picture.fade(to: level) }
            if let bars { try picture.bar(bars) }
            if painter != nil { picture = try painter!.drawn(on: picture, at: frame) }
            watch.see(picture)
            try writer.write(picture)
        }
        try writer.finish()
        return Output(segment: try context.publish(scratch: scratch, fileExtension: encoding.fileExtension), look: watch.look)
    }
}
