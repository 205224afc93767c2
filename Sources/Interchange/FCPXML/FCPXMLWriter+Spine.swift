import Timebase

extension FCPXMLWriting {
    /// A stretch of the main storyline, a clip or black.
    private struct Stretch {
        let piece: CentredCut.Piece?
        let record: FrameRange
        /// Its own time at `record.start`.
        var start: Int { piece?.source ?? 0 }
    }

    mutating func spine() -> XMLNode {
        var nodes: [XMLNode] = []
        let stretches = stretches
        var markers = cut.markers.filter { marker in
            let isInside = (0..<film.frames).contains(marker.frame)
            if !isInside { lost.add("markers outside of the film", at: marker.frame) }
            return isInside
        }
        let song = song(takingFrom: &markers)
        var next = markers.startIndex
        for (index, stretch) in stretches.enumerated() {
            var marks: [XMLNode] = []
            while next < markers.endIndex, markers[next].frame < stretch.record.end {
                marks.append(marker(markers[next], at: stretch.start + markers[next].frame - stretch.record.start))
                next += 1
            }
            let anchored = index == 0 ? song.map { [$0(stretch.start)] } ?? [] : []
            if let head = stretch.piece?.head { nodes.append(transition(head)) }
            if let piece = stretch.piece {
                nodes.append(clip(piece, anchored: anchored, marks: marks))
            } else {
                nodes.append(
                    XMLNode(
                        "gap",
                        ["name": "Gap", "offset": offset(stretch.record.start), "start": "0s", "duration": time(stretch.record.count)],
                        anchored + marks))
            }
            let following = index + 1 < stretches.count ? stretches[index + 1].piece?.head : nil
            if let tail = stretch.piece?.tail, tail != following { nodes.append(transition(tail)) }
        }
        return XMLNode("spine", nodes)
    }

    private var stretches: [Stretch] {
        var (stretches, next) = ([Stretch](), 0)
        for piece in cut.pieces {
            if piece.record.start > next { stretches.append(Stretch(piece: nil, record: FrameRange(next..<piece.record.start))) }
            stretches.append(Stretch(piece: piece, record: piece.record))
            next = piece.record.end
        }
        if film.frames > next { stretches.append(Stretch(piece: nil, record: FrameRange(next..<film.frames))) }
        return stretches
    }

    private func clip(_ piece: CentredCut.Piece, anchored: [XMLNode], marks: [XMLNode]) -> XMLNode {
        var active = clip(piece.media, source: piece.source, frames: piece.record.count)
        let place = active.children.firstIndex { $0.name != "note" } ?? active.children.endIndex
        active.children.insert(contentsOf: anchored + marks, at: place)
        let clip = film.clips[piece.index]
        // They begin as much later as the clip itself where a dissolve was centred.
        let shift = piece.source - clip.source
        let others =
            flavour == .finalCut ? alternates(clip).map { self.clip($0.media, source: $0.source + shift, frames: piece.record.count) } : []
        if others.isEmpty {
            active.attributes.insert(("offset", offset(piece.record.start)), at: 2)
            return active
        }
        return XMLNode("audition", ["offset": offset(piece.record.start)], [active] + others)
    }

    /// Children in the DTD's order.
    private func clip(_ media: HandOff.Media, source: Int, frames: Int) -> XMLNode {
        let story = media.story
        let note = story.note.map { [XMLNode("note", text: $0)] } ?? []
        // Commas part keywords.
        let shot = story.shot.map { "shot " + $0.replacing(",", with: " ") }
        let stars = story.stars > 0 ? (story.stars == 1 ? "1 star" : "\(story.stars) stars") : nil
        let words = [shot, story.isPicked ? "picked" : nil, stars].compactMap { $0 }.joined(separator: ", ")
        let range = (start: time(source), duration: time(frames))
        let keyword = words.isEmpty ? [] : [XMLNode("keyword", ["start": range.start, "duration": range.duration, "value": words])]
        let rating =
            story.isPicked
            ? [XMLNode("rating", ["name": "Favorite", "start": range.start, "duration": range.duration, "value": "favorite"])] : []
        return XMLNode(
            "asset-clip",
            ["ref": assetID(media), "name": name(media), "start": range.start, "duration": range.duration, "tcFormat": "NDF"],
            note + keyword + rating + [metadata(media)])
    }

    private func transition(_ join: CentredCut.Join) -> XMLNode {
        let name = join.kind == .dissolve ? "Cross Dissolve" : "Fade To Color"
        var filter = XMLNode("filter-video", ["ref": join.kind == .dissolve ? "fx1" : "fx2", "name": name])
        if join.kind != .dissolve {
            // Resolve names a fourth number and begins in white without them, Final Cut has three and begins in black.
            let light = join.kind == .dipToWhite ? "1 1 1" : "0 0 0"
            filter.children = [
                XMLNode(
                    "param",
                    ["name": flavour == .resolve ? "color" : "Color", "key": "3", "value": light + (flavour == .resolve ? " 1" : "")])
            ]
        }
        return XMLNode("transition", ["name": name, "offset": offset(join.range.start), "duration": time(join.range.count)], [filter])
    }

    private func marker(_ marker: HandOff.Marker, at frame: Int) -> XMLNode {
        var node = XMLNode("marker", ["start": time(frame), "duration": time(marker.frames), "value": MarkerText.name(marker)])
        if !marker.note.isEmpty { node.attributes.append(("note", marker.note)) }
        return node
    }

    /// The song hangs on the first stretch, under it; beats hang on the song, so that they stay when pictures are moved.
    /// - Returns: the clip for a stretch that begins at a time of its own.
    private func song(takingFrom markers: inout [HandOff.Marker]) -> ((Int) -> XMLNode)? {
        guard let song = film.song, let media = film.media(song.media), case .sound = media.content, song.frames > 0 else { return nil }
        let isBeat = { (marker: HandOff.Marker) in [.beat, .downbeat].contains(marker.kind) && marker.frame < song.frames }
        let beats = markers.filter(isBeat)
        markers.removeAll(where: isBeat)
        return { start in
            XMLNode(
                "asset-clip",
                [
                    "ref": assetID(media), "lane": "-1", "offset": time(start), "name": name(media), "start": time(song.source),
                    "duration": time(song.frames), "audioRole": "music",
                ],
                beats.map { marker($0, at: song.source + $0.frame) } + [metadata(media)])
        }
    }
}
