import CFFmpeg
import CFFmpegShims

/// Encodes stereo sound as AAC into an MP4 audio file.
public struct AudioFileWriter: ~Copyable {
    private let encoder: Encoder
    private let output: OutputFile
    private let packet = Packet()
    private let rate: Int
    private var pending: [Float] = []
    private var written = 0

    /// - Parameters:
    ///   - rate: samples per second of what will be written.
    ///   - bitRate: bits per second.
    public init(path: String, rate: Int, bitRate: Int) throws(MediaError) {
        let encoder = try Encoder("aac", subject: path)
        let context = encoder.context
        context.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
        context.pointee.sample_rate = Int32(rate)
        context.pointee.time_base = AVRational(num: 1, den: Int32(rate))
        context.pointee.bit_rate = Int64(bitRate)
        mv_layout_default(&context.pointee.ch_layout, 2)
        context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT
        try encoder.open(options: [:])
        let output = try OutputFile(path: path, format: "mp4")
        try encoder.describe(output.addStream(timeBase: encoder.timeBase))
        try output.start(metadata: [:], timescale: Int64(rate))
        self.encoder = encoder
        self.output = output
        self.rate = rate
    }

    /// Takes interleaved stereo samples, any number at a time.
    public mutating func write(_ interleaved: some Sequence<Float>) throws(MediaError) {
        pending.append(contentsOf: interleaved)
        let frameSize = Int(encoder.context.pointee.frame_size)
        var used = 0
        while pending.count - used >= 2 * frameSize {
            try encode(pending[used..<used + 2 * frameSize])
            used += 2 * frameSize
        }
        pending.removeFirst(used)
    }

    /// Encodes the rest and closes the file. The file's length is exactly the number of samples written.
    public consuming func finish() throws(MediaError) {
        if !pending.isEmpty { try encode(pending[...]) }
        try encoder.sendEnd()
        try drain()
        try output.finish()
    }

    private mutating func encode(_ samples: ArraySlice<Float>) throws(MediaError) {
        let frame = Frame()
        let count = samples.count / 2
        frame.pointer.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
        frame.pointer.pointee.sample_rate = Int32(rate)
        frame.pointer.pointee.nb_samples = Int32(count)
        mv_layout_default(&frame.pointer.pointee.ch_layout, 2)
        let code = av_frame_get_buffer(frame.pointer, 0)
        guard code >= 0 else { throw MediaError(.allocate, "sound", code: code) }
        for channel in 0..<2 {
            frame.plane(channel).withMemoryRebound(to: Float.self, capacity: count) { plane in
                for index in 0..<count { plane[index] = samples[samples.startIndex + 2 * index + channel] }
            }
        }
        frame.pointer.pointee.pts = Int64(written)
        written += count
        try encoder.send(frame)
        try drain()
    }

    private func drain() throws(MediaError) {
        while try encoder.receive(into: packet) { try output.write(packet, stream: 0, from: encoder.timeBase) }
    }
}
