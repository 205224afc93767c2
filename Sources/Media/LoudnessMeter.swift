import CFFmpeg
import CFFmpegShims
import Foundation

/// Loudness of sound as EBU R128 measures it, by libavfilter's `ebur128`.
public struct LoudnessMeter: ~Copyable {
    public struct Loudness: Hashable, Sendable {
        /// LUFS over the whole, gated.
        public var integrated: Double
        /// LU between its quiet and its loud passages.
        public var range: Double
        /// dBTP, the highest of all channels.
        public var truePeak: Double
    }

    private let graph: UnsafeMutablePointer<AVFilterGraph>
    private let source: UnsafeMutablePointer<AVFilterContext>
    private let sink: UnsafeMutablePointer<AVFilterContext>
    private let rate: Int
    private var position: Int64 = 0
    private var found: Loudness?

    /// - Parameter rate: samples a second of the stereo sound that comes.
    public init(rate: Int) throws(MediaError) {
        guard let graph = avfilter_graph_alloc() else { throw MediaError(.allocate, "a filter graph", "out of memory") }
        graph.pointee.nb_threads = 1
        do throws(MediaError) {
            let format = "sample_rate=\(rate):sample_fmt=flt:channel_layout=stereo:time_base=1/\(rate)"
            let source = try FilterGraph.create("abuffer", "in", format, in: graph)
            let meter = try FilterGraph.create("ebur128", "meter", "peak=true:metadata=1:framelog=verbose", in: graph)
            let sink = try FilterGraph.create("abuffersink", "out", nil, in: graph)
            var code = avfilter_link(source, 0, meter, 0)
            if code >= 0 { code = avfilter_link(meter, 0, sink, 0) }
            if code >= 0 { code = avfilter_graph_config(graph, nil) }
            guard code >= 0 else { throw MediaError(.filter, "ebur128", code: code) }
            (self.graph, self.source, self.sink, self.rate) = (graph, source, sink, rate)
        } catch {
            var graph: UnsafeMutablePointer<AVFilterGraph>? = graph
            avfilter_graph_free(&graph)
            throw error
        }
    }

    deinit {
        var graph: UnsafeMutablePointer<AVFilterGraph>? = graph
        avfilter_graph_free(&graph)
    }

    /// - Parameter samples: stereo, interleaved.
    public mutating func hear(_ samples: [Float]) throws(MediaError) {
        guard !samples.isEmpty else { return }
        let frame = Frame()
        frame.pointer.pointee.format = AV_SAMPLE_FMT_FLT.rawValue
        frame.pointer.pointee.sample_rate = Int32(rate)
        frame.pointer.pointee.nb_samples = Int32(samples.count / 2)
        frame.pointer.pointee.pts = position
        mv_layout_default(&frame.pointer.pointee.ch_layout, 2)
        var code = av_frame_get_buffer(frame.pointer, 0)
        guard code >= 0 else { throw MediaError(.allocate, "a piece of sound", code: code) }
        frame.plane(0).withMemoryRebound(to: Float.self, capacity: samples.count) { target in
            samples.withUnsafeBufferPointer { target.update(from: $0.baseAddress!, count: $0.count) }
        }
        position += Int64(samples.count / 2)
        code = av_buffersrc_add_frame_flags(source, frame.pointer, 0)
        guard code >= 0 else { throw MediaError(.filter, "ebur128", code: code) }
        drain()
    }

    /// What was heard in all; nil for less than 0.4 s of sound, and for silence.
    public consuming func finish() throws(MediaError) -> Loudness? {
        let code = av_buffersrc_add_frame_flags(source, nil, 0)
        guard code >= 0 else { throw MediaError(.filter, "ebur128", code: code) }
        drain()
        // What is quieter than the absolute gate has no loudness.
        return found.flatMap { $0.integrated > -70 ? $0 : nil }
    }

    private mutating func drain() {
        let frame = Frame()
        while av_buffersink_get_frame(sink, frame.pointer) >= 0 {
            func value(_ key: String) -> Double? {
                av_dict_get(frame.pointer.pointee.metadata, "lavfi.r128." + key, nil, 0).flatMap {
                    Double(String(cString: $0.pointee.value))
                }
            }
            if let integrated = value("I") {
                // A linear factor, 1 at full scale.
                let peak = max(value("true_peaks_ch0") ?? 0, value("true_peaks_ch1") ?? 0)
                found = Loudness(integrated: integrated, range: value("LRA") ?? 0, truePeak: 20 * log10(max(peak, 1e-6)))
            }
            av_frame_unref(frame.pointer)
        }
    }

    /// All of a file's sound, as stereo: samples per channel, and its loudness.
    public static func measured(_ path: String, rate: Int) throws(MediaError) -> (samples: Int, loudness: Loudness?) {
        var reader = try AudioReader(path: path, rate: rate, channels: 2)
        var meter = try LoudnessMeter(rate: rate)
        var piece: [Float] = []
        var count = 0
        while try reader.next(into: &piece) {
            try meter.hear(piece)
            count += piece.count / 2
        }
        return (count, try meter.finish())
    }
}
