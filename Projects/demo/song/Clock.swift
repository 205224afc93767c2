/// Samples per second of everything here.
let sampleRate = 44_100.0

/// Where beats lie: one tempo for the whole song, bars of four beats, each beat four steps (sixteenths).
struct Clock {
    let beatsPerMinute: Double
    /// Seconds of the file before the first downbeat.
    let firstBeat: Double

    static let beatsPerBar = 4
    static let stepsPerBar = 16
    /// Part of a step by which every second sixteenth comes late.
    static let swing = 0.14

    var beat: Double { 60 / beatsPerMinute }
    var bar: Double { beat * Double(Self.beatsPerBar) }
    var step: Double { beat / 4 }

    /// Seconds of a place counted in bars and steps from 0, on the straight grid.
    func time(bar: Int, step: Double = 0) -> Double {
        firstBeat + Double(bar) * self.bar + step * self.step
    }

    /// The same with swing.
    func swung(bar: Int, step: Int) -> Double {
        time(bar: bar, step: Double(step) + (step.isMultiple(of: 2) ? 0 : Self.swing))
    }
}
