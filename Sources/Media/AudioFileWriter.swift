import CFFmpeg
import CFFmpegShims
public import Editorial

/// Encodes stereo sound into a file of its own: AAC or Opus in MP4, plain samples in MOV or WAV.
public struct AudioFileWriter: ~Copyable {
    private let encoder: Encoder
    private let output: OutputFile
    private let packet = Packet()
    private let rate: Int
    private let codec: SoundCodec
    private let frameSize: Int
    private var pending: [Float] = []
    private var written = 0

    /// - Parameters:
    ///   - rate: samples per second of what will be written.
    ///   - bitRate: bits per second; means nothing for plain samples.
    ///   - isWave: plain samples in WAV.
    public init(path: String, rate: Int, bitRate: Int, codec: SoundCodec = .aac, isWave: Bool = false) throws(MediaError) {
        let encoder = try Encoder(codec.encoder, subject: path)
        let context = encoder.context
        context.pointee.sample_fmt = codec.sampleFormat
        context.pointee.sample_rate = Int32(rate)
        context.pointee.time_base = AVRational(num: 1, den: Int32(rate))
        if codec != .pcm { context.pointee.bit_rate = Int64(bitRate) }
        mv_layout_default(&context.pointee.ch_layout, 2)
        context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT
        try encoder.open(options: [:])
        let output = try OutputFile(path: path, format: isWave ? "wav" : codec == .pcm ? "mov" : "mp4")
        try encoder.describe(output.addStream(timeBase: encoder.timeBase))
        try output.start(metadata: [:], timescale: Int64(rate))
        // Plain samples have no frames: a packet of them is as long as one likes.
        frameSize = encoder.context.pointee.frame_size > 0 ? Int(encoder.context.pointee.frame_size) : 1024
        self.encoder = encoder
        self.output = output
        self.rate = rate
        self.codec = codec
    }

    /// Takes interleaved stereo samples, any number at a time.
    public mutating func write(_ interleaved: some Sequence<Float>) throws(MediaError) {
        pending.append(contentsOf: interleaved)
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
        frame.pointer.pointee.format = codec.sampleFormat.rawValue
        frame.pointer.pointee.sample_rate = Int32(rate)
        frame.pointer.pointee.nb_samples = Int32(count)
        mv_layout_default(&frame.pointer.pointee.ch_layout, 2)
        let code = av_frame_get_buffer(frame.pointer, 0)
        guard code >= 0 else { throw MediaError(.allocate, "sound", code: code) }
        let first = samples.startIndex
        switch codec {
        case .aac:
            for channel in 0..<2 {
                frame.plane(channel).withMemoryRebound(to: Float.self, capacity: count) { plane in
                    for index in 0..<count { plane[index] = samples[first + 2 * index + channel] }
                }
            }
        case .opus:
            frame.plane(0).withMemoryRebound(to: Float.self, capacity: 2 * count) { plane in
                for index in 0..<2 * count { plane[index] = samples[first + index] }
            }
        case .pcm:
            frame.plane(0).withMemoryRebound(to: Int32.self, capacity: 2 * count) { plane in
                // Full scale is 2^23 in the upper 24 of 32 bits.
                for index in 0..<2 * count {
                    plane[index] = Int32(max(-8_388_608, min(8_388_607, (samples[first + index] * 8_388_608).rounded()))) << 8
                }
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

extension SoundCodec {
    /// libavcodec's encoder.
    public var encoder: String {
        switch self {
        case .aac: "aac"
        case .opus: "libopus"
        case .pcm: "pcm_s24le"
        }
    }

    fileprivate var sampleFormat: AVSampleFormat {
        switch self {
        case .aac: AV_SAMPLE_FMT_FLTP
        case .opus: AV_SAMPLE_FMT_FLT
        case .pcm: AV_SAMPLE_FMT_S32
        }
    }
}
