import Foundation

/// Which of the twelve pitch classes sound, twenty times a second, as unit vectors. Assumes A = 440 Hz.
struct Chroma {
    static let framesPerSecond = 20
    static let size = 12
    let frames: Int
    /// `size` values a frame, Euclidean length 1 (0 in silence).
    private(set) var values: [Float]
    private let sums: [Double]

    init(_ mix: MonoMix) {
        let rate = Double(mix.rate)
        let frames = mix.samples.isEmpty ? 0 : Int(Double(mix.samples.count) / rate * Double(Self.framesPerSecond)) + 1
        self.frames = frames
        var values = [Float](repeating: 0, count: frames * Self.size)
        // 0.19 s at 44.1 kHz: semitones apart from about 90 Hz upwards.
        var length = 1024
        while Double(length) / rate < 0.15 { length *= 2 }
        let transform = RealFFT(size: length)
        let window = RealFFT.hann(length)
        var magnitudes = [Float](repeating: 0, count: length / 2 + 1)
        let classes = (0...(length / 2)).map { Self.pitchClass(Double($0) * rate / Double(length)) }
        mix.samples.withUnsafeBufferPointer { samples in
            for frame in 0..<frames {
                let centre = Int((Double(frame) * rate / Double(Self.framesPerSecond)).rounded())
                transform.magnitudes(of: samples, from: centre - length / 2, window: window, into: &magnitudes)
                Self.fold(magnitudes, classes, into: &values, at: frame * Self.size)
            }
        }
        self.values = values
        var sums = [Double](repeating: 0, count: (frames + 1) * Self.size)
        for index in values.indices { sums[index + Self.size] = sums[index] + Double(values[index]) }
        self.sums = sums
    }

    private static func pitchClass(_ frequency: Double) -> Int? {
        guard frequency >= 65, frequency <= 2100 else { return nil }
        return ((Int((12 * log2(frequency / 440)).rounded()) % 12) + 12) % 12
    }

    /// Only local peaks count, as the square root of their magnitude: drums have none that stand out.
    private static func fold(_ magnitudes: [Float], _ classes: [Int?], into values: inout [Float], at place: Int) {
        for bin in 1..<(magnitudes.count - 1) {
            guard let pitch = classes[bin], magnitudes[bin] > magnitudes[bin - 1], magnitudes[bin] >= magnitudes[bin + 1] else { continue }
            values[place + pitch] += magnitudes[bin].squareRoot()
        }
        var power: Float = 0
        for index in 0..<size { power += values[place + index] * values[place + index] }
        guard power > 1e-6 else { return }
        let scale = 1 / power.squareRoot()
        for index in 0..<size { values[place + index] *= scale }
    }

    /// Mean chroma of a stretch, at least one frame long.
    func mean(from start: Double, to end: Double) -> [Float] {
        guard frames > 0 else { return [Float](repeating: 0, count: Self.size) }
        let first = min(max(0, Int((start * Double(Self.framesPerSecond)).rounded())), frames - 1)
        let last = min(max(first + 1, Int((end * Double(Self.framesPerSecond)).rounded())), frames)
        return (0..<Self.size).map { index in
            Float((sums[last * Self.size + index] - sums[first * Self.size + index]) / Double(last - first))
        }
    }

    /// 0 for the same harmony before and after, to 1 for none in common.
    func change(at time: Double, reach: Double) -> Float {
        let before = mean(from: time - reach, to: time)
        let after = mean(from: time, to: time + reach)
        var (dot, left, right): (Float, Float, Float) = (0, 0, 0)
        for index in 0..<Self.size {
            dot += before[index] * after[index]
            left += before[index] * before[index]
            right += after[index] * after[index]
        }
        let scale = (left * right).squareRoot()
        return scale > 1e-6 ? 1 - dot / scale : 0
    }
}
