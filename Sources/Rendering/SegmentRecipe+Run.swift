import Content
import Editorial
public import Execution
import Media
public import Recipes
import Timebase

extension SegmentRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        let scratch = try context.scratchPath(fileExtension: "mp4")
        var writer = try VideoFileWriter(
            path: scratch,
            settings: .init(
                width: format.width, height: format.height, rate: format.rate, preset: preset, crf: crf, threads: threads,
                keyFrameInterval: Int((format.rate.doubleValue * 5).rounded())))
        var cursor = try cursor(for: run, in: context)
        var tail: TakeCursor?
        if let before, dissolve > 0 { tail = try self.cursor(for: before, in: context) }
        for frame in 0..<frames {
            let picture = try cursor.picture(at: run.sourceFrame(at: frame, filmRate: format.rate))
            if let before, frame < dissolve {
                let old = try tail!.picture(at: before.sourceFrame(at: frame, filmRate: format.rate))
                try picture.blend(with: old, weight: 256 - (frame + 1) * 256 / (dissolve + 1))
            }
            let level = (fadeIn?.level(at: frame) ?? 256) * (fadeOut?.level(at: frame) ?? 256) / 256
            if level < 256 { try picture.dim(to: level) }
            try writer.write(picture)
        }
        try writer.finish()
        return Output(segment: try context.publish(scratch: scratch, fileExtension: "mp4"), frames: frames)
    }

    private func cursor(for run: SourceRun, in context: WorkContext) throws -> TakeCursor {
        try TakeCursor(
            path: context.path(of: run.take), startingAt: run.sourceFrame(at: 0, filmRate: format.rate), width: format.width,
            height: format.height)
    }
}
