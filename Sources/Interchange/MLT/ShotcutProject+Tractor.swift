import Timebase

extension ShotcutProject {
    /// The timeline itself: what lies where, how it is put together, and the markers.
    func tractor(_ tracks: [String]) -> XMLNode {
        let last = max(0, film.frames - 1)
        var properties: [XMLNode] = [
            .property("shotcut", 1), .property("shotcut:projectAudioChannels", 2), .property("shotcut:projectFolder", 0),
        ]
        if !plan.markers.isEmpty { properties.append(markers) }
        let layers = tracks.map {
            $0 == "audio" ? XMLNode("track", ["producer": $0, "hide": "video"]) : XMLNode("track", ["producer": $0])
        }
        var transitions: [XMLNode] = []
        for index in 1..<tracks.count {
            transitions.append(transition(to: index, from: 0, "mix", [.property("always_active", 1), .property("sum", 1)]))
            guard tracks[index] != "audio" else { continue }
            // The lowest track has nothing below it to be blended with.
            let blend: [XMLNode] = [.property("version", "0.1"), .property("threads", 0), .property("disable", index == 1 ? 1 : 0)]
            transitions.append(transition(to: index, from: index == 1 ? 0 : 1, "frei0r.cairoblend", blend))
        }
        return XMLNode("tractor", ["id": "timeline", "in": "0", "out": "\(last)"], text: nil, properties + layers + transitions)
    }

    private func transition(to track: Int, from below: Int, _ service: String, _ more: [XMLNode]) -> XMLNode {
        XMLNode("transition", [.property("a_track", below), .property("b_track", track), .property("mlt_service", service)] + more)
    }

    private var markers: XMLNode {
        let nodes = plan.markers.enumerated().map { index, marker in
            XMLNode(
                "properties", ["name": "\(index)"], text: nil,
                [
                    .property("text", MLTMarkers.text(marker)), .property("start", marker.frame),
                    .property("end", marker.frame + max(1, marker.frames) - 1), .property("color", MLTMarkers.colour(marker.kind)),
                ])
        }
        return XMLNode("properties", ["name": "shotcut:markers"], text: nil, nodes)
    }
}
