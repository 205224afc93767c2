import CFFmpeg

/// Fourier transform of real samples of one length, by libavutil's `av_tx`. Not thread-safe: one per thread.
package struct RealFFT: ~Copyable {
    /// Samples in; `size / 2 + 1` bins out.
    package let size: Int
    private var context: OpaquePointer?
    private let transform: av_tx_fn
    private let input: UnsafeMutablePointer<Float>
    private let output: UnsafeMutablePointer<AVComplexFloat>

    /// - Precondition: `size` is a power of two from 16 to 65536.
    package init(size: Int) {
        precondition(size >= 16 && size <= 65536 && size & (size - 1) == 0, "the transform's size must be a power of two")
        self.size = size
        var scale: Float = 1
        var made: av_tx_fn?
        let code = av_tx_init(&context, &made, AV_TX_FLOAT_RDFT, 0, Int32(size), &scale, 0)
        guard code >= 0, let made,
            let input = av_malloc(size * MemoryLayout<Float>.stride),
            let output = av_malloc((size / 2 + 1) * MemoryLayout<AVComplexFloat>.stride)
        else { preconditionFailure("libavutil cannot make a real transform of \(size) samples") }
        transform = made
        self.input = input.assumingMemoryBound(to: Float.self)
        self.output = output.assumingMemoryBound(to: AVComplexFloat.self)
    }

    deinit {
        var context = context
        av_tx_uninit(&context)
        av_free(input)
        av_free(output)
    }

    /// Magnitudes of `size / 2 + 1` bins of the windowed stretch of `samples` that starts at `start`; samples outside are 0.
    package func magnitudes(
        of samples: UnsafeBufferPointer<Float>, from start: Int, window: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>
    ) {
        let first = min(max(0, -start), size)
        let end = max(first, min(size, samples.count - start))
        for index in 0..<first { input[index] = 0 }
        for index in first..<end { input[index] = samples[start + index] * window[index] }
        for index in end..<size { input[index] = 0 }
        transform(context, output, input, MemoryLayout<Float>.stride)
        // libavutil 57 leaves the imaginary part of the last bin, which is 0 for real samples, as the memory was.
        output[size / 2].im = 0
        for bin in 0...(size / 2) {
            let value = output[bin]
            result[bin] = (value.re * value.re + value.im * value.im).squareRoot()
        }
    }

    /// The periodic Hann window.
    package static func hann(_ size: Int) -> [Float] {
        (0..<size).map { 0.5 - 0.5 * Float.cosine(2 * .pi * Float($0) / Float(size)) }
    }
}
