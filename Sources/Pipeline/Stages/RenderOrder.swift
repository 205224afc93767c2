import Content
import Editorial
import Execution
import Recipes
import Timebase

/// A deliverable that is ready to be made.
struct RenderOrder: Sendable {
    var deliverable: DeliverableSpec
    /// Frames of the film that it shows.
    var range: FrameRange
    var plan: RenderPlan
    /// Of the plan's segments, in order.
    var jobs: [Job]

    var segments: Zip2Sequence<[RenderPlan.Segment], [Job]> { zip(plan.segments, jobs) }

    func isMissing(from results: ResultStore) -> Bool { jobs.contains { results.find($0.key.digest) == nil } }
}

extension RenderStage {
    /// - Parameter hardware: what encodes, by the deliverables' files.
    func orders(_ cut: Cut, _ styling: FilmStyling, hardware: [String: DeliverableSpec.Hardware]) throws -> [RenderOrder] {
        let blobs = try blobs(of: cut.timeline)
        return try deliverables.map { deliverable in
            let range = try range(of: deliverable, cut.timeline)
            let source = deliverable.isAnimation ? pictures(for: deliverable, cut.timeline.format) : deliverable
            let whole = RenderPlan(
                timeline: cut.timeline, blobs: blobs, deliverable: source, style: try styling.style(for: source), hardware: hardware[source.file])
            let plan = range.count == cut.timeline.frames ? whole : whole.part(range)
            let jobs = try plan.segments.map { try Job($0.recipe, label: "slot \($0.slot)", tools: session.tools()) }
            return RenderOrder(deliverable: deliverable, range: range, plan: plan, jobs: jobs)
        }
    }

    /// Frames of the film that a deliverable shows.
    private func range(of deliverable: DeliverableSpec, _ timeline: Timeline) throws -> FrameRange {
        guard let part = deliverable.part, let moments = deliverable.moments else { return FrameRange(start: 0, count: timeline.frames) }
        let (from, to) = (edge(moments.lowerBound, timeline), edge(moments.upperBound, timeline))
        guard from < to else {
            throw BuildError(
                .render, "\(deliverable.file): '\(part)' is a moment and has no length; say where the part ends too, as in part: 0:30 - 0:45")
        }
        return FrameRange(from..<to)
    }

    /// A picture that leads the beat begins its part: nothing is left over of the one before, and none begins that is not meant.
    private func edge(_ seconds: Double, _ timeline: Timeline) -> Int {
        let frame = min(max(0, timeline.format.rate.frame(nearest: seconds)), timeline.frames)
        let lead = session.project.edit.lead
        guard lead > 0 else { return frame }
        return timeline.clips.map(\.record.start).last { $0 <= frame && frame - $0 <= lead + 1 } ?? frame
    }

    /// The film whose segments an animation is made of: one that is rendered anyway and shows the same, or one just good enough for its size.
    private func pictures(for animation: DeliverableSpec, _ film: PictureFormat) -> DeliverableSpec {
        let size = animation.animationSize(of: film)
        let twin = deliverables.first { other in
            let own = other.format(of: film)
            let off = abs(own.width * size.height - own.height * size.width)
            return !other.isAnimation && !other.isDraft && (other.fit, other.captions) == (animation.fit, animation.captions)
                && other.anchor == animation.anchor && own.width >= size.width && off * 100 <= own.width * size.height
        }
        return twin
            ?? DeliverableSpec(
                file: animation.file, preset: "veryfast", crf: 12, size: size, fit: animation.fit, anchor: animation.anchor,
                captions: animation.captions)
    }

    /// The sound of a film: of the same part of the song as its picture, to the sample.
    func songRecipe(_ song: Blob, _ order: RenderOrder, _ timeline: Timeline, gain: Int = 0) -> SongRecipe {
        func samples(_ seconds: Double) -> Int { Int((seconds * Double(SongRecipe.rate)).rounded()) }
        func samples(lasting frames: Int) -> Int { SongRecipe.samples(lasting: frames, at: timeline.format.rate) }
        let spec = session.project.song
        let (before, count) = (samples(lasting: order.range.start), samples(lasting: order.range.count))
        let endsWithSong = spec.end == nil && order.range.end == timeline.frames
        // Of the film, from the first sample that is heard.
        let end = (spec.end == nil ? samples(heard.grid.duration) : samples(lasting: timeline.frames)) - before
        let fadeIn = spec.fadeIn.map { SoundFade(silent: -before, full: samples($0) - before) }
        let fadeOut = spec.fadeOut.map { SoundFade(silent: end, full: end - samples($0)) }
        return SongRecipe(
            song: song, start: samples(spec.start ?? 0) + before, count: endsWithSong ? nil : count, least: endsWithSong ? count : nil,
            fadeIn: fadeIn.flatMap { $0.full > 0 ? $0 : nil }, fadeOut: fadeOut.flatMap { $0.full < max(count, endsWithSong ? end : 0) ? $0 : nil },
            codec: order.deliverable.sound, bitRate: order.deliverable.audioBitRate, gain: gain)
    }
}
