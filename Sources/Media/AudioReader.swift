import CFFmpeg
import CFFmpegShims
public import Editorial

/// Decodes the sound of a file to 32-bit floats at one rate and channel count. Encoder priming is skipped by the decoder,
/// so the first sample is the first that was meant to be heard.
public struct AudioReader: ~Copyable {
    private let demuxer: Demuxer
    private let decoder: UnsafeMutablePointer<AVCodecContext>
    private let resampler: OpaquePointer
    private let streamIndex: Int
    private let packet = Packet()
    private let frame = Frame()
    private var drained = false
    private var flushed = false
    /// Samples per channel still to come, for containers whose edit list says where the sound ends: AAC's last packet is padded.
    private var left: Int
    /// Decoded beyond what was asked for last, interleaved.
    private var kept: [Float] = []
    /// Since the last frame that was decoded: packets that were not, and their length in samples of each channel.
    private var lost = (packets: 0, samples: 0)
    /// Samples of each channel that were given out; 0 until the first frame.
    private var position = 0
    /// What could not be decoded so far; nil for a sound file. What comes before the first sound and after the last is none: tags lie there.
    public private(set) var damage: SoundDamage?

    public let path: String
    public let rate: Int
    public let channels: Int

    /// - Parameters:
    ///   - rate: samples per second that come out.
    ///   - channels: 1 or 2, mixed down or up by libswresample's usual matrix.
    public init(path: String, rate: Int = 44100, channels: Int = 2) throws(MediaError) {
        let demuxer = try Demuxer(path: path)
        guard let index = demuxer.bestStream(AVMEDIA_TYPE_AUDIO) else { throw MediaError(.open, path, "the file has no sound") }
        demuxer.keepOnly(index)
        let decoder = try Decoder.open(demuxer.stream(index), path: path)
        if decoder.pointee.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC {
            mv_layout_default(&decoder.pointee.ch_layout, decoder.pointee.ch_layout.nb_channels)
        }
        do throws(MediaError) {
            resampler = try Self.openResampler(decoder, rate: rate, channels: channels, path: path)
        } catch {
            var decoder: UnsafeMutablePointer<AVCodecContext>? = decoder
            avcodec_free_context(&decoder)
            throw error
        }
        left = Self.length(demuxer, index, rate: rate)
        self.demuxer = demuxer
        self.decoder = decoder
        self.path = path
        self.rate = rate
        self.channels = channels
        streamIndex = index
    }

    deinit {
        var decoder: UnsafeMutablePointer<AVCodecContext>? = decoder
        avcodec_free_context(&decoder)
        var resampler: OpaquePointer? = resampler
        swr_free(&resampler)
    }

    private static func length(_ demuxer: borrowing Demuxer, _ index: Int, rate: Int) -> Int {
        let stream = demuxer.stream(index).pointee
        guard String(cString: demuxer.context.pointee.iformat.pointee.name).hasPrefix("mov"), stream.duration != mv_nopts_value else {
            return .max
        }
        return Int(av_rescale_q(stream.duration, stream.time_base, AVRational(num: 1, den: Int32(rate))))
    }

    private static func openResampler(
        _ decoder: UnsafeMutablePointer<AVCodecContext>, rate: Int, channels: Int, path: String
    ) throws(MediaError) -> OpaquePointer {
        var layout = AVChannelLayout()
        mv_layout_default(&layout, Int32(channels))
        defer { av_channel_layout_uninit(&layout) }
        var resampler: OpaquePointer?
        var code = swr_alloc_set_opts2(
            &resampler, &layout, AV_SAMPLE_FMT_FLT, Int32(rate), &decoder.pointee.ch_layout, decoder.pointee.sample_fmt,
            decoder.pointee.sample_rate, 0, nil)
        if code >= 0 { code = swr_init(resampler) }
        guard code >= 0, let resampler else {
            swr_free(&resampler)
            throw MediaError(.decode, path, code: code)
        }
        return resampler
    }

    /// The next piece, interleaved; false at the end. Silence stands in for damaged packets, so that nothing after them comes too early.
    public mutating func next(into samples: inout [Float]) throws(MediaError) -> Bool {
        guard left > 0, try decodeNext(into: &samples) else { return false }
        if samples.count / channels > left { samples.removeLast(samples.count - left * channels) }
        if left != .max { left -= samples.count / channels }
        return true
    }

