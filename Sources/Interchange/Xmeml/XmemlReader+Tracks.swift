import Timebase

extension XmemlReading {
    mutating func track(_ track: XMLTree) -> EditorTrack {
        let elements = track.children.filter { ["clipitem", "generatoritem", "transitionitem"].contains($0.name) }
        let joins = elements.map { $0.name == "transitionitem" ? join($0) : nil }
        var items: [EditorTrack.Item] = []
        for (index, element) in elements.enumerated() where element.name != "transitionitem" {
            let before = index > 0 ? joins[index - 1] : nil
            let after = index + 1 < joins.count ? joins[index + 1] : nil
            guard let item = item(element, before, after, from: items.last?.clip.record.end ?? 0) else { continue }
            items.append(item)
            if let after, after.goesDown || !meets(elements.dropFirst(index + 2).first, after) {
                notes.add("a fade out of \(after.range.count) frames is left out", at: after.range.start)
            }
        }
        return EditorTrack(items)
    }

    private func meets(_ next: XMLTree?, _ join: Join) -> Bool {
        guard let next, next.name != "transitionitem", let start = next.frame("start") else { return false }
        return start < 0 || start == join.cut
    }

    private mutating func item(_ element: XMLTree, _ before: Join?, _ after: Join?, from free: Int) -> EditorTrack.Item? {
        let file = element.first("file").flatMap { file in file.attributes["id"].flatMap { files[$0] } ?? file }
        let name = element.text("name") ?? file?.text("name") ?? ""
        let speed = speed(of: element)
        let (first, last) = (max(0, element.frame("in") ?? 0), element.frame("out") ?? -1)
        // Edges under a transition are -1: its cut point is the edge.
        let (written, end) = (element.frame("start") ?? -1, element.frame("end") ?? -1)
        let isUnder = written < 0 && before != nil
        let start = written >= 0 ? written : before?.cut ?? (end >= 0 && last > first ? max(0, end - (last - first)) : free)
        let seen = start - (isUnder ? before?.range.start ?? start : start)
        let stop = end >= 0 ? end : after?.cut ?? start + max(0, last - first - seen)
        guard stop > start else {
            notes.add("the clip '\(name)' without length is left out", at: start)
            return nil
        }
        let record = FrameRange(start..<stop)
        if element.isOff {
            notes.add("the disabled clip '\(name)' is left out", at: start)
            return nil
        }
        if element.first("sequence") != nil {
            notes.add("the nested sequence '\(name)' is not followed", at: start)
            return EditorTrack.Item(clip: ReturnedEdit.Clip(name: name, source: 0, record: record), isHole: true)
        }
        if element.name == "generatoritem" || file?.text("mediaSource") != nil {
            notes.add("'\(name)', which is no file, is left out", at: start)
            return nil
        }
        let whole = (first, last, record.count + seen + (end < 0 ? (after?.range.end ?? stop) - stop : 0))
        let source = max(0, source(of: element, whole, speed: speed, file: file) + seen.times(speed))
        var clip = ReturnedEdit.Clip(
            name: name, path: file?.text("pathurl").map { FileURL.path($0) }, source: source, record: record, speed: speed)
        clip.reel = file?.first("timecode")?.first("reel")?.text("name").flatMap { $0.isEmpty ? nil : $0 }
        clip.takes = takes(element, file)
        var head = before.flatMap { $0.cut == start && !$0.goesDown ? (kind: $0.kind, range: $0.range) : nil }
        if let (kind, range) = head {
            if case .other(let name) = kind { notes.add("the transition '\(name)' is not known", at: range.start) }
            if start == 0 {
                // There is nothing that the film could come up from but black.
                notes.add("a fade in of \(range.count) frames is left out", at: start)
                head = nil
            }
        }
        for marker in element.all("marker") where speed == Rational(1) { mark(marker, from: start - source, in: record) }
        effects(of: element, at: start)
        return EditorTrack.Item(clip: clip, head: head)
    }

    /// The frame of the file, counted as the sequence counts, at the clip's own `in`.
    private mutating func source(of element: XMLTree, _ whole: (first: Int, last: Int, frames: Int), speed: Rational, file: XMLTree?) -> Int
    {
        var (first, length) = (whole.first, file?.frame("duration") ?? element.frame("duration") ?? 0)
        if let own = XmemlReader.rate(of: element), own != rate {
            notes.add("'\(element.text("name") ?? "")' runs at \(own) frames a second; its frames were reckoned anew")
            let factor = rate.framesPerSecond / own.framesPerSecond
            (first, length) = (first.times(factor), length.times(factor))
        }
        if speed == Rational(1) { return first }
        // Premiere counts `in` and `out` in frames of the sped up clip, others in those of the file.
        let isSpedUp = whole.last < 0 || whole.last - whole.first == whole.frames
        let from = isSpedUp ? first.times(Rational(abs(speed.numerator), speed.denominator)) : first
        return speed < .zero ? max(0, length - 1 - from) : from
    }

    private func takes(_ element: XMLTree, _ file: XMLTree?) -> [String] {
        let master = element.text("masterclipid").flatMap { masters[$0] }
        return TakeIDs.found(in: [element, file, master].compactMap { $0 }.flatMap { texts($0) })
    }

    private func texts(_ tree: XMLTree) -> [String] { [tree.text] + tree.children.flatMap { texts($0) } }
}
