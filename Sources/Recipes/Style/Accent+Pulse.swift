public import Editorial
public import Timebase

extension Accent {
    /// Seconds after which nothing is left of an accent; less where the next beat comes sooner.
    private static let longest = 0.4

    /// What a film does on the beats, in frames of the film.
    ///
    /// A moment that is weak in its song has half of what is asked for, the strongest has all of it. Shakes go to the right and to the left in
    /// turn.
    /// - Parameters:
    ///   - grid: of the part of the song that the film covers.
    ///   - lead: frames by which the picture leads the beat.
    ///   - frames: of the film.
    public static func all(_ pulse: Pulse, grid: BeatGrid, rate: FrameRate, lead: Int, frames: Int) -> [Accent] {
        let moments = moments(pulse, grid)
        var accents: [Accent] = []
        for (index, moment) in moments.enumerated() {
            let frame = rate.frame(nearest: moment.time) - lead
            let next = index + 1 < moments.count ? moments[index + 1].time - moment.time : longest
            let seconds = min(longest, next, grid.beat(after: moment.time) ?? longest)
            guard frame >= 0, frame < frames else { continue }
            func thousandths(_ share: Double) -> Int { Int((share * (0.5 + 0.5 * moment.strength) * 1000).rounded()) }
            let accent = Accent(
                frame: frame, length: max(2, Int((seconds * rate.doubleValue).rounded())), punch: thousandths(pulse.punch),
                flash: thousandths(pulse.flash), shake: thousandths(accents.count % 2 == 0 ? pulse.shake : -pulse.shake))
            if accent.punch != 0 || accent.flash != 0 || accent.shake != 0 { accents.append(accent) }
        }
        return accents
    }

    private static func moments(_ pulse: Pulse, _ grid: BeatGrid) -> [(time: Double, strength: Double)] {
        let all: [(time: Double, strength: Double)] =
            switch pulse.on {
            case .beats: grid.beats.map { ($0.time, $0.strength) }
            case .downbeats: grid.beats.filter(\.isDownbeat).map { ($0.time, $0.strength) }
            case .hits: grid.details.hits.map { ($0.time, $0.kind == .drop ? 1 : $0.strength) }
            }
        if pulse.sections.isEmpty { return all }
        let names = Set(pulse.sections.map { $0.lowercased() })
        return all.filter { moment in
            grid.section(at: moment.time).map { names.contains($0.label.lowercased()) || names.contains($0.role?.lowercased() ?? "") } ?? false
        }
    }
}

extension BeatGrid {
    /// Seconds from a moment to the next beat that does not fall together with it; nil after the last.
    fileprivate func beat(after moment: Double) -> Double? {
        beats.first { $0.time > moment + 0.1 }.map { $0.time - moment }
    }
}
