import CFFmpeg
import CFFmpegShims

/// Brings pictures down to the colours of one palette, by libavfilter's `paletteuse`.
struct PaletteGraph: ~Copyable {
    private let graph: UnsafeMutablePointer<AVFilterGraph>
    private let source: UnsafeMutablePointer<AVFilterContext>
    private let sink: UnsafeMutablePointer<AVFilterContext>

    /// - Parameters:
    ///   - example: a picture as they will come.
    ///   - colours: 256 of alpha, red, green and blue.
    init(for example: borrowing Frame, colours: [UInt32]) throws(MediaError) {
        let palette = try Self.picture(of: colours)
        guard let graph = avfilter_graph_alloc() else { throw MediaError(.allocate, "a filter graph", "out of memory") }
        graph.pointee.nb_threads = 1
        do throws(MediaError) {
            func input(_ name: String, _ frame: borrowing Frame) throws(MediaError) -> UnsafeMutablePointer<AVFilterContext> {
                let words = "video_size=\(frame.width)x\(frame.height):pix_fmt=\(frame.pixelFormat):time_base=1/100:pixel_aspect=1/1"
                return try FilterGraph.create("buffer", name, words, in: graph)
            }
            let source = try input("in", example)
            let chart = try input("palette", palette)
            // An ordered pattern stays where it is from picture to picture: nothing crawls over what stands still, and files are smaller.
            let user = try FilterGraph.create("paletteuse", "use", "dither=bayer:bayer_scale=3:diff_mode=rectangle", in: graph)
            let sink = try FilterGraph.create("buffersink", "out", nil, in: graph)
            var code = avfilter_link(source, 0, user, 0)
            if code >= 0 { code = avfilter_link(chart, 0, user, 1) }
            if code >= 0 { code = avfilter_link(user, 0, sink, 0) }
            if code >= 0 { code = avfilter_graph_config(graph, nil) }
            if code >= 0 { code = av_buffersrc_add_frame_flags(chart, palette.pointer, Int32(AV_BUFFERSRC_FLAG_KEEP_REF)) }
            if code >= 0 { code = av_buffersrc_add_frame_flags(chart, nil, 0) }
            guard code >= 0 else { throw MediaError(.filter, "a palette", code: code) }
            (self.graph, self.source, self.sink) = (graph, source, sink)
        } catch {
            var graph: UnsafeMutablePointer<AVFilterGraph>? = graph
            avfilter_graph_free(&graph)
            throw error
        }
    }

    /// As `paletteuse` reads them: 16×16 pixels.
    private static func picture(of colours: [UInt32]) throws(MediaError) -> Frame {
        let frame = Frame()
        (frame.pointer.pointee.width, frame.pointer.pointee.height) = (16, 16)
        frame.pointer.pointee.format = AV_PIX_FMT_BGRA.rawValue
        let code = av_frame_get_buffer(frame.pointer, 0)
        guard code >= 0 else { throw MediaError(.allocate, "a palette", code: code) }
        for row in 0..<16 {
            (frame.plane(0) + row * frame.stride(0)).withMemoryRebound(to: UInt32.self, capacity: 16) { target in
                for column in 0..<16 { target[column] = colours[row * 16 + column].littleEndian }
            }
        }
        return frame
    }

    deinit {
        var graph: UnsafeMutablePointer<AVFilterGraph>? = graph
        avfilter_graph_free(&graph)
    }

    /// Puts a picture in; `frame` itself stays as it was.
    func give(_ frame: borrowing Frame) throws(MediaError) {
        let code = av_buffersrc_add_frame_flags(source, frame.pointer, Int32(AV_BUFFERSRC_FLAG_KEEP_REF))
        guard code >= 0 else { throw MediaError(.filter, "a palette", code: code) }
    }

    /// Says that no more pictures come.
    func end() throws(MediaError) {
        let code = av_buffersrc_add_frame_flags(source, nil, 0)
        guard code >= 0 else { throw MediaError(.filter, "a palette", code: code) }
    }

    /// False when more has to be put in first, or all was taken.
    func take(_ frame: borrowing Frame) throws(MediaError) -> Bool {
        av_frame_unref(frame.pointer)
        let code = av_buffersink_get_frame(sink, frame.pointer)
        if code == mv_averror_eagain || code == mv_averror_eof { return false }
        guard code >= 0 else { throw MediaError(.filter, "a palette", code: code) }
        return true
    }
}
