import Editorial
import Music
import Testing

@Test func aSectionStartsWhereTheDrumsComeIn() {
    let (band, beats) = Band.rock(tempo: 120, bars: 32, quietBars: 0..<12)
    let grid = Listener().listen(samples: [band.samples], rate: 44100)
    let change = beats[12 * 4]
    #expect(grid.sections.contains { abs($0.start - change) < 0.6 })
    #expect(grid.section(at: 2)?.label.prefix(1) != grid.section(at: change + 10)?.label.prefix(1))
}

@Test func sectionsCoverTheSongWithoutGaps() {
    let (band, _) = Band.rock(tempo: 124, bars: 24, quietBars: 8..<16)
    let grid = Listener().listen(samples: [band.samples], rate: 44100)
    #expect(grid.sections.first?.start == 0)
    #expect(grid.sections.last?.end == grid.duration)
    for (section, next) in zip(grid.sections, grid.sections.dropFirst()) { #expect(section.end == next.start) }
}

@Test func aPartThatReturnsKeepsItsLetter() {
    let (band, beats) = Band.rock(tempo: 120, bars: 36, quietBars: 12..<24)
    let grid = Listener().listen(samples: [band.samples], rate: 44100)
    let letter = { (bar: Int) in grid.section(at: beats[bar * 4] + 0.1)?.label.prefix(1) }
    #expect(letter(4) == letter(30))
    #expect(letter(4) != letter(18))
}

@Test func theLouderHalfHasTheHigherEnergyRank() {
    var (band, _) = Band.rock(tempo: 120, bars: 20)
    band.scale(from: 0, to: 20, by: 0.2)
    let grid = Listener().listen(samples: [band.samples], rate: 44100)
    #expect(grid.energy.allSatisfy { (0...1).contains($0) })
    #expect(grid.energy.count == Int((grid.duration / grid.energyStep).rounded(.up)))
    #expect(grid.meanEnergy(from: 1, to: 18) < 0.4)
    #expect(grid.meanEnergy(from: 22, to: 38) > 0.6)
}
