import Editorial

/// The moments a person would point at: drops, and attacks that stand out.
struct Hits {
    /// Rise in energy rank that makes the start of a section a drop.
    private static let rise = 0.25
    /// An accent is this much stronger than the usual beat's onset and rises in all bands.
    private static let strength: Float = 2.2
    private static let breadth: Float = 1.2
    /// Seconds between accents.
    private static let apart = 1.0

    let bands: OnsetBands
    let beats: [Double]
    let sections: [BeatGrid.Section]

    func found(_ place: (Double) -> Double?) -> [SongDetails.Hit] {
        let drops = self.drops
        let accents = self.accents(place).filter { accent in !drops.contains { abs($0.time - accent.time) < Self.apart } }
        return (drops + accents).sorted { $0.time < $1.time }
    }

    private var drops: [SongDetails.Hit] {
        zip(sections, sections.dropFirst()).compactMap { before, after in
            let rise = after.energy - before.energy
            return rise >= Self.rise ? .init(time: after.start, kind: .drop, strength: min(1, rise * 1.25)) : nil
        }
    }

    private func accents(_ place: (Double) -> Double?) -> [SongDetails.Hit] {
        let rate = Double(OnsetBands.framesPerSecond)
        let strong = OnsetTimes.peaks(bands.combined)
        guard strong.count >= 8 else { return [] }
        let usual = Float(Statistics.median(strong.map { Double(bands.combined[$0]) }))
        let broad = strong.filter { frame in
            let near = max(0, frame - 2)...min(bands.frames - 1, frame + 2)
            let every = bands.bands.allSatisfy { band in near.contains { band[$0] > Self.breadth } }
            return every && bands.combined[frame] > Self.strength * usual
        }
        var chosen: [SongDetails.Hit] = []
        for frame in broad.sorted(by: { (bands.combined[$0], $1) > (bands.combined[$1], $0) }) {
            let time = Double(frame) / rate + Refine.lead
            if chosen.allSatisfy({ abs($0.time - time) >= Self.apart }) {
                let share = 1 - Self.strength * usual / bands.combined[frame]
                chosen.append(.init(time: place(time) ?? time, kind: .accent, strength: Double(min(1, 0.4 + share))))
            }
        }
        return chosen
    }
}
