import CFFmpeg
import CFFmpegShims
import Foundation
public import Timebase

/// Looks at a file without decoding its pictures: every packet is read, so frames are counted and not believed.
public struct MediaProbe: Hashable, Sendable {
    public var container: String
    public var codec: String
    public var width: Int
    public var height: Int
    public var pixelFormat: String
    public var rate: FrameRate
    public var frames: Int
    public var seconds: Double
    public var hasAudio: Bool
    /// Bits per second of the whole file.
    public var bitRate: Int
    public var rotation: Int
    public var metadata: [String: String]

    /// - Throws: `MediaError` when the file cannot be opened or holds no moving picture.
    public init(path: String) throws(MediaError) {
        let demuxer = try Demuxer(path: path)
        guard let index = demuxer.bestStream(AVMEDIA_TYPE_VIDEO) else { throw MediaError(.probe, path, "the file has no video stream") }
        let stream = demuxer.stream(index)
        let parameters = stream.pointee.codecpar.pointee
        container = String(cString: demuxer.context.pointee.iformat.pointee.name)
        codec = String(cString: avcodec_get_name(parameters.codec_id))
        width = Int(parameters.width)
        height = Int(parameters.height)
        pixelFormat = av_get_pix_fmt_name(AVPixelFormat(parameters.format)).map { String(cString: $0) } ?? "unknown"
        rate = VideoReader.rate(of: stream)
        hasAudio = demuxer.bestStream(AVMEDIA_TYPE_AUDIO) != nil
        bitRate = Int(demuxer.context.pointee.bit_rate)
        rotation = Int(mv_stream_rotation(stream))
        metadata = Self.tags(demuxer.context.pointee.metadata).merging(Self.tags(stream.pointee.metadata)) { first, _ in first }
        demuxer.keepOnly(index)
        let packet = Packet()
        var count = 0
        while try demuxer.read(into: packet) { count += packet.pointer.pointee.stream_index == Int32(index) ? 1 : 0 }
        frames = count
        seconds = Double(count) / rate.doubleValue
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
