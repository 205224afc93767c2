import CFFmpeg
import CFFmpegShims
public import Editorial
import Foundation
public import Timebase

/// Joins encoded segments and one sound track into a film without encoding anything again.
///
/// Segments are joined by copying packets, which players only survive when the segments are alike: a piece of another size
/// joins without any error and shows garbage. So each one is compared with the first before a byte is written.
public enum FilmJoiner {
    /// - Parameters:
    ///   - segments: paths and frame counts, in order.
    ///   - sound: path of the encoded song.
    ///   - soundLength: samples of it that are heard, for containers that have no edit list.
    ///   - soundShift: samples by which the sound is told to be later than it is.
    ///   - path: the film; its extension decides the container.
    ///   - captions: a track of them; none in containers that have no such tracks.
    /// - Returns: video frames copied.
    public static func join(
        segments: [(path: String, frames: Int)], sound: String, soundLength: Int? = nil, soundShift: Int = 0, rate: FrameRate, to path: String,
        metadata: [String: String] = [:], captions: CaptionTrack? = nil, chapters: [Chapter] = []
    ) throws(MediaError) -> Int {
        guard let first = segments.first else { throw MediaError(.mux, path, "there are no segments to join") }
        let reference = try Demuxer(path: first.path)
        let referenceStream = try videoStream(reference)
        let audio = try Demuxer(path: sound)
        guard let audioIndex = audio.bestStream(AVMEDIA_TYPE_AUDIO) else { throw MediaError(.mux, sound, "the file has no sound") }
        let output = try OutputFile(path: path, format: nil)
        let container = path.split(separator: ".").last.map { $0.lowercased() }
        let tick = AVRational(num: Int32(rate.framesPerSecond.denominator), den: Int32(rate.framesPerSecond.numerator))
        let video = try output.addStream(timeBase: tick)
        try copyParameters(from: referenceStream, to: video, path: path)
        let codec = referenceStream.pointee.codecpar.pointee.codec_id
        let reorders = codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_HEVC
        // Apple's players know HEVC by this tag only.
        if codec == AV_CODEC_ID_HEVC, !path.hasSuffix(".mkv") { video.pointee.codecpar.pointee.codec_tag = 0x3163_7668 }
        video.pointee.avg_frame_rate = AVRational(rate.framesPerSecond)
        let soundStream = try output.addStream(timeBase: audio.stream(audioIndex).pointee.time_base)
        try copyParameters(from: audio.stream(audioIndex), to: soundStream, path: path)
        let soundRate = Int64(soundStream.pointee.codecpar.pointee.sample_rate)
        let picture = video.pointee.codecpar.pointee
        var words: CaptionFeed?
        if let captions, let format = CaptionFormat(container: container ?? "") {
            words = try CaptionFeed(captions, format, to: output, width: Int(picture.width), height: Int(picture.height), path: path)
        }
        try output.add(chapters: chapters)
        try output.start(metadata: metadata, timescale: commonTimescale(rate.framesPerSecond.numerator, soundRate), fastStart: true)

        var sound = SoundFeed(audio, audioIndex, length: container == "webm" ? soundLength : nil, shift: Int64(soundShift))
        // libx264 reorders by at most two frames with a B-pyramid; a larger delay than needed does no harm.
        let delay = reorders ? Int64(max(2, referenceStream.pointee.codecpar.pointee.video_delay)) : 0
        var copied = 0
        let packet = Packet()
        for segment in segments {
            let demuxer = try Demuxer(path: segment.path)
            let stream = try videoStream(demuxer)
            try requireAlike(stream, referenceStream, path: segment.path)
            var count = 0
            while try demuxer.read(into: packet) {
                // Decoding times are counted anew: a short segment starts with another reordering delay than a long one.
                av_packet_rescale_ts(packet.pointer, stream.pointee.time_base, tick)
                packet.pointer.pointee.pts += Int64(copied)
                packet.pointer.pointee.dts = Int64(copied + count) - delay
                guard packet.pointer.pointee.pts >= packet.pointer.pointee.dts else {
                    throw MediaError(.mux, segment.path, "a frame would be shown before it is decoded; the segments were not encoded alike")
                }
                let seconds = Double(packet.pointer.pointee.dts) / rate.doubleValue
                try sound.copy(until: seconds, to: output)
                try words?.copy(until: seconds, to: output)
                try output.write(packet, stream: 0, from: tick)
                count += 1
            }
            guard count == segment.frames else {
                throw MediaError(.mux, segment.path, "the segment holds \(count) frames where \(segment.frames) were planned")
            }
            copied += count
        }
        try sound.copy(until: .infinity, to: output)
        try words?.copy(until: .infinity, to: output)
        try output.finish()
        if words != nil, container == "mp4" || container == "mov" { try TrackSwitch.captionsOff(path) }
        return copied
    }

