package import CFFmpeg
import CFFmpegShims
package import Timebase

/// A small take of any kind whose frames carry their numbers, written with libav alone.
package struct TestTake: Sendable, CustomStringConvertible {
    package var name: String
    package var encoder: String
    /// libav's name of the muxer.
    package var container: String
    package var pixelFormat = "yuv420p"
    package var width = 64
    package var height = 48
    package var rate = FrameRate(24)
    package var frames = 40
    /// The rate that the container is told, where that is not true.
    package var claimedRate: FrameRate?
    /// When each frame is shown, in ticks of `timeBase`; nil for one after the other.
    package var times: [Int64]?
    package var timeBase: Rational?
    /// Options of the encoder and of the muxer.
    package var options: [String: String] = [:]
    package var muxing: [String: String] = [:]
    package var keyFrames = 12
    package var bFrames = 0
    /// Frames by which everything is shown later; where it is below 0 an edit list hides what comes before the start.
    package var shift = 0
    package var rotation = 0
    package var isMirrored = false
    package var pixelAspect = Rational(1)
    package var coding = ColourCoding.bt601
    package var tags = Tags()
    /// Whether frames are two fields, and which comes first.
    package var topFieldFirst: Bool?

    /// What the file says of its colours, in libav's numbers.
    package struct Tags: Sendable {
        package var matrix = AVCOL_SPC_UNSPECIFIED
        package var primaries = AVCOL_PRI_UNSPECIFIED
        package var transfer = AVCOL_TRC_UNSPECIFIED
        package var range = AVCOL_RANGE_UNSPECIFIED

        package init(
            matrix: AVColorSpace = AVCOL_SPC_UNSPECIFIED, primaries: AVColorPrimaries = AVCOL_PRI_UNSPECIFIED,
            transfer: AVColorTransferCharacteristic = AVCOL_TRC_UNSPECIFIED, range: AVColorRange = AVCOL_RANGE_UNSPECIFIED
        ) {
            (self.matrix, self.primaries, self.transfer, self.range) = (matrix, primaries, transfer, range)
        }
    }

    package init(_ name: String, _ encoder: String = "libx264", in container: String = "mp4", _ change: (inout TestTake) -> Void = { _ in }) {
        (self.name, self.encoder, self.container) = (name, encoder, container)
        change(&self)
    }

    package var description: String { name }
    package var geometry: BarCode.Geometry {
        BarCode.Geometry(width: width, height: height, pixelAspect: pixelAspect.doubleValue, rotation: rotation, isMirrored: isMirrored)
    }
    /// Numbers of the frames that a player shows.
    package var shown: Range<Int> { max(0, -shift)..<frames }
}

/// Something that libav would not do.
package struct TestTakeError: Error {
    package var what: String
    package var code: Int32
}

private func must(_ code: Int32, _ what: String) throws {
    guard code >= 0 else { throw TestTakeError(what: what, code: code) }
}

extension TestTake {
    /// Writes the file, each frame showing its number or what `colour` says.
    package func write(
        to path: String, colour: (@Sendable (Int, Double, Double) -> (red: Double, green: Double, blue: Double))? = nil
    ) throws {
        let tick = timeBase ?? Rational(rate.framesPerSecond.denominator, rate.framesPerSecond.numerator)
        let encoder = try openEncoder(tick)
        var toFree: UnsafeMutablePointer<AVCodecContext>? = encoder
        defer { avcodec_free_context(&toFree) }
        let muxer = try openMuxer(encoder, path)
        defer {
            avio_closep(&muxer.pointee.pb)
            avformat_free_context(muxer)
        }
        var packet = av_packet_alloc()
        defer { av_packet_free(&packet) }
        func drain() throws {
            while true {
                let code = avcodec_receive_packet(encoder, packet)
                if code == mv_averror_eagain || code == mv_averror_eof { return }
                try must(code, "encoding")
                let moved = times == nil ? Int64(shift) : Int64((Double(shift) / rate.doubleValue / tick.doubleValue).rounded())
                packet!.pointee.pts += moved
                packet!.pointee.dts += moved
                if packet!.pointee.duration == 0 { packet!.pointee.duration = times == nil ? 1 : Int64(1 / rate.doubleValue / tick.doubleValue) }
                packet!.pointee.stream_index = 0
                av_packet_rescale_ts(packet, encoder.pointee.time_base, muxer.pointee.streams[0]!.pointee.time_base)
                try must(av_interleaved_write_frame(muxer, packet), "muxing")
            }
        }
        for number in 0..<frames {
            var frame = av_frame_alloc()
            defer { av_frame_free(&frame) }
            let picture = frame!
            (picture.pointee.width, picture.pointee.height) = (Int32(width), Int32(height))
            picture.pointee.format = encoder.pointee.pix_fmt.rawValue
            try must(av_frame_get_buffer(picture, 0), "a picture")
            Samples.paint(picture, coding) { x, y in
                if let colour { return colour(number, x, y) }
                let light = BarCode.light(of: number, at: x, y)
                return (light, light, light)
            }
            picture.pointee.pts = times?[number] ?? Int64(number)
            if let topFieldFirst { (picture.pointee.interlaced_frame, picture.pointee.top_field_first) = (1, topFieldFirst ? 1 : 0) }
            (picture.pointee.colorspace, picture.pointee.color_primaries) = (tags.matrix, tags.primaries)
            (picture.pointee.color_trc, picture.pointee.color_range) = (tags.transfer, tags.range)
            try must(avcodec_send_frame(encoder, picture), "encoding")
            try drain()
        }
        try must(avcodec_send_frame(encoder, nil), "encoding")
        try drain()
        try must(av_write_trailer(muxer), "muxing")
    }

