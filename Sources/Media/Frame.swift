package import CFFmpeg
import CFFmpegShims

/// A picture or a stretch of sound, owned. Planes are libav's memory; pointers into them live as long as the frame.
public struct Frame: ~Copyable {
    package let pointer: UnsafeMutablePointer<AVFrame>

    /// An empty frame, to be filled by a reader or a scaler.
    public init() {
        guard let frame = av_frame_alloc() else { fatalError("out of memory for a frame header") }
        pointer = frame
    }

    /// A writable YUV 4:2:0 picture of 8 bits.
    public init(width: Int, height: Int) throws(MediaError) {
        try self.init(width: width, height: height, pixelFormat: AV_PIX_FMT_YUV420P.rawValue)
    }

    /// A writable picture of the kind of another one, and as large where nothing else is said.
    public init(like other: borrowing Frame, width: Int? = nil, height: Int? = nil) throws(MediaError) {
        let frame = try Frame(width: width ?? other.width, height: height ?? other.height, pixelFormat: other.pixelFormat)
        let code = av_frame_copy_props(frame.pointer, other.pointer)
        guard code >= 0 else { throw MediaError(.allocate, "a picture", code: code) }
        self = frame
    }

    private init(width: Int, height: Int, pixelFormat: Int32) throws(MediaError) {
        self.init()
        pointer.pointee.width = Int32(width)
        pointer.pointee.height = Int32(height)
        pointer.pointee.format = pixelFormat
        let code = av_frame_get_buffer(pointer, 0)
        guard code >= 0 else { throw MediaError(.allocate, "a picture of \(width)x\(height)", code: code) }
    }

    deinit {
        var frame: UnsafeMutablePointer<AVFrame>? = pointer
        av_frame_free(&frame)
    }

    public var width: Int { Int(pointer.pointee.width) }
    public var height: Int { Int(pointer.pointee.height) }
    public var pixelFormat: Int32 { pointer.pointee.format }
    /// In the stream's time base; nil when the stream does not say.
    public var timestamp: Int64? {
        let value = pointer.pointee.best_effort_timestamp
        return value == mv_nopts_value ? nil : value
    }

    /// Plane 0 is Y (or the only one), 1 is U, 2 is V. To be asked of a frame that has a name: one that is only passed on, as in
    /// `scale(frame).plane(0)[0]`, is gone before the pointer is followed.
    public func plane(_ index: Int) -> UnsafeMutablePointer<UInt8> {
        guard
            let data = withUnsafePointer(
                to: &pointer.pointee.data,
                { tuple in
                    tuple.withMemoryRebound(to: UnsafeMutablePointer<UInt8>?.self, capacity: 8) { $0[index] }
                })
        else { preconditionFailure("the frame has no plane \(index)") }
        return data
    }

    /// Bytes from one row to the next.
    public func stride(_ index: Int) -> Int {
        withUnsafePointer(to: &pointer.pointee.linesize) { tuple in
            tuple.withMemoryRebound(to: Int32.self, capacity: 8) { Int($0[index]) }
        }
    }

    /// Makes the frame's memory safe to write, copying it when it is shared.
    public func makeWritable() throws(MediaError) {
        let code = av_frame_make_writable(pointer)
        guard code >= 0 else { throw MediaError(.allocate, "a picture", code: code) }
    }

    /// Becomes another reference to the same picture.
    public func refer(to other: borrowing Frame) throws(MediaError) {
        av_frame_unref(pointer)
        let code = av_frame_ref(pointer, other.pointer)
        guard code >= 0 else { throw MediaError(.allocate, "a reference to a picture", code: code) }
    }
}

extension Frame {
    private var kind: UnsafePointer<AVPixFmtDescriptor> {
        guard let kind = av_pix_fmt_desc_get(AVPixelFormat(rawValue: pixelFormat)) else { preconditionFailure("a frame has a pixel format") }
        return kind
    }

    /// Bits of a sample of luma. Samples of more than 8 take two bytes.
    public var depth: Int { Int(kind.pointee.comp.0.depth) }
    public var hasAlpha: Bool { kind.pointee.flags & UInt64(AV_PIX_FMT_FLAG_ALPHA) != 0 }
    /// Planes of luma and chroma, and not of alpha.
    public var colourPlanes: Int { min(3, Int(kind.pointee.nb_components)) }
    /// Samples of a row of a plane, and its rows.
    public func size(ofPlane plane: Int) -> (width: Int, height: Int) {
        guard plane == 1 || plane == 2 else { return (width, height) }
        let (x, y) = (Int(kind.pointee.log2_chroma_w), Int(kind.pointee.log2_chroma_h))
        return ((width + (1 << x) - 1) >> x, (height + (1 << y) - 1) >> y)
    }

    /// Forgets the plane of alpha: the picture becomes one of the same kind without.
    public func dropAlpha() {
        let plain: AVPixelFormat? =
            switch AVPixelFormat(rawValue: pixelFormat) {
            case AV_PIX_FMT_YUVA420P: AV_PIX_FMT_YUV420P
            case AV_PIX_FMT_YUVA422P: AV_PIX_FMT_YUV422P
            case AV_PIX_FMT_YUVA444P: AV_PIX_FMT_YUV444P
            case AV_PIX_FMT_YUVA420P10LE: AV_PIX_FMT_YUV420P10LE
            case AV_PIX_FMT_YUVA422P10LE: AV_PIX_FMT_YUV422P10LE
            default: nil
            }
        guard let plain else { return }
        pointer.pointee.format = plain.rawValue
        (pointer.pointee.data.3, pointer.pointee.linesize.3) = (nil, 0)
    }

