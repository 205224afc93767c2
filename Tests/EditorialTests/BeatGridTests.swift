import Editorial
import Testing

@Suite struct BeatGridTests {
    /// 16 s at 120 to the minute, bars of four, two pick-up beats, energy rising with time.
    private let grid = BeatGrid(
        duration: 16, beatsPerMinute: 120, beatsPerBar: 4, confidence: 1,
        beats: (0..<32).map {
            BeatGrid.Beat(time: Double($0) / 2, bar: ($0 + 2) / 4, beatInBar: ($0 + 2) % 4 + 1, strength: 0.5)
        },
        sections: [
            .init(label: "A", role: "intro", start: 0, end: 6, energy: 0.2),
            .init(label: "B", role: "chorus", start: 6, end: 16, energy: 0.8),
        ], energy: (0..<32).map { Double($0) / 31 }, energyStep: 0.5)

    @Test("the part that is the whole song is the grid itself")
    func theWhole() {
        #expect(grid.part(from: 0, to: 16) == grid)
    }

    @Test("parts side by side hold every beat once", arguments: [4.0, 4.25, 4.5, 5 - 5e-7, 5 + 5e-7])
    func partsPartition(_ middle: Double) {
        let (a, b) = (grid.part(from: 0, to: middle), grid.part(from: middle, to: 16))
        #expect(a.beats.count + b.beats.count == grid.beats.count)
        #expect(a.duration + b.duration == 16)
        #expect(b.beats.allSatisfy { $0.time >= 0 && $0.time < b.duration })
    }

    @Test("a part of a part is the part taken at once")
    func partsOfParts() {
        for (a, b, c, d) in [(3.0, 15.0, 1.0, 8.0), (1, 16, 0, 15), (2.5, 9, 2.5, 6.5), (0, 16, 7, 9)] {
            #expect(grid.part(from: a, to: b).part(from: c, to: d) == grid.part(from: a + c, to: a + d), "\(a) \(c)")
        }
    }

    @Test(
        "bars count from the part's first downbeat, which opens bar 1; the beats before it are in bar 0",
        arguments: [0.0, 1.0, 1.5, 2, 3, 3.5, 7])
    func barsCountAnew(_ start: Double) {
        let part = grid.part(from: start, to: 16)
        let firstDownbeat = part.beats.firstIndex { $0.isDownbeat } ?? 0
        #expect(part.beats[firstDownbeat].bar == 1)
        #expect(part.beats[..<firstDownbeat].allSatisfy { $0.bar == 0 })
        for (a, b) in zip(part.beats, part.beats.dropFirst()) { #expect(b.bar == a.bar + (b.isDownbeat ? 1 : 0)) }
    }

    @Test("a part's sections are cut to it and cover it")
    func sectionsAreCut() {
        let part = grid.part(from: 4, to: 12)
        #expect(part.sections.map(\.start) == [0, 2])
        #expect(part.sections.map(\.end) == [2, 8])
        #expect(grid.part(from: 6, to: 12).sections.map(\.label) == ["B"])
    }

    @Test("a part's energy is the song's at the same moment")
    func energyMovesAlong() {
        let part = grid.part(from: 4, to: 12)
        #expect(part.energy.count == 16)
        for start in stride(from: 0.0, to: 7, by: 0.5) {
            #expect(part.meanEnergy(from: start, to: start + 1) == grid.meanEnergy(from: start + 4, to: start + 5))
        }
    }

    @Test("mean energy takes the steps a stretch touches and not the one after it")
    func meanEnergyEnds() {
        var grid = grid
        (grid.energy, grid.energyStep) = ([0, 0, 0, 1, 1], 0.1)
        #expect(grid.meanEnergy(from: 0, to: 0.3) == 0)
        #expect(grid.meanEnergy(from: 0.3, to: 0.5) == 1)
        #expect(grid.meanEnergy(from: 0.2, to: 0.4) == 0.5)
        #expect(grid.meanEnergy(from: 0.35, to: 0.35) == 1)
        #expect(grid.meanEnergy(from: 7, to: 9) == 1)
        #expect(grid.meanEnergy(from: -2, to: -1) == 0)
        grid.energy = []
        #expect(grid.meanEnergy(from: 0, to: 1) == 0.5)
    }

    @Test("a moment belongs to the section that has begun last")
    func sectionAtTime() {
        #expect(grid.section(at: 5.9)?.label == "A")
        #expect(grid.section(at: 6)?.label == "B")
        #expect(grid.section(at: -1)?.label == "A")
        #expect(grid.section(at: 99)?.label == "B")
    }

    @Test("a part without beats is a grid without beats")
    func noBeats() {
        let part = grid.part(from: 15.6, to: 15.9)
        #expect(part.beats.isEmpty)
        #expect(part.sections.map(\.label) == ["B"])
        #expect(part.energy.count == 1)
    }
}