    private func openEncoder(_ tick: Rational) throws -> UnsafeMutablePointer<AVCodecContext> {
        guard let codec = avcodec_find_encoder_by_name(encoder), let context = avcodec_alloc_context3(codec) else {
            throw TestTakeError(what: "no encoder \(encoder)", code: 0)
        }
        (context.pointee.width, context.pointee.height) = (Int32(width), Int32(height))
        context.pointee.pix_fmt = av_get_pix_fmt(pixelFormat)
        context.pointee.time_base = AVRational(num: Int32(tick.numerator), den: Int32(tick.denominator))
        context.pointee.framerate = AVRational(num: Int32(rate.framesPerSecond.numerator), den: Int32(rate.framesPerSecond.denominator))
        context.pointee.gop_size = Int32(keyFrames)
        context.pointee.max_b_frames = Int32(bFrames)
        context.pointee.thread_count = 1
        context.pointee.strict_std_compliance = -2
        context.pointee.sample_aspect_ratio = AVRational(num: Int32(pixelAspect.numerator), den: Int32(pixelAspect.denominator))
        (context.pointee.colorspace, context.pointee.color_primaries) = (tags.matrix, tags.primaries)
        (context.pointee.color_trc, context.pointee.color_range) = (tags.transfer, tags.range)
        context.pointee.flags |= AV_CODEC_FLAG_BITEXACT
        if let format = av_guess_format(container, nil, nil), format.pointee.flags & AVFMT_GLOBALHEADER != 0 {
            context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
        }
        if topFieldFirst != nil { context.pointee.flags |= AV_CODEC_FLAG_INTERLACED_DCT | AV_CODEC_FLAG_INTERLACED_ME }
        var dictionary: OpaquePointer?
        defer { av_dict_free(&dictionary) }
        var all = options
        switch encoder {
        case "libx264", "libx264rgb": all.merge(["preset": "ultrafast", "crf": "16"]) { own, _ in own }
        case "libx265": all.merge(["preset": "ultrafast", "crf": "16", "x265-params": "log-level=none:pools=none"]) { own, _ in own }
        case "libvpx-vp9": all.merge(["deadline": "realtime", "cpu-used": "8", "crf": "16", "b": "0"]) { own, _ in own }
        case "libsvtav1": all.merge(["preset": "12", "crf": "20"]) { own, _ in own }
        case "mpeg4", "mpeg2video", "mjpeg":
            context.pointee.flags |= AV_CODEC_FLAG_QSCALE
            context.pointee.global_quality = 2 * FF_QP2LAMBDA
        default: break
        }
        for (key, value) in all { av_dict_set(&dictionary, key, value, 0) }
        try must(avcodec_open2(context, codec, &dictionary), "opening \(encoder)")
        guard av_dict_count(dictionary) == 0 else { throw TestTakeError(what: "\(encoder) does not know all of \(all)", code: 0) }
        return context
    }

    private func openMuxer(_ encoder: UnsafeMutablePointer<AVCodecContext>, _ path: String) throws -> UnsafeMutablePointer<AVFormatContext> {
        var context: UnsafeMutablePointer<AVFormatContext>?
        try must(avformat_alloc_output_context2(&context, nil, container, path), "the container \(container)")
        let opened = context!
        opened.pointee.flags |= AVFMT_FLAG_BITEXACT
        if shift != 0 { opened.pointee.avoid_negative_ts = 0 }
        let stream = avformat_new_stream(opened, nil)!
        stream.pointee.time_base = encoder.pointee.time_base
        stream.pointee.avg_frame_rate = encoder.pointee.framerate
        if let told = claimedRate?.framesPerSecond {
            stream.pointee.avg_frame_rate = AVRational(num: Int32(told.numerator), den: Int32(told.denominator))
        }
        if times != nil, claimedRate == nil { stream.pointee.avg_frame_rate = AVRational(num: 0, den: 1) }
        stream.pointee.sample_aspect_ratio = encoder.pointee.sample_aspect_ratio
        try must(avcodec_parameters_from_context(stream.pointee.codecpar, encoder), "the stream")
        if rotation != 0 || isMirrored, let data = av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, 36) {
            data.withMemoryRebound(to: Int32.self, capacity: 9) { matrix in
                av_display_rotation_set(matrix, Double(rotation))
                if isMirrored { av_display_matrix_flip(matrix, 1, 0) }
            }
        }
        try must(avio_open(&opened.pointee.pb, "file:" + path, AVIO_FLAG_WRITE), "opening \(path)")
        var dictionary: OpaquePointer?
        defer { av_dict_free(&dictionary) }
        for (key, value) in muxing { av_dict_set(&dictionary, key, value, 0) }
        try must(avformat_write_header(opened, &dictionary), "the header")
        return opened
    }
}
