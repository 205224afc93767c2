import Foundation

/// What changes in the sound, one hundred times a second: onsets in four bands, timbre, loudness.
///
/// Onsets are SuperFlux (Böck and Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013): the rise of
/// each logarithmic band over the loudest neighbour two frames ago. Frame k is centred at k / 100 s.
struct OnsetBands {
    static let framesPerSecond = 100
    static let timbreSize = 13
    /// Upper edges in Hz: kick and bass, low middle, snare, hats.
    static let edges: [Float] = [150, 500, 2500, .infinity]
    private static let weights: [Float] = [0.52, 0.8, 1, 0.54]

    let frames: Int
    /// Four curves with the local mean taken off and a local RMS of 1, never negative.
    var bands: [[Float]]
    /// Weighted sum of the bands with an RMS of 1.
    var combined: [Float]
    /// First cosine coefficients of the log spectrum, `timbreSize` a frame.
    var timbre: [Float]
    /// Power in dB, high frequencies lifted by 4 dB and rumble cut as in ITU-R BS.1770.
    var loudness: [Float]
    /// Mean rise per frame before normalising: how much happens at all.
    var activity: Float

    init(_ mix: MonoMix) {
        let rate = Double(mix.rate)
        frames = mix.samples.isEmpty ? 0 : Int(Double(mix.samples.count) / rate * Double(Self.framesPerSecond)) + 1
        var pass = SpectralPass(rate: mix.rate, frames: frames)
        pass.run(over: mix.samples)
        activity = Statistics.mean(
            pass.rises.reduce(into: [Float](repeating: 0, count: frames)) { sum, band in
                for frame in band.indices { sum[frame] += band[frame] }
            })
        bands = pass.rises.map(Self.normalised)
        timbre = pass.timbre
        loudness = pass.loudness
        combined = [Float](repeating: 0, count: frames)
        for (band, weight) in zip(bands, Self.weights) {
            for frame in band.indices { combined[frame] += weight * band[frame] }
        }
        let level = (combined.reduce(0.0) { $0 + Double($1 * $1) } / Double(max(1, frames))).squareRoot()
        if level > 1e-9 { for frame in combined.indices { combined[frame] /= Float(level) } }
    }

    /// Takes off 0.8 of a 0.4 s mean and divides by the local 8 s RMS, so that quiet passages count as well.
    private static func normalised(_ curve: [Float]) -> [Float] {
        let mean = Statistics.movingMean(curve, reach: 20)
        let raised = curve.indices.map { max(0, curve[$0] - 0.8 * mean[$0]) }
        let power = Statistics.movingMean(raised.map { $0 * $0 }, reach: 400)
        let overall = Statistics.mean(power).squareRoot()
        guard overall > 1e-6 else { return [Float](repeating: 0, count: curve.count) }
        return raised.indices.map { raised[$0] / max(power[$0].squareRoot(), 0.1 * overall) }
    }
}

/// The one walk over the samples that all frame features come from.
private struct SpectralPass {
    private let rate: Int
    private let frames: Int
    private let size: Int
    private let filters: BandFilters
    private let cosines: [Float]
    private let loudnessWeights: [Float]

    var rises: [[Float]]
    var timbre: [Float]
    var loudness: [Float]

    init(rate: Int, frames: Int) {
        self.rate = rate
        self.frames = frames
        // 46 ms at 44.1 kHz, and near it at other rates.
        var size = 256
        while Double(size) / Double(rate) < 0.03 { size *= 2 }
        self.size = size
        let filters = BandFilters(rate: rate, size: size)
        self.filters = filters
        let count = filters.count
        let coefficients = OnsetBands.timbreSize
        cosines = (0..<coefficients).flatMap { coefficient in
            (0..<count).map { band in Float.cosine(.pi * Float(coefficient) * (Float(band) + 0.5) / Float(count)) / Float(count) }
        }
        loudnessWeights = (0...(size / 2)).map { bin in Self.loudnessWeight(Double(bin) * Double(rate) / Double(size)) }
        rises = [[Float]](repeating: [Float](repeating: 0, count: frames), count: OnsetBands.edges.count)
        timbre = [Float](repeating: 0, count: frames * coefficients)
        loudness = [Float](repeating: 0, count: frames)
    }

