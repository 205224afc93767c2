import Timebase

extension OTIOReading {
    /// An item that takes time: a clip, or a hole without one.
    private struct Piece {
        var place: FrameRange
        var item: EditorTrack.Item?
        var clip: ReturnedEdit.Clip? { item?.isHole == true ? nil : item?.clip }
    }

    /// The clips of a track with the transitions over their edit points.
    mutating func pictures(of track: JSONTree, isUpper: Bool) throws(EditFileError) -> [EditorTrack.Item] {
        let range = track["source_range"]
        let offset = frames(range?["start_time"]).map { Int($0.rounded()) } ?? 0
        var (pieces, joins) = ([Piece](), [(tree: JSONTree, next: Int)]())
        var at = 0.0
        readEffects(of: track, "the track '\(track["name"]?.string ?? "")'")
        for item in track["children"]?.items ?? [] {
            guard item.schema != "Transition" else {
                joins.append((item, pieces.count))
                continue
            }
            let length = max(0, length(of: item))
            guard at + length <= Self.longest else { throw EditFileError("the sequence is longer than any film") }
            let place = FrameRange((Int(at.rounded()) - offset)..<(Int((at + length).rounded()) - offset))
            pieces.append(Piece(place: place, item: read(item, place: place, isUpper: isUpper)))
            at += length
        }
        readMarkers(of: track) { $0 - offset }
        for (index, join) in joins.enumerated() {
            if index > 0, joins[index - 1].next == join.next {
                notes.add("a second transition", at: max(0, pieces.last?.place.end ?? 0))
            } else {
                apply(join.tree, before: join.next, to: &pieces)
            }
        }
        let window = frames(range?["duration"]).map { Int($0.rounded()) } ?? Int.max
        return pieces.compactMap { $0.item?.part(from: 0, to: window) }
    }

    private mutating func read(_ item: JSONTree, place: FrameRange, isUpper: Bool) -> EditorTrack.Item? {
        let label = item["name"]?.string ?? ""
        switch item.schema {
        case "Gap": return nil
        case _ where item["enabled"]?.bool == false:
            notes.add("the clip '\(label)', which is switched off,", at: place.start)
            return nil
        case "Clip": return clip(item, place: place, isUpper: isUpper).map { EditorTrack.Item(clip: $0) }
        case "Stack", "Track", "Timeline":
            notes.add("the nested sequence '\(label)' of \(place.count) frames", at: place.start)
            return EditorTrack.Item(clip: .init(name: label, source: 0, record: place), isHole: true)
        case let schema:
            notes.add("something of the kind '\(schema ?? "unknown")'", at: place.start)
            return nil
        }
    }

    /// Frames that an item takes in its track.
    private func length(of item: JSONTree) -> Double {
        if let own = frames(item["source_range"]?["duration"]) {
            guard item.schema == "Clip", isOfPremiere(item) else { return own }
            let speed = abs(speed(of: item).doubleValue)
            return speed > 0 ? own / speed : own
        }
        switch item.schema {
        case "Clip": return frames(reference(of: item)?["available_range"]?["duration"]) ?? 0
        case "Track": return (item["children"]?.items ?? []).reduce(0) { $0 + ($1.schema == "Transition" ? 0 : length(of: $1)) }
        case "Stack": return (item["children"]?.items ?? []).map(length(of:)).max() ?? 0
        case "Timeline": return item["tracks"].map(length(of:)) ?? 0
        default: return 0
        }
    }

    // MARK: - Transitions

    private mutating func apply(_ tree: JSONTree, before next: Int, to pieces: inout [Piece]) {
        guard let edit = next < pieces.count ? pieces[next].place.start : pieces.last?.place.end else { return }
        let offsets = ["in_offset", "out_offset"].map { max(0, Int((frames(tree[$0]) ?? 0).rounded())) }
        let range = FrameRange(start: edit - offsets[0], count: offsets[0] + offsets[1])
        guard !range.isEmpty else { return }
        let length = range.count == 1 ? "1 frame" : "\(range.count) frames"
        let (before, after) = (next > 0 ? pieces[next - 1].clip : nil, next < pieces.count ? pieces[next].clip : nil)
        guard let kind = kind(of: tree) else {
            return notes.add("a transition '\(name(of: tree))' of \(length) became a cut", at: edit)
        }
        guard let after else {
            guard before != nil else { return }
            pieces[next - 1].item?.clip.record.count += offsets[1]
            return notes.add("a fade to black of \(length)", at: range.start)
        }
        if before == nil, after.record.start == 0 { return notes.add("a fade from black of \(length)", at: 0) }
        guard range.end <= after.record.end, before.map({ $0.record.start < range.start }) ?? true else {
            return notes.add("a transition of \(length) that is longer than its clip became a cut", at: edit)
        }
        pieces[next].item?.clip.transition = nil
        pieces[next].item?.head = (kind, range)
    }

    private func names(of tree: JSONTree) -> [String] {
        let (resolve, premiere) = (tree["metadata"]?["Resolve_OTIO"], tree["metadata"]?["PremierePro_OTIO"])
        let names = [
            resolve?["Transition Type"], resolve?["Effects"]?["Effect Name"], premiere?["MatchName"], tree["name"], tree["transition_type"],
        ]
        return names.compactMap { $0?.string }.filter { !$0.isEmpty }
    }

    private func name(of tree: JSONTree) -> String { names(of: tree).first ?? "" }

    /// Nil for one that a cut has no place for.
    private func kind(of tree: JSONTree) -> HandOff.Transition.Kind? {
        let words = names(of: tree).map { $0.lowercased() }
        if words.contains(where: { $0.contains("dip") || $0.contains("fade to color") }) {
            return words.contains { $0.contains("white") } ? .dipToWhite : .dipToBlack
        }
        let isDissolve = words.contains { $0 == "smpte_dissolve" || $0.contains("dissolve") || $0.contains("mix") }
        return isDissolve ? .dissolve : nil
    }
}

extension EditorTrack.Item {
    /// What of it lies between two frames of the sequence; nil where that is nothing.
    fileprivate func part(from start: Int, to end: Int) -> EditorTrack.Item? {
        let (first, last) = (max(start, clip.record.start), min(end, clip.record.end))
        guard first < last else { return nil }
        var part = self
        if first > clip.record.start {
            part.clip.source += (first - clip.record.start).times(clip.speed)
            (part.clip.transition, part.head) = (nil, nil)
        }
        part.clip.record = FrameRange(first..<last)
        return part
    }
}
