/// The curves that tell beats from half beats and downbeats from other beats, standardised over the song, 100 a second.
struct Evidence {
    let frames: Int
    let kick, low, snare, hats, onsets: [Float]
    /// The least of the three upper bands: broad noise, as of a snare drum or a clap.
    let clap: [Float]
    /// Change of harmony and of timbre between the 0.35 s before and after.
    let harmony, timbre: [Float]
    /// Onsets by how long nothing follows them: long notes like to begin on strong beats (Povel and Essens, "Perception of
    /// temporal patterns", Music Perception 2, 1985).
    let agogic: [Float]
    let chroma: Chroma

    init(_ onsetBands: OnsetBands, _ chroma: Chroma) {
        frames = onsetBands.frames
        self.chroma = chroma
        agogic = Self.agogicAccents(onsetBands.combined)
        let bands = onsetBands.bands
        kick = Statistics.standardised(bands[0])
        low = Statistics.standardised(bands[1])
        snare = Statistics.standardised(bands[2])
        hats = Statistics.standardised(bands[3])
        onsets = Statistics.standardised(onsetBands.combined)
        clap = Statistics.standardised((0..<frames).map { min(bands[1][$0], min(bands[2][$0], bands[3][$0])) })
        timbre = Statistics.standardised(Self.timbreChange(onsetBands))
        harmony = Statistics.standardised(Self.harmonyChange(chroma, frames: frames))
    }

    /// In the order of `LevelWeights.sounds`.
    var all: [[Float]] { [kick, low, snare, clap, hats, onsets, harmony, timbre, agogic] }

    private static func agogicAccents(_ onsets: [Float]) -> [Float] {
        let reach = 3
        let peaks = onsets.indices.filter { frame in
            onsets[frame] > 1
                && (max(0, frame - reach)...min(onsets.count - 1, frame + reach)).allSatisfy { onsets[$0] <= onsets[frame] }
        }
        var accents = [Float](repeating: 0, count: onsets.count)
        for (index, frame) in peaks.enumerated() {
            let gap = (index + 1 < peaks.count ? peaks[index + 1] : onsets.count) - frame
            let accent = Float(min(gap, OnsetBands.framesPerSecond)) / Float(OnsetBands.framesPerSecond) * min(onsets[frame], 3)
            for near in max(0, frame - 1)...min(onsets.count - 1, frame + 1) { accents[near] = max(accents[near], accent) }
        }
        return Statistics.standardised(accents)
    }

    private static func timbreChange(_ bands: OnsetBands) -> [Float] {
        let reach = 35
        let size = OnsetBands.timbreSize
        var change = [Float](repeating: 0, count: bands.frames)
        for coefficient in 0..<size {
            let sums = Statistics.prefixSums((0..<bands.frames).map { bands.timbre[$0 * size + coefficient] })
            for frame in 0..<bands.frames {
                let first = max(0, frame - reach)
                let end = min(bands.frames, frame + reach)
                guard frame > first, end > frame else { continue }
                let before = (sums[frame] - sums[first]) / Double(frame - first)
                let after = (sums[end] - sums[frame]) / Double(end - frame)
                change[frame] += Float((after - before) * (after - before))
            }
        }
        return change.map { $0.squareRoot() }
    }

    /// Known at the chroma's rate, drawn as lines between.
    private static func harmonyChange(_ chroma: Chroma, frames: Int) -> [Float] {
        let step = OnsetBands.framesPerSecond / Chroma.framesPerSecond
        let coarse = (0..<max(1, chroma.frames)).map {
            chroma.change(at: Double($0) / Double(Chroma.framesPerSecond), reach: 0.35)
        }
        return (0..<frames).map { frame in
            let place = min(frame / step, coarse.count - 1)
            let next = min(place + 1, coarse.count - 1)
            let part = Float(frame % step) / Float(step)
            return coarse[place] * (1 - part) + coarse[next] * part
        }
    }

    /// The highest value within `reach` frames of a time.
    func value(_ curve: [Float], at time: Double, reach: Int = 2) -> Float {
        let centre = Int((time * Double(OnsetBands.framesPerSecond)).rounded())
        var best = -Float.infinity
        for frame in max(0, centre - reach)...max(0, centre + reach) where frame < curve.count { best = max(best, curve[frame]) }
        return best == -.infinity ? 0 : best
    }
}
