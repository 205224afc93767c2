import Timebase

/// The tree that is written.
struct OTIODocument {
    let film: HandOff
    let bundled: Bool
    let cut: CentredCut
    /// Media that neither a clip nor the song shows, as picture or alternate.
    let unused: [HandOff.Media]

    init(_ film: HandOff, bundled: Bool) {
        self.film = film
        self.bundled = bundled
        // The format has no dips: they go like other transitions without a standard form, as a cut with a marker.
        var plain = film
        for (index, clip) in film.clips.enumerated() {
            guard let transition = clip.transition, transition.kind != .dissolve else { continue }
            plain.clips[index].transition?.kind = .other(Self.name(transition.kind))
        }
        cut = CentredCut(plain)
        let shown = Set(film.clips.flatMap { [$0.media] + $0.alternates.map(\.media) } + [film.song?.media].compactMap { $0 })
        unused = film.media.filter { !shown.contains($0.id) }
    }

    var timeline: JSONTree {
        [
            "OTIO_SCHEMA": "Timeline.1",
            "metadata": [
                "PremierePro_OTIO": ["MetadataVersion": "1.0"],
                "mv": [
                    "film": .string(film.name), "frames": .integer(film.frames), "rate": .string(film.rate.description),
                    "unused": .array(unused.map { story($0, ["path": .string(address($0))]) }),
                ],
            ],
            "name": .string(film.name),
            "global_start_time": time(film.startFrame),
            "tracks": [
                "OTIO_SCHEMA": "Stack.1", "metadata": ["PremierePro_OTIO": settings], "name": .string(film.name), "source_range": nil,
                "effects": [], "markers": .array(markers), "enabled": true, "children": .array([pictures] + [song].compactMap { $0 }),
            ],
        ]
    }

    /// The sequence's settings, for which OpenTimelineIO has no place.
    private var settings: JSONTree {
        [
            "AudioFrameRate": .real(Double(sampleRate)),
            "PixelAspectRatio": ["denominator": .real(1), "numerator": .real(1)],
            "VideoFrameRate": .real(film.rate.doubleValue),
            "VideoResolution": ["height": .integer(film.height), "width": .integer(film.width)],
        ]
    }

    private var sampleRate: Int {
        guard let song = film.song, case .sound(_, let sampleRate, _)? = film.media(song.media)?.content else { return 48_000 }
        return sampleRate
    }

    private var pictures: JSONTree {
        var items: [JSONTree] = []
        var next = 0
        for (index, piece) in cut.pieces.enumerated() {
            if piece.record.start > next { items.append(gap(piece.record.start - next)) }
            if let head = piece.head { items.append(transition(head)) }
            items.append(clip(piece))
            // One between two clips is the later one's head.
            if let tail = piece.tail, index + 1 == cut.pieces.count || cut.pieces[index + 1].head != tail { items.append(transition(tail)) }
            next = piece.record.end
        }
        if film.frames > next { items.append(gap(film.frames - next)) }
        return track("V1", kind: "Video", [:], items)
    }

    private var song: JSONTree? {
        guard let song = film.song, let media = film.media(song.media), case .sound(_, _, let channels) = media.content else { return nil }
        let names = [1: "Mono", 2: "Stereo"]
        let about: JSONTree =
            names[channels].map {
                ["PremierePro_OTIO": ["AudioChannels": ["ChannelType": .string($0), "NumberOfChannels": .integer(channels)]]]
            } ?? [:]
        let sound = item(media, source: song.source, frames: song.frames, ["mv": story(media)])
        return track("A1", kind: "Audio", about, [sound])
    }

    private func clip(_ piece: CentredCut.Piece) -> JSONTree {
        let clip = film.clips[piece.index]
        var about: [(key: String, value: JSONTree)] = []
        if let transition = clip.transition, piece.head == nil {
            about.append(("transition", ["kind": .string(Self.name(transition.kind)), "frames": .integer(transition.frames)]))
        }
        // What the CMX3600 writer of OpenTimelineIO takes for the reel.
        let metadata: JSONTree = ["cmx_3600": ["reel": .string(piece.media.reel)], "mv": story(piece.media, .object(about))]
        return item(piece.media, source: piece.source, frames: piece.record.count, metadata, alternates: clip.alternates)
    }

    static func name(_ kind: HandOff.Transition.Kind) -> String {
        switch kind {
        case .dissolve: "dissolve"
        case .dipToBlack: "dip to black"
        case .dipToWhite: "dip to white"
        case .other(let name): name
        }
    }
}

// MARK: - Objects

extension OTIODocument {
    func time(_ frames: Int) -> JSONTree {
        ["OTIO_SCHEMA": "RationalTime.1", "rate": .real(film.rate.doubleValue), "value": .real(Double(frames))]
    }

    func range(_ start: Int, _ frames: Int) -> JSONTree {
        ["OTIO_SCHEMA": "TimeRange.1", "duration": time(frames), "start_time": time(start)]
    }

    private func track(_ name: String, kind: String, _ metadata: JSONTree, _ children: [JSONTree]) -> JSONTree {
        [
            "OTIO_SCHEMA": "Track.1", "metadata": metadata, "name": .string(name), "source_range": nil, "effects": [], "markers": [],
            "enabled": true, "children": .array(children), "kind": .string(kind),
        ]
    }

    private func gap(_ frames: Int) -> JSONTree {
        [
            "OTIO_SCHEMA": "Gap.1", "metadata": [:], "name": "", "source_range": range(0, frames), "effects": [], "markers": [],
            "enabled": true,
        ]
    }

    private func transition(_ join: CentredCut.Join) -> JSONTree {
        [
            "OTIO_SCHEMA": "Transition.1", "metadata": [:], "name": "Cross Dissolve", "in_offset": time(join.framesBefore),
            "out_offset": time(join.framesAfter), "transition_type": "SMPTE_Dissolve",
        ]
    }

    private func item(
        _ media: HandOff.Media, source: Int, frames: Int, _ metadata: JSONTree, alternates: [HandOff.Alternate] = []
    ) -> JSONTree {
        var files = [(key: "DEFAULT_MEDIA", value: reference(media, ["mv": story(media)]))]
        for (index, alternate) in alternates.enumerated() {
            guard let other = film.media(alternate.media) else { continue }
            let about: JSONTree = ["source": .integer(alternate.source)]
            files.append(("alternate \(index + 1)", reference(other, ["mv": story(other, about)])))
        }
        return [
            "OTIO_SCHEMA": "Clip.2", "metadata": metadata, "name": .string(media.fileName), "source_range": range(source, frames),
            "effects": [], "markers": [], "enabled": true, "media_references": .object(files),
            "active_media_reference_key": "DEFAULT_MEDIA",
        ]
    }

    private func reference(_ media: HandOff.Media, _ metadata: JSONTree) -> JSONTree {
        [
            "OTIO_SCHEMA": "ExternalReference.1", "metadata": metadata, "name": .string(media.fileName),
            "available_range": range(0, media.frames(at: film.rate)), "available_image_bounds": nil, "target_url": .string(address(media)),
        ]
    }

    private func address(_ media: HandOff.Media) -> String { bundled ? "media/" + media.fileName : media.path }
}
