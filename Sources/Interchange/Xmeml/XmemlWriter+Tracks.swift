import Timebase

extension XmemlWriting {
    mutating func pictureTrack() -> XMLNode {
        var nodes: [XMLNode] = []
        for (index, piece) in cut.pieces.enumerated() {
            if let head = piece.head {
                let meets = index > 0 && cut.pieces[index - 1].tail == head
                nodes.append(transition(head, alignment: meets ? "center" : "start-black"))
            }
            nodes.append(clip(piece))
            let next = index + 1 < cut.pieces.count ? cut.pieces[index + 1].head : nil
            if let tail = piece.tail, next != tail { nodes.append(transition(tail, alignment: "end-black")) }
        }
        return XMLNode("track", nodes + [flag("enabled", true), flag("locked", false)])
    }

    private mutating func clip(_ piece: CentredCut.Piece) -> XMLNode {
        // A file need not have frames under the far half of a dip, which nobody sees; then the edge is the edit point.
        let head = piece.head.flatMap { $0.framesBefore <= piece.handles.head ? $0 : nil }
        let tail = piece.tail.flatMap { $0.framesAfter <= piece.handles.tail ? $0 : nil }
        let first = piece.source - (head?.framesBefore ?? 0)
        let last = piece.source + piece.record.count + (tail?.framesAfter ?? 0)
        let edges = (start: head == nil ? piece.record.start : -1, end: tail == nil ? piece.record.end : -1)
        return item(
            piece.media, id: nextItem(), edges, first..<last,
            [XMLNode("alphatype", text: "none"), XMLNode("pixelaspectratio", text: "square"), flag("anamorphic", false), file(piece.media)]
                + story(piece.media))
    }

    func item(
        _ media: HandOff.Media, id: String, _ edges: (start: Int, end: Int), _ source: Range<Int>,
        attributes: KeyValuePairs<String, String> = [:],
        _ more: [XMLNode]
    ) -> XMLNode {
        let ticks = [source.lowerBound, source.upperBound].map { XmemlTicks.at($0, film.rate) }
        var node = XMLNode(
            "clipitem", attributes,
            [
                XMLNode("masterclipid", text: masterID(media)), XMLNode("name", text: media.fileName), flag("enabled", true),
                number("duration", media.frames(at: film.rate)), rate[0], number("start", edges.start), number("end", edges.end),
                number("in", source.lowerBound), number("out", source.upperBound), number("pproTicksIn", ticks[0]),
                number("pproTicksOut", ticks[1]),
            ] + more)
        node.attributes.insert(("id", id), at: 0)
        return node
    }

    private func transition(_ join: CentredCut.Join, alignment: String) -> XMLNode {
        XMLNode(
            "transitionitem",
            [
                number("start", join.range.start), number("end", join.range.end), XMLNode("alignment", text: alignment),
                number("cutPointTicks", XmemlTicks.at(join.framesBefore, film.rate)), rate[0], effect(join.kind),
            ])
    }

    private func effect(_ kind: CentredCut.Join.Kind) -> XMLNode {
        let name = kind == .dissolve ? "Cross Dissolve" : "Dip to Color Dissolve"
        var children = [
            XMLNode("name", text: name), XMLNode("effectid", text: name), XMLNode("effectcategory", text: "Dissolve"),
            XMLNode("effecttype", text: "transition"), XMLNode("mediatype", text: "video"), number("wipecode", 0),
            number("wipeaccuracy", 100),
            number("startratio", 0), number("endratio", 1), flag("reverse", false),
        ]
        if kind != .dissolve {
            let light = kind == .dipToWhite ? 255 : 0
            let color = [number("alpha", 255), number("red", light), number("green", light), number("blue", light)]
            children.append(
                XMLNode(
                    "parameter", [XMLNode("parameterid", text: "dipcolor"), XMLNode("name", text: "Color"), XMLNode("value", color)]))
        }
        return XMLNode("effect", children)
    }
}
