import Editorial
public import Timebase

extension RenderPlan {
    /// What is encoded for a part of the film: its segments, those at the ends cut off where the part begins and ends. Segments that lie wholly
    /// inside are the film's own. A transition whose other side is not seen is none, and words, beats and fades stay where they are in the film.
    ///
    /// - Parameter range: frames of the film.
    public func part(_ range: FrameRange) -> RenderPlan {
        var part = self
        var start = 0
        part.segments = segments.compactMap { segment in
            let record = FrameRange(start: start, count: segment.recipe.frames)
            start = record.end
            let (from, to) = (max(record.start, range.start), min(record.end, range.end))
            guard from < to else { return nil }
            var segment = segment
            segment.recipe = segment.recipe.part(
                FrameRange(start: from - record.start, count: to - from), opens: from == range.start, closes: to == range.end)
            return segment
        }
        return part
    }

    /// Of the film.
    public var frames: Int { segments.reduce(0) { $0 + $1.recipe.frames } }
}

extension SegmentRecipe {
    /// - Parameters:
    ///   - range: the frames of this segment that stay.
    ///   - opens: nothing is seen before it.
    ///   - closes: nothing is seen after it.
    func part(_ range: FrameRange, opens: Bool, closes: Bool) -> SegmentRecipe {
        var part = self
        part.frames = range.count
        part.run.offset += range.start
        part.words = words?.part(range)
        if opens { part.head = nil }
        if closes { part.tail = nil }
        for fade in [\SegmentRecipe.fadeIn, \.fadeOut] {
            part[keyPath: fade]?.dark -= range.start
            part[keyPath: fade]?.full -= range.start
        }
        let heard = accents?.filter { $0.frame < range.end && $0.frame + $0.length > range.start } ?? []
        part.accents = heard.isEmpty ? nil : heard.map { accent in
            var accent = accent
            accent.frame -= range.start
            return accent
        }
        return part
    }
}
