import Foundation

/// How far the beats can be trusted, 0 to 1: on music with a pulse near 1, on noise below 0.2.
struct Confidence {
    /// Share of the beats with a clear onset.
    let clear: Double
    /// How much stronger the onsets on the beats are than elsewhere, in deviations.
    let contrast: Double
    /// Height of the tempogram's peak over its mean.
    let pulse: Double

    init(beats: [Double], evidence: Evidence, tempogram: Tempogram) {
        let on = beats.map { Double(evidence.value(evidence.onsets, at: $0, reach: 3)) }
        clear = on.isEmpty ? 0 : Double(on.filter { $0 > 1 }.count) / Double(on.count)
        // The same question asked at places that have nothing to do with the beats.
        let elsewhere = beats.indices.dropLast().flatMap { index -> [Double] in
            let length = beats[index + 1] - beats[index]
            return [0.21, 0.37, 0.63, 0.79].map { Double(evidence.value(evidence.onsets, at: beats[index] + $0 * length, reach: 3)) }
        }
        let mean = { (values: [Double]) in values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count) }
        contrast = mean(on) - mean(elsewhere)
        pulse = Double(tempogram.mean.max() ?? 0)
    }

    var value: Double {
        let ramp = { (x: Double, low: Double, high: Double) in min(1, max(0, (x - low) / (high - low))) }
        let product = ramp(clear, 0.2, 0.8) * ramp(contrast, 0.3, 1.6) * ramp(pulse, 0.06, 0.3)
        return cbrt(product)
    }
}
