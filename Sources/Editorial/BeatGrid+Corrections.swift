/// Grids corrected by what a person knows. Sections, energy and details stay as they were heard unless they are what is corrected.
extension BeatGrid {
    /// Exactly regular beats over the whole song, a bar beginning at `offset`.
    ///
    /// - Parameters:
    ///   - beatsPerMinute: 20 to 400.
    ///   - beatsPerBar: 1 and more.
    public func regular(beatsPerMinute: Double, offset: Double, beatsPerBar: Int) -> BeatGrid {
        let length = 60 / beatsPerMinute
        let first = Int((-offset / length).rounded(.up))
        let last = Int(((duration - offset) / length).rounded(.up)) - 1
        guard first <= last else { return with(beats: []) }
        // From the offset each, so that nothing adds up.
        let marks = (first...last).map { index in
            BeatMark(time: max(0, offset + Double(index) * length), beatInBar: (index % beatsPerBar + beatsPerBar) % beatsPerBar + 1)
        }
        return with(beats: marks)
    }

    /// The grid of these beats instead of its own. Where a mark does not say its place in the bar, bars of `beatsPerBar` are
    /// counted from the first that does, or from the first beat. What somebody said is certain: the confidence is 1.
    public func with(beats marks: [BeatMark]) -> BeatGrid {
        var grid = self
        let usual = Self.usualBar(marks) ?? beatsPerBar
        let anchor = marks.firstIndex { $0.beatInBar == 1 } ?? 0
        var bar = 0
        grid.beats = marks.enumerated().map { index, mark in
            let place = mark.beatInBar ?? ((index - anchor) % usual + usual) % usual + 1
            if place == 1 { bar += 1 }
            return Beat(time: mark.time, bar: bar, beatInBar: place, strength: strength(near: mark.time))
        }
        grid.beatsPerBar = usual
        grid.meterConfidence = 1
        grid.alternatives = []
        grid.confidence = marks.isEmpty ? 0 : 1
        grid.beatsPerMinute = Self.tempo(grid.beats)
        return grid
    }

    /// Every second beat: the downbeats stay where bars have an even number of beats.
    public var inHalfTime: BeatGrid {
        let first = (beats.firstIndex(where: \.isDownbeat) ?? 0) % 2
        let kept = beats.enumerated().filter { $0.offset % 2 == first }
        let places = kept.map { ($0.element.beatInBar + 1) / 2 }
        let isEven = beatsPerBar % 2 == 0
        return with(beats: zip(kept, places).map { BeatMark(time: $0.element.time, beatInBar: isEven ? $1 : nil) }, of: self)
    }

    /// A beat more between each two.
    public var inDoubleTime: BeatGrid {
        var marks: [BeatMark] = []
        for (index, beat) in beats.enumerated() {
            marks.append(BeatMark(time: beat.time, beatInBar: 2 * beat.beatInBar - 1))
            guard index + 1 < beats.count else { break }
            marks.append(BeatMark(time: (beat.time + beats[index + 1].time) / 2, beatInBar: 2 * beat.beatInBar))
        }
        return with(beats: marks, of: self)
    }

    /// Bars of so many beats: of all places they could begin at, the one with most of the downbeats heard.
    public func inBars(of beatsPerBar: Int) -> BeatGrid {
        let votes = (0..<beatsPerBar).map { phase in
            beats.indices.filter { $0 % beatsPerBar == phase && beats[$0].isDownbeat }.count
        }
        let phase = votes.indices.max { (votes[$0], $1) < (votes[$1], $0) } ?? 0
        let marks = beats.enumerated().map { index, beat in
            BeatMark(time: beat.time, beatInBar: ((index - phase) % beatsPerBar + beatsPerBar) % beatsPerBar + 1)
        }
        return with(beats: marks, of: self)
    }

    /// Sections that start at these times, each moved to a downbeat within half a bar, or a beat within half a beat. The time
    /// before the first is a section of its own.
    public func with(sections marks: [SectionMark]) -> BeatGrid {
        var grid = self
        var starts: [(time: Double, mark: SectionMark?)] = []
        for mark in marks.sorted(by: { $0.start < $1.start }) where mark.start < duration {
            let time = mark.start <= 0.05 ? 0 : nearestBeat(mark.start)
            if starts.last.map({ time - $0.time > 0.05 }) ?? true { starts.append((time, mark)) }
        }
        if starts.first.map({ $0.time > 0.05 }) ?? true { starts.insert((0, nil), at: 0) } else { starts[0].time = 0 }
        grid.sections = starts.indices.map { index in
            let end = index + 1 < starts.count ? starts[index + 1].time : duration
            let mark = starts[index].mark
            let label = mark?.label ?? Self.letter(index)
            return Section(
                label: label, role: mark?.role ?? Self.role(in: label), start: starts[index].time, end: end,
                energy: meanEnergy(from: starts[index].time, to: end))
        }
        return grid
    }

