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
    private let startTimestamp: Int64

    public let path: String
    public let width: Int
    public let height: Int
    public let rate: FrameRate
    /// Sample (pixel) aspect ratio.
    public let pixelAspect: Rational
    public let timeBase: Rational
    /// Degrees clockwise that a player turns the picture.
    public let rotation: Int
    /// Frames that the file's index lists and means to be shown; nil for containers without a full index.
    public let announcedFrames: Int?
    /// Frames or packets that the decoder refused or reported damaged so far.
    public private(set) var damaged = 0

    /// - Parameter threads: decoder threads; 0 lets libav choose.
    public init(path: String, threads: Int = 1) throws(MediaError) {
        let demuxer = try Demuxer(path: path)
        guard let index = demuxer.bestStream(AVMEDIA_TYPE_VIDEO) else { throw MediaError(.open, path, "the file has no video stream") }
        demuxer.keepOnly(index)
        let stream = demuxer.stream(index)
        let decoder = try Decoder.open(stream, path: path, threads: threads)
        self.decoder = decoder
        self.path = path
        streamIndex = index
        width = Int(decoder.pointee.width)
        height = Int(decoder.pointee.height)
        rate = Self.rate(of: stream)
        timeBase = Rational(stream.pointee.time_base)
        let aspect = av_guess_sample_aspect_ratio(demuxer.context, stream, nil)
        pixelAspect = aspect.num > 0 && aspect.den > 0 ? Rational(aspect) : Rational(1)
        rotation = Int(mv_stream_rotation(stream))
        announcedFrames = Self.announcedFrames(of: stream)
        startTimestamp = stream.pointee.start_time == mv_nopts_value ? 0 : stream.pointee.start_time
        self.demuxer = demuxer
    }

    deinit {
        var decoder: UnsafeMutablePointer<AVCodecContext>? = decoder
        avcodec_free_context(&decoder)
    }

    /// The average rate, which is the exact one for constant rates; the guessed one for odd files.
    static func rate(of stream: UnsafeMutablePointer<AVStream>) -> FrameRate {
        for candidate in [stream.pointee.avg_frame_rate, stream.pointee.r_frame_rate] where candidate.num > 0 && candidate.den > 0 {
            return FrameRate(Int64(candidate.num), Int64(candidate.den))
        }
        return FrameRate(25)
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
        frame.timestamp.map { (Rational($0 - startTimestamp) * timeBase).doubleValue }
    }

    /// The number of `frame` counted in the file's own rate, from its time.
    public func index(of frame: borrowing Frame) -> Int? {
        frame.timestamp.map { Int((Rational($0 - startTimestamp) * timeBase * rate.framesPerSecond).rounded) }
    }

    /// Continues at the last key frame at or before a frame number. Cheap when that is the start of the file.
    public mutating func seek(toKeyFrameBefore index: Int) throws(MediaError) {
        let target = (Rational(Int64(index)) / rate.framesPerSecond / timeBase).floor + startTimestamp
        let code = avformat_seek_file(demuxer.context, Int32(streamIndex), Int64.min, target, target, 0)
        guard code >= 0 else { throw MediaError(.decode, path, code: code) }
        avcodec_flush_buffers(decoder)
        drained = false
    }

    /// Decodes the next picture into `frame`; false at the end. Damaged packets are counted and skipped.
    public mutating func next(into frame: borrowing Frame) throws(MediaError) -> Bool {
        while true {
            let received = avcodec_receive_frame(decoder, frame.pointer)
            if received >= 0 {
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

    private mutating func feed() throws(MediaError) {
        guard !drained else { return }
        repeat {
            guard try demuxer.read(into: packet) else {
                drained = true
                avcodec_send_packet(decoder, nil)
                return
            }
        } while packet.pointer.pointee.stream_index != Int32(streamIndex)
        if avcodec_send_packet(decoder, packet.pointer) < 0 { damaged += 1 }
    }
}
