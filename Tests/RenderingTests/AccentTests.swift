import Editorial
import Media
import Recipes
import Rendering
import Testing
import Timebase

struct AccentTests {
    private func lumas(_ accents: [Accent], of picture: borrowing Frame, _ frames: Range<Int>) throws -> [[[Double]]] {
        try frames.map { frame in
            let copy = Frame()
            try copy.refer(to: picture)
            return Grey.samples(try accents.applied(to: copy, at: frame))
        }
    }

    @Test func nothingIsDoneBeforeAnAccentAndNothingIsLeftOfItAfterItsLength() throws {
        let picture = try Grey.painted { x, y in 20 + (x * 7 + y * 11) % 200 }
        let all = try lumas([Accent(frame: 3, length: 5, punch: 100, flash: 500, shake: 50)], of: picture, 0..<12)
        for (frame, samples) in all.enumerated() { #expect((samples == Grey.samples(picture)) == !(3..<8).contains(frame)) }
    }

    @Test func aFlashIsBrightestOnItsFrameAndDiesAway() throws {
        let picture = try Grey.flat(100)
        let means = try lumas([Accent(frame: 2, length: 6, flash: 400)], of: picture, 2..<9).map { $0[0][0] }
        #expect(abs(means[0] - (100 + 0.4 * 135)) <= 1)
        #expect(zip(means, means.dropFirst()).allSatisfy { $0 >= $1 })
        // More than half of it is gone after a quarter of the time: it dies away, and does not go down in a line.
        #expect(means[2] - 100 < (means[0] - 100) / 2)
        #expect(means[6] == 100)
    }

    @Test func aPunchEnlargesAboutTheMiddle() throws {
        let picture = try Grey.painted { x, _ in 40 + 2 * x }
        let row = try lumas([Accent(frame: 0, length: 8, punch: 250)], of: picture, 0..<1)[0][18]
        for x in 8..<56 {
            let place = (Double(x) + 0.5 - 32) / 1.25 + 31.5
            #expect(abs(row[x] - 40 - 2 * place) <= 1.01)
        }
    }

    @Test(arguments: [-80, 80]) func aShakeGoesToTheSideThatItSaysFirstAndNeverShowsAnEdge(shake: Int) throws {
        // Were an edge seen, the ramp would turn there.
        let picture = try Grey.painted { x, _ in 40 + 2 * x }
        let all = try lumas([Accent(frame: 0, length: 10, shake: shake)], of: picture, 0..<10)
        #expect((all[0][18][32] < 104) == (shake > 0))
        for samples in all {
            for row in samples { #expect(zip(row.dropFirst(3), row.dropFirst(4).dropLast(3)).allSatisfy { $0 <= $1 }) }
        }
        // Both ways, and less and less.
        let middles = all.map { $0[18][32] - 104 }
        #expect((middles.min() ?? 0) < -1 && (middles.max() ?? 0) > 1)
        #expect(middles.suffix(5).allSatisfy { abs($0) < abs(middles[0]) / 2 })
    }

    @Test func whatBeginsInOneSegmentRingsOnInTheNext() throws {
        let picture = try Grey.painted { x, y in 20 + (x * 7 + y * 11) % 200 }
        let accent = Accent(frame: 20, length: 9, punch: 60, flash: 200, shake: 30)
        let whole = try lumas([accent], of: picture, 20..<29)
        var later = accent
        later.frame -= 24
        #expect(try lumas([accent], of: picture, 20..<24) + lumas([later], of: picture, 0..<5) == whole)
    }

    @Test func accentsThatOverlapAddUp() throws {
        let picture = try Grey.painted { x, _ in 40 + 2 * x }
        let one = Accent(frame: 0, length: 8, punch: 100)
        let two = Accent(frame: 0, length: 8, punch: 200)
        #expect(try lumas([one, one], of: picture, 0..<1) == lumas([two], of: picture, 0..<1))
    }
}

struct PulseTests {
    private let rate = FrameRate(24)

    /// Beats every half a second in bars of four, a hit between two of them, a verse of four seconds and then a chorus.
    private var grid: BeatGrid {
        let beats = (0..<16).map { index in
            BeatGrid.Beat(time: Double(index) * 0.5, bar: index / 4 + 1, beatInBar: index % 4 + 1, strength: index % 4 == 0 ? 1 : 0.5)
        }
        return BeatGrid(
            duration: 8, beatsPerMinute: 120, beatsPerBar: 4, confidence: 1, beats: beats,
            sections: [
                .init(label: "A", role: "verse", start: 0, end: 4, energy: 0.3), .init(label: "B", role: "chorus", start: 4, end: 8, energy: 0.8),
            ], energy: [], energyStep: 0,
            details: SongDetails(hits: [
                .init(time: 2.24, kind: .accent, strength: 0.6), .init(time: 4, kind: .drop, strength: 0.5),
            ]))
    }

    private func accents(_ pulse: Pulse, lead: Int = 0, frames: Int = 192) -> [Accent] {
        Accent.all(pulse, grid: grid, rate: rate, lead: lead, frames: frames)
    }

    @Test func eachKindOfMomentHasItsFrames() {
        #expect(accents(Pulse(on: .beats)).map(\.frame) == (0..<16).map { $0 * 12 })
        #expect(accents(Pulse(on: .downbeats)).map(\.frame) == [0, 48, 96, 144])
        #expect(accents(Pulse(on: .hits)).map(\.frame) == [54, 96])
    }

    @Test func thePictureLeadsTheBeatHereToo() {
        #expect(accents(Pulse(on: .downbeats), lead: 2).map(\.frame) == [46, 94, 142])
    }

    @Test func nothingIsPlannedAfterTheFilm() {
        #expect(accents(Pulse(on: .downbeats), frames: 144).map(\.frame) == [0, 48, 96])
    }

    @Test(arguments: ["chorus", "Chorus", "B", "b"]) func onlyTheSectionsThatAreNamedPulse(name: String) {
        #expect(accents(Pulse(on: .downbeats, sections: [name])).map(\.frame) == [96, 144])
    }

    @Test func aSectionThatIsNowhereHasNoAccents() { #expect(accents(Pulse(sections: ["bridge"])).isEmpty) }

    @Test func aWeakMomentHasLessOfIt() {
        #expect(accents(Pulse(on: .beats, punch: 0.04)).prefix(5).map(\.punch) == [40, 30, 30, 30, 40])
        // A drop has all of it.
        #expect(accents(Pulse(on: .hits, punch: 0, flash: 0.5)).map(\.flash) == [400, 500])
    }

    @Test func anAccentEndsWithinTheBeat() {
        #expect(accents(Pulse(on: .beats)).allSatisfy { $0.length == 10 })
        // The next beat comes after 0.26 s.
        #expect(accents(Pulse(on: .hits)).map(\.length) == [6, 10])
    }

    @Test func shakesGoToBothSidesInTurn() {
        #expect(accents(Pulse(on: .downbeats, punch: 0, shake: 0.01)).map(\.shake) == [10, -10, 10, -10])
    }

    @Test func aPulseThatDoesNothingHasNoAccents() { #expect(accents(Pulse(punch: 0)).isEmpty) }
}
