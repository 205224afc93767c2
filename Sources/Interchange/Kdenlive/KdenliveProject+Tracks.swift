import Timebase

extension KdenliveProject {
    mutating func addSound() -> String {
        var entries: [XMLNode] = []
        if let song = film.song, let media = film.media(song.media), song.frames > 0 {
            parts.append(producer("song", of: media, [.property("set.test_image", 1)]))
            entries.append(entry("song", number(of: media), from: song.source, count: song.frames))
        }
        let mark = XMLNode.property("kdenlive:audio_track", 1)
        return addTrack("sound", [[mark] + entries, [mark]], hiding: "video", properties: [mark])
    }

    /// A dissolve is where the two playlists of a track overlap. A clip without one at its start stands on the first: Kdenlive repairs
    /// anything else and complains.
    mutating func addPictures() -> String {
        var (entries, ends) = ([[XMLNode]](repeating: [], count: 2), [0, 0])
        var (mixes, side, made) = ([XMLNode](), 0, Set<String>())
        for shot in plan.shots {
            side = shot.head > 0 ? 1 - side : 0
            // One for each file and playlist: MLT shows one at one time only once.
            let id = "picture\(side)_\(number(of: shot.media))"
            if made.insert(id).inserted { parts.append(producer(id, of: shot.media, [.property("set.test_audio", 1)])) }
            if shot.record.start > ends[side] { entries[side].append(MLTNodes.blank(shot.record.start - ends[side])) }
            let source = FrameRange(start: shot.source, count: shot.record.count + shot.tail)
            ends[side] = shot.record.start + source.count
            entries[side].append(
                entry(id, number(of: shot.media), from: source.start, count: source.count, KdenliveFades.black(shot, in: source)))
            if shot.head > 0 { mixes.append(mix(shot, isReversed: side == 0)) }
        }
        return addTrack("picture", entries, hiding: "audio", mixes: mixes)
    }

    mutating func addFlashes() -> String {
        var (entries, end) = ([XMLNode](), 0)
        parts.append(whiteProducer("flash"))
        for flash in plan.flashes {
            if flash.record.start > end { entries.append(MLTNodes.blank(flash.record.start - end)) }
            end = flash.record.end
            entries.append(entry("flash", white, from: 0, count: flash.record.count, KdenliveFades.clear(flash)))
        }
        return addTrack("white", [entries, []], hiding: "audio")
    }

    private func entry(_ producer: String, _ number: Int, from first: Int, count: Int, _ filters: [XMLNode] = []) -> XMLNode {
        MLTNodes.entry(producer, from: first, count: count, [.property("kdenlive:id", number)] + filters)
    }

    /// - Parameter isReversed: whether the clip that comes in stands on the first playlist.
    private func mix(_ shot: MLTFilm.Shot, isReversed: Bool) -> XMLNode {
        // Kdenlive writes the frame after the last and counts on it; where the next mix begins there both would be seen at once.
        let end = shot.record.start + shot.head
        let last = shot.alone.isEmpty && shot.tail > 0 ? end - 1 : end
        return XMLNode(
            "transition", ["in": "\(shot.record.start)", "out": "\(last)"], text: nil,
            [
                .property("a_track", 0), .property("b_track", 1), .property("mlt_service", "luma"), .property("kdenlive_id", "luma"),
                .property("factory", "loader"), .property("softness", 0), .property("alpha_over", 1),
                .property("kdenlive:mixcut", shot.head), .property("reverse", isReversed ? 1 : 0),
            ])
    }

    private mutating func addTrack(
        _ id: String, _ playlists: [[XMLNode]], hiding hidden: String, properties: [XMLNode] = [], mixes: [XMLNode] = []
    ) -> String {
        for (index, entries) in playlists.enumerated() { parts.append(XMLNode("playlist", ["id": "\(id)_\(index)"], text: nil, entries)) }
        let layers = playlists.indices.map { XMLNode("track", ["hide": hidden, "producer": "\(id)_\($0)"]) }
        let look: [XMLNode] = [
            .property("kdenlive:trackheight", 74), .property("kdenlive:timeline_active", 1), .property("kdenlive:collapsed", 0),
        ]
        let last = max(0, film.frames - 1)
        parts.append(XMLNode("tractor", ["id": id, "in": "0", "out": "\(last)"], text: nil, properties + look + layers + mixes))
        return id
    }

    // MARK: The timeline

    func timeline(_ tracks: [String]) -> XMLNode {
        let layers = tracks.map { XMLNode("track", ["producer": $0]) }
        let transitions = tracks.indices.dropFirst().map { index in
            let own: [XMLNode] =
                tracks[index] == "sound"
                ? [.property("mlt_service", "mix"), .property("kdenlive_id", "mix"), .property("accepts_blanks", 1), .property("sum", 1)]
                : [
                    .property("mlt_service", "qtblend"), .property("kdenlive_id", "qtblend"), .property("compositing", 0),
                    .property("distort", 0),
                ]
            // The number tells Kdenlive that it is no transition of the user's.
            let between: [XMLNode] = [
                .property("a_track", 0), .property("b_track", index), .property("always_active", 1), .property("internal_added", 237),
            ]
            return XMLNode("transition", between + own)
        }
        return XMLNode("tractor", ["id": "timeline", "in": "0", "out": "\(max(0, film.frames - 1))"], text: nil, layers + transitions)
    }
}
