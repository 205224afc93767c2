import Timebase

/// Kdenlive's fades: filters over the first or last frames of a clip, counted in its file.
enum KdenliveFades {
    /// - Parameter source: what the clip shows of its file.
    static func black(_ shot: MLTFilm.Shot, in source: FrameRange) -> [XMLNode] {
        filters(shot.fadeIn > 0 ? shot.fadeIn + 1 : 0, shot.fadeOut > 0 ? shot.fadeOut + 1 : 0, over: source, isClear: false)
    }

    /// To what lies below.
    static func clear(_ flash: MLTFilm.Flash) -> [XMLNode] {
        filters(flash.fadeIn, flash.fadeOut, over: FrameRange(start: 0, count: flash.record.count), isClear: true)
    }

    private static func filters(_ fadeIn: Int, _ fadeOut: Int, over range: FrameRange, isClear: Bool) -> [XMLNode] {
        var filters: [XMLNode] = []
        if fadeIn > 0 { filters.append(filter("fade_from_black", range.start..<(range.start + fadeIn), "0=0;-1=1", isClear)) }
        if fadeOut > 0 { filters.append(filter("fade_to_black", (range.end - fadeOut)..<range.end, "0=1;-1=0", isClear)) }
        return filters
    }

    private static func filter(_ name: String, _ range: Range<Int>, _ ramp: String, _ isClear: Bool) -> XMLNode {
        XMLNode(
            "filter", ["in": "\(range.lowerBound)", "out": "\(range.upperBound - 1)"], text: nil,
            [
                .property("start", 1), .property("level", isClear ? "1" : ramp), .property("mlt_service", "brightness"),
                .property("kdenlive_id", name), .property("alpha", isClear ? ramp : "1"), .property("kdenlive:collapsed", 0),
            ])
    }
}
