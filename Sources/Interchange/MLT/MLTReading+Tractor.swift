import Timebase

extension MLTReading {
    /// Tracks over each other. Where a transition leads from one to another the clip that goes gives way to the one that comes.
    mutating func tractor(_ tractor: XMLTree, depth: Int) throws(EditFileError) -> MLTStrip {
        let tracks = tractor.all("track") + tractor.all("multitrack").flatMap { $0.all("track") }
        var strips: [MLTStrip] = []
        var remarks: [(what: String, frame: Int)] = []
        for (index, track) in tracks.enumerated() {
            guard let service = document.service(of: track) else {
                strips.append(MLTStrip())
                continue
            }
            let (first, last) = (try document.frame("in", of: track), try document.frame("out", of: track))
            let strip = try self.strip(of: service, from: first, to: last, depth: depth + 1)
            try spend(strip.weight, at: track)
            if ["video", "both"].contains(track.attributes["hide"] ?? "") {
                let isSound = ["kdenlive:audio_track", "shotcut:audio"].contains { service.property($0) == "1" }
                if !isSound, !strip.pieces.isEmpty {
                    let name = service.property(["shotcut:name", "kdenlive:track_name"]) ?? "\(index)"
                    let count = strip.pieces.count == 1 ? "1 clip" : "\(strip.pieces.count) clips"
                    remarks.append(("the hidden track '\(name)' with \(count) is left out", strip.pieces[0].record.start))
                }
                strips.append(MLTStrip(count: strip.count))
            } else {
                strips.append(strip)
            }
        }
        let transitions = tractor.all("transition").filter(Self.isPicture)
        for transition in transitions { try mix(&strips, by: transition, of: tractor, remarks: &remarks) }
        var seen = MLTStrip()
        for (index, strip) in strips.enumerated() {
            try spend(0, steps: seen.weight * (1 + strip.pieces.count { $0.isClear }), at: tractor)
            var upper = strip
            upper.raiseFlashes()
            if index > 0 { upper.dissolve(over: &seen) }
            if let covered = seen.firstCovered(by: upper) { remarks.append(("a clip lies over another, which is not seen there", covered)) }
            seen = seen.covered(by: upper)
        }
        seen.remarks += remarks
        filter(&seen, by: tractor.all("filter"))
        // Shotcut's dissolves, and those of melt's "-mix".
        if seen.pieces.count == 1, seen.pieces[0].transition != nil, seen.pieces[0].record == FrameRange(start: 0, count: seen.count) {
            seen.pieces[0].isHead = true
        }
        return seen
    }

    /// Neither sound, nor what only puts tracks over each other.
    private static func isPicture(_ transition: XMLTree) -> Bool {
        let service = transition.property("mlt_service") ?? ""
        if transition.property("internal_added") == "237" || transition.property("always_active") == "1" { return false }
        if transition.property("disable") == "1" || service == "mix" { return false }
        return transition.attributes["out"] != nil || service.hasPrefix("luma")
    }

    private mutating func mix(
        _ strips: inout [MLTStrip], by transition: XMLTree, of tractor: XMLTree, remarks: inout [(what: String, frame: Int)]
    ) throws(EditFileError) {
        let (a, b) = (transition.property("a_track").flatMap { Int($0) } ?? 0, transition.property("b_track").flatMap { Int($0) } ?? 1)
        guard a != b, strips.indices.contains(a), strips.indices.contains(b) else { return }
        let first = try document.frame("in", of: transition) ?? 0
        let last = try document.frame("out", of: transition) ?? max(strips[a].count, strips[b].count) - 1
        let range = FrameRange(first..<max(first, last + 1))
        try spend(0, steps: strips[a].pieces.count + strips[b].pieces.count, at: transition)
        guard let (one, other) = Self.pair(strips[a].pieces, strips[b].pieces, within: range) else { return }
        let kind = MLTTransitions.kind(of: transition)
        guard MLTTransitions.joinsClips(transition, of: tractor) else {
            return remarks.append(("'\(kind.name)' between tracks is left out", max(first, 0)))
        }
        // Equal ones: the upper track comes in, or goes out where it is said to run backwards.
        let isReverse = transition.property("reverse") == "1"
        let comesFromA: Bool
        if abs(one.record.start - first) <= 1, abs(other.record.start - first) <= 1 {
            comesFromA = isReverse
        } else if abs(one.record.start - first) <= 1 {
            comesFromA = true
        } else if abs(other.record.start - first) <= 1 {
            comesFromA = false
        } else {
            comesFromA = other.record.end <= one.record.end
        }
        let (comes, goes) = comesFromA ? (one, other) : (other, one)
        let start = max(range.start, comes.record.start, goes.record.start)
        let shared = FrameRange(start..<min(range.end, comes.record.end, goes.record.end))
        if case .other(let name) = kind { remarks.append(("the transition '\(name)' is not known", start)) }
        let (from, into) = comesFromA ? (b, a) : (a, b)
        strips[from].clear(shared)
        strips[into].split(comes, at: start) { piece in
            piece.transition = .init(kind: kind, frames: shared.count, from: goes.media, at: goes.at + start - goes.record.start)
        }
    }

    /// Those that share most frames of a range. Kdenlive saves it a frame too long, where the next clip may begin.
    private static func pair(_ a: [MLTPiece], _ b: [MLTPiece], within range: FrameRange) -> (MLTPiece, MLTPiece)? {
        var (best, most) = ((MLTPiece, MLTPiece)?.none, 0)
        var (one, other) = (0, 0)
        while one < a.count, other < b.count {
            let end = min(a[one].record.end, b[other].record.end)
            let shared = min(end, range.end) - max(a[one].record.start, b[other].record.start, range.start)
            if shared > most, !a[one].media.isWhite, !b[other].media.isWhite { (best, most) = ((a[one], b[other]), shared) }
            if a[one].record.end == end { one += 1 } else { other += 1 }
        }
        return best
    }
}

/// Transitions as MLT's editors have them.
enum MLTTransitions {
    private static let lumas = ["luma", "movit.luma_mix"]

    static func kind(of transition: XMLTree) -> HandOff.Transition.Kind {
        let service = transition.property("mlt_service") ?? ""
        let isWipe = !(transition.property("resource") ?? "").isEmpty
        if lumas.contains(service), !isWipe { return .dissolve }
        return .other(lumas.contains(service) ? "wipe" : transition.property(["kdenlive_id"]) ?? service)
    }

    /// Whether one clip gives way to another, which a picture in a picture does not.
    static func joinsClips(_ transition: XMLTree, of tractor: XMLTree) -> Bool {
        lumas.contains(transition.property("mlt_service") ?? "") || transition.property("kdenlive:mixcut") != nil
            || tractor.property("shotcut:transition") != nil
    }
}

extension HandOff.Transition.Kind {
    fileprivate var name: String {
        if case .other(let name) = self { return name }
        return "\(self)"
    }
}
