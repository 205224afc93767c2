import Timebase

/// Shotcut's fades: filters over a whole clip, with a ramp at its start or its end.
enum ShotcutFades {
    /// The film's own fades are marked, so that they are known again for no transitions.
    /// - Parameter source: what the clip shows of its file.
    static func black(_ shot: MLTFilm.Shot, in source: FrameRange, of film: MLTFilm) -> [XMLNode] {
        var filters = filters(shot.fadeIn > 0 ? shot.fadeIn + 1 : 0, shot.fadeOut > 0 ? shot.fadeOut + 1 : 0, over: source, isClear: false)
        if film.fadeIn > 0, shot.index == film.shots.first?.index { filters[0].children.append(.property("mv:own", film.fadeIn)) }
        if film.fadeOut > 0, shot.index == film.shots.last?.index {
            filters[filters.count - 1].children.append(.property("mv:own", film.fadeOut))
        }
        return filters
    }

    /// To what lies below.
    static func clear(_ flash: MLTFilm.Flash) -> [XMLNode] {
        filters(flash.fadeIn, flash.fadeOut, over: FrameRange(start: 0, count: flash.record.count), isClear: true)
    }

    private static func filters(_ fadeIn: Int, _ fadeOut: Int, over range: FrameRange, isClear: Bool) -> [XMLNode] {
        var filters: [XMLNode] = []
        if fadeIn > 0 {
            filters.append(filter("fadeInBrightness", over: range, "0=0;\(fadeIn - 1)=1", isClear, .property("shotcut:animIn", fadeIn)))
        }
        if fadeOut > 0 {
            let ramp = "\(range.count - fadeOut)=1;\(range.count - 1)=0"
            filters.append(filter("fadeOutBrightness", over: range, ramp, isClear, .property("shotcut:animOut", fadeOut)))
        }
        return filters
    }

    private static func filter(_ name: String, over range: FrameRange, _ ramp: String, _ isClear: Bool, _ length: XMLNode) -> XMLNode {
        XMLNode(
            "filter", ["in": "\(range.start)", "out": "\(range.end - 1)"], text: nil,
            [
                .property("start", 1), .property("level", isClear ? "1" : ramp), .property("mlt_service", "brightness"),
                .property("shotcut:filter", name), .property("alpha", isClear ? ramp : "1"), length,
            ])
    }
}
