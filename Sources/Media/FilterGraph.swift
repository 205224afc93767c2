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
        var code = av_buffersrc_add_frame_flags(source, frame.pointer, Int32(AV_BUFFERSRC_FLAG_KEEP_REF))
        guard code >= 0 else { throw MediaError(.filter, "'\(text)'", code: code) }
        let result = Frame()
        code = av_buffersink_get_frame(sink, result.pointer)
        guard code >= 0 else { throw MediaError(.filter, "'\(text)'", code: code) }
        return result
    }
}