    private mutating func decodeNext(into samples: inout [Float]) throws(MediaError) -> Bool {
        while !flushed {
            let code = avcodec_receive_frame(decoder, frame.pointer)
            if code >= 0 {
                try convert(frame.pointer, into: &samples)
                mend(&samples)
                position += samples.count / channels
                if !samples.isEmpty { return true }
            } else if code == mv_averror_eof {
                flushed = true
                try convert(nil, into: &samples)
                return !samples.isEmpty
            } else {
                if code != mv_averror_eagain { lose() }
                try feed()
            }
        }
        return false
    }

    /// The packet that was sent last cannot be decoded.
    private mutating func lose() {
        let stream = demuxer.stream(streamIndex).pointee
        let length = av_rescale_q(max(0, packet.pointer.pointee.duration), stream.time_base, AVRational(num: 1, den: Int32(rate)))
        lost = (lost.packets + 1, lost.samples + Int(min(length, Int64(rate) * Self.longestPacket)))
    }

    /// Seconds; a damaged file may claim anything.
    private static let longestPacket: Int64 = 10

    /// Puts silence before the first samples after a damaged place.
    private mutating func mend(_ samples: inout [Float]) {
        defer { if !samples.isEmpty { lost = (0, 0) } }
        guard lost.packets > 0, position > 0, !samples.isEmpty else { return }
        let before = damage ?? SoundDamage(start: Double(position) / Double(rate), seconds: 0, packets: 0)
        damage = SoundDamage(
            start: before.start, seconds: before.seconds + Double(lost.samples) / Double(rate), packets: before.packets + lost.packets)
        samples.insert(contentsOf: repeatElement(0, count: lost.samples * channels), at: 0)
    }

    private mutating func feed() throws(MediaError) {
        guard !drained else {
            flushed = true
            return
        }
        repeat {
            guard try demuxer.read(into: packet) else {
                drained = true
                avcodec_send_packet(decoder, nil)
                return
            }
        } while packet.pointer.pointee.stream_index != Int32(streamIndex)
        let code = avcodec_send_packet(decoder, packet.pointer)
        if code < 0, code != mv_averror_eagain { lose() }
    }

    private func convert(_ frame: UnsafeMutablePointer<AVFrame>?, into samples: inout [Float]) throws(MediaError) {
        let count = frame?.pointee.nb_samples ?? 0
        let room = Int(swr_get_out_samples(resampler, count))
        let channels = channels
        var written: Int32 = 0
        samples = [Float](unsafeUninitializedCapacity: max(0, room) * channels) { buffer, used in
            var output: UnsafeMutablePointer<UInt8>? = UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: UInt8.self)
            if let frame {
                let input = UnsafeMutableRawPointer(frame.pointee.extended_data)?.assumingMemoryBound(to: UnsafePointer<UInt8>?.self)
                written = swr_convert(resampler, &output, Int32(room), input, count)
            } else {
                written = swr_convert(resampler, &output, Int32(room), nil, 0)
            }
            used = max(0, Int(written)) * channels
        }
        guard written >= 0 else { throw MediaError(.decode, path, code: written) }
    }

    /// Everything that is left, one array per channel.
    public mutating func readAll() throws(MediaError) -> [[Float]] {
        try read(atMost: .max) ?? [[Float]](repeating: [], count: channels)
    }

    /// What is left up to a length, one array per channel; nil when nothing is left.
    public mutating func read(seconds: Int) throws(MediaError) -> [[Float]]? { try read(atMost: seconds * rate) }

    private mutating func read(atMost count: Int) throws(MediaError) -> [[Float]]? {
        var all = [[Float]](repeating: [], count: channels)
        var piece = kept
        kept = []
        while true {
            for channel in 0..<channels {
                for index in stride(from: channel, to: piece.count, by: channels) { all[channel].append(piece[index]) }
            }
            if all[0].count >= count { break }
            guard try next(into: &piece) else { break }
        }
        if all[0].count > count {
            kept = (count..<all[0].count).flatMap { index in all.map { $0[index] } }
            for channel in all.indices { all[channel].removeLast(all[channel].count - count) }
        }
        return all[0].isEmpty ? nil : all
    }
}

extension AudioReader {
    /// Samples per channel of a file's sound at a rate, by decoding it.
    public static func length(ofFile path: String, rate: Int) throws(MediaError) -> Int {
        var reader = try AudioReader(path: path, rate: rate, channels: 2)
        var piece: [Float] = []
        var count = 0
        while try reader.next(into: &piece) { count += piece.count / 2 }
        return count
    }
}
