import Timebase

extension FCPXMLWriting {
    /// What the document refers to: formats, files, effects.
    mutating func resources() -> XMLNode {
        let files = files()
        var sizes: [Size] = [Size(width: film.width, height: film.height)]
        for case .picture(_, let width, let height) in files.map(\.content) where !sizes.contains(Size(width: width, height: height)) {
            sizes.append(Size(width: width, height: height))
        }
        let formats = sizes.enumerated().map { format($1, id: "r\($0 + 1)") }
        let assets = files.map { media in
            var size: String?
            if case .picture(_, let width, let height) = media.content {
                size = sizes.firstIndex(of: Size(width: width, height: height)).map { "r\($0 + 1)" }
            }
            return asset(media, format: size)
        }
        let kinds = Set(cut.pieces.flatMap { [$0.head, $0.tail] }.compactMap { $0?.kind })
        var effects: [XMLNode] = []
        if kinds.contains(.dissolve) {
            effects.append(effect("fx1", "Cross Dissolve", "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265"))
        }
        if kinds.contains(.dipToBlack) || kinds.contains(.dipToWhite) {
            effects.append(effect("fx2", "Fade To Color", "FxPlug:F779C565-486D-4633-8035-0374B4DB8F5C"))
        }
        return XMLNode("resources", formats + assets + effects)
    }

    private struct Size: Hashable { var width, height: Int }

    /// Those of the timeline; in Final Cut also all others: a file without a clip gets one of its own there.
    private mutating func files() -> [HandOff.Media] {
        let placed = Set(film.clips.map(\.media) + [film.song?.media].compactMap { $0 })
        let others = film.media.filter { !placed.contains($0.id) }
        let inPlace = Set(film.clips.flatMap { $0.alternates.map(\.media) })
        switch flavour {
        case .resolve:
            let places = film.clips.filter { !$0.alternates.isEmpty }.map(\.record.start)
            if !places.isEmpty { lost.add("other takes for a clip's place: Resolve has no auditions", at: places) }
            let unused = others.count { !inPlace.contains($0.id) }
            if unused > 0 { lost.add(unused == 1 ? "1 file that no clip shows" : "\(unused) files that no clip shows") }
            let white = film.clips.indices.filter { index in cut.pieces.contains { $0.index == index && $0.head?.kind == .dipToWhite } }
            if !white.isEmpty {
                lost.add("a dip to white may have another colour in Resolve, look at it", at: white.map { film.clips[$0].record.start })
            }
            return film.media.filter { placed.contains($0.id) }
        case .finalCut:
            let short = film.clips.filter { alternates($0).count < $0.alternates.count }
            if !short.isEmpty { lost.add("other takes that are too short for a clip's place", at: short.map(\.record.start)) }
            return film.media
        }
    }

    private func format(_ size: Size, id: String) -> XMLNode {
        let rate = film.rate.framesPerSecond
        var node = XMLNode(
            "format",
            [
                "id": id, "frameDuration": "\(rate.denominator)/\(rate.numerator)s", "width": String(size.width),
                "height": String(size.height),
                "colorSpace": "1-1-1 (Rec. 709)",
            ])
        if let name = formatName(size) { node.attributes.insert(("name", name), at: 1) }
        return node
    }

    /// Final Cut has names for usual formats and none for the others.
    private func formatName(_ size: Size) -> String? {
        let sizes = [
            Size(width: 1280, height: 720): "720p", Size(width: 1920, height: 1080): "1080p", Size(width: 3840, height: 2160): "3840x2160p",
            Size(width: 4096, height: 2160): "4096x2160p",
        ]
        let rates: [FrameRate: String] = [
            FrameRate(24000, 1001): "2398", FrameRate(24): "24", FrameRate(25): "25", FrameRate(30000, 1001): "2997", FrameRate(30): "30",
            FrameRate(50): "50", FrameRate(60000, 1001): "5994", FrameRate(60): "60",
        ]
        guard let size = sizes[size], let rate = rates[film.rate] else { return flavour == .resolve ? "FFVideoFormatRateUndefined" : nil }
        return "FFVideoFormat" + size + rate
    }

    private func asset(_ media: HandOff.Media, format: String?) -> XMLNode {
        var node = XMLNode(
            "asset", ["id": assetID(media), "name": name(media), "start": "0s", "duration": time(media.frames(at: film.rate))])
        switch media.content {
        case .picture:
            node.attributes += [("hasVideo", "1"), ("format", format ?? "r1"), ("videoSources", "1")]
        case .sound(_, let sampleRate, let channels):
            node.attributes += [
                ("hasAudio", "1"), ("audioSources", "1"), ("audioChannels", String(channels)), ("audioRate", String(sampleRate)),
            ]
        }
        let address = FileURL.text(media.path, flavour == .resolve ? .ascii : .all)
        node.children = [XMLNode("media-rep", ["kind": "original-media", "src": address]), metadata(media)]
        return node
    }

    func assetID(_ media: HandOff.Media) -> String { "a\((film.media.firstIndex { $0.id == media.id } ?? 0) + 1)" }

    private func effect(_ id: String, _ name: String, _ uid: String) -> XMLNode { XMLNode("effect", ["id": id, "name": name, "uid": uid]) }

    func metadata(_ media: HandOff.Media) -> XMLNode {
        let story = media.story
        let known = [
            ("com.apple.proapps.studio.reel", "Reel", media.reel), ("com.apple.proapps.studio.scene", "Scene", story.shot),
            ("mv.take", "Take", story.take), ("mv.prompt", "Prompt", story.prompt), ("mv.seed", "Seed", story.seed),
            ("mv.generator", "Generator", story.generator), ("mv.model", "Model", story.model),
            ("mv.stars", "Stars", story.stars > 0 ? String(story.stars) : nil), ("mv.picked", "Picked", story.isPicked ? "yes" : nil),
            ("mv.note", "Note", story.note), ("mv.baked", "Baked", story.baked),
            ("mv.bakedFrom", "Baked from", story.bakedFrom.map(String.init)),
        ]
        return XMLNode(
            "metadata",
            known.compactMap { key, name, value in value.map { XMLNode("md", ["key": key, "value": $0, "displayName": name]) } })
    }
}
