package import CFFmpeg
import CFFmpegShims

/// Decodes a file from its start to its end with libav alone, as plainly as can be, to check what was made some other way.
package enum Decoded {
    /// Calls `body` with every picture and the time it is shown at, in seconds.
    ///
    /// - Parameter isBare: with the decoder told nothing but what the coded pictures themselves say.
    package static func all(
        _ path: String, isBare: Bool = false, _ body: (UnsafeMutablePointer<AVFrame>, Double) throws -> Void
    ) throws {
        try open(path) { context, stream in
            let parameters = stream.pointee.codecpar!
            let codec = avcodec_find_decoder(parameters.pointee.codec_id)
            var decoder: UnsafeMutablePointer<AVCodecContext>? = avcodec_alloc_context3(codec)
            defer { avcodec_free_context(&decoder) }
            avcodec_parameters_to_context(decoder, parameters)
            if isBare, let decoder {
                (decoder.pointee.colorspace, decoder.pointee.color_primaries) = (AVCOL_SPC_UNSPECIFIED, AVCOL_PRI_UNSPECIFIED)
                (decoder.pointee.color_trc, decoder.pointee.color_range) = (AVCOL_TRC_UNSPECIFIED, AVCOL_RANGE_UNSPECIFIED)
            }
            decoder?.pointee.pkt_timebase = stream.pointee.time_base
            guard avcodec_open2(decoder, codec, nil) >= 0 else { throw TestTakeError(what: "no decoder for \(path)", code: 0) }
            var (packet, frame) = (av_packet_alloc(), av_frame_alloc())
            defer {
                av_packet_free(&packet)
                av_frame_free(&frame)
            }
            func drain() throws {
                while avcodec_receive_frame(decoder, frame) >= 0 {
                    try body(frame!, Double(frame!.pointee.best_effort_timestamp) * av_q2d(stream.pointee.time_base))
                }
            }
            while av_read_frame(context, packet) >= 0 {
                defer { av_packet_unref(packet) }
                guard packet!.pointee.stream_index == stream.pointee.index else { continue }
                guard avcodec_send_packet(decoder, packet) >= 0 else { throw TestTakeError(what: "a damaged packet in \(path)", code: 0) }
                try drain()
            }
            avcodec_send_packet(decoder, nil)
            try drain()
        }
    }

    /// What the container says of the stream before anything is decoded.
    package static func container<Answer>(_ path: String, _ body: (AVCodecParameters) throws -> Answer) throws -> Answer {
        var answer: Answer?
        try open(path, isProbed: false) { _, stream in answer = try body(stream.pointee.codecpar.pointee) }
        return answer!
    }

    private static func open(
        _ path: String, isProbed: Bool = true, _ body: (UnsafeMutablePointer<AVFormatContext>, UnsafeMutablePointer<AVStream>) throws -> Void
    ) throws {
        var context: UnsafeMutablePointer<AVFormatContext>?
        guard avformat_open_input(&context, "file:" + path, nil, nil) >= 0, let opened = context else {
            throw TestTakeError(what: "cannot open \(path)", code: 0)
        }
        defer { avformat_close_input(&context) }
        if isProbed { avformat_find_stream_info(opened, nil) }
        let index = av_find_best_stream(opened, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0)
        guard index >= 0 else { throw TestTakeError(what: "no pictures in \(path)", code: index) }
        try body(opened, opened.pointee.streams[Int(index)]!)
    }

    /// The number each picture shows, nil for those that show none.
    package static func numbers(_ path: String, _ geometry: BarCode.Geometry? = nil) throws -> [Int?] {
        var numbers: [Int?] = []
        try all(path) { frame, _ in numbers.append(BarCode.number(in: frame, geometry)) }
        return numbers
    }

    /// A digest of the samples of every picture, and of nothing else: 64 bits of Fowler, Noll and Vo's hash.
    package static func digests(_ path: String) throws -> [UInt64] {
        var digests: [UInt64] = []
        try all(path) { frame, _ in
            let format = AVPixelFormat(rawValue: frame.pointee.format)
            let size = av_image_get_buffer_size(format, frame.pointee.width, frame.pointee.height, 1)
            let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
                withUnsafePointer(to: frame.pointee) { picture in
                    let planes = UnsafeRawPointer(picture).assumingMemoryBound(to: UnsafePointer<UInt8>?.self)
                    let strides = UnsafeRawPointer(picture) + MemoryLayout<AVFrame>.offset(of: \.linesize)!
                    count = Int(
                        av_image_copy_to_buffer(
                            buffer.baseAddress, size, planes, strides.assumingMemoryBound(to: Int32.self), format, frame.pointee.width,
                            frame.pointee.height, 1))
                }
            }
            digests.append(bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
        }
        return digests
    }
}
