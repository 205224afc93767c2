import Timebase

extension FCPXMLReading {
    /// - Parameter local: the element's own time at `record.start`.
    mutating func item(_ element: XMLTree, _ record: FrameRange, local: Int, _ head: Join?) -> EditorTrack.Item? {
        let name = element.attributes["name"] ?? ""
        switch element.name {
        case "ref-clip", "mc-clip", "sync-clip":
            let kinds = ["ref-clip": "compound", "mc-clip": "multicam", "sync-clip": "synchronized"]
            notes.add("the \(kinds[element.name] ?? "") clip '\(name)' is not followed", at: record.start)
            return EditorTrack.Item(clip: ReturnedEdit.Clip(name: name, source: 0, record: record), isHole: true)
        case "title":
            notes.add("the title '\(name)' is left out", at: record.start)
            return nil
        case "audio":
            sounds.append(record.start)
            return nil
        case "clip": return nested(element, record, local: local, head)
        case "asset-clip", "video": return media(element, in: element, record, local: local, head)
        default: return nil
        }
    }

    /// A clip that holds what it shows: the first picture in it that hangs on nothing.
    private mutating func nested(_ clip: XMLTree, _ record: FrameRange, local: Int, _ head: Join?) -> EditorTrack.Item? {
        let name = clip.attributes["name"] ?? ""
        guard clip.first("spine").map({ $0.attributes["lane"] != nil }) ?? true else {
            notes.add("the clip '\(name)' made of several is not followed", at: record.start)
            return EditorTrack.Item(clip: ReturnedEdit.Clip(name: name, source: 0, record: record), isHole: true)
        }
        let inner = clip.children.filter { ["0", nil].contains($0.attributes["lane"]) }
        guard let picture = inner.first(where: { $0.name == "video" || $0.name == "asset-clip" }) else {
            if inner.contains(where: { $0.name == "audio" }) { sounds.append(record.start) }
            return nil
        }
        return media(picture, in: clip, record, local: local, head)
    }

    /// - Parameter clip: the element of the storyline that holds the reference, or is it.
    private mutating func media(_ element: XMLTree, in clip: XMLTree, _ record: FrameRange, local: Int, _ head: Join?) -> EditorTrack.Item?
    {
        let name = clip.attributes["name"] ?? element.attributes["name"] ?? ""
        guard let asset = element.attributes["ref"].flatMap({ resources[$0] }), asset.name == "asset" else {
            notes.add("'\(name)', which is no file, is left out", at: record.start)
            return nil
        }
        guard asset.attributes["hasVideo"] == "1" || asset.attributes["hasAudio"] != "1", clip.attributes["srcEnable"] != "audio" else {
            sounds.append(record.start)
            return nil
        }
        let zero = frames(asset, "start") ?? 0
        // In a clip the file lies at an offset of the clip's own time.
        let shift = clip == element ? 0 : (frames(element, "start") ?? zero) - (frames(element, "offset") ?? 0)
        let (time, speed) = timeMap(clip, at: local, record, name)
        let source = time + shift - zero - (speed < .zero ? 1 : 0)
        var result = ReturnedEdit.Clip(name: name, source: max(0, source), record: record, speed: speed)
        result.path = address(asset).map { FileURL.path($0, isURL: true) }
        result.reel = [clip, asset].compactMap { metadata($0)["com.apple.proapps.studio.reel"] }.first { !$0.isEmpty }
        result.takes = TakeIDs.found(
            in: texts(asset)
                + [clip, element].flatMap { own in
                    own.children.filter { !Self.stories.contains($0.name) && $0.name != "spine" }.flatMap { texts($0) }
                        + own.attributes.values.sorted()
                })
        effects(of: clip, at: record.start)
        return EditorTrack.Item(clip: result, head: head.flatMap { self.head($0, at: record.start) })
    }

