import Editorial

/// What `mv beats --json` prints. Times are seconds from the start of the song's file.
struct BeatsDocument: Encodable {
    struct Tempo: Encodable {
        var bpm: Double
        var confidence: Double
    }

    struct Energy: Encodable {
        /// Values a second.
        var rate: Double
        var values: [Double]
    }

    var duration: Double
    /// Beats a minute; 0 without beats.
    var tempo: Double
    /// The tempo itself and the others it may be, the likeliest first; their confidences add up to 1.
    var tempo_candidates: [Tempo]
    /// At each beat.
    var tempo_curve: [Double]
    var meter: Int
    var meter_confidence: Double
    var beats: [Double]
    var beat_in_bar: [Int]
    var downbeats: [Double]
    var confidence: Double
    var sections: [BeatGrid.Section]
    var onsets: SongDetails.Onsets
    var silences: [SongDetails.Stretch]
    var sounding: SongDetails.Stretch?
    var hits: [SongDetails.Hit]
    var energy: Energy
    var novelty: Energy

    init(_ grid: BeatGrid) {
        duration = grid.duration
        tempo = Self.rounded(grid.beatsPerMinute)
        let others = grid.alternatives.map { Tempo(bpm: Self.rounded($0.beatsPerMinute), confidence: $0.confidence) }
        let own = Tempo(bpm: tempo, confidence: max(0, 1 - others.reduce(0) { $0 + $1.confidence }))
        tempo_candidates = grid.beats.isEmpty ? [] : ([own] + others)
        tempo_curve = grid.tempoCurve.map(Self.rounded)
        meter = grid.beatsPerBar
        meter_confidence = grid.meterConfidence
        beats = grid.beats.map(\.time)
        beat_in_bar = grid.beats.map(\.beatInBar)
        downbeats = grid.downbeats
        confidence = grid.confidence
        sections = grid.sections
        onsets = grid.details.onsets
        silences = grid.details.silences
        sounding = grid.details.sounding
        hits = grid.details.hits
        let rate = grid.energyStep > 0 ? 1 / grid.energyStep : 0
        energy = Energy(rate: rate, values: grid.energy)
        novelty = Energy(rate: rate, values: grid.details.novelty)
    }

    /// To the thousandth of a beat a minute.
    private static func rounded(_ tempo: Double) -> Double { (tempo * 1000).rounded() / 1000 }
}
