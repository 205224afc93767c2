import CFFmpeg
import CFFmpegShims
public import Timebase

/// Decodes the pictures of a file, one after the other, in the order they are shown.
public struct VideoReader: ~Copyable {
    private let demuxer: Demuxer
    private let decoder: UnsafeMutablePointer<AVCodecContext>
    private let streamIndex: Int
    private let packet = Packet()
    private var drained = false
    private let numbering: FrameNumbering

    public let path: String
    public let width: Int
    public let height: Int
    public let rate: FrameRate
    /// Sample (pixel) aspect ratio.
    public let pixelAspect: Rational
    public let timeBase: Rational
    /// Degrees clockwise that a player turns the picture.
    public let rotation: Int
    /// Whether its left is then shown on the right.
    public let isMirrored: Bool
    /// Frames that the file's index lists and means to be shown; nil for containers without a full index.
    public let announcedFrames: Int?
    /// Numbers of the frames that will be looked at; nil for all. The others may be left out, where nothing else depends on them.
    public var wanted: Set<Int>?
    /// Whether the file lists its frames, each lasting as long as the others and none made of two fields.
    private let isSteady: Bool
    /// The number of the next frame where it can only be counted from the start: AVI says in which order frames are decoded, and not when those are
    /// shown that are decoded in another order. Nil elsewhere.
    private var counted: Int?
    /// Not every frame of a program stream has a time. From the start on the others are known, and from elsewhere they are guessed.
    private let isProgramStream: Bool
    /// Frames or packets that the decoder refused or reported damaged so far.
    public private(set) var damaged = 0

    /// - Parameters:
    ///   - threads: decoder threads; 0 lets libav choose.
    ///   - isSparse: for looking at single key frames: the first picture comes out as soon as it is decoded.
    public init(path: String, threads: Int = 1, isSparse: Bool = false) throws(MediaError) {
        let demuxer = try Demuxer(path: path)
        guard let index = demuxer.bestStream(AVMEDIA_TYPE_VIDEO) else { throw MediaError(.open, path, "the file has no video stream") }
        demuxer.keepOnly(index)
        let stream = demuxer.stream(index)
        let decoder = try Decoder.open(stream, path: path, threads: threads, isSparse: isSparse)
        self.decoder = decoder
        self.path = path
        streamIndex = index
        width = Int(decoder.pointee.width)
        height = Int(decoder.pointee.height)
        rate = Self.rate(of: stream)
        timeBase = Rational(stream.pointee.time_base)
        let fields = stream.pointee.codecpar.pointee.field_order
        isSteady = Self.hasEvenIndex(stream) && (fields == AV_FIELD_PROGRESSIVE || fields == AV_FIELD_UNKNOWN)
        let aspect = av_guess_sample_aspect_ratio(demuxer.context, stream, nil)
        pixelAspect = aspect.num > 0 && aspect.den > 0 ? Rational(aspect) : Rational(1)
        rotation = Int(mv_stream_rotation(stream))
        isMirrored = mv_stream_is_mirrored(stream) != 0
        announcedFrames = Self.announcedFrames(of: stream)
        numbering = FrameNumbering(stream, rate: rate)
        let container = String(cString: demuxer.context.pointee.iformat.pointee.name)
        counted = container == "avi" && stream.pointee.codecpar.pointee.video_delay > 0 ? 0 : nil
        isProgramStream = container == "mpeg"
        self.demuxer = demuxer
    }

    deinit {
        var decoder: UnsafeMutablePointer<AVCodecContext>? = decoder
        avcodec_free_context(&decoder)
    }

    /// The average rate, which is the exact one for constant rates; the guessed one for odd files. The average of a varying rate is a fraction of
    /// many digits: the nearest one is taken that can be counted with.
    static func rate(of stream: UnsafeMutablePointer<AVStream>) -> FrameRate {
        for candidate in [stream.pointee.avg_frame_rate, stream.pointee.r_frame_rate] where candidate.num > 0 && candidate.den > 0 {
            var (numerator, denominator): (Int32, Int32) = (0, 0)
            av_reduce(&numerator, &denominator, Int64(candidate.num), Int64(candidate.den), 120_000)
            if numerator > 0, denominator > 0 { return FrameRate(Int64(numerator), Int64(denominator)) }
        }
        return FrameRate(25)
    }

