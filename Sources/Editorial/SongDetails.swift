/// What is heard in a song beside its beats. Times are seconds from the start of the song's file.
public struct SongDetails: Hashable, Sendable, Codable {
    /// Attacks in three bands: about the bass drum (below 150 Hz), the snare (500 to 2500 Hz) and the hi-hat (above).
    public struct Onsets: Hashable, Sendable, Codable {
        public var low: [Double]
        public var mid: [Double]
        public var high: [Double]

        public init(low: [Double] = [], mid: [Double] = [], high: [Double] = []) { (self.low, self.mid, self.high) = (low, mid, high) }
    }

    public struct Stretch: Hashable, Sendable, Codable {
        public var start: Double
        public var end: Double

        public init(start: Double, end: Double) { (self.start, self.end) = (start, end) }
    }

    /// A moment that asks for a cut.
    public struct Hit: Hashable, Sendable, Codable {
        public enum Kind: String, Sendable, Codable {
            /// The start of a section that is much louder than the one before.
            case drop
            /// An attack in all bands that stands out of those around it.
            case accent
        }
        public var time: Double
        public var kind: Kind
        /// 0 to 1.
        public var strength: Double

        public init(time: Double, kind: Kind, strength: Double) { (self.time, self.kind, self.strength) = (time, kind, strength) }
    }

    public var onsets: Onsets
    /// Stretches of a quarter of a second and more, 50 dB and more below the loudest moment.
    public var silences: [Stretch]
    /// From the first to the last moment within 50 dB of the loudest; nil when nothing sounds.
    public var sounding: Stretch?
    /// In order of time.
    public var hits: [Hit]
    /// How much the song changes at each step of the grid's `energyStep`, 0 to 1 for its greatest change; empty without beats.
    public var novelty: [Double]

    public init(
        onsets: Onsets = Onsets(), silences: [Stretch] = [], sounding: Stretch? = nil, hits: [Hit] = [], novelty: [Double] = []
    ) {
        self.onsets = onsets
        self.silences = silences
        self.sounding = sounding
        self.hits = hits
        self.novelty = novelty
    }

    /// What falls into a part of the song, with times counted from the part's start.
    func part(from start: Double, to end: Double, steps: Range<Int>) -> SongDetails {
        func times(_ all: [Double]) -> [Double] { all.filter { $0 >= start - 1e-6 && $0 < end - 1e-6 }.map { max(0, $0 - start) } }
        func inside(_ stretch: Stretch) -> Stretch? {
            guard stretch.end > start, stretch.start < end else { return nil }
            return Stretch(start: max(0, stretch.start - start), end: min(end, stretch.end) - start)
        }
        return SongDetails(
            onsets: Onsets(low: times(onsets.low), mid: times(onsets.mid), high: times(onsets.high)),
            silences: silences.compactMap(inside), sounding: sounding.flatMap(inside),
            hits: hits.filter { $0.time >= start - 1e-6 && $0.time < end - 1e-6 }.map {
                Hit(time: max(0, $0.time - start), kind: $0.kind, strength: $0.strength)
            }, novelty: Array(novelty[steps.clamped(to: novelty.indices)]))
    }
}
