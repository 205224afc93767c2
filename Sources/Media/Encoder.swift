import CFFmpeg
import CFFmpegShims

/// An encoder of libavcodec: made, configured through `context`, opened, then fed.
struct Encoder: ~Copyable {
    let context: UnsafeMutablePointer<AVCodecContext>
    /// What is being made, for error texts.
    private let subject: String
    private let name: String

    init(_ name: String, subject: String) throws(MediaError) {
        guard let codec = avcodec_find_encoder_by_name(name) else {
            throw MediaError(.encode, subject, "this build of libav has no encoder \(name); install a full build of FFmpeg's libraries")
        }
        guard let context = avcodec_alloc_context3(codec) else { throw MediaError(.allocate, subject, "out of memory") }
        self.context = context
        self.subject = subject
        self.name = name
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&context)
    }

    var timeBase: AVRational { context.pointee.time_base }

    /// Opens with private options; one that the encoder does not know is an error, never passed over.
    func open(options: [String: String]) throws(MediaError) {
        var dictionary: OpaquePointer?
        defer { av_dict_free(&dictionary) }
        for (key, value) in options { av_dict_set(&dictionary, key, value, 0) }
        let code = avcodec_open2(context, nil, &dictionary)
        guard code >= 0 else { throw MediaError(.encode, subject, code: code) }
        guard av_dict_count(dictionary) == 0 else {
            throw MediaError(.encode, subject, "\(name) does not know all of the options \(options.keys.sorted().joined(separator: ", "))")
        }
    }

    /// Copies what a muxer must know.
    func describe(_ stream: UnsafeMutablePointer<AVStream>) throws(MediaError) {
        let code = avcodec_parameters_from_context(stream.pointee.codecpar, context)
        guard code >= 0 else { throw MediaError(.mux, subject, code: code) }
    }

    func send(_ frame: borrowing Frame) throws(MediaError) {
        let code = avcodec_send_frame(context, frame.pointer)
        guard code >= 0 else { throw MediaError(.encode, subject, code: code) }
    }

    func sendEnd() throws(MediaError) {
        let code = avcodec_send_frame(context, nil)
        guard code >= 0 else { throw MediaError(.encode, subject, code: code) }
    }

    /// The next packet; false when the encoder wants more frames or has ended.
    func receive(into packet: borrowing Packet) throws(MediaError) -> Bool {
        let code = avcodec_receive_packet(context, packet.pointer)
        if code == mv_averror_eagain || code == mv_averror_eof { return false }
        guard code >= 0 else { throw MediaError(.encode, subject, code: code) }
        return true
    }
}