    /// Samples by which the sound of a film comes too early: what a codec needs before the start is before it, and nothing else.
    public static func soundLead(of path: String) throws(MediaError) -> Int {
        let demuxer = try Demuxer(path: path)
        guard let index = demuxer.bestStream(AVMEDIA_TYPE_AUDIO) else { return 0 }
        demuxer.keepOnly(index)
        let packet = Packet()
        guard try demuxer.read(into: packet) else { return 0 }
        let parameters = demuxer.stream(index).pointee.codecpar.pointee
        let start = Double(packet.pointer.pointee.pts) * av_q2d(demuxer.stream(index).pointee.time_base) * Double(parameters.sample_rate)
        return -Int(parameters.initial_padding) - Int(start.rounded())
    }

    /// Ticks that hold both a frame and a sample exactly; the sample alone where both would not fit 31 bits.
    private static func commonTimescale(_ a: Int64, _ b: Int64) -> Int64 {
        let common = a / av_gcd(a, b) * b
        return common <= Int64(Int32.max) ? common : b
    }

    /// The sound track's packets, read as the picture needs them so that both lie interleaved.
    private struct SoundFeed: ~Copyable {
        private let demuxer: Demuxer
        private let index: Int
        private let packet = Packet()
        private var holding = false
        private var ended = false

        /// Samples that are heard; nil where the container says so itself.
        private let length: Int?
        private var longest: Int64 = 0

        private let shift: Int64

        init(_ demuxer: consuming Demuxer, _ index: Int, length: Int?, shift: Int64) {
            self.demuxer = demuxer
            self.index = index
            self.length = length
            self.shift = shift
        }

        /// Says how much of a packet's end is padding: a frame of the codec is longer than what is left of the song.
        private mutating func trim() throws(MediaError) {
            guard let length else { return }
            // MP4 writes the last one as short as it is heard.
            longest = max(longest, packet.pointer.pointee.duration)
            let past = packet.pointer.pointee.pts + longest - Int64(length)
            guard past > 0 else { return }
            guard let data = av_packet_new_side_data(packet.pointer, AV_PKT_DATA_SKIP_SAMPLES, 10) else {
                throw MediaError(.allocate, demuxer.path, "out of memory")
            }
            data.update(repeating: 0, count: 10)
            for byte in 0..<4 { data[4 + byte] = UInt8(truncatingIfNeeded: past >> (8 * byte)) }
        }

        mutating func copy(until seconds: Double, to output: borrowing OutputFile) throws(MediaError) {
            let timeBase = demuxer.stream(index).pointee.time_base
            while !ended {
                if !holding {
                    guard try demuxer.read(into: packet) else {
                        ended = true
                        return
                    }
                    holding = packet.pointer.pointee.stream_index == Int32(index)
                    if !holding { continue }
                }
                guard Double(packet.pointer.pointee.dts) * av_q2d(timeBase) <= seconds else { return }
                try trim()
                packet.pointer.pointee.pts += shift
                packet.pointer.pointee.dts += shift
                try output.write(packet, stream: 1, from: timeBase)
                holding = false
            }
        }
    }

    private static func videoStream(_ demuxer: borrowing Demuxer) throws(MediaError) -> UnsafeMutablePointer<AVStream> {
        guard let index = demuxer.bestStream(AVMEDIA_TYPE_VIDEO) else {
            throw MediaError(.mux, demuxer.path, "the file has no video stream")
        }
        return demuxer.stream(index)
    }

    private static func copyParameters(
        from source: UnsafeMutablePointer<AVStream>, to target: UnsafeMutablePointer<AVStream>, path: String
    ) throws(MediaError) {
        let code = avcodec_parameters_copy(target.pointee.codecpar, source.pointee.codecpar)
        guard code >= 0 else { throw MediaError(.mux, path, code: code) }
        target.pointee.codecpar.pointee.codec_tag = 0
    }

    private static func requireAlike(
        _ stream: UnsafeMutablePointer<AVStream>, _ reference: UnsafeMutablePointer<AVStream>, path: String
    ) throws(MediaError) {
        let (a, b) = (stream.pointee.codecpar.pointee, reference.pointee.codecpar.pointee)
        func refuse(_ what: String) -> MediaError {
            MediaError(.mux, path, "the segment's \(what) differs from the first one's, so the two cannot be joined by copying")
        }
        if a.codec_id != b.codec_id || a.profile != b.profile { throw refuse("codec") }
        if a.width != b.width || a.height != b.height { throw refuse("size") }
        if a.format != b.format { throw refuse("pixel format") }
        if av_cmp_q(a.sample_aspect_ratio, b.sample_aspect_ratio) != 0 { throw refuse("pixel aspect ratio") }
        if a.color_space != b.color_space || a.color_primaries != b.color_primaries || a.color_range != b.color_range {
            throw refuse("colour")
        }
        if av_cmp_q(stream.pointee.time_base, reference.pointee.time_base) != 0 { throw refuse("time base") }
        let alike =
            a.extradata_size == b.extradata_size
            && (a.extradata_size == 0 || memcmp(a.extradata, b.extradata, Int(a.extradata_size)) == 0)
        if !alike { throw refuse("parameter sets") }
    }
}
