import CFFmpeg
public import Timebase

/// Encodes pictures with libx264 into an MP4 file of one stream: takes and render segments.
///
/// Colour is tagged BT.709, limited range; pixels are square. One frame lasts exactly `1 / rate` seconds.
public struct VideoFileWriter: ~Copyable {
    public struct Settings: Hashable, Sendable {
        public var width: Int
        public var height: Int
        public var rate: FrameRate
        public var preset: String
        public var crf: Int
        /// libx264 gives another picture for another thread count, so it is part of what is asked.
        public var threads: Int
        /// Most frames between key frames.
        public var keyFrameInterval: Int
        public var metadata: [String: String]

        public init(
            width: Int, height: Int, rate: FrameRate, preset: String = "veryfast", crf: Int = 20, threads: Int = 1,
            keyFrameInterval: Int = 250,
            metadata: [String: String] = [:]
        ) {
            self.width = width
            self.height = height
            self.rate = rate
            self.preset = preset
            self.crf = crf
            self.threads = threads
            self.keyFrameInterval = keyFrameInterval
            self.metadata = metadata
        }
    }

    private let encoder: Encoder
    private let output: OutputFile
    private let packet = Packet()
    /// Frames written so far.
    public private(set) var frames = 0

    public init(path: String, settings: Settings) throws(MediaError) {
        let encoder = try Self.openEncoder(settings, path: path)
        output = try Self.openOutput(path, encoder, settings)
        self.encoder = encoder
    }

    private static func openOutput(
        _ path: String, _ encoder: borrowing Encoder, _ settings: Settings
    ) throws(MediaError) -> OutputFile {
        let output = try OutputFile(path: path, format: "mp4")
        let stream = try output.addStream(timeBase: encoder.timeBase)
        stream.pointee.avg_frame_rate = encoder.context.pointee.framerate
        try encoder.describe(stream)
        try output.start(metadata: settings.metadata, timescale: settings.rate.framesPerSecond.numerator * 1000)
        return output
    }

    private static func openEncoder(_ settings: Settings, path: String) throws(MediaError) -> Encoder {
        let encoder = try Encoder("libx264", subject: path)
        let context = encoder.context
        context.pointee.width = Int32(settings.width)
        context.pointee.height = Int32(settings.height)
        context.pointee.pix_fmt = AV_PIX_FMT_YUV420P
        context.pointee.framerate = AVRational(settings.rate.framesPerSecond)
        context.pointee.time_base = AVRational(num: context.pointee.framerate.den, den: context.pointee.framerate.num)
        context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
        context.pointee.gop_size = Int32(settings.keyFrameInterval)
        context.pointee.thread_count = Int32(settings.threads)
        context.pointee.color_range = AVCOL_RANGE_MPEG
        context.pointee.color_primaries = AVCOL_PRI_BT709
        context.pointee.color_trc = AVCOL_TRC_BT709
        context.pointee.colorspace = AVCOL_SPC_BT709
        context.pointee.chroma_sample_location = AVCHROMA_LOC_LEFT
        context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT
        var options = ["preset": settings.preset, "crf": String(settings.crf)]
        if Self.propagatesGarbage(width: settings.width) { options["x264-params"] = "asm=AVX2,FMA3,BMI2" }
        try encoder.open(options: options)
        return encoder
    }

    /// With AVX-512 libx264's macroblock tree reads past the ends of its rows, unless these are whole vectors: what was in memory
    /// before then changes the picture (measured with build 164: a different file each time for widths of 10, 12, 20 or 44 macroblocks, the same
    /// one for 8, 16, 40, 80 and 120). Without AVX-512 the picture is the same as on processors that do not have it. Every processor that has it
    /// has the others named above.
    private static func propagatesGarbage(width: Int) -> Bool {
        av_get_cpu_flags() & AV_CPU_FLAG_AVX512 != 0 && (width + 15) / 16 % 8 != 0
    }

    /// Encodes the next frame. `keyFrame` forces a key frame, so that a player can start there.
    public mutating func write(_ frame: borrowing Frame, keyFrame: Bool = false) throws(MediaError) {
        frame.pointer.pointee.pts = Int64(frames)
        frame.pointer.pointee.pict_type = keyFrame ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE
        try encoder.send(frame)
        frames += 1
        try drain()
    }

    /// Writes what the encoder still holds and closes the file. Without it the file is not playable.
    public consuming func finish() throws(MediaError) {
        try encoder.sendEnd()
        try drain()
        try output.finish()
    }

    private func drain() throws(MediaError) {
        while try encoder.receive(into: packet) {
            packet.pointer.pointee.duration = 1
            try output.write(packet, stream: 0, from: encoder.timeBase)
        }
    }
}
