import CFFmpeg
import CFFmpegShims
public import Timebase

/// A libavfilter graph with one picture input and one picture output.
public struct FilterGraph: ~Copyable {
    private let graph: UnsafeMutablePointer<AVFilterGraph>
    private let source: UnsafeMutablePointer<AVFilterContext>
    private let sink: UnsafeMutablePointer<AVFilterContext>
    private let text: String

    /// - Parameters:
    ///   - text: filters between input and output, in libavfilter's syntax: `scale=320:-2,crop=320:180`.
    ///   - example: a picture as they will come: its size, format and colour description configure the graph.
    public init(_ text: String, for example: borrowing Frame, timeBase: Rational, pixelAspect: Rational) throws(MediaError) {
        (graph, source, sink) = try Self.build(text, for: example, timeBase: timeBase, pixelAspect: pixelAspect)
        self.text = text
    }

    private typealias Parts = (
        graph: UnsafeMutablePointer<AVFilterGraph>, source: UnsafeMutablePointer<AVFilterContext>,
        sink: UnsafeMutablePointer<AVFilterContext>
    )

    private static func build(
        _ text: String, for example: borrowing Frame, timeBase: Rational, pixelAspect: Rational
    ) throws(MediaError) -> Parts {
        guard let graph = avfilter_graph_alloc() else { throw MediaError(.allocate, "a filter graph", "out of memory") }
        graph.pointee.nb_threads = 1
        let arguments =
            "video_size=\(example.width)x\(example.height):pix_fmt=\(example.pixelFormat):time_base=\(timeBase.numerator)/\(timeBase.denominator)"
            + ":pixel_aspect=\(pixelAspect.numerator)/\(pixelAspect.denominator)"
        do throws(MediaError) {
            let source = try create("buffer", "in", arguments, in: graph)
            let sink = try create("buffersink", "out", nil, in: graph)
            try connect(text, source, sink, in: graph)
            return (graph, source, sink)
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

    /// A filter in a graph, set up by its arguments.
    static func create(
        _ filter: String, _ name: String, _ arguments: String?, in graph: UnsafeMutablePointer<AVFilterGraph>
    ) throws(MediaError) -> UnsafeMutablePointer<AVFilterContext> {
        var context: UnsafeMutablePointer<AVFilterContext>?
        let code = avfilter_graph_create_filter(&context, avfilter_get_by_name(filter), name, arguments, nil, graph)
        guard code >= 0, let context else { throw MediaError(.filter, filter, code: code) }
        return context
    }

    private static func connect(
        _ text: String, _ source: UnsafeMutablePointer<AVFilterContext>, _ sink: UnsafeMutablePointer<AVFilterContext>,
        in graph: UnsafeMutablePointer<AVFilterGraph>
    ) throws(MediaError) {
        var outputs: UnsafeMutablePointer<AVFilterInOut>? = avfilter_inout_alloc()
        var inputs: UnsafeMutablePointer<AVFilterInOut>? = avfilter_inout_alloc()
        defer {
            avfilter_inout_free(&outputs)
            avfilter_inout_free(&inputs)
        }
        outputs?.pointee.name = av_strdup("in")
        outputs?.pointee.filter_ctx = source
        inputs?.pointee.name = av_strdup("out")
        inputs?.pointee.filter_ctx = sink
        var code = avfilter_graph_parse_ptr(graph, text, &inputs, &outputs, nil)
        if code >= 0 { code = avfilter_graph_config(graph, nil) }
        guard code >= 0 else { throw MediaError(.filter, "'\(text)'", code: code) }
    }

    /// Sends one picture through graphs that give one picture for each; `frame` itself stays as it was.
    public func run(_ frame: borrowing Frame) throws(MediaError) -> Frame {
        try give(frame)
        let result = Frame()
        guard try take(result) else { throw MediaError(.filter, "'\(text)'", "it gives no picture for one that was put in") }
        return result
    }

    /// Puts a picture in; `frame` itself stays as it was.
    public func give(_ frame: borrowing Frame) throws(MediaError) {
        let code = av_buffersrc_add_frame_flags(source, frame.pointer, Int32(AV_BUFFERSRC_FLAG_KEEP_REF))
        guard code >= 0 else { throw MediaError(.filter, "'\(text)'", code: code) }
    }

    /// Says that no more pictures come: what the graph holds back can be taken.
    public func end() throws(MediaError) {
        let code = av_buffersrc_add_frame_flags(source, nil, 0)
        guard code >= 0 else { throw MediaError(.filter, "'\(text)'", code: code) }
    }

    /// The next picture, its time in `timeBase`; false when the graph wants more first, or has given all.
    public func take(_ frame: borrowing Frame) throws(MediaError) -> Bool {
        av_frame_unref(frame.pointer)
        let code = av_buffersink_get_frame(sink, frame.pointer)
        if code == mv_averror_eagain || code == mv_averror_eof { return false }
        guard code >= 0 else { throw MediaError(.filter, "'\(text)'", code: code) }
        frame.pointer.pointee.best_effort_timestamp = frame.pointer.pointee.pts
        return true
    }

    /// Of the pictures that come out.
    public var timeBase: Rational { Rational(av_buffersink_get_time_base(sink)) }

    /// A text as the value of a filter's option, spelled so that a graph reads it as it is: once for the option and once for the graph.
    /// https://ffmpeg.org/ffmpeg-filters.html#Notes-on-filtergraph-escaping
    public static func escaped(_ text: String) -> String {
        func escaped(_ text: String, _ special: String) -> String {
            text.unicodeScalars.map { special.unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }.joined()
        }
        return escaped(escaped(text, "\\':"), "\\'[],;")
    }
}
