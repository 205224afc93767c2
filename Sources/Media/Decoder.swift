import CFFmpeg

enum Decoder {
    /// The names that MP4 gives to what is encrypted: `drms` and `drmi` of Apple's shop, `enca` and `encv` of ISO/IEC 14496-12. What a decoder
    /// makes of it is noise.
    private static let locked: Set<UInt32> = Set(
        ["drms", "drmi", "enca", "encv"].map { name in name.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) } })

    /// A decoder for a stream, which the caller frees.
    ///
    /// - Parameter threads: how many it may use; as many as libav likes for 0.
    static func open(
        _ stream: UnsafeMutablePointer<AVStream>, path: String, threads: Int = 1, isSparse: Bool = false
    ) throws(MediaError) -> UnsafeMutablePointer<AVCodecContext> {
        let parameters = stream.pointee.codecpar!
        if locked.contains(parameters.pointee.codec_tag) {
            throw MediaError(.decode, path, "it is locked to a shop or a device (DRM) and cannot be used")
        }
        guard let codec = avcodec_find_decoder(parameters.pointee.codec_id) else {
            let isKnown = parameters.pointee.codec_id != AV_CODEC_ID_NONE
            let name = isKnown ? String(cString: avcodec_get_name(parameters.pointee.codec_id)) : "its coding, which is unknown"
            throw MediaError(.decode, path, "this build of libav has no decoder for \(name)")
        }
        var context: UnsafeMutablePointer<AVCodecContext>? = avcodec_alloc_context3(codec)
        guard let opened = context else { throw MediaError(.allocate, path, "out of memory") }
        var code = avcodec_parameters_to_context(opened, parameters)
        opened.pointee.pkt_timebase = stream.pointee.time_base
        opened.pointee.thread_count = Int32(threads)
        if isSparse { opened.pointee.flags |= AV_CODEC_FLAG_LOW_DELAY }
        opened.pointee.max_pixels = Accepted.mostPixels
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        av_dict_set(&options, "codec_whitelist", Accepted.decoders, 0)
        if code >= 0 { code = avcodec_open2(opened, codec, &options) }
        guard code >= 0 else {
            avcodec_free_context(&context)
            throw MediaError(.decode, path, code: code)
        }
        return opened
    }
}
