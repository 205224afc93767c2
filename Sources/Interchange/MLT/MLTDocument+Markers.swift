import Timebase

extension MLTDocument {
    func markers(of timeline: XMLTree) -> [HandOff.Marker] {
        let shotcut = timeline.children.first { $0.name == "properties" && $0.attributes["name"] == "shotcut:markers" }
        let found = (shotcut?.all("properties") ?? []).compactMap(marker) + guides(of: timeline)
        return found.sorted { $0.frame < $1.frame }
    }

    private func marker(_ element: XMLTree) -> HandOff.Marker? {
        guard let start = element.property("start").flatMap({ MLTTime.frame($0, at: rate) }), start >= 0 else { return nil }
        let end = element.property("end").flatMap { MLTTime.frame($0, at: rate) } ?? start
        return MLTMarkers.marker(element.property("text") ?? "", frame: start, frames: end - start + 1)
    }

    /// Kdenlive has them in its document, since 23.04 in each sequence.
    private func guides(of timeline: XMLTree) -> [HandOff.Marker] {
        let names = ["kdenlive:docproperties.guides", "kdenlive:sequenceproperties.guides"]
        let holders = [services["main_bin"]].compactMap { $0 } + timeline.all("track").compactMap(service)
        for holder in holders {
            guard let text = holder.property(names), let list = try? JSONTree.parse(text), !list.items.isEmpty else { continue }
            return list.items.flatMap { guide -> [HandOff.Marker] in
                guard let frame = guide["pos"]?.integer, (0...Self.latest).contains(frame) else { return [] }
                let frames = guide["duration"]?.integer ?? 1
                return MLTMarkers.markers(guide["comment"]?.string ?? "", frame: frame, frames: min(max(1, frames), Self.latest))
            }
        }
        return []
    }
}
