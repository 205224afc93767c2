import Editorial

/// The grid of a recording that was heard in pieces: a set, a concert, an hour of rehearsal. Each piece has its own tempo, bars and
/// loudness ranks; sections of later pieces bear the piece's number (`2A`), since what sounds alike was only looked for within a piece.
struct LongRecording {
    private(set) var grid: BeatGrid?
    private var pieces = 0
    /// Seconds of each piece, with its tempo, meter and confidence.
    private var heard: [(seconds: Double, grid: BeatGrid)] = []

    mutating func add(_ piece: BeatGrid) {
        pieces += 1
        heard.append((piece.duration, piece))
        guard var whole = grid else {
            grid = piece
            return
        }
        let start = whole.duration
        whole.duration += piece.duration
        let bars = whole.beats.last?.bar ?? 0
        let last = whole.beats.last?.time ?? -.infinity
        whole.beats += piece.beats.filter { $0.time + start - last > Self.closest }.map { beat in
            var beat = beat
            beat.time += start
            beat.bar += bars
            return beat
        }
        whole.sections += piece.sections.map { section in
            var section = section
            section.label = "\(pieces)\(section.label)"
            section.start += start
            section.end += start
            return section
        }
        append(piece.energy, to: &whole.energy, at: start, of: whole, seconds: piece.duration)
        append(piece.details.novelty, to: &whole.details.novelty, at: start, of: whole, seconds: piece.duration)
        whole.details.add(piece.details, at: start)
        settle(&whole)
        grid = whole
    }

    /// Two beats at a seam that are nearer than this are one.
    private static let closest = 0.2

    /// Curves have a value for each step: one that a piece has no value for repeats the last.
    private func append(_ values: [Double], to curve: inout [Double], at start: Double, of whole: BeatGrid, seconds: Double) {
        guard whole.energyStep > 0 else { return }
        let first = Int((start / whole.energyStep).rounded())
        while curve.count < first { curve.append(curve.last ?? 0) }
        curve = Array(curve.prefix(first)) + values
    }

    /// Tempo, meter and confidence of all: those of the pieces, by their lengths.
    private func settle(_ whole: inout BeatGrid) {
        let sum = max(1e-9, heard.reduce(0) { $0 + $1.seconds })
        whole.confidence = heard.reduce(0) { $0 + $1.seconds * $1.grid.confidence } / sum
        whole.meterConfidence = heard.reduce(0) { $0 + $1.seconds * $1.grid.meterConfidence } / sum
        guard
            let main = heard.filter({ !$0.grid.beats.isEmpty }).max(by: {
                $0.seconds * $0.grid.confidence < $1.seconds * $1.grid.confidence
            })
        else { return }
        whole.beatsPerMinute = main.grid.beatsPerMinute
        whole.beatsPerBar = main.grid.beatsPerBar
        whole.alternatives = main.grid.alternatives
    }
}

extension SongDetails {
    fileprivate mutating func add(_ other: SongDetails, at start: Double) {
        onsets.low += other.onsets.low.map { $0 + start }
        onsets.mid += other.onsets.mid.map { $0 + start }
        onsets.high += other.onsets.high.map { $0 + start }
        silences += other.silences.map { Stretch(start: $0.start + start, end: $0.end + start) }
        hits += other.hits.map { Hit(time: $0.time + start, kind: $0.kind, strength: $0.strength) }
        if let sounds = other.sounding {
            sounding = Stretch(start: sounding?.start ?? sounds.start + start, end: sounds.end + start)
        }
    }
}