    private mutating func head(_ join: Join, at start: Int) -> (kind: HandOff.Transition.Kind, range: FrameRange)? {
        if case .other(let name) = join.kind { notes.add("the transition '\(name)' is not known", at: join.range.start) }
        guard start == 0 else { return (join.kind, join.range) }
        // There is nothing that the film could come up from but black.
        notes.add("a fade in of \(join.range.count) frames is left out", at: start)
        return nil
    }

    /// Since 1.9 a file has representations, before it had one address.
    private func address(_ asset: XMLTree) -> String? {
        let files = asset.all("media-rep")
        let original = files.first { ["original-media", nil].contains($0.attributes["kind"]) } ?? files.first
        return original?.attributes["src"] ?? asset.attributes["src"]
    }

    private func metadata(_ element: XMLTree) -> [String: String] {
        let values = (element.first("metadata")?.all("md") ?? []).compactMap { md in
            md.attributes["key"].map { ($0, md.attributes["value"] ?? "") }
        }
        return Dictionary(values) { first, _ in first }
    }

    private func texts(_ tree: XMLTree) -> [String] {
        [tree.text] + tree.attributes.sorted { $0.key < $1.key }.map(\.value) + tree.children.flatMap { texts($0) }
    }

    // MARK: - Speed and effects

    /// The time of the file's clock at a time of the clip's, and how fast it goes there.
    private mutating func timeMap(_ clip: XMLTree, at local: Int, _ record: FrameRange, _ name: String) -> (time: Int, speed: Rational) {
        let points = (clip.first("timeMap")?.all("timept") ?? []).compactMap { point -> (time: Double, value: Double)? in
            guard let time = frames(point, "time"), let value = frames(point, "value") else { return nil }
            return (Double(time), Double(value))
        }
        guard points.count > 1, zip(points, points.dropFirst()).allSatisfy({ $0.time < $1.time }) else { return (local, Rational(1)) }
        let value = { (time: Double) -> Double in
            let right = points.dropFirst().firstIndex { $0.time >= time } ?? points.count - 1
            let (a, b) = (points[right - 1], points[right])
            return a.value + (time - a.time) * (b.value - a.value) / (b.time - a.time)
        }
        let (first, last) = (value(Double(local)), value(Double(local) + Double(record.count)))
        let speeds = zip(points, points.dropFirst()).map { ($1.value - $0.value) / ($1.time - $0.time) }
        if let slowest = speeds.min(), let fastest = speeds.max(), fastest - slowest > 0.001 {
            notes.add("the changing speed of '\(name)' is read as an even one", at: record.start)
        }
        let speed = speeds.count == 1 ? speeds[0] : (last - first) / Double(record.count)
        guard first.magnitude <= Double(EditorTrack.latest), speed.magnitude <= 1000, speed != 0 else {
            notes.add("the speed of '\(name)' is not understood", at: record.start)
            return (local, Rational(1))
        }
        return (Int((first + 0.000_001).rounded(.down)), Rational(near: speed))
    }

    private mutating func effects(of clip: XMLTree, at frame: Int) {
        for child in clip.children {
            if child.name == "filter-video" || child.name == "filter-video-mask" {
                let effect = child.first("filter-video") ?? child
                notes.add("the effect '\(effect.attributes["name"] ?? "")' is left out", at: frame)
            } else if child.name.hasPrefix("adjust-"), !isNeutral(child) {
                notes.add("the adjustment '\(child.name.dropFirst("adjust-".count))' is left out", at: frame)
            }
        }
    }

    /// Resolve writes placements also where nobody touched them.
    private func isNeutral(_ element: XMLTree) -> Bool {
        if ["adjust-conform", "adjust-colorConform", "adjust-volume", "adjust-panner", "adjust-loudness"].contains(element.name) {
            return true
        }
        if element.attributes["enabled"] == "0" { return true }
        guard element.all("param").isEmpty else { return false }
        let neutral = ["scale": 1.0, "amount": 1]
        return element.children.allSatisfy { isNeutral($0) }
            && element.attributes.allSatisfy { name, value in
                if ["mode", "enabled", "type"].contains(name) { return true }
                return value.split(separator: " ").allSatisfy { Double($0) == neutral[name] ?? 0 }
            }
    }
}