    /// Whether the picture was shot in two halves, one after the other.
    public var isInterlaced: Bool { mv_frame_is_interlaced(pointer) != 0 }
    /// Whether its light is meant for displays brighter than usual: PQ or HLG.
    public var isHighDynamicRange: Bool {
        pointer.pointee.color_trc == AVCOL_TRC_SMPTE2084 || pointer.pointee.color_trc == AVCOL_TRC_ARIB_STD_B67
    }
    public var hasWideGamut: Bool { pointer.pointee.color_primaries == AVCOL_PRI_BT2020 }

    /// A picture that says of its colours only in part that they are those of BT.2020 or BT.2100 means all of it.
    func completeColours() {
        let picture = pointer
        let isWide = picture.pointee.colorspace == AVCOL_SPC_BT2020_NCL || picture.pointee.colorspace == AVCOL_SPC_BT2020_CL
        guard isWide || isHighDynamicRange || hasWideGamut else { return }
        if picture.pointee.color_primaries == AVCOL_PRI_UNSPECIFIED { picture.pointee.color_primaries = AVCOL_PRI_BT2020 }
        if picture.pointee.color_trc == AVCOL_TRC_UNSPECIFIED { picture.pointee.color_trc = AVCOL_TRC_BT2020_10 }
        guard picture.pointee.colorspace == AVCOL_SPC_UNSPECIFIED, kind.pointee.flags & UInt64(AV_PIX_FMT_FLAG_RGB) == 0 else { return }
        picture.pointee.colorspace = AVCOL_SPC_BT2020_NCL
    }

    /// What a picture says of the matrix that made its colours.
    public enum ColourMatrix: Sendable {
        /// BT.601's, under either of its names.
        case bt601
        /// Another one that is named.
        case tagged
        case unknown
    }

    public var colourMatrix: ColourMatrix {
        switch pointer.pointee.colorspace {
        case AVCOL_SPC_UNSPECIFIED: .unknown
        case AVCOL_SPC_SMPTE170M, AVCOL_SPC_BT470BG: .bt601
        default: .tagged
        }
    }

    /// Whether black is 0 and white the largest value there is.
    public var isFullRange: Bool {
        let named = [AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ444P, AV_PIX_FMT_YUVJ440P]
        return pointer.pointee.color_range == AVCOL_RANGE_JPEG || named.contains(AVPixelFormat(rawValue: pixelFormat))
    }

    /// libav's name for a picture of this depth and these planes of YUV whose range is limited; nil for other kinds than 4:2:0, 4:2:2 and
    /// 4:4:4 of 8, 10 and 12 bits.
    public var planarFormat: String? {
        switch AVPixelFormat(rawValue: pixelFormat) {
        case AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P: "yuv420p"
        case AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUVJ422P: "yuv422p"
        case AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUVJ444P: "yuv444p"
        case AV_PIX_FMT_YUV420P10LE: "yuv420p10"
        case AV_PIX_FMT_YUV422P10LE: "yuv422p10"
        case AV_PIX_FMT_YUV444P10LE: "yuv444p10"
        case AV_PIX_FMT_YUV420P12LE: "yuv420p12"
        case AV_PIX_FMT_YUV422P12LE: "yuv422p12"
        case AV_PIX_FMT_YUV444P12LE: "yuv444p12"
        default: nil
        }
    }

    /// Where samples of chroma lie that stand for several pixels: in 256ths of a pixel to the right of the first of them and below it.
    public struct ChromaPlace: Hashable, Sendable {
        public var x: Int
        /// Nil where every row has its own.
        public var y: Int?

        /// In a picture turned clockwise by quarters, and then mirrored; nil where chroma of columns becomes that of rows.
        public func turned(_ degrees: Int, isMirrored: Bool) -> ChromaPlace? {
            guard degrees % 180 == 0 || y != nil else { return nil }
            let down = y ?? 0
            let turned: (x: Int, y: Int) =
                switch degrees {
                case 90: (256 - down, x)
                case 180: (256 - x, 256 - down)
                case 270: (down, 256 - x)
                default: (x, down)
                }
            return ChromaPlace(x: isMirrored ? 256 - turned.x : turned.x, y: y == nil ? nil : turned.y)
        }
    }

    /// Nil where every pixel has its own chroma.
    public var chromaPlace: ChromaPlace? {
        guard kind.pointee.log2_chroma_w == 1, kind.pointee.log2_chroma_h <= 1 else { return nil }
        let (x, y) =
            switch pointer.pointee.chroma_location {
            case AVCHROMA_LOC_CENTER: (128, 128)
            case AVCHROMA_LOC_TOPLEFT: (0, 0)
            case AVCHROMA_LOC_TOP: (128, 0)
            case AVCHROMA_LOC_BOTTOMLEFT: (0, 256)
            case AVCHROMA_LOC_BOTTOM: (128, 256)
            default: (0, 128)
            }
        return ChromaPlace(x: x, y: kind.pointee.log2_chroma_h == 1 ? y : nil)
    }
}
