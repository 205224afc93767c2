import CFFmpeg
import CFFmpegShims
public import Editorial

/// What a film has beside picture and sound, read back from its file.
public struct FilmTracks: Hashable, Sendable {
    public struct Cue: Hashable, Sendable {
        /// Milliseconds of the film.
        public var start: Int
        public var end: Int
        /// Tags and all.
        public var text: String

        public init(start: Int, end: Int, text: String) { (self.start, self.end, self.text) = (start, end, text) }
    }

    public var chapters: [Chapter]
    /// Of the first track of captions, without the silence between them; nil without one.
    public var captions: [Cue]?
    /// ISO 639-2.
    public var language: String?
    /// Whether players show the captions unasked.
    public var showsCaptions = false

    public init(reading path: String) throws(MediaError) {
        let demuxer = try Demuxer(path: path)
        let milliseconds = AVRational(num: 1, den: 1000)
        chapters = (0..<Int(demuxer.context.pointee.nb_chapters)).compactMap { index in
            guard let chapter = demuxer.context.pointee.chapters[index]?.pointee else { return nil }
            return Chapter(
                start: Int(av_rescale_q(chapter.start, chapter.time_base, milliseconds)),
                end: Int(av_rescale_q(chapter.end, chapter.time_base, milliseconds)), title: Self.value("title", chapter.metadata) ?? "")
        }
        guard let index = demuxer.bestStream(AVMEDIA_TYPE_SUBTITLE) else { return }
        let stream = demuxer.stream(index)
        let isTimedText = stream.pointee.codecpar.pointee.codec_id == AV_CODEC_ID_MOV_TEXT
        language = Self.value("language", stream.pointee.metadata).map(MacLanguage.standard)
        // Matroska knows no edit lists: there all of a film begins as much later as its sound needs ahead of it.
        let first = demuxer.bestStream(AVMEDIA_TYPE_VIDEO).map { demuxer.stream($0).pointee }
        let offset = first.flatMap { $0.start_time == mv_nopts_value ? nil : av_rescale_q($0.start_time, $0.time_base, milliseconds) } ?? 0
        showsCaptions = stream.pointee.disposition & AV_DISPOSITION_DEFAULT != 0
        demuxer.keepOnly(index)
        let packet = Packet()
        var cues: [Cue] = []
        while try demuxer.read(into: packet) {
            // Packets of other streams were read before these were left out.
            guard packet.pointer.pointee.stream_index == Int32(index) else { continue }
            var bytes = UnsafeBufferPointer(start: packet.pointer.pointee.data, count: Int(packet.pointer.pointee.size))[...]
            if isTimedText, bytes.count >= 2 {
                let count = Int(bytes[0]) << 8 | Int(bytes[1])
                bytes = bytes.dropFirst(2).prefix(count)
            }
            let start = av_rescale_q(packet.pointer.pointee.pts, stream.pointee.time_base, milliseconds) - offset
            let length = av_rescale_q(packet.pointer.pointee.duration, stream.pointee.time_base, milliseconds)
            if !bytes.isEmpty { cues.append(Cue(start: Int(start), end: Int(start + length), text: String(decoding: bytes, as: UTF8.self))) }
        }
        captions = cues
    }

    private static func value(_ key: String, _ dictionary: OpaquePointer?) -> String? {
        av_dict_get(dictionary, key, nil, 0).map { String(cString: $0.pointee.value) }
    }
}