    /// The reading of the grid that a person who taps along means: as it is, in half or double time, or half a beat later; the taps
    /// themselves, each moved to an onset near it, where none of these agrees with them.
    public func following(taps: [Double]) -> BeatGrid {
        guard taps.count >= 4 else { return self }
        let taps = taps.sorted()
        let odd = with(beats: Array(beats.dropFirst()).map { BeatMark(time: $0.time) }, of: self)
        let shifted = with(beats: zip(beats, beats.dropFirst()).map { BeatMark(time: ($0.time + $1.time) / 2) }, of: self)
        let readings = [self, inHalfTime, odd.inHalfTime, inDoubleTime, shifted]
        let rated = readings.map { Self.agreement($0.beats.map(\.time), taps) }
        if let best = rated.indices.max(by: { (rated[$0], $1) < (rated[$1], $0) }), rated[best] >= 0.7 { return readings[best] }
        let onsets = (details.onsets.low + details.onsets.mid + details.onsets.high).sorted()
        return with(beats: taps.map { tap in
            let near = onsets.min { abs($0 - tap) < abs($1 - tap) }
            return BeatMark(time: near.map { abs($0 - tap) <= 0.05 ? $0 : tap } ?? tap)
        })
    }

    /// The same with the confidence of what was heard.
    private func with(beats marks: [BeatMark], of heard: BeatGrid) -> BeatGrid {
        var grid = with(beats: marks)
        (grid.confidence, grid.meterConfidence) = (heard.confidence, heard.meterConfidence)
        return grid
    }

    /// F-measure within 80 ms over the stretch that was tapped; taps lie about an attack by that much.
    private static func agreement(_ beats: [Double], _ taps: [Double]) -> Double {
        guard let first = taps.first, let last = taps.last else { return 0 }
        let inside = beats.filter { $0 > first - 0.15 && $0 < last + 0.15 }
        guard !inside.isEmpty else { return 0 }
        let found = inside.count { beat in taps.contains { abs($0 - beat) <= 0.08 } }
        return 2 * Double(found) / Double(inside.count + taps.count)
    }

    private func strength(near time: Double) -> Double { beats.first { abs($0.time - time) < 0.04 }?.strength ?? 0.5 }

    private func nearestBeat(_ time: Double) -> Double {
        guard beatsPerMinute > 0 else { return time }
        let beat = 60 / beatsPerMinute
        let downbeat = beats.filter(\.isDownbeat).map(\.time).min { abs($0 - time) < abs($1 - time) }
        if let downbeat, abs(downbeat - time) <= beat * Double(beatsPerBar) / 2, abs(downbeat - time) <= 1 { return downbeat }
        let near = beats.map(\.time).min { abs($0 - time) < abs($1 - time) }
        return near.map { abs($0 - time) <= beat / 2 ? $0 : time } ?? time
    }

    private static func tempo(_ beats: [Beat]) -> Double {
        let intervals = zip(beats.dropFirst(), beats).map { $0.time - $1.time }.sorted()
        return intervals.isEmpty || intervals[intervals.count / 2] <= 0 ? 0 : 60 / intervals[intervals.count / 2]
    }

    private static func usualBar(_ marks: [BeatMark]) -> Int? {
        let starts = marks.indices.filter { marks[$0].beatInBar == 1 }
        let lengths = zip(starts.dropFirst(), starts).map { $0 - $1 }.sorted()
        return lengths.isEmpty ? marks.compactMap(\.beatInBar).max() : lengths[lengths.count / 2]
    }

    private static func letter(_ index: Int) -> String {
        String(UnicodeScalar(UInt8(65 + index % 26))) + (index >= 26 ? String(index / 26) : "")
    }

    /// `chorus` of `Chorus 2`, `verse` of `V1`; nothing of a letter alone.
    private static func role(in label: String) -> String? {
        let word = String(label.lowercased().prefix { $0.isLetter || $0 == "-" })
        let known = ["intro", "verse", "pre-chorus", "chorus", "bridge", "solo", "break", "drop", "outro"]
        if known.contains(word) { return word }
        let short = ["v": "verse", "c": "chorus"][word].flatMap { word.count < label.count ? $0 : nil }
        return short ?? ["refrain": "chorus", "hook": "chorus"][word]
    }
}
