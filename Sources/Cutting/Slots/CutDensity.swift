import Editorial

/// How many cuts a passage deserves: more the louder it is. Counted up over the song and scaled so that the whole film comes
/// to the number of slots wanted, a slot of just the right length measures 1.
struct CutDensity {
    /// Before a louder section the cutting quickens over so many seconds, or a third of the section where that is less.
    private static let rise = 8.0
    /// A section counts as louder from this difference in energy.
    private static let louder = 0.15

    private let sums: [Double]
    private let step = 0.05

    /// - Parameter slots: wanted in all.
    init(grid: BeatGrid, edit: EditSpec, slots: Int) {
        let ratio = PaceNumbers(edit.pace, grid).ratio
        let factors = grid.sections.map { section -> Double in
            guard let part = edit.part(section) else { return 1 }
            let pace = part.pace.map { PaceNumbers($0, grid).density / PaceNumbers(edit.pace, grid).density } ?? 1
            return (part.density ?? 1) * pace
        }
        let count = max(1, Int((grid.duration / step).rounded(.up)))
        var sums = [0.0]
        sums.reserveCapacity(count + 1)
        var section = 0
        for index in 0..<count {
            let time = (Double(index) + 0.5) * step
            while section + 1 < grid.sections.count, grid.sections[section + 1].start <= time { section += 1 }
            let factor = section < factors.count ? factors[section] : 1
            sums.append(sums[index] + factor * (1 + (ratio - 1) * Self.energy(of: grid, at: time, section: section)))
        }
        let scale = Double(slots) / sums[count]
        self.sums = sums.map { $0 * scale }
    }

    /// The moment's own loudness and that of its section, half and half: a quiet bar in a chorus is still chorus. Towards a louder
    /// section it rises to that one's.
    private static func energy(of grid: BeatGrid, at time: Double, section index: Int) -> Double {
        let section = index < grid.sections.count ? grid.sections[index] : nil
        var own = section?.energy ?? 0.5
        if grid.energyStep > 0, !grid.energy.isEmpty {
            let now = grid.energy[min(grid.energy.count - 1, max(0, Int(time / grid.energyStep)))]
            own = (now + (section?.energy ?? now)) / 2
        }
        guard let section, index + 1 < grid.sections.count else { return own }
        let next = grid.sections[index + 1]
        let length = min(rise, (section.end - section.start) / 3)
        guard next.energy > section.energy + louder, next.start - time < length else { return own }
        let share = 0.8 * (1 - (next.start - time) / length)
        return own + share * max(0, next.energy - own)
    }

    /// Slots deserved from the start of the film to a time.
    func slots(until time: Double) -> Double {
        let place = min(max(0, time / step), Double(sums.count - 1))
        let index = min(Int(place), sums.count - 2)
        return sums[index] + (sums[index + 1] - sums[index]) * (place - Double(index))
    }
}
