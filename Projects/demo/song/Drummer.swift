/// One stroke.
struct Hit {
    enum Drum { case kick, snare, clap, rim, closedHat, openHat, shaker, crash, highTom, middleTom, lowTom }

    var drum: Drum
    var time: Double
    var velocity: Double
}

/// Decides what is struck when.
struct Drummer {
    private(set) var hits: [Hit] = []
    private let clock: Clock
    private var random = Random(0xd06)

    init(_ form: Form) {
        clock = form.clock
        for (section, firstBar) in form.placed {
            if section.crash { hit(.crash, bar: firstBar, step: 0, 0.8) }
            for index in 0..<section.bars {
                let last = index == section.bars - 1
                play(section, index: index, bar: firstBar + index, filling: section.fill && last)
            }
        }
        hits.sort { $0.time < $1.time }
    }

    private mutating func hit(_ drum: Hit.Drum, bar: Int, step: Int, _ velocity: Double) {
        // Kick and backbeat sit on the grid; the small strokes are a hand's width early or late.
        let loose = drum == .kick || drum == .snare || drum == .clap || drum == .crash ? 0 : 0.003
        hits.append(
            Hit(
                drum: drum, time: clock.swung(bar: bar, step: step) + loose * random.noise(),
                velocity: velocity * random.about1(0.07)))
    }

    private mutating func pattern(_ drum: Hit.Drum, bar: Int, _ strokes: [(Int, Double)], until end: Int) {
        for (step, velocity) in strokes where step < end { hit(drum, bar: bar, step: step, velocity) }
    }

    private mutating func play(_ section: Section, index: Int, bar: Int, filling: Bool) {
        let end = filling ? 8 : Clock.stepsPerBar
        switch section.drums {
        case .none: return
        case .ticking:
            pattern(.shaker, bar: bar, stride(from: 0, to: 16, by: 2).map { ($0, $0 % 4 == 0 ? 0.34 : 0.22) }, until: end)
            pattern(.rim, bar: bar, [(4, 0.2), (12, 0.24)], until: end)
            if index >= section.bars / 2 { pattern(.kick, bar: bar, [(0, 0.5), (8, 0.42)], until: end) }
        case .verse:
            let kicks = index.isMultiple(of: 2) ? [(0, 0.74), (8, 0.62), (10, 0.45)] : [(0, 0.74), (7, 0.4), (8, 0.62)]
            pattern(.kick, bar: bar, kicks, until: end)
            pattern(.snare, bar: bar, [(4, 0.6), (12, 0.64)], until: end)
            pattern(.snare, bar: bar, index.isMultiple(of: 2) ? [(9, 0.14)] : [(7, 0.12), (15, 0.2)], until: end)
            pattern(.closedHat, bar: bar, stride(from: 0, to: 16, by: 2).map { ($0, $0 % 4 == 0 ? 0.55 : 0.36) }, until: end)
            pattern(.closedHat, bar: bar, [(3, 0.16), (11, 0.2)], until: end)
            if index % 4 == 3 { pattern(.openHat, bar: bar, [(14, 0.35)], until: end) }
        case .chorus:
            pattern(.kick, bar: bar, [(0, 1), (4, 0.94), (8, 1), (12, 0.94)], until: filling ? 12 : 16)
            pattern(.snare, bar: bar, [(4, 0.9), (12, 0.95)], until: end)
            pattern(.clap, bar: bar, [(4, 0.75), (12, 0.8)], until: end)
            pattern(.snare, bar: bar, [(7, 0.14), (10, 0.12), (15, index % 2 == 1 ? 0.3 : 0)], until: end)
            pattern(.openHat, bar: bar, [(2, 0.5), (6, 0.45), (10, 0.5), (14, 0.45)], until: end)
            pattern(.closedHat, bar: bar, [0, 1, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15].map { ($0, $0 % 4 == 0 ? 0.5 : 0.27) }, until: end)
            pattern(.shaker, bar: bar, (0..<16).map { ($0, $0 % 2 == 0 ? 0.3 : 0.45) }, until: end)
        case .halfTime:
            pattern(.kick, bar: bar, [(0, 0.95), (6, 0.5), (11, 0.6)], until: end)
            pattern(.snare, bar: bar, [(8, 0.9)], until: end)
            pattern(.clap, bar: bar, [(8, 0.5)], until: end)
            pattern(.closedHat, bar: bar, stride(from: 0, to: 16, by: 2).map { ($0, $0 % 8 == 4 ? 0.5 : 0.3) }, until: end)
            pattern(.rim, bar: bar, [(3, 0.2), (14, 0.25)], until: end)
        case .build: build(index: index, bars: section.bars, bar: bar)
        }
        if filling { fill(bar: bar) }
    }

    /// Quarters, eighths, sixteenths, louder and louder, and a breath before the one.
    private mutating func build(index: Int, bars: Int, bar: Int) {
        let half = bars / 2
        pattern(.rim, bar: bar, [(4, 0.25), (12, 0.3)], until: index < half ? 16 : 0)
        pattern(.shaker, bar: bar, stride(from: 0, to: 16, by: 2).map { ($0, $0 % 4 == 0 ? 0.5 : 0.3) }, until: 16)
        guard index >= half else { return }
        let last = index == bars - 1
        for step in 0..<(last ? 14 : 16) where step.isMultiple(of: last ? (step < 8 ? 2 : 1) : 4) {
            let progress = (Double(index - half) + Double(step) / 16) / Double(bars - half)
            hit(.snare, bar: bar, step: step, 0.18 + 0.5 * progress)
        }
        pattern(.kick, bar: bar, [(0, 0.7), (4, 0.7), (8, 0.75), (12, last ? 0 : 0.75)], until: last ? 12 : 16)
    }

    private mutating func fill(bar: Int) {
        pattern(.snare, bar: bar, [(8, 0.75), (9, 0.35), (10, 0.55), (14, 0.8), (15, 0.9)], until: 16)
        pattern(.highTom, bar: bar, [(11, 0.8)], until: 16)
        pattern(.middleTom, bar: bar, [(12, 0.85)], until: 16)
        pattern(.lowTom, bar: bar, [(13, 0.9)], until: 16)
        pattern(.closedHat, bar: bar, [(8, 0.4), (12, 0.4)], until: 16)
    }
}
