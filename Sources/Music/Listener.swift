public import Editorial
import Foundation
import Media

/// Finds the beat grid of a song.
///
/// Onsets in four bands (`OnsetBands`), their repetition (`Tempogram`), the best beat paths (`BeatTracker`), which of their
/// readings is the beat (`LevelChoice`), exact times (`Refine`), bars (`Downbeats`), sections, energy and a confidence.
/// The same samples give the same grid. Nothing in a song makes it fail; without a pulse there are no beats.
public struct Listener: Sendable {
    /// Samples a second that files are decoded to.
    public static let rate = 44100
    /// Below this mean rise a frame (log10 units over all bands) nothing happens that could be a beat.
    private static let leastActivity: Float = 0.02
    private static let leastOnsets = 4
    /// What is heard less long than this after a beat is not its sound: seconds.
    private static let leastRing = 0.03

    private let wanted: Double?

    /// - Parameter beatsPerMinute: the tempo where it is known: readings within 8 % of it are preferred to all others.
    public init(beatsPerMinute: Double? = nil) { wanted = beatsPerMinute }

    /// A recording longer than `longest` is heard in pieces (`LongRecording`), so that memory stays bounded whatever comes.
    /// - Throws: `MediaError` when the file cannot be opened or has no sound.
    public func listen(path: String) throws -> BeatGrid { try hear(path: path).grid }

    /// As `listen(path:)`, with what of the file could not be decoded.
    public func hear(path: String) throws -> (grid: BeatGrid, damage: SoundDamage?) {
        var reader = try AudioReader(path: path, rate: Self.rate, channels: 2)
        var recording = LongRecording()
        while let piece = try reader.read(seconds: Self.longest) { recording.add(listen(samples: piece, rate: Self.rate)) }
        return (recording.grid ?? listen(samples: [], rate: Self.rate), reader.damage)
    }

    /// Seconds that are heard as one piece.
    public static let longest = 1200

    /// - Parameters:
    ///   - samples: one array per channel, full scale 1; any length, any number of channels.
    ///   - rate: samples a second, 8000 to 192000.
    public func listen(samples: [[Float]], rate: Int) -> BeatGrid {
        precondition((8000...192_000).contains(rate), "a sampling rate from 8000 to 192000 is needed, not \(rate)")
        let duration = Double(samples.map(\.count).max() ?? 0) / Double(rate)
        let mix = MonoMix(samples, rate: rate)
        guard !mix.isSilent else {
            let silence = SongDetails(silences: duration > 0 ? [.init(start: 0, end: duration)] : [])
            return Self.withoutBeats(duration, Energy(loudness: [], duration: duration), silence)
        }
        let bands = OnsetBands(mix)
        let energy = Energy(loudness: bands.loudness, duration: duration)
        let attacks = AttackCurve(mix)
        let loudness = Loudness(bands.loudness, duration: duration)
        var details = SongDetails(silences: loudness.silences, sounding: loudness.sounding)
        guard duration >= 1, bands.activity > Self.leastActivity, Self.onsetCount(bands.combined) >= Self.leastOnsets else {
            return Self.withoutBeats(duration, energy, details)
        }
        details.onsets = OnsetTimes(attacks: attacks).details(bands)
        return grid(duration, bands, Chroma(mix), attacks, energy, details)
    }

    private func grid(
        _ duration: Double, _ bands: OnsetBands, _ chroma: Chroma, _ attacks: AttackCurve, _ energy: Energy, _ details: SongDetails
    ) -> BeatGrid {
        let evidence = Evidence(bands, chroma)
        let tempogram = Tempogram(bands.combined)
        let tracker = BeatTracker(onsets: bands.combined, tempogram: tempogram)
        let rate = Double(OnsetBands.framesPerSecond)
        var centres: [Int?] = [nil] + tempogram.peaks(3).map { $0 }
        if let wanted { centres.append(Int((60 * rate / wanted).rounded())) }
        let paths = centres.map { tracker.beats(near: $0).map { Double($0) / rate } }
        var readings = LevelChoice(evidence: evidence, tempogram: tempogram, duration: duration).readings(of: paths)
        if let wanted {
            let near = readings.filter { abs($0.beatsPerMinute / wanted - 1) < 0.08 }
            if !near.isEmpty { readings = near }
        }
        guard var best = readings.first else { return Self.withoutBeats(duration, energy, details) }
        let times = Refine(onsets: bands.combined, attacks: attacks).refined(best.beats)
        let sounding = details.sounding ?? .init(start: 0, end: duration)
        let kept = times.indices.filter { times[$0] < min(duration, sounding.end) - Self.leastRing && times[$0] >= sounding.start - 0.05 }
        guard kept.count >= 2 else { return Self.withoutBeats(duration, energy, details) }
        let beats = kept.map { times[$0] }
        best.phase = ((best.phase - kept[0]) % best.beatsPerBar + best.beatsPerBar) % best.beatsPerBar
        let places = Downbeats(evidence: evidence, chroma: chroma).places(for: beats, reading: best)
        let confidence = Confidence(beats: beats, evidence: evidence, tempogram: tempogram).value
        let novelty = Sections(beats: beats, places: places, duration: duration, bands: bands, chroma: chroma)
        let sections = Self.sections(novelty.segments(), energy)
        var details = details
        details.novelty = novelty.curve(step: Energy.step)
        details.hits = Hits(bands: bands, beats: beats, sections: sections).found { attacks.attack(near: $0) }
        let bar = Self.usualBar(places, best.beatsPerBar)
        return BeatGrid(
            duration: duration, beatsPerMinute: LevelChoice.tempo(of: beats), beatsPerBar: bar.beats, meterConfidence: bar.share,
            confidence: confidence, alternatives: Self.alternatives(readings),
            beats: Self.numbered(beats, places, evidence, bands.combined), sections: sections, energy: energy.ranks,
            energyStep: Energy.step, details: details)
    }

