public import Content
public import Editorial
import Timebase

/// What must be encoded for a timeline: one segment for each clip, so that one changed clip costs one segment.
public struct RenderPlan: Sendable {
    public struct Segment: Sendable {
        public var slot: Int
        public var recipe: SegmentRecipe
    }

    public var segments: [Segment]

    /// - Parameters:
    ///   - blobs: the file of each take on the timeline.
    ///   - deliverable: encoder settings; deliverables that agree on them share their segments.
    /// - Precondition: the timeline is continuous and `blobs` holds all of its takes.
    public init(timeline: Timeline, blobs: [String: Blob], deliverable: DeliverableSpec) {
        precondition(timeline.isContinuous, "a timeline covers its film before it is rendered")
        segments = timeline.clips.indices.map { index in
            let clip = timeline.clips[index]
            let before = index > 0 && clip.dissolve > 0 ? timeline.clips[index - 1] : nil
            let recipe = SegmentRecipe(
                format: timeline.format, frames: clip.record.count, run: Self.run(clip, blobs, offset: 0),
                before: before.map { Self.run($0, blobs, offset: $0.record.count) }, dissolve: before == nil ? 0 : clip.dissolve,
                fadeIn: Self.fadeIn(timeline, clip), fadeOut: Self.fadeOut(timeline, clip), preset: deliverable.preset, crf: deliverable.crf
            )
            return Segment(slot: clip.slot, recipe: recipe)
        }
    }

    private static func run(_ clip: Clip, _ blobs: [String: Blob], offset: Int) -> SourceRun {
        guard let blob = blobs[clip.take] else { preconditionFailure("no file is known for take \(clip.take)") }
        return SourceRun(take: blob, start: clip.source.start, rate: clip.sourceRate, speed: clip.speed, offset: offset)
    }

    private static func fadeIn(_ timeline: Timeline, _ clip: Clip) -> Fade? {
        guard clip.record.start < timeline.fadeInFrames else { return nil }
        return Fade(dark: -1 - clip.record.start, full: timeline.fadeInFrames - clip.record.start)
    }

    private static func fadeOut(_ timeline: Timeline, _ clip: Clip) -> Fade? {
        guard timeline.fadeOutFrames > 0, clip.record.end > timeline.frames - timeline.fadeOutFrames else { return nil }
        return Fade(dark: timeline.frames - clip.record.start, full: timeline.frames - timeline.fadeOutFrames - 1 - clip.record.start)
    }
}
