import CFFmpeg
import CFFmpegShims
import Editorial

/// A file being muxed. The header is written by `start`, the file is complete after `finish`.
struct OutputFile: ~Copyable {
    private let context: UnsafeMutablePointer<AVFormatContext>
    private let path: String

    /// - Parameter format: libav's muxer name; nil guesses from the extension.
    init(path: String, format: String?) throws(MediaError) {
        var context: UnsafeMutablePointer<AVFormatContext>?
        var code = avformat_alloc_output_context2(&context, nil, format, path)
        guard code >= 0, let opened = context else { throw MediaError(.mux, path, code: code) }
        opened.pointee.flags |= AVFMT_FLAG_BITEXACT
        code = avio_open(&opened.pointee.pb, "file:" + path, AVIO_FLAG_WRITE)
        guard code >= 0 else {
            avformat_free_context(opened)
            throw MediaError(.mux, path, code: code)
        }
        self.context = opened
        self.path = path
    }

    deinit {
        avio_closep(&context.pointee.pb)
        avformat_free_context(context)
    }

    func addStream(timeBase: AVRational) throws(MediaError) -> UnsafeMutablePointer<AVStream> {
        guard let stream = avformat_new_stream(context, nil) else { throw MediaError(.allocate, path, "out of memory") }
        stream.pointee.time_base = timeBase
        return stream
    }

    /// Before the header is written.
    func add(chapters: [Chapter]) throws(MediaError) {
        guard !chapters.isEmpty else { return }
        let all = av_malloc_array(chapters.count, MemoryLayout<UnsafeMutablePointer<AVChapter>?>.stride)
        guard let all = all?.bindMemory(to: UnsafeMutablePointer<AVChapter>?.self, capacity: chapters.count) else {
            throw MediaError(.allocate, path, "out of memory")
        }
        context.pointee.chapters = all
        for (index, chapter) in chapters.enumerated() {
            guard let memory = av_mallocz(MemoryLayout<AVChapter>.size) else { throw MediaError(.allocate, path, "out of memory") }
            let made = memory.bindMemory(to: AVChapter.self, capacity: 1)
            made.pointee.id = Int64(index + 1)
            made.pointee.time_base = AVRational(num: 1, den: 1000)
            (made.pointee.start, made.pointee.end) = (Int64(chapter.start), Int64(chapter.end))
            av_dict_set(&made.pointee.metadata, "title", chapter.title, 0)
            all[index] = made
            context.pointee.nb_chapters = UInt32(index + 1)
        }
    }

    func stream(_ index: Int) -> UnsafeMutablePointer<AVStream> { context.pointee.streams[index]! }

    /// - Parameter timescale: ticks per second in which the container writes the length of its tracks. The muxer's own 1000
    ///   cuts the sound to whole milliseconds.
    func start(metadata: [String: String], timescale: Int64, fastStart: Bool = false) throws(MediaError) {
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) { av_dict_set(&context.pointee.metadata, key, value, 0) }
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        var flags: [String] = metadata.isEmpty ? [] : ["use_metadata_tags"]
        if fastStart { flags.append("faststart") }
        if context.pointee.oformat.pointee.name.map({ ["mp4", "mov"].contains(String(cString: $0)) }) == true {
            av_dict_set(&options, "movie_timescale", String(timescale), 0)
        }
        // WebM tells how much of Opus comes before the start: shifting all until nothing is negative would count that twice.
        if context.pointee.oformat.pointee.name.map({ String(cString: $0) == "webm" }) == true { context.pointee.avoid_negative_ts = 0 }
        if !flags.isEmpty { av_dict_set(&options, "movflags", flags.joined(separator: "+"), 0) }
        let code = avformat_write_header(context, &options)
        guard code >= 0 else { throw MediaError(.mux, path, code: code) }
    }

    /// Writes a packet whose times are in `timeBase`. The packet is empty afterwards.
    func write(_ packet: borrowing Packet, stream index: Int, from timeBase: AVRational) throws(MediaError) {
        packet.pointer.pointee.stream_index = Int32(index)
        packet.pointer.pointee.pos = -1
        av_packet_rescale_ts(packet.pointer, timeBase, stream(index).pointee.time_base)
        let code = av_interleaved_write_frame(context, packet.pointer)
        guard code >= 0 else { throw MediaError(.mux, path, code: code) }
    }

    func finish() throws(MediaError) {
        let code = av_write_trailer(context)
        guard code >= 0 else { throw MediaError(.mux, path, code: code) }
        // A full disk shows here and not before: what was buffered is written on closing.
        let closed = avio_closep(&context.pointee.pb)
        guard closed >= 0 else { throw MediaError(.mux, path, code: closed) }
    }
}
