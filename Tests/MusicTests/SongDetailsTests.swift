import Editorial
import Music
import Testing

@Test("attacks are listed by band: bass drums low, snares in the middle, hats high")
func onsetsByBand() {
    var band = Band(seconds: 20)
    var (kicks, snares, hats): ([Double], [Double], [Double]) = ([], [], [])
    for step in 0..<72 {
        let time = 0.5 + Double(step) * 0.25
        switch step % 4 {
        case 0:
            band.kick(at: time)
            kicks.append(time)
        case 2:
            band.snare(at: time)
            snares.append(time)
        default:
            band.hat(at: time, gain: 0.3)
            hats.append(time)
        }
    }
    let onsets = Listener().listen(samples: [band.samples], rate: band.rate).details.onsets
    let recall = { (truth: [Double], found: [Double]) in
        Double(truth.count { time in found.contains { abs($0 - time) < 0.03 } }) / Double(truth.count)
    }
    #expect(recall(kicks, onsets.low) > 0.9 && recall(hats, onsets.low) < 0.1)
    #expect(recall(snares, onsets.mid) > 0.9)
    #expect(recall(hats, onsets.high) > 0.9 && recall(kicks, onsets.high) < 0.5)
}

@Test("a gap is a silence, and sound reaches from the first attack to the last ring")
func silences() throws {
    var band = Band(seconds: 24)
    for beat in 0..<40 where !(16..<22).contains(beat) { band.kick(at: 1 + Double(beat) * 0.5) }
    let details = Listener().listen(samples: [band.samples], rate: band.rate).details
    let sounding = try #require(details.sounding)
    #expect(abs(sounding.start - 1) < 0.05 && (20.4...21.2).contains(sounding.end))
    #expect(details.silences.contains { $0.start < 9.2 && $0.start > 8.5 && abs($0.end - 12) < 0.05 })
}

@Test("the loud passage after a quiet one begins with a drop")
func drop() {
    let (band, beats) = Band.rock(tempo: 120, bars: 32, quietBars: 8..<16)
    var quiet = band
    quiet.scale(from: beats[32], to: beats[64], by: 0.2)
    let grid = Listener().listen(samples: [quiet.samples], rate: quiet.rate)
    let drops = grid.details.hits.filter { $0.kind == .drop }.map(\.time)
    #expect(drops.contains { abs($0 - beats[64]) < 0.05 }, "\(drops), expected \(beats[64])")
    #expect(grid.details.novelty.count == grid.energy.count)
}

@Test("a known tempo decides between readings of the same pulse", arguments: [60.0, 120, 240.0 / 3])
func hint(tempo: Double) {
    let (band, _) = Band.rock(tempo: 120, bars: 16)
    let grid = Listener(beatsPerMinute: tempo).listen(samples: [band.samples], rate: band.rate)
    #expect(abs(grid.beatsPerMinute / tempo - 1) < 0.08)
}
