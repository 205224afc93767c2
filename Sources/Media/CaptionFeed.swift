import CFFmpeg
import Editorial
import Foundation

/// A track of captions on its way into a film, written as the picture needs it so that both lie interleaved.
struct CaptionFeed: ~Copyable {
    private let samples: [(start: Int, end: Int, bytes: [UInt8])]
    private let stream: Int
    private let path: String
    private let packet = Packet()
    private var written = 0

    private static let tick = AVRational(num: 1, den: 1000)

    /// Adds the track to a film that is not begun. Players show it when asked to.
    init(_ track: CaptionTrack, _ format: CaptionFormat, to output: borrowing OutputFile, width: Int, height: Int, path: String) throws(MediaError) {
        let stream = try output.addStream(timeBase: Self.tick)
        let parameters = stream.pointee.codecpar!
        parameters.pointee.codec_type = AVMEDIA_TYPE_SUBTITLE
        parameters.pointee.codec_id = format.codec
        (parameters.pointee.width, parameters.pointee.height) = (Int32(width), Int32(height))
        let header = format.header(width: width, height: height)
        if !header.isEmpty {
            guard let memory = av_mallocz(header.count + Int(AV_INPUT_BUFFER_PADDING_SIZE)) else { throw MediaError(.allocate, path, "out of memory") }
            memcpy(memory, header, header.count)
            parameters.pointee.extradata = memory.assumingMemoryBound(to: UInt8.self)
            parameters.pointee.extradata_size = Int32(header.count)
        }
        if let language = track.language {
            let isMOV = path.lowercased().hasSuffix(".mov")
            av_dict_set(&stream.pointee.metadata, "language", isMOV ? MacLanguage.name(language) : language, 0)
        }
        self.stream = Int(stream.pointee.index)
        self.path = path
        samples = track.cues.map { ($0.start, $0.end, format.bytes($0.runs, height)) }
    }

    mutating func copy(until seconds: Double, to output: borrowing OutputFile) throws(MediaError) {
        while written < samples.count, Double(samples[written].start) / 1000 <= seconds {
            let sample = samples[written]
            guard av_new_packet(packet.pointer, Int32(sample.bytes.count)) >= 0 else { throw MediaError(.allocate, path, "out of memory") }
            memcpy(packet.pointer.pointee.data, sample.bytes, sample.bytes.count)
            packet.pointer.pointee.pts = Int64(sample.start)
            packet.pointer.pointee.dts = Int64(sample.start)
            packet.pointer.pointee.duration = Int64(sample.end - sample.start)
            packet.pointer.pointee.flags |= AV_PKT_FLAG_KEY
            try output.write(packet, stream: stream, from: Self.tick)
            written += 1
        }
    }
}