    mutating func run(over samples: [Float]) {
        guard frames > 0 else { return }
        let transform = RealFFT(size: size)
        let window = RealFFT.hann(size)
        let count = filters.count
        var magnitudes = [Float](repeating: 0, count: size / 2 + 1)
        // The last three log spectra, in turn.
        var spectra = [Float](repeating: 0, count: 3 * count)
        samples.withUnsafeBufferPointer { samples in
            for frame in -2..<frames {
                let centre = Int((Double(frame) * Double(rate) / Double(OnsetBands.framesPerSecond)).rounded())
                transform.magnitudes(of: samples, from: centre - size / 2, window: window, into: &magnitudes)
                let now = (frame + 3) % 3 * count
                let before = (frame + 1) % 3 * count
                spectra.withUnsafeMutableBufferPointer { spectra in
                    filters.apply(to: magnitudes, into: spectra.baseAddress! + now)
                    guard frame >= 0 else { return }
                    addRises(of: spectra.baseAddress! + now, over: spectra.baseAddress! + before, at: frame)
                    addTimbre(of: spectra.baseAddress! + now, at: frame)
                }
                if frame >= 0 { addLoudness(of: magnitudes, at: frame) }
            }
        }
    }

    private mutating func addRises(of now: UnsafePointer<Float>, over before: UnsafePointer<Float>, at frame: Int) {
        for band in 0..<rises.count {
            var sum: Float = 0
            for index in filters.ranges[band] {
                var loudest = before[index]
                if index > 0 { loudest = max(loudest, before[index - 1]) }
                if index + 1 < filters.count { loudest = max(loudest, before[index + 1]) }
                sum += max(0, now[index] - loudest)
            }
            rises[band][frame] = sum
        }
    }

    private mutating func addTimbre(of spectrum: UnsafePointer<Float>, at frame: Int) {
        let count = filters.count
        cosines.withUnsafeBufferPointer { cosines in
            for coefficient in 0..<OnsetBands.timbreSize {
                var sum: Float = 0
                for band in 0..<count { sum += spectrum[band] * cosines[coefficient * count + band] }
                timbre[frame * OnsetBands.timbreSize + coefficient] = sum
            }
        }
    }

    private mutating func addLoudness(of magnitudes: [Float], at frame: Int) {
        var power: Float = 0
        for bin in magnitudes.indices { power += magnitudes[bin] * magnitudes[bin] * loudnessWeights[bin] }
        // Power of a Hann-windowed real signal: sum over half the bins * 2 / (size * size * 3/8).
        power *= 2 / (Float(size) * Float(size) * 0.375)
        loudness[frame] = 10 * log10f(max(power, 1e-12))
    }

    /// Squared gain of a 38 Hz high-pass and a 4 dB shelf around 1.5 kHz: the shape of the K-weighting.
    private static func loudnessWeight(_ frequency: Double) -> Float {
        let high = frequency * frequency / (frequency * frequency + 38 * 38)
        let shelf = frequency * frequency / (frequency * frequency + 1500 * 1500)
        return Float(high * high * (1 + (pow(10, 0.4) - 1) * shelf))
    }
}

/// Triangular filters, 24 an octave from 30 Hz to 17 kHz; neighbours that would share a bin at the low end are merged.
private struct BandFilters {
    private var starts: [Int] = []
    private var weights: [[Float]] = []
    /// The filters that belong to each of the four onset bands.
    private(set) var ranges: [Range<Int>] = []
    var count: Int { starts.count }

    init(rate: Int, size: Int) {
        let spacing = Double(rate) / Double(size)
        var bins: [Int] = []
        var frequency = 30.0
        while frequency < min(17000, Double(rate) * 0.48) {
            let bin = max(1, Int((frequency / spacing).rounded()))
            if bin != bins.last { bins.append(bin) }
            frequency *= exp2(1.0 / 24)
        }
        var centres: [Float] = []
        for index in 1..<max(2, bins.count - 1) where index + 1 < bins.count {
            let (low, centre, high) = (bins[index - 1], bins[index], bins[index + 1])
            starts.append(low + 1)
            weights.append(
                ((low + 1)..<high).map { bin in
                    bin <= centre ? Float(bin - low) / Float(centre - low) : Float(high - bin) / Float(high - centre)
                })
            centres.append(Float(Double(centre) * spacing))
        }
        var first = 0
        for edge in OnsetBands.edges {
            var end = first
            while end < centres.count, centres[end] < edge { end += 1 }
            ranges.append(first..<end)
            first = end
        }
    }

    func apply(to magnitudes: [Float], into spectrum: UnsafeMutablePointer<Float>) {
        magnitudes.withUnsafeBufferPointer { magnitudes in
            for band in 0..<starts.count {
                let start = starts[band]
                var sum: Float = 0
                weights[band].withUnsafeBufferPointer { weights in
                    for index in 0..<weights.count { sum += magnitudes[start + index] * weights[index] }
                }
                spectrum[band] = log10f(1 + 10 * sum)
            }
        }
    }
}
