import Editorial
import Testing

@Suite struct BeatGridCorrectionTests {
    /// 16 s at 120 to the minute from 0.1, bars of four.
    private let grid = BeatGrid(
        duration: 16, beatsPerMinute: 120, beatsPerBar: 4, confidence: 0.7,
        beats: (0..<31).map { .init(time: 0.1 + Double($0) / 2, bar: $0 / 4 + 1, beatInBar: $0 % 4 + 1, strength: 0.5) },
        sections: [.init(label: "A", role: nil, start: 0, end: 16, energy: 0.5)], energy: (0..<32).map { Double($0) / 31 }, energyStep: 0.5)

    @Test("a regular grid counts every beat from its offset, so that nothing adds up over an hour")
    func regular() throws {
        var long = grid
        long.duration = 3600
        let regular = long.regular(beatsPerMinute: 127.3, offset: 1.234, beatsPerBar: 3)
        #expect(regular.beatsPerBar == 3 && regular.confidence == 1)
        let anchor = try #require(regular.beats.firstIndex { abs($0.time - 1.234) < 1e-12 })
        #expect(regular.beats[anchor].isDownbeat)
        for (index, beat) in regular.beats.enumerated() {
            #expect(abs(beat.time - (1.234 + Double(index - anchor) * 60 / 127.3)) < 1e-9)
            #expect(beat.time >= 0 && beat.time < 3600)
        }
        #expect(regular.beats.count == Int(3600 * 127.3 / 60) + 1 || regular.beats.count == Int(3600 * 127.3 / 60))
    }

    @Test("half time keeps the downbeats, double time keeps every beat and halves what lies between")
    func levels() {
        #expect(grid.inHalfTime.downbeats == grid.downbeats)
        #expect(grid.inHalfTime.beatsPerBar == 2 && abs(grid.inHalfTime.beatsPerMinute - 60) < 1e-9)
        let double = grid.inDoubleTime
        #expect(double.downbeats == grid.downbeats && double.beatsPerBar == 8)
        #expect(grid.beats.allSatisfy { beat in double.beats.contains { $0.time == beat.time } })
        #expect(double.inHalfTime.beats.map(\.time) == grid.beats.map(\.time))
        #expect(double.confidence == grid.confidence)
    }

    @Test("bars of another length begin where most of the downbeats that were heard do")
    func bars() {
        #expect(grid.inBars(of: 2).downbeats == grid.beats.enumerated().filter { $0.offset % 2 == 0 }.map(\.element.time))
        #expect(grid.inBars(of: 8).downbeats.allSatisfy { grid.downbeats.contains($0) })
        #expect(grid.inBars(of: 3).beats.map(\.beatInBar).prefix(4) == [1, 2, 3, 1])
    }

    @Test("sections that somebody marks begin on the downbeat that is near, cover the song and keep their names")
    func sections() {
        let marked = grid.with(sections: [.init(start: 4.3, label: "Chorus 1"), .init(start: 8.05), .init(start: 99)])
        #expect(marked.sections.map(\.start) == [0, 4.1, 8.1])
        #expect(marked.sections.map(\.end) == [4.1, 8.1, 16])
        #expect(marked.sections.map(\.label) == ["A", "Chorus 1", "C"])
        #expect(marked.sections.map(\.role) == [nil, "chorus", nil])
        #expect(marked.sections[2].energy > marked.sections[0].energy)
    }

    @Test("taps choose the reading of the beats that they agree with")
    func taps() {
        let wobble = [0.02, -0.03, 0.01, 0.04, -0.02]
        func tapped(_ times: [Double]) -> BeatGrid { grid.following(taps: times.enumerated().map { max(0, $1 + wobble[$0 % 5]) }) }
        #expect(tapped((4..<16).map { 0.1 + Double($0) / 2 }) == grid)
        #expect(tapped((4..<12).map { 0.1 + Double($0) }).beats.map(\.time) == grid.inHalfTime.beats.map(\.time))
        let odd = tapped((2..<10).map { 0.6 + Double($0) }).beats.map(\.time)
        #expect(odd.prefix(3) == [0.6, 1.6, 2.6])
        #expect(tapped((4..<40).map { 0.1 + Double($0) / 4 }).beats.count == grid.inDoubleTime.beats.count)
        let off = tapped((4..<16).map { 0.35 + Double($0) / 2 }).beats.map(\.time)
        #expect(abs(off[0] - 0.35) < 1e-9)
    }

    @Test("taps that no reading agrees with become the beats, each on the attack beside it")
    func tapsAlone() {
        var grid = grid
        grid.details.onsets.low = (0..<20).map { Double($0) * 0.7 }
        let taps = (1..<12).map { Double($0) * 0.7 + 0.03 }
        let times = grid.following(taps: taps).beats.map(\.time)
        #expect(times.count == taps.count)
        for (index, time) in times.enumerated() { #expect(abs(time - Double(index + 1) * 0.7) < 1e-9) }
    }

    @Test("a pick-up before the first marked downbeat counts backwards, and is in bar 0")
    func pickUp() {
        let marks = (0..<10).map { BeatMark(time: Double($0), beatInBar: $0 == 2 || $0 == 6 ? 1 : nil) }
        let grid = grid.with(beats: marks)
        #expect(grid.beats.map(\.beatInBar) == [3, 4, 1, 2, 3, 4, 1, 2, 3, 4])
        #expect(grid.beats.map(\.bar) == [0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
        #expect(grid.beatsPerBar == 4)
    }

    @Test("details of a part are those of the song at the same moments")
    func details() {
        var grid = grid
        grid.details = SongDetails(
            onsets: .init(low: [1, 5, 9], mid: [4], high: []), silences: [.init(start: 3, end: 5)], sounding: .init(start: 1, end: 15),
            hits: [.init(time: 4, kind: .drop, strength: 1), .init(time: 12, kind: .accent, strength: 0.4)],
            novelty: (0..<32).map { Double($0) })
        let part = grid.part(from: 4, to: 12).details
        #expect(part.onsets == .init(low: [1, 5], mid: [0], high: []))
        #expect(part.silences == [.init(start: 0, end: 1)])
        #expect(part.sounding == .init(start: 0, end: 8))
        #expect(part.hits == [.init(time: 0, kind: .drop, strength: 1)])
        #expect(part.novelty == (8..<24).map { Double($0) })
    }
}
