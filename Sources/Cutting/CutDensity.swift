import Editorial

/// How many cuts a passage deserves: more the louder it is. Counted up over the song and scaled so that the whole film comes
/// to the number of slots wanted, a slot of just the right length measures 1.
struct CutDensity {
    private let sums: [Double]
    private let step = 0.05

    /// - Parameter ratio: cuts a second in the loudest passage for each one in the calmest.
    init(grid: BeatGrid, ratio: Double, slots: Int) {
        let count = max(1, Int((grid.duration / step).rounded(.up)))
        var sums = [0.0]
        sums.reserveCapacity(count + 1)
        var section = 0
        for index in 0..<count {
            let time = (Double(index) + 0.5) * step
            while section + 1 < grid.sections.count, grid.sections[section + 1].start <= time { section += 1 }
            sums.append(sums[index] + 1 + (ratio - 1) * Self.energy(of: grid, at: time, section: section))
        }
        let scale = Double(slots) / sums[count]
        self.sums = sums.map { $0 * scale }
    }

    /// The moment's own loudness and that of its section, half and half: a quiet bar in a chorus is still chorus.
    private static func energy(of grid: BeatGrid, at time: Double, section: Int) -> Double {
        let whole = section < grid.sections.count ? grid.sections[section].energy : nil
        guard grid.energyStep > 0, !grid.energy.isEmpty else { return whole ?? 0.5 }
        let own = grid.energy[min(grid.energy.count - 1, max(0, Int(time / grid.energyStep)))]
        return (own + (whole ?? own)) / 2
    }

    /// Slots deserved from the start of the film to a time.
    func slots(until time: Double) -> Double {
        let place = min(max(0, time / step), Double(sums.count - 1))
        let index = min(Int(place), sums.count - 2)
        return sums[index] + (sums[index + 1] - sums[index]) * (place - Double(index))
    }
}