    private static func withoutBeats(_ duration: Double, _ energy: Energy, _ details: SongDetails) -> BeatGrid {
        let whole = BeatGrid.Section(label: "A", role: nil, start: 0, end: duration, energy: energy.mean(from: 0, to: duration))
        return BeatGrid(
            duration: duration, beatsPerMinute: 0, beatsPerBar: 4, meterConfidence: 0, confidence: 0, beats: [], sections: [whole],
            energy: energy.ranks, energyStep: Energy.step, details: details)
    }

    /// Peaks that stand out of the song's own curve.
    private static func onsetCount(_ onsets: [Float]) -> Int {
        guard onsets.count > 2 else { return 0 }
        return (1..<(onsets.count - 1)).filter { onsets[$0] > 1 && onsets[$0] > onsets[$0 - 1] && onsets[$0] >= onsets[$0 + 1] }.count
    }

    private static func numbered(_ beats: [Double], _ places: [Int], _ evidence: Evidence, _ onsets: [Float]) -> [BeatGrid.Beat] {
        let strengths = beats.map { Double(max(0, evidence.value(onsets, at: $0, reach: 3))) }
        let median = max(1e-6, Statistics.median(strengths))
        var bar = 0
        return beats.indices.map { index in
            if places[index] == 1 { bar += 1 }
            let strength = strengths[index] / (strengths[index] + median)
            return BeatGrid.Beat(time: beats[index], bar: bar, beatInBar: places[index], strength: strength)
        }
    }

    /// The most frequent length of a whole bar, and the share of the bars that have it.
    private static func usualBar(_ places: [Int], _ fallback: Int) -> (beats: Int, share: Double) {
        let starts = places.indices.filter { places[$0] == 1 }
        var counts = [Int](repeating: 0, count: 16)
        for (start, next) in zip(starts, starts.dropFirst()) where next - start < counts.count { counts[next - start] += 1 }
        guard let most = counts.max(), most > 0, let beats = counts.firstIndex(of: most) else { return (fallback, 0) }
        return (beats, Double(most) / Double(counts.reduce(0, +)))
    }

    /// The best reading of each other tempo, with its share among them all.
    private static func alternatives(_ readings: [LevelChoice.Reading]) -> [BeatGrid.TempoAlternative] {
        var best: [(tempo: Double, score: Double)] = []
        for reading in readings {
            let tempo = reading.beatsPerMinute
            if !best.contains(where: { abs($0.tempo / tempo - 1) < 0.04 }) { best.append((tempo, reading.score)) }
        }
        guard let top = best.first?.score else { return [] }
        let weights = best.map { exp($0.score - top) }
        let sum = weights.reduce(0, +)
        return zip(best, weights).dropFirst().prefix(4).map {
            BeatGrid.TempoAlternative(beatsPerMinute: $0.tempo, confidence: $1 / sum)
        }
    }

    private static func sections(
        _ segments: [Sections.Segment], _ energy: Energy
    ) -> [BeatGrid.Section] {
        let energies = segments.map { energy.mean(from: $0.start, to: $0.end) }
        let roles = SectionLabels.roles(labels: segments.map(\.label), energies: energies, seconds: segments.map { $0.end - $0.start })
        return segments.indices.map { index in
            BeatGrid.Section(
                label: segments[index].label, role: roles[index], start: segments[index].start, end: segments[index].end,
                energy: energies[index], confidence: segments[index].confidence)
        }
    }
}
