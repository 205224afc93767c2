import Editorial
package import Media
package import Recipes
package import Timebase

/// Brings the pictures of one take to the timeline's raster: turned upright, square pixels, fitted with Lanczos, BT.709 of limited range, what
/// was transparent black.
package struct Conform: ~Copyable {
    private let width: Int
    private let height: Int
    private let step: FramingStep
    private let pixelFormat: String
    private let isQuick: Bool
    private var graph: FilterGraph?
    private var backdrop: FilterGraph?
    private var words = ""
    /// Where the anchor of the framing lies in the last picture.
    private(set) var focus = Fitting.Focus.centre

    /// - Parameters:
    ///   - width: pixels of the film's picture; what is made of a take with finer detail may be larger where a move will come to need it.
    ///   - pixelFormat: libav's name of the format to make, of YUV planes.
    ///   - isQuick: scales by the quickest way there is.
    init(width: Int, height: Int, framing: FramingStep? = nil, pixelFormat: String, isQuick: Bool = false) {
        (self.width, self.height, self.pixelFormat, self.isQuick) = (width, height, pixelFormat, isQuick)
        step = framing ?? FramingStep()
    }

    mutating func callAsFunction(_ frame: borrowing Frame, of source: borrowing PictureSource) throws(MediaError) -> Frame {
        // A file may change its size or its colours on the way.
        var look = Look(frame)
        look.isMirrored = source.isMirrored
        let fitting = Self.fitting(
            look, pixelAspect: source.pixelAspect, rotation: source.rotation, toWidth: width, toHeight: height, step: step)
        let now = Self.filters(
            look, pixelAspect: source.pixelAspect, rotation: source.rotation, fitting, fillsWithBlack: step.fit != .blur,
            pixelFormat: pixelFormat, isQuick: isQuick)
        let key = "\(frame.width)x\(frame.height) \(frame.pixelFormat) \(now)"
        if graph == nil || words != key {
            graph = try FilterGraph(now, for: frame, timeBase: source.timeBase, pixelAspect: source.pixelAspect)
            backdrop = nil
            if step.fit == .blur, fitting.leavesFree {
                let behind = Self.backdrop(
                    look, pixelAspect: source.pixelAspect, rotation: source.rotation, toWidth: fitting.toWidth, toHeight: fitting.toHeight,
                    pixelFormat: pixelFormat)
                backdrop = try FilterGraph(behind, for: frame, timeBase: source.timeBase, pixelAspect: source.pixelAspect)
            }
            words = key
            focus = fitting.focus
        }
        let made = try graph!.run(frame)
        if frame.hasAlpha { try made.coverTransparency() }
        guard backdrop != nil else { return made }
        let whole = try backdrop!.run(frame)
        if frame.hasAlpha { try whole.coverTransparency() }
        try whole.inset(made, left: max(0, -fitting.left), top: max(0, -fitting.top))
        return whole
    }

    /// What of a picture decides how it is conformed.
    package struct Look {
        package var width: Int
        package var height: Int
        package var matrix: Frame.ColourMatrix
        package var isHighDynamicRange: Bool
        package var hasWideGamut: Bool
        package var hasAlpha: Bool
        package var chroma: Frame.ChromaPlace?
        /// See `Frame.planarFormat` and `Frame.isFullRange`.
        package var planarFormat: String?
        package var isFullRange = false
        /// Whether its left is shown on the right, after it was turned.
        package var isMirrored = false

        package init(
            width: Int, height: Int, matrix: Frame.ColourMatrix = .tagged, isHighDynamicRange: Bool = false, hasWideGamut: Bool = false,
            hasAlpha: Bool = false, chroma: Frame.ChromaPlace? = nil
        ) {
            (self.width, self.height, self.matrix, self.chroma) = (width, height, matrix, chroma)
            (self.isHighDynamicRange, self.hasWideGamut, self.hasAlpha) = (isHighDynamicRange, hasWideGamut, hasAlpha)
        }

        init(_ frame: borrowing Frame) {
            self.init(
                width: frame.width, height: frame.height, matrix: frame.colourMatrix, isHighDynamicRange: frame.isHighDynamicRange,
                hasWideGamut: frame.hasWideGamut, hasAlpha: frame.hasAlpha, chroma: frame.chromaPlace)
            (planarFormat, isFullRange) = (frame.planarFormat, frame.isFullRange)
        }

        /// An untagged picture is what its size says, as players assume: BT.601 for standard definition.
        var isBT601: Bool { matrix == .bt601 || matrix == .unknown && min(width, height) < 720 }

        /// Whether its matrix can be changed where it stands, plane by plane. libswscale goes through RGB for that, which takes as long as all the
        /// rest, and forgets where chroma lies.
        var changesMatrixFirst: Bool {
            isBT601 && !isHighDynamicRange && !hasWideGamut && planarFormat != nil && width % 2 == 0 && height % 2 == 0
        }
    }

    /// Where a take's picture lies in the film's. A take with more pixels than the film is left larger, as far as a push will come to
    /// enlarge it; the film's size otherwise, so that nothing is enlarged twice.
    package static func fitting(
        _ look: Look, pixelAspect: Rational, rotation: Int, toWidth: Int, toHeight: Int, step: FramingStep = FramingStep()
    ) -> Fitting {
        var (shownWidth, shownHeight) = (Rational(Int64(look.width)) * pixelAspect, Rational(Int64(look.height)))
        if rotation % 180 == 90 { (shownWidth, shownHeight) = (shownHeight, shownWidth) }
        func fitting(_ width: Int, _ height: Int) -> Fitting {
            Fitting(shownWidth: shownWidth, shownHeight: shownHeight, toWidth: width, toHeight: height, step: step)
        }
        let plain = fitting(toWidth, toHeight)
        let finer = min(shownWidth / Rational(Int64(plain.width)), shownHeight / Rational(Int64(plain.height)))
        let growth = min(finer, Rational(Int64(1000 + abs(step.push)), 1000))
        guard growth > Rational(1) else { return plain }
        func grown(_ side: Int) -> Int { Int((Rational(Int64(side)) * growth / Rational(2)).rounded) * 2 }
        return fitting(grown(toWidth), grown(toHeight))
    }

    /// The graph in libavfilter's words.
    package static func filters(
        _ look: Look, pixelAspect: Rational, rotation: Int, _ fitting: Fitting, fillsWithBlack: Bool = true, pixelFormat: String = "yuv420p",
        isQuick: Bool = false
    ) -> String {
        let flags = isQuick ? "fast_bilinear" : "lanczos+accurate_rnd+full_chroma_int"
        let filters = fitting.filters(
            from: rotation % 180 == 90 ? (look.height, look.width) : (look.width, look.height),
            conversion: "flags=\(flags):" + colours(look, rotation), format: format(look, pixelFormat), fillsWithBlack: fillsWithBlack)
        return (upright(look, rotation) + filters).joined(separator: ",")
    }

    /// The graph of the picture out of focus that goes behind a take: enlarged until it covers, blurred at an eighth of the size, and with
    /// three fifths of the light.
    package static func backdrop(
        _ look: Look, pixelAspect: Rational, rotation: Int, toWidth: Int, toHeight: Int, pixelFormat: String
    ) -> String {
        func small(_ side: Int) -> Int { max(8, side / 16 * 2) }
        let (width, height) = (small(toWidth), small(toHeight))
        let cover = fitting(look, pixelAspect: pixelAspect, rotation: rotation, toWidth: width, toHeight: height)
        let filters = cover.filters(
            from: rotation % 180 == 90 ? (look.height, look.width) : (look.width, look.height),
            conversion: "flags=area+accurate_rnd+full_chroma_int:" + colours(look, rotation), format: format(look, pixelFormat),
            fillsWithBlack: false)
        let soft = [
            "gblur=sigma=\(max(width, height) / 40 + 1):steps=3", "scale=\(toWidth):\(toHeight):flags=bicubic+accurate_rnd",
            "lutyuv=y=minval+(val-minval)*3/5", "format=\(format(look, pixelFormat))",
        ]
        return (upright(look, rotation) + filters + soft).joined(separator: ",")
    }

    /// In ordinary light, and turned as players turn it.
    private static func upright(_ look: Look, _ rotation: Int) -> [String] {
        let colours = toStandardLight(look)
        return (colours.isEmpty ? [] : [colours]) + turns(rotation: rotation, isMirrored: look.isMirrored)
    }

    /// The filters that turn a picture as players do: clockwise by so many degrees, and mirrored after that.
    static func turns(rotation: Int, isMirrored: Bool) -> [String] {
        let turns =
            switch rotation {
            case 90: ["transpose=clock"]
            case 180: ["hflip", "vflip"]
            case 270: ["transpose=cclock"]
            default: [String]()
            }
        return turns + (isMirrored ? ["hflip"] : [])
    }

    private static func colours(_ look: Look, _ rotation: Int) -> String {
        let from =
            if look.changesMatrixFirst { "bt709" } else if look.isBT601 { "bt601" } else { look.matrix == .unknown ? "bt709" : "auto" }
        // Left to itself the scaler takes chroma to lie in the middle of its pixels, where JPEG has it and video has not.
        let place = look.isHighDynamicRange ? nil : look.chroma?.turned(rotation, isMirrored: look.isMirrored)
        return "in_color_matrix=\(from):out_color_matrix=bt709:out_range=tv:out_h_chr_pos=0"
            + (place.map { ":in_h_chr_pos=\($0.x)" + ($0.y.map { ":in_v_chr_pos=\($0)" } ?? "") } ?? "")
    }

    private static func format(_ look: Look, _ pixelFormat: String) -> String {
        look.hasAlpha ? pixelFormat.replacing("yuv4", with: "yuva4") : pixelFormat
    }

    /// PQ and HLG are brought to the light of ordinary displays, 203 nits being white as ITU-R BT.2408 has it; wide colours to BT.709.
    private static func toStandardLight(_ look: Look) -> String {
        if look.isHighDynamicRange {
            return "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:desat=0,"
                + "zscale=t=bt709:m=bt709:r=limited,format=yuv444p10le,limiter=min=64:max=940:planes=1"
        }
        if look.hasWideGamut { return "zscale=p=bt709:t=bt709:m=bt709:r=limited" }
        guard look.changesMatrixFirst, let format = look.planarFormat else { return "" }
        // Primaries and transfer are declared alike, so that the matrix alone is changed.
        return "colorspace=ispace=smpte170m:iprimaries=bt709:itrc=bt709:irange=\(look.isFullRange ? "pc" : "tv"):space=bt709:primaries=bt709:trc=bt709:"
            + "range=tv:format=\(format)"
    }
}
