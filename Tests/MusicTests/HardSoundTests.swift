import Editorial
import Foundation
import Music
import Testing
import Timebase

@Test("sounds without a pulse give no beats, no confidence and one section", 
    arguments: ["nothing", "silence", "50 ms", "a sine", "a constant"])
func noPulse(_ kind: String) {
    let samples: [Float] =
        switch kind {
        case "nothing": []
        case "silence": [Float](repeating: 0, count: 44100 * 20)
        case "50 ms": (0..<2205).map { sinf(Float($0) * 0.3) }
        case "a sine": (0..<(44100 * 20)).map { Float(sin(Double($0) * 2 * .pi * 440 / 44100)) * 0.5 }
        default: [Float](repeating: 0.25, count: 44100 * 5)
        }
    let grid = Listener().listen(samples: [samples, samples], rate: 44100)
    #expect(grid.beats.isEmpty)
    #expect(grid.confidence == 0)
    #expect(grid.beatsPerMinute == 0)
    #expect(grid.sections.count == 1)
    #expect(grid.sections[0].start == 0 && grid.sections[0].end == grid.duration)
}

@Test func noChannelsAtAllAreListenedToInSilence() {
    let grid = Listener().listen(samples: [], rate: 44100)
    #expect(grid.duration == 0 && grid.beats.isEmpty)
}

@Test("confidence on white noise is below 0.2", arguments: [1, 2, 3] as [UInt64])
func whiteNoise(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let samples = (0..<(44100 * 30)).map { _ in Float(random.within(-0.5...0.5)) }
    #expect(Listener().listen(samples: [samples], rate: 44100).confidence < 0.2)
}

@Test func damagedSamplesAreTakenAsSilence() {
    let (band, beats) = Band.rock(tempo: 120, bars: 8)
    var samples = band.samples
    samples[1000] = .nan
    samples[200_000] = .infinity
    let grid = Listener().listen(samples: [samples], rate: 44100)
    #expect(agreement(beats, grid.beats.map(\.time), within: 0.02) > 0.9)
}

@Test("the beats do not depend on level, channel or polarity", arguments: ["antiphase", "left only", "quiet", "clipped"])
func conditions(_ kind: String) {
    let (band, beats) = Band.rock(tempo: 118, bars: 10)
    let zero = [Float](repeating: 0, count: band.samples.count)
    let channels: [[Float]] =
        switch kind {
        case "antiphase": [band.samples, band.samples.map { -$0 }]
        case "left only": [band.samples, zero]
        case "quiet": [band.samples.map { $0 * 0.01 }]
        default: [band.samples.map { min(max($0 * 8, -1), 1) }]
        }
    let grid = Listener().listen(samples: channels, rate: 44100)
    #expect(agreement(beats, grid.beats.map(\.time), within: 0.03) > 0.93)
}

@Test func beatsReachFromTheFirstSoundToTheLast() {
    var (band, _) = Band.rock(tempo: 120, bars: 12, start: 3)
    band = Band(padding: band, seconds: 4)
    let times = Listener().listen(samples: [band.samples], rate: 44100).beats.map(\.time)
    #expect(times.first.map { abs($0 - 3) < 0.05 } == true)
    #expect(times.last.map { (26.4...27.1).contains($0) } == true)
}

@Test("odd lengths and rates are taken without a fault", arguments: [8000, 11025, 22050, 96000, 192_000])
func oddRates(rate: Int) {
    for seconds in [0.001, 0.9, 1.01, 2.7] {
        var random = SeededRandom(seed: UInt64(rate))
        let samples = (0..<Int(seconds * Double(rate))).map { Float(random.within(-1...1) * ($0 % (rate / 2) < rate / 50 ? 1 : 0.01)) }
        let grid = Listener().listen(samples: [samples], rate: rate)
        #expect(grid.duration == Double(samples.count) / Double(rate))
        #expect(grid.beats.allSatisfy { $0.time >= 0 && $0.time < grid.duration })
        #expect((0...1).contains(grid.confidence))
    }
}
