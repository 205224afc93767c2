package import CFFmpeg
import CFFmpegShims
import Timebase

/// An opened media file, delivering packets. Only local files in containers we accept are opened: no playlists, no network.
package struct Demuxer: ~Copyable {
    package let context: UnsafeMutablePointer<AVFormatContext>
    package let path: String

    package init(path: String) throws(MediaError) {
        var context: UnsafeMutablePointer<AVFormatContext>? = avformat_alloc_context()
        guard context != nil else { throw MediaError(.allocate, path, "out of memory") }
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        av_dict_set(&options, "protocol_whitelist", "file", 0)
        av_dict_set(&options, "format_whitelist", Accepted.containers, 0)
        av_dict_set(&options, "codec_whitelist", Accepted.decoders, 0)
        av_dict_set_int(&options, "max_streams", Int64(Accepted.mostStreams), 0)
        var code = avformat_open_input(&context, "file:" + path, nil, &options)
        guard code >= 0, let opened = context else { throw MediaError(.open, path, code: code) }
        code = avformat_find_stream_info(opened, nil)
        guard code >= 0 else {
            avformat_close_input(&context)
            throw MediaError(.probe, path, code: code)
        }
        self.context = opened
        self.path = path
    }

    deinit {
        var context: UnsafeMutablePointer<AVFormatContext>? = context
        avformat_close_input(&context)
    }

    package func bestStream(_ type: AVMediaType) -> Int? {
        let index = av_find_best_stream(context, type, -1, -1, nil, 0)
        guard index >= 0, context.pointee.streams[Int(index)]!.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0 else { return nil }
        return Int(index)
    }

    package func stream(_ index: Int) -> UnsafeMutablePointer<AVStream> { context.pointee.streams[index]! }

    /// Drops the packets of all other streams unread.
    package func keepOnly(_ index: Int) {
        for other in 0..<Int(context.pointee.nb_streams) where other != index { stream(other).pointee.discard = AVDISCARD_ALL }
    }

    /// The next packet, or false at the end of the file.
    package func read(into packet: borrowing Packet) throws(MediaError) -> Bool {
        av_packet_unref(packet.pointer)
        let code = av_read_frame(context, packet.pointer)
        if code == mv_averror_eof { return false }
        guard code >= 0 else { throw MediaError(.decode, path, code: code) }
        return true
    }
}

/// A compressed piece of a stream, owned.
package struct Packet: ~Copyable {
    package let pointer: UnsafeMutablePointer<AVPacket>

    package init() {
        guard let packet = av_packet_alloc() else { fatalError("out of memory for a packet header") }
        pointer = packet
    }

    deinit {
        var packet: UnsafeMutablePointer<AVPacket>? = pointer
        av_packet_free(&packet)
    }
}

extension Rational {
    init(_ value: AVRational) { self.init(Int64(value.num), Int64(max(1, value.den))) }
}

extension AVRational {
    init(_ value: Rational) { self.init(num: Int32(clamping: value.numerator), den: Int32(clamping: value.denominator)) }
}
