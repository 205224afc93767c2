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
    ///   - style: how they are shown.
    ///   - deliverable: encoder settings; deliverables that agree on them share their segments.
    ///   - hardware: the processor of pictures that encodes, when one does.
    /// - Precondition: the timeline is continuous and `blobs` holds all of its takes.
    public init(
        timeline: Timeline, blobs: [String: Blob], deliverable: DeliverableSpec, style: FilmStyle = .plain, hardware: DeliverableSpec.Hardware? = nil
    ) {
        precondition(timeline.isContinuous, "a timeline covers its film before it is rendered")
        let format = deliverable.format(of: timeline.format)
        segments = timeline.clips.indices.map { index in
            let clip = timeline.clips[index]
            let next = index + 1 < timeline.clips.count ? timeline.clips[index + 1] : nil
            let before = clip.overlap > 0 && index > 0 ? timeline.clips[index - 1] : nil
            let recipe = SegmentRecipe(
                format: format, frames: clip.record.count, run: Self.run(clip, blobs, style.clip(index), offset: 0),
                head: index == 0 ? nil : Self.join(clip.transition, \.framesAfter, before.map { Self.run($0, blobs, style.clip(index - 1), offset: $0.record.count) }),
                tail: Self.join(next?.transition, \.framesBefore), fadeIn: Self.fadeIn(timeline, clip),
                fadeOut: Self.fadeOut(timeline, clip), accents: style.accents(in: clip.record.start..<clip.record.end),
                bars: style.bars == 0 ? nil : style.bars, words: style.words?.step(in: clip.record, rate: format.rate),
                encoding: PictureEncoding(deliverable, hardware: hardware), isQuick: deliverable.isDraft)
            return Segment(slot: clip.slot, recipe: recipe)
        }
    }

    private static func join(_ transition: Transition?, _ frames: KeyPath<Transition, Int>, _ other: SourceRun? = nil) -> Join? {
        guard let transition, transition[keyPath: frames] > 0 else { return nil }
        return Join(kind: transition.kind, frames: transition[keyPath: frames], other: other)
    }

    private static func run(_ clip: Clip, _ blobs: [String: Blob], _ style: ClipStyle, offset: Int) -> SourceRun {
        guard let blob = blobs[clip.take] else { preconditionFailure("no file is known for take \(clip.take)") }
        return SourceRun(
            take: blob, start: clip.firstFrame, rate: clip.sourceRate, speed: clip.speed, offset: offset, ramp: clip.ramp,
            isReversed: clip.isReversed, last: offset > 0 || style.between != nil ? clip.lastUsable : nil, style: style)
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
