import Timebase

extension FCPXMLReading {
    /// Clips one after the other, with the transitions between them.
    /// - Parameter origin: the frame of the film at which the storyline's own time is 0.
    mutating func storyline(_ spine: XMLTree, from origin: Int, lane: Int) {
        let elements = spine.children
        var next = max(0, origin + (lane == 0 ? start : 0))
        for (index, element) in elements.enumerated() where element.name != "transition" && Self.stories.contains(element.name) {
            let head = index > 0 ? join(elements[index - 1], from: origin) : nil
            let record = place(element, at: frames(element, "offset").map { origin + $0 } ?? next, lane: lane, head)
            next = record.end
            let after = index + 1 < elements.count ? join(elements[index + 1], from: origin) : nil
            let following = elements.dropFirst(index + 2).first { Self.stories.contains($0.name) }
            if let after, element.name != "gap", following == nil || following?.name == "gap" {
                notes.add("a fade out of \(after.range.count) frames is left out", at: after.range.start)
            }
        }
    }

    static let stories: Set<String> = [
        "asset-clip", "audio", "audition", "caption", "clip", "gap", "mc-clip", "ref-clip", "sync-clip", "title", "video",
    ]

    /// An element of the story with everything that hangs on it.
    /// - Returns: the frames that it takes.
    @discardableResult mutating func place(_ element: XMLTree, at frame: Int, lane: Int, _ head: Join? = nil) -> FrameRange {
        if element.name == "audition" {
            // The first is the active one.
            guard let active = element.children.first(where: { Self.stories.contains($0.name) }) else {
                return FrameRange(start: frame, count: 0)
            }
            return place(active, at: frame, lane: lane, head)
        }
        let asset = element.attributes["ref"].flatMap { resources[$0] }
        let local = frames(element, "start") ?? (asset?.name == "asset" ? frames(asset ?? element, "start") : nil) ?? 0
        let count = frames(element, "duration") ?? asset.flatMap { frames($0, "duration") } ?? 0
        guard count > 0, frame.magnitude <= EditorTrack.latest else {
            return FrameRange(start: min(max(frame, 0), EditorTrack.latest), count: 0)
        }
        // What lies before the film's first frame is cut off.
        let before = max(0, -frame)
        let record = FrameRange(start: frame + before, count: max(0, count - before))
        if element.attributes["enabled"] == "0" {
            notes.add("the disabled clip '\(element.attributes["name"] ?? "")' is left out", at: record.start)
        } else if !record.isEmpty, let item = item(element, record, local: local + before, head) {
            lanes[lane, default: []].append(item)
        }
        for child in element.children { hang(child, frame - local, lane: lane, in: record) }
        return record
    }

    /// - Parameter origin: the frame of the film at which the parent's own time is 0.
    private mutating func hang(_ child: XMLTree, _ origin: Int, lane: Int, in record: FrameRange) {
        switch child.name {
        case "marker", "chapter-marker":
            guard let frame = frames(child, "start").map({ origin + $0 }), record.indices.contains(frame) else { return }
            let (kind, name) = MarkerText.kind(child.attributes["value"] ?? "")
            let count = max(1, frames(child, "duration") ?? 1)
            markers.insert(HandOff.Marker(frame: frame, frames: count, kind: kind, name: name, note: child.attributes["note"] ?? ""))
        case "spine" where child.attributes["lane"] != nil:
            storyline(child, from: origin + (frames(child, "offset") ?? 0), lane: above(lane, child))
        case _ where Self.stories.contains(child.name):
            // Without a lane it is what a clip is made of.
            guard above(lane, child) != lane else { return }
            place(child, at: origin + (frames(child, "offset") ?? 0), lane: above(lane, child))
        default: break
        }
    }

    private func above(_ lane: Int, _ child: XMLTree) -> Int {
        let (sum, isTooMuch) = lane.addingReportingOverflow(child.attributes["lane"].flatMap { Int($0) } ?? 0)
        return isTooMuch ? lane : sum
    }

    // MARK: - Transitions

    struct Join {
        var kind: HandOff.Transition.Kind
        var range: FrameRange
    }

    private func join(_ element: XMLTree, from origin: Int) -> Join? {
        guard element.name == "transition", let offset = frames(element, "offset"), let count = frames(element, "duration"), count > 0
        else {
            return nil
        }
        return Join(kind: kind(element), range: FrameRange(start: origin + offset, count: count))
    }

    /// Programs name one effect differently: Resolve's `Dip To Color Dissolve` is Final Cut's `Fade To Color`.
    private func kind(_ element: XMLTree) -> HandOff.Transition.Kind {
        let filter = element.first("filter-video")
        let effect = filter?.attributes["ref"].flatMap { resources[$0] }
        let names = [effect?.attributes["name"], element.attributes["name"], filter?.attributes["name"]].compactMap { $0?.lowercased() }
        for name in names {
            if name == "fade to color" || name.hasPrefix("dip to color") { return isWhite(filter) ? .dipToWhite : .dipToBlack }
            if name.hasSuffix("dissolve") { return .dissolve }
        }
        // Final Cut writes a plain one without an effect.
        if names.isEmpty { return .dissolve }
        return .other(element.attributes["name"]?.lowercased() ?? names[0])
    }

    private func isWhite(_ filter: XMLTree?) -> Bool {
        let color = filter?.all("param").first { $0.attributes["name"]?.lowercased() == "color" }
        let numbers = (color?.attributes["value"] ?? "").split(separator: " ").compactMap { Double($0) }
        return numbers.count >= 3 && numbers.prefix(3).allSatisfy { $0 >= 0.5 }
    }
}
