import Timebase

extension ShotcutProject {
    /// A dissolve is an entry of its own between those of its clips, which hold only what they show alone.
    mutating func pictures() -> [XMLNode] {
        var (entries, end) = ([XMLNode](), 0)
        for (index, shot) in plan.shots.enumerated() {
            if shot.record.start > end { entries.append(MLTNodes.blank(shot.record.start - end)) }
            end = shot.record.end
            if shot.head > 0 { entries.append(dissolve(from: plan.shots[index - 1], to: shot)) }
            guard shot.alone.count > 0 else {
                // Shotcut takes what goes on after a dissolve for the clip that came in by it.
                if let next = plan.shots.dropFirst(index + 1).first, next.head == 0, next.record.start == end,
                    next.media.id == shot.media.id,
                    next.source == shot.source(at: end)
                {
                    leftOut.add("a cut between frames of one take that follow each other is none", at: end)
                }
                continue
            }
            let first = shot.source(at: shot.alone.start)
            let filters = ShotcutFades.black(shot, in: FrameRange(start: first, count: shot.alone.count), of: plan)
            entries.append(MLTNodes.entry(addProducer(shot.media, filters), from: first, count: shot.alone.count))
        }
        return entries
    }

    private mutating func dissolve(from before: MLTFilm.Shot, to shot: MLTFilm.Shot) -> XMLNode {
        let id = "transition\(shot.index)"
        let tracks = [(before.media, before.source(at: shot.record.start)), (shot.media, shot.source)].map { media, first in
            let range = ["producer": addProducer(media), "in": "\(first)", "out": "\(first + shot.head - 1)"] as KeyValuePairs
            return XMLNode("track", range)
        }
        let over = ["in": "0", "out": "\(shot.head - 1)"] as KeyValuePairs
        let between: [XMLNode] = [.property("a_track", 0), .property("b_track", 1), .property("factory", "loader")]
        let picture = [.property("mlt_service", "luma"), .property("alpha_over", 1), .property("fix_background_alpha", 1)] + between
        let sound = [.property("mlt_service", "mix"), .property("start", -1), .property("accepts_blanks", 1)] + between
        add(
            XMLNode(
                "tractor", ["id": id, "in": "0", "out": "\(shot.head - 1)"], text: nil,
                [.property("shotcut:transition", "lumaMix")] + tracks
                    + [XMLNode("transition", over, text: nil, picture), XMLNode("transition", over, text: nil, sound)]))
        return MLTNodes.entry(id, from: 0, count: shot.head)
    }

    mutating func flashes() -> [XMLNode] {
        var (entries, end) = ([XMLNode](), 0)
        for (index, flash) in plan.flashes.enumerated() {
            if flash.record.start > end { entries.append(MLTNodes.blank(flash.record.start - end)) }
            end = flash.record.end
            let look: [XMLNode] = [.property("shotcut:caption", "white"), .property("mlt_image_format", "rgba")]
            add(
                MLTNodes.producer(
                    "white\(index)", frames: flash.record.count, service: "color", resource: "#ffffffff", look + ShotcutFades.clear(flash)))
            entries.append(MLTNodes.entry("white\(index)", from: 0, count: flash.record.count))
        }
        return entries
    }

    mutating func song() -> [XMLNode] {
        guard let song = film.song, let media = film.media(song.media), song.frames > 0 else { return [] }
        return [MLTNodes.entry(addProducer(media), from: song.source, count: song.frames)]
    }
}
