import Editorial
import Foundation
import Music
import Testing

@Test("beats of an accented click train are found within 20 ms", arguments: [90.0, 120, 174])
func clickTrain(tempo: Double) {
    var band = Band(seconds: 24)
    let beats = Array(stride(from: 0.25, to: 23.8, by: 60 / tempo))
    for (index, time) in beats.enumerated() {
        band.click(at: time, gain: index % 4 == 0 ? 0.8 : 0.4, frequency: index % 4 == 0 ? 1000 : 1500)
    }
    let grid = Listener().listen(samples: [band.samples], rate: band.rate)
    #expect(abs(grid.beatsPerMinute - tempo) < 1)
    #expect(agreement(beats, grid.beats.map(\.time), within: 0.02) > 0.95)
    #expect(grid.confidence > 0.5)
}

@Test("beats follow a tempo that rises from 100 to 125 beats a minute")
func tempoRamp() {
    var band = Band(seconds: 40)
    var beats: [Double] = []
    var time = 0.2
    while time < 39.5 {
        beats.append(time)
        if beats.count % 2 == 1 { band.kick(at: time) } else { band.snare(at: time) }
        time += 60 / (100 + 25 * time / 40)
    }
    let grid = Listener().listen(samples: [band.samples], rate: band.rate)
    #expect(agreement(beats, grid.beats.map(\.time), within: 0.03) > 0.95)
}

@Test("a drum kit with a chord a bar gives beats, bars and tempo", arguments: [84.0, 112, 138])
func rockBars(tempo: Double) {
    let (band, beats) = Band.rock(tempo: tempo, bars: 16)
    let grid = Listener().listen(samples: [band.samples], rate: band.rate)
    #expect(abs(grid.beatsPerMinute - tempo) < 0.5)
    #expect(grid.beatsPerBar == 4)
    #expect(agreement(beats, grid.beats.map(\.time), within: 0.02) > 0.95)
    let downbeats = stride(from: 0, to: beats.count, by: 4).map { beats[$0] }
    #expect(agreement(downbeats, grid.beats.filter(\.isDownbeat).map(\.time), within: 0.02) > 0.9)
}

@Test func aWaltzHasThreeBeatsABar() {
    let (band, beats) = Band.waltz(tempo: 132, bars: 20)
    let grid = Listener().listen(samples: [band.samples], rate: band.rate)
    #expect(grid.beatsPerBar == 3)
    #expect(agreement(beats, grid.beats.map(\.time), within: 0.02) > 0.95)
    let downbeats = stride(from: 0, to: beats.count, by: 3).map { beats[$0] }
    #expect(agreement(downbeats, grid.beats.filter(\.isDownbeat).map(\.time), within: 0.02) > 0.9)
}

@Test("bars of five and seven are found where the rhythm repeats after so many", arguments: [5, 7])
func oddMeters(meter: Int) {
    let length = 60 / 126.0
    var band = Band(seconds: 0.3 + Double(20 * meter) * length)
    var beats: [Double] = []
    for bar in 0..<20 {
        let first = 0.2 + Double(bar * meter) * length
        band.chord(Band.progression[bar % 4], at: first, seconds: Double(meter) * length)
        for beat in 0..<meter {
            let time = first + Double(beat) * length
            beats.append(time)
            if beat == 0 || beat == 3 || beat == 5 { band.kick(at: time) } else { band.snare(at: time, gain: beat == meter - 1 ? 0.4 : 0.2) }
            band.hat(at: time)
        }
    }
    let grid = Listener().listen(samples: [band.samples], rate: band.rate)
    #expect(grid.beatsPerBar == meter)
    #expect(agreement(beats, grid.beats.map(\.time), within: 0.02) > 0.95)
    let downbeats = stride(from: 0, to: beats.count, by: meter).map { beats[$0] }
    #expect(agreement(downbeats, grid.downbeats, within: 0.02) > 0.9)
}

@Test func bothSamplingRatesOfStudiosGiveTheSameBeats() {
    let times = { (rate: Int) -> [Double] in
        var band = Band(seconds: 16, rate: rate)
        for index in 0..<31 {
            let time = 0.3 + 0.5 * Double(index)
            if index % 2 == 0 { band.kick(at: time) } else { band.snare(at: time) }
        }
        return Listener().listen(samples: [band.samples], rate: rate).beats.map(\.time)
    }
    #expect(agreement(times(44100), times(48000), within: 0.01) > 0.95)
}

@Test func barsCountUpFromOneAtTheFirstDownbeat() {
    let (band, _) = Band.rock(tempo: 120, bars: 8)
    let beats = Listener().listen(samples: [band.samples], rate: band.rate).beats
    for (before, beat) in zip(beats, beats.dropFirst()) {
        #expect(beat.time > before.time)
        #expect(beat.bar == before.bar + (beat.isDownbeat ? 1 : 0))
        #expect(beat.isDownbeat || beat.beatInBar == before.beatInBar + 1)
    }
    #expect(beats.allSatisfy { ($0.bar == 0) == ($0.time < beats.first { $0.isDownbeat }!.time) })
    #expect(beats.allSatisfy { (0...1).contains($0.strength) })
}

@Test func theDurationIsExactToTheSample() {
    let samples = [Float](repeating: 0.1, count: 44100 * 3 + 17)
    #expect(Listener().listen(samples: [samples], rate: 44100).duration == Double(44100 * 3 + 17) / 44100)
}

@Test func theOtherTemposAreOffered() {
    let (band, _) = Band.rock(tempo: 100, bars: 12)
    let grid = Listener().listen(samples: [band.samples], rate: band.rate)
    let others = grid.alternatives.map(\.beatsPerMinute)
    #expect(others.contains { abs($0 / 200 - 1) < 0.04 || abs($0 / 50 - 1) < 0.04 })
    #expect(grid.alternatives.allSatisfy { (0...1).contains($0.confidence) })
}

@Test func theSameSamplesGiveTheSameGrid() {
    let (band, _) = Band.rock(tempo: 126, bars: 8)
    #expect(Listener().listen(samples: [band.samples], rate: 44100) == Listener().listen(samples: [band.samples], rate: 44100))
}
