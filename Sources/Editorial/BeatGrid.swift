/// Beats, downbeats, bars, sections and energy of a song. Times are seconds from the start of the song's file.
public struct BeatGrid: Hashable, Sendable, Codable {
    public struct Beat: Hashable, Sendable, Codable {
        public var time: Double
        /// 1-based bar, 0 before the first downbeat.
        public var bar: Int
        /// 1-based place in the bar; 1 is the downbeat.
        public var beatInBar: Int
        /// Onset strength against the song's own median, 0 to 1.
        public var strength: Double

        public init(time: Double, bar: Int, beatInBar: Int, strength: Double) {
            self.time = time
            self.bar = bar
            self.beatInBar = beatInBar
            self.strength = strength
        }
        public var isDownbeat: Bool { beatInBar == 1 }
    }

    public struct Section: Hashable, Sendable, Codable {
        /// `A`, `B`, `A'`: sections that sound alike share a letter.
        public var label: String
        /// A guess such as `intro` or `chorus`; nil where nothing speaks for one.
        public var role: String?
        public var start: Double
        public var end: Double
        /// Mean loudness rank in the song, 0 calm to 1 loud.
        public var energy: Double
        /// How clearly the song turns where the section starts, 0 to 1; 1 for the first.
        public var confidence: Double

        public init(label: String, role: String?, start: Double, end: Double, energy: Double, confidence: Double = 1) {
            self.label = label
            self.role = role
            self.start = start
            self.end = end
            self.energy = energy
            self.confidence = confidence
        }
    }

    /// Another tempo the song may be heard at.
    public struct TempoAlternative: Hashable, Sendable, Codable {
        public var beatsPerMinute: Double
        public var confidence: Double
        public init(beatsPerMinute: Double, confidence: Double) {
            self.beatsPerMinute = beatsPerMinute
            self.confidence = confidence
        }
    }

    /// Length of the whole file in seconds, to the sample.
    public var duration: Double
    /// Median tempo; 0 when there are no beats.
    public var beatsPerMinute: Double
    public var beatsPerBar: Int
    /// Share of the bars that have `beatsPerBar` beats, 0 to 1.
    public var meterConfidence: Double
    /// 0 (nothing to hold on to) to 1.
    public var confidence: Double
    public var alternatives: [TempoAlternative]
    public var beats: [Beat]
    public var sections: [Section]
    /// Loudness rank 0 to 1 every `energyStep` seconds.
    public var energy: [Double]
    public var energyStep: Double
    public var details: SongDetails

    public init(
        duration: Double, beatsPerMinute: Double, beatsPerBar: Int, meterConfidence: Double = 1, confidence: Double,
        alternatives: [TempoAlternative] = [], beats: [Beat], sections: [Section], energy: [Double], energyStep: Double,
        details: SongDetails = SongDetails()
    ) {
        self.duration = duration
        self.beatsPerMinute = beatsPerMinute
        self.beatsPerBar = beatsPerBar
        self.meterConfidence = meterConfidence
        self.confidence = confidence
        self.alternatives = alternatives
        self.beats = beats
        self.sections = sections
        self.energy = energy
        self.energyStep = energyStep
        self.details = details
    }

    public var downbeats: [Double] { beats.filter(\.isDownbeat).map(\.time) }

    /// Beats a minute at each beat: the median over the eight intervals around it. Empty with fewer than two beats.
    public var tempoCurve: [Double] {
        let intervals = zip(beats.dropFirst(), beats).map { $0.time - $1.time }
        guard !intervals.isEmpty else { return [] }
        return beats.indices.map { index in
            let near = intervals[max(0, index - 4)..<min(intervals.count, max(index + 4, 1))].sorted()
            return 60 / max(near[near.count / 2], 1e-3)
        }
    }

    public func section(at time: Double) -> Section? { sections.last { $0.start <= time + 1e-6 } ?? sections.first }

    /// Mean energy over a stretch; 0.5 when nothing is known of it.
    public func meanEnergy(from start: Double, to end: Double) -> Double {
        guard energyStep > 0, !energy.isEmpty else { return 0.5 }
        let steps = steps(from: start, to: end)
        let first = min(steps.lowerBound, energy.count - 1)
        let last = min(max(first, steps.upperBound - 1), energy.count - 1)
        return energy[first...last].reduce(0, +) / Double(last - first + 1)
    }

    /// The steps of `energy` that a stretch touches. The one that begins where the stretch ends is not among them, whatever
    /// the division makes of 0.3 / 0.1.
    private func steps(from start: Double, to end: Double) -> Range<Int> {
        let first = max(0, Int((start / energyStep + 1e-9).rounded(.down)))
        return first..<max(first, Int((end / energyStep - 1e-9).rounded(.up)))
    }

    /// The grid of a part of the song, with times counted from the part's start.
    public func part(from start: Double, to end: Double) -> BeatGrid {
        var grid = self
        grid.duration = end - start
        grid.beats = beats.filter { $0.time >= start - 1e-6 && $0.time < end - 1e-6 }.map { beat in
            var beat = beat
            beat.time = max(0, beat.time - start)
            return beat
        }
        if let first = grid.beats.first?.bar, first >= 1 {
            for index in grid.beats.indices { grid.beats[index].bar -= first - (grid.beats[0].isDownbeat ? 1 : 0) }
        }
        grid.sections = sections.filter { $0.end > start && $0.start < end }.map { section in
            var section = section
            section.start = max(0, section.start - start)
            section.end = min(end, section.end) - start
            return section
        }
        if energyStep > 0 {
            let steps = steps(from: start, to: end)
            grid.energy = Array(energy[steps.clamped(to: energy.indices)])
            grid.details = details.part(from: start, to: end, steps: steps)
        }
        return grid
    }
}