    /// Only where a frame's time tells when the next one comes may one be left out: MP4 and MOV list all of them.
    private static func hasEvenIndex(_ stream: UnsafeMutablePointer<AVStream>) -> Bool {
        let count = avformat_index_get_entries_count(stream)
        guard stream.pointee.nb_frames > 1, Int64(count) >= stream.pointee.nb_frames else { return false }
        let times = (0..<count).map { avformat_index_get_entry(stream, $0).pointee.timestamp }
        let steps = zip(times, times.dropFirst()).map { $1 - $0 }
        // Ticks that do not divide a frame are rounded.
        return steps.max()! - steps.min()! <= 1
    }

    /// Only MP4 and MOV say how many frames there are and list each; frames that an edit list hides are not counted.
    private static func announcedFrames(of stream: UnsafeMutablePointer<AVStream>) -> Int? {
        guard stream.pointee.nb_frames > 0 else { return nil }
        let shown = (0..<avformat_index_get_entries_count(stream)).count { entry in
            avformat_index_get_entry(stream, entry).pointee.flags & AVINDEX_DISCARD_FRAME == 0
        }
        return shown == 0 ? nil : shown
    }

    /// Seconds from the first picture at which `frame` is shown; nil when the stream does not say.
    public func seconds(of frame: borrowing Frame) -> Double? {
        frame.timestamp.map { Double($0 - numbering.start) * timeBase.doubleValue }
    }

    /// The number of `frame` counted in the file's own rate: the first number whose moment is not before the frame's own.
    ///
    /// - Parameter other: in which the frame's time is given, if that is not the file's own.
    public func index(of frame: borrowing Frame, timeBase other: Rational? = nil) -> Int? {
        frame.timestamp.map { numbering.number(at: $0, timeBase: other) }
    }

    /// Continues at the last key frame at or before a frame number, or at the start where numbers hold only from there. Cheap when that is the
    /// start of the file.
    public mutating func seek(toKeyFrameBefore index: Int) throws(MediaError) {
        let target = numbering.lastTimestamp(of: counted == nil ? index : 0)
        let code =
            isProgramStream
            ? avformat_seek_file(demuxer.context, -1, 0, 0, 0, AVSEEK_FLAG_BYTE)
            : avformat_seek_file(demuxer.context, Int32(streamIndex), Int64.min, target, target, 0)
        guard code >= 0 else { throw MediaError(.decode, path, code: code) }
        avcodec_flush_buffers(decoder)
        if counted != nil { counted = 0 }
        drained = false
    }

    /// Decodes the next picture into `frame`; false at the end. Damaged packets are counted and skipped.
    public mutating func next(into frame: borrowing Frame) throws(MediaError) -> Bool {
        while true {
            let received = avcodec_receive_frame(decoder, frame.pointer)
            if received >= 0 {
                // Hidden by an edit list; not every decoder keeps it back.
                if frame.pointer.pointee.flags & AV_FRAME_FLAG_DISCARD != 0 { continue }
                if let number = counted {
                    frame.pointer.pointee.best_effort_timestamp = numbering.timestamp(of: number)
                    counted = number + 1
                }
                frame.pointer.pointee.pts = frame.pointer.pointee.best_effort_timestamp
                frame.completeColours()
                if frame.pointer.pointee.decode_error_flags != 0 || frame.pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0 {
                    damaged += 1
                }
                return true
            }
            if received == mv_averror_eof { return false }
            guard received == mv_averror_eagain else {
                damaged += 1
                if drained { return false }
                continue
            }
            try feed()
        }
    }

    /// Whether the decoder may leave out the frame of a packet. The last one may be needed: it stays past the end.
    private func isUnwanted(_ packet: borrowing Packet) -> Bool {
        let time = packet.pointer.pointee.pts
        guard let wanted, isSteady, counted == nil, time != mv_nopts_value else { return false }
        let number = numbering.number(at: time)
        return !wanted.contains(number) && number + 1 < announcedFrames ?? 0
    }

    private mutating func feed() throws(MediaError) {
        guard !drained else { return }
        repeat {
            guard try demuxer.read(into: packet) else {
                drained = true
                avcodec_send_packet(decoder, nil)
                return
            }
        } while packet.pointer.pointee.stream_index != Int32(streamIndex)
        decoder.pointee.skip_frame = isUnwanted(packet) ? AVDISCARD_NONREF : AVDISCARD_DEFAULT
        if avcodec_send_packet(decoder, packet.pointer) < 0 { damaged += 1 }
    }
}

extension FrameNumbering {
    init(_ stream: UnsafeMutablePointer<AVStream>, rate: FrameRate) {
        let start = stream.pointee.start_time
        self.init(start: start == mv_nopts_value ? 0 : start, timeBase: Rational(stream.pointee.time_base), rate: rate)
    }
}
