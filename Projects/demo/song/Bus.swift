import Foundation

/// Two channels of samples as long as the song, that instruments add to.
final class Bus {
    let count: Int
    let left: UnsafeMutablePointer<Float>
    let right: UnsafeMutablePointer<Float>

    init(count: Int) {
        self.count = count
        left = .allocate(capacity: count)
        right = .allocate(capacity: count)
        clear()
    }

    deinit {
        left.deallocate()
        right.deallocate()
    }

    func clear() {
        left.update(repeating: 0, count: count)
        right.update(repeating: 0, count: count)
    }

    /// Adds a voice that makes its own samples from `start` seconds on for `seconds`, placed by equal power.
    /// - Parameter pan: -1 left, 0 middle, 1 right.
    @inline(__always)
    func add(at start: Double, seconds: Double, pan: Double, _ sample: (Int) -> Double) {
        let first = Int((start * sampleRate).rounded())
        let angle = (pan + 1) * Double.pi / 4
        let (toLeft, toRight) = (cos(angle) * 2.0.squareRoot(), sin(angle) * 2.0.squareRoot())
        for index in 0..<max(0, min(Int(seconds * sampleRate), count - first)) {
            let value = sample(index)
            let at = first + index
            guard at >= 0 else { continue }
            left[at] += Float(value * toLeft)
            right[at] += Float(value * toRight)
        }
    }

    /// Adds another bus, sample by sample.
    func add(_ other: Bus, gain: Float) {
        for index in 0..<count {
            left[index] += other.left[index] * gain
            right[index] += other.right[index] * gain
        }
    }
}
