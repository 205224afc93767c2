import CFFmpeg
public import Editorial
public import Timebase

/// Encodes pictures into a file of one stream: takes and render segments. MP4, or MOV for the codecs of editing rooms.
///
/// Colour is tagged BT.709, limited range; pixels are square. One frame lasts exactly `1 / rate` seconds.
public struct VideoFileWriter: ~Copyable {
    public struct Settings: Hashable, Sendable {
        public var width: Int
        public var height: Int
        public var rate: FrameRate
        public var codec: PictureCodec
        public var preset: String
        /// Nil for the codec's usual quality, and for codecs that have none.
        public var crf: Int?
        /// libx264 gives another picture for another thread count, so it is part of what is asked.
        public var threads: Int
        /// Most frames between key frames.
        public var keyFrameInterval: Int
        public var metadata: [String: String]
        /// The processor of pictures that encodes; nil for the codec's usual encoder.
        public var hardware: DeliverableSpec.Hardware?

        public init(
            width: Int, height: Int, rate: FrameRate, codec: PictureCodec = .h264, preset: String = "veryfast", crf: Int? = 20, threads: Int = 1,
            keyFrameInterval: Int = 250, metadata: [String: String] = [:], hardware: DeliverableSpec.Hardware? = nil
        ) {
            self.width = width
            self.height = height
            self.rate = rate
            self.codec = codec
            self.preset = preset
            self.crf = crf
            self.threads = threads
            self.keyFrameInterval = keyFrameInterval
            self.metadata = metadata
            self.hardware = hardware
        }
    }

    private let encoder: Encoder
    private let output: OutputFile
    /// Given by the encoder so far.
    private var packets = 0
    private let packet = Packet()
    /// Where the encoder reads its pictures, when that is not this program's memory.
    private let elsewhere: HardwarePictures?
    /// Frames written so far.
    public private(set) var frames = 0

    public init(path: String, settings: Settings) throws(MediaError) {
        var elsewhere: HardwarePictures?
        let encoder = try Self.openEncoder(settings, path: path, &elsewhere)
        output = try Self.openOutput(path, encoder, settings)
        self.encoder = encoder
        self.elsewhere = elsewhere
    }

    private static func openOutput(
        _ path: String, _ encoder: borrowing Encoder, _ settings: Settings
    ) throws(MediaError) -> OutputFile {
        let output = try OutputFile(path: path, format: settings.codec.segmentFormat)
        let stream = try output.addStream(timeBase: encoder.timeBase)
        stream.pointee.avg_frame_rate = encoder.context.pointee.framerate
        try encoder.describe(stream)
        try output.start(metadata: settings.metadata, timescale: settings.rate.framesPerSecond.numerator * 1000)
        return output
    }

    private static func openEncoder(
        _ settings: Settings, path: String, _ elsewhere: inout HardwarePictures?
    ) throws(MediaError) -> Encoder {
        let encoder = try Encoder(settings.codec.encoder(on: settings.hardware), subject: path)
        let context = encoder.context
        context.pointee.width = Int32(settings.width)
        context.pointee.height = Int32(settings.height)
        context.pointee.pix_fmt = av_get_pix_fmt(settings.codec.pixelFormat)
        context.pointee.framerate = AVRational(settings.rate.framesPerSecond)
        context.pointee.time_base = AVRational(num: context.pointee.framerate.den, den: context.pointee.framerate.num)
        context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
        if !settings.codec.hasOnlyKeyFrames { context.pointee.gop_size = Int32(settings.keyFrameInterval) }
        context.pointee.thread_count = Int32(settings.threads)
        context.pointee.color_range = AVCOL_RANGE_MPEG
        context.pointee.color_primaries = AVCOL_PRI_BT709
        context.pointee.color_trc = AVCOL_TRC_BT709
        context.pointee.colorspace = AVCOL_SPC_BT709
        context.pointee.chroma_sample_location = AVCHROMA_LOC_LEFT
        context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT
        if let hardware = settings.hardware {
            settings.codec.set(context, quality: settings.crf, on: hardware)
            if hardware == .vaapi { elsewhere = try HardwarePictures(for: context) }
        }
        try encoder.open(options: settings.hardware.map { settings.codec.options(settings, on: $0) } ?? settings.codec.options(settings))
        return encoder
    }

    /// Encodes the next frame. `keyFrame` forces a key frame, so that a player can start there.
    public mutating func write(_ frame: borrowing Frame, keyFrame: Bool = false) throws(MediaError) {
        frame.pointer.pointee.pts = Int64(frames)
        // ProRes believes the picture and not the encoder's settings.
        frame.pointer.pointee.color_range = encoder.context.pointee.color_range
        frame.pointer.pointee.color_primaries = encoder.context.pointee.color_primaries
        frame.pointer.pointee.color_trc = encoder.context.pointee.color_trc
        frame.pointer.pointee.colorspace = encoder.context.pointee.colorspace
        frame.pointer.pointee.pict_type = keyFrame ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE
        if let elsewhere { try encoder.send(elsewhere.brought(frame)) } else { try encoder.send(frame) }
        frames += 1
        try drain()
    }

    /// Writes what the encoder still holds and closes the file. Without it the file is not playable.
    public consuming func finish() throws(MediaError) {
        try encoder.sendEnd()
        try drain()
        try output.finish()
    }

    private mutating func drain() throws(MediaError) {
        while try encoder.receive(into: packet) {
            packet.pointer.pointee.duration = 1
            // libx265 gives what is shorter than its delay times of decoding from nowhere: packets come in that order anyway.
            if encoder.context.pointee.codec_id == AV_CODEC_ID_HEVC {
                packet.pointer.pointee.dts = Int64(packets) - Int64(max(2, encoder.context.pointee.has_b_frames))
            }
            packets += 1
            try output.write(packet, stream: 0, from: encoder.timeBase)
        }
    }
}
