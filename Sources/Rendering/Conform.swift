package import Media
package import Timebase

/// Brings the pictures of one take to the timeline's raster: turned upright, square pixels, cover-cropped with Lanczos, BT.709.
package struct Conform: ~Copyable {
    private let graph: FilterGraph

    init(for frame: borrowing Frame, of reader: borrowing VideoReader, width: Int, height: Int) throws(MediaError) {
        graph = try FilterGraph(
            Self.filters(
                width: frame.width, height: frame.height, pixelAspect: reader.pixelAspect, rotation: reader.rotation,
                matrix: frame.colourMatrix, toWidth: width, toHeight: height),
            for: frame, timeBase: reader.timeBase, pixelAspect: reader.pixelAspect)
    }

    func callAsFunction(_ frame: borrowing Frame) throws(MediaError) -> Frame { try graph.run(frame) }

    /// The graph in libavfilter's words.
    package static func filters(
        width: Int, height: Int, pixelAspect: Rational, rotation: Int, matrix: Frame.ColourMatrix, toWidth: Int, toHeight: Int
    ) -> String {
        var filters: [String] = []
        var (shownWidth, shownHeight) = (Rational(Int64(width)) * pixelAspect, Rational(Int64(height)))
        switch rotation {
        case 90: filters.append("transpose=clock")
        case 180: filters += ["hflip", "vflip"]
        case 270: filters.append("transpose=cclock")
        default: break
        }
        if rotation % 180 == 90 { (shownWidth, shownHeight) = (shownHeight, shownWidth) }
        let factor = max(Rational(Int64(toWidth)) / shownWidth, Rational(Int64(toHeight)) / shownHeight)
        func even(_ value: Rational, atLeast least: Int) -> Int { max(least, Int((value / Rational(2)).rounded) * 2) }
        let (coverWidth, coverHeight) = (even(shownWidth * factor, atLeast: toWidth), even(shownHeight * factor, atLeast: toHeight))
        let from =
            switch matrix {
            case .tagged: "auto"
            // An untagged picture is what its size says, as players assume: BT.601 for standard definition.
            case .unknown: min(width, height) >= 720 ? "bt709" : "bt601"
            }
        filters.append(
            "scale=\(coverWidth):\(coverHeight):flags=lanczos+accurate_rnd+full_chroma_int:in_color_matrix=\(from):out_color_matrix=bt709:out_range=tv"
        )
        filters.append("crop=\(toWidth):\(toHeight)")
        filters.append("setsar=1")
        filters.append("format=yuv420p")
        return filters.joined(separator: ",")
    }
}
