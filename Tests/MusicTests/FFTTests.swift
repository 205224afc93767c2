import Foundation
import Music
import Testing

@Test("the transform is the discrete Fourier transform, last bin included", arguments: [16, 64, 2048])
func transformAgreesWithTheDefinition(size: Int) {
    let samples = (0..<size).map { Float(sin(Double($0 * $0) * 0.37)) }
    let transform = RealFFT(size: size)
    let window = [Float](repeating: 1, count: size)
    for _ in 0..<3 {
        var found = [Float](repeating: .nan, count: size / 2 + 1)
        samples.withUnsafeBufferPointer { transform.magnitudes(of: $0, from: 0, window: window, into: &found) }
        for bin in [0, 1, size / 4, size / 2 - 1, size / 2] {
            var (real, imaginary) = (0.0, 0.0)
            for (index, sample) in samples.enumerated() {
                real += Double(sample) * cos(2 * .pi * Double(bin * index % size) / Double(size))
                imaginary -= Double(sample) * sin(2 * .pi * Double(bin * index % size) / Double(size))
            }
            #expect(abs(Double(found[bin]) - (real * real + imaginary * imaginary).squareRoot()) < 1e-3)
        }
    }
}

@Test func samplesBeforeTheStartAndAfterTheEndAreSilence() {
    let transform = RealFFT(size: 64)
    let window = [Float](repeating: 1, count: 64)
    var found = [Float](repeating: .nan, count: 33)
    for start in [-100, -64, 10, 100] {
        [Float](repeating: 1, count: 10).withUnsafeBufferPointer { transform.magnitudes(of: $0, from: start, window: window, into: &found) }
        #expect(found.allSatisfy { $0 == 0 })
    }
}
