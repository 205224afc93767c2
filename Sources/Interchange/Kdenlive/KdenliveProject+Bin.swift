import Timebase

extension KdenliveProject {
    mutating func addBin() {
        var entries: [XMLNode] = []
        let used = Set(film.clips.map(\.media) + [film.song?.media].compactMap { $0 })
        for media in film.media {
            let id = "bin\(number(of: media))"
            var more: [XMLNode] = [
                .property("kdenlive:folderid", used.contains(media.id) ? -1 : Self.spareFolder)
            ]
            let words = MLTNodes.words(of: media)
            if !words.isEmpty { more.append(.property("kdenlive:description", words)) }
            if media.story.stars > 0 { more.append(.property("kdenlive:rating", media.story.stars * 2)) }
            let zones = alternates(of: media)
            if !zones.isEmpty { more.append(.property("kdenlive:clipzones", JSONTree.array(zones).written)) }
            parts.append(producer(id, of: media, more))
            entries.append(MLTNodes.entry(id, from: 0, count: media.frames(at: film.rate)))
        }
        if !plan.flashes.isEmpty {
            parts.append(whiteProducer("bin\(white)"))
            entries.append(MLTNodes.entry("bin\(white)", from: 0, count: Self.whiteFrames))
        }
        parts.append(XMLNode("playlist", ["id": "main_bin"], text: nil, documentProperties() + entries))
    }

    /// As parts of their file that can be dragged into the film.
    private func alternates(of media: HandOff.Media) -> [JSONTree] {
        film.clips.enumerated().flatMap { index, clip in
            clip.alternates.enumerated().filter { $0.element.media == media.id }.compactMap { rank, other -> JSONTree? in
                let end = min(other.source + clip.record.count, media.frames(at: film.rate))
                guard end > other.source else { return nil }
                let name = "next best \(rank + 1) for clip \(index + 1), frame \(clip.record.start)"
                return ["name": .string(name), "in": .integer(other.source), "out": .integer(end - 1)]
            }
        }
    }

    private mutating func documentProperties() -> [XMLNode] {
        let last = max(0, film.frames - 1)
        let values: [(String, String)] = [
            ("version", "1.04"), ("kdenliveversion", "22.12.3"), ("profile", ""), ("audioChannels", "2"), ("compositing", "1"),
            ("activeTrack", "1"), ("audioTarget", "-1"), ("videoTarget", "-1"), ("enableproxy", "0"), ("generateproxy", "0"),
            ("position", "0"), ("zonein", "0"), ("zoneout", "\(last)"), ("mvfadein", "\(plan.fadeIn)"), ("mvfadeout", "\(plan.fadeOut)"),
            ("guidesCategories", categories.written), ("guides", guides().written),
        ]
        let properties = values.map { XMLNode.property("kdenlive:docproperties." + $0.0, $0.1) }
        return properties + [
            .property("kdenlive:docmetadata.meta.attr.title.markup", film.name),
            .property("kdenlive:folder.-1.\(Self.spareFolder)", "not in the film"), .property("xml_retain", 1),
        ]
    }
}

// MARK: - Guides

extension KdenliveProject {
    private var categories: JSONTree {
        .array(
            HandOff.Marker.Kind.allCases.enumerated().map { index, kind in
                ["color": .string(MLTMarkers.colour(kind)), "comment": .string(kind.rawValue), "index": .integer(index)]
            })
    }

    /// Kdenlive keeps one guide at a frame: the weightiest marker gives its kind, the others are told in its text.
    private mutating func guides() -> JSONTree {
        var guides: [JSONTree] = []
        for (frame, markers) in Dictionary(grouping: plan.markers, by: \.frame).sorted(by: { $0.key < $1.key }) {
            let ranked = markers.sorted { ($0.kind.weight, $0.frames) > ($1.kind.weight, $1.frames) }
            guard let first = ranked.first, let type = HandOff.Marker.Kind.allCases.firstIndex(of: first.kind) else { continue }
            for lost in ranked where lost.frames > 1 {
                leftOut.add(
                    "a marker of \(lost.frames.frames) became a moment\(lost == first ? " in Kdenlive older than 2025" : "")", at: frame)
            }
            var guide: [(key: String, value: JSONTree)] = [
                ("comment", .string(MLTMarkers.text(of: ranked))), ("pos", .integer(frame)), ("type", .integer(type)),
            ]
            if first.frames > 1 { guide.append(("duration", .integer(first.frames))) }
            guides.append(.object(guide))
        }
        return .array(guides)
    }
}

extension HandOff.Marker.Kind {
    fileprivate var weight: Int {
        switch self {
        case .section: 4
        case .hit: 3
        case .note: 2
        case .downbeat: 1
        case .beat: 0
        }
    }
}
