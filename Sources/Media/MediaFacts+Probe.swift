import CFFmpeg
import CFFmpegShims
public import Editorial
import Foundation
import Timebase

extension MediaFacts {
    /// Looks at a file without decoding its pictures: every packet is read, so frames are counted and not believed.
    ///
    /// - Throws: `MediaError` when the file cannot be opened or holds no moving picture, or more frames than any clip has.
    public init(probing path: String) throws(MediaError) { try self.init(probing: path, mostFrames: Accepted.mostFrames) }

    package init(probing path: String, mostFrames: Int) throws(MediaError) {
        let demuxer = try Demuxer(path: path)
        guard let index = demuxer.bestStream(AVMEDIA_TYPE_VIDEO) else { throw MediaError(.probe, path, "the file has no video stream") }
        let stream = demuxer.stream(index)
        let parameters = stream.pointee.codecpar.pointee
        let rate = VideoReader.rate(of: stream)
        let hasAudio = demuxer.bestStream(AVMEDIA_TYPE_AUDIO) != nil
        demuxer.keepOnly(index)
        let packet = Packet()
        let numbering = FrameNumbering(stream, rate: rate)
        var (frames, last): (Int, Int?) = (0, 0)
        while try demuxer.read(into: packet) {
            // An edit list may hide frames that others need.
            guard packet.pointer.pointee.stream_index == Int32(index), packet.pointer.pointee.flags & AV_PKT_FLAG_DISCARD == 0 else { continue }
            frames += 1
            guard frames <= mostFrames else {
                throw MediaError(.probe, path, "it has more than \(mostFrames) frames, which no clip has; cut it into parts that are shorter")
            }
            let time = packet.pointer.pointee.pts
            last = time == mv_nopts_value ? nil : last.map { max($0, numbering.number(at: time)) }
        }
        // Of a file that says it is slower than it is, the last frame comes sooner than counting says.
        if let last { frames = min(frames, last + 1) }
        self.init(
            container: String(cString: demuxer.context.pointee.iformat.pointee.name),
            codec: String(cString: avcodec_get_name(parameters.codec_id)),
            width: Int(parameters.width), height: Int(parameters.height),
            pixelFormat: av_get_pix_fmt_name(AVPixelFormat(parameters.format)).map { String(cString: $0) } ?? "unknown", rate: rate,
            frames: frames, seconds: Double(frames) / rate.doubleValue, hasAudio: hasAudio, bitRate: Int(demuxer.context.pointee.bit_rate),
            rotation: Int(mv_stream_rotation(stream)), hasC2PA: ContentCredentials.present(inFile: path),
            metadata: Self.tags(demuxer.context.pointee.metadata).merging(Self.tags(stream.pointee.metadata)) { first, _ in first })
    }

    private static func tags(_ dictionary: OpaquePointer?) -> [String: String] {
        var tags: [String: String] = [:]
        var entry: UnsafeMutablePointer<AVDictionaryEntry>?
        while let next = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX) {
            tags[String(cString: next.pointee.key).lowercased()] = String(
                decoding: Data(bytes: next.pointee.value, count: min(strlen(next.pointee.value), 65536)), as: UTF8.self)
            entry = next
        }
        return tags
    }
}
