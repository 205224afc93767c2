import CFFmpeg
import CFFmpegShims

/// Scales pictures of any format to 8-bit YUV 4:2:0 of one size. Remembers its tables between pictures of the same kind.
public struct PictureScaler: ~Copyable {
    public enum Quality: Sendable {
        /// Averages the pixels that fall together: for measuring and thumbnails.
        case area
        case bicubic
        case lanczos
    }

    private var context: OpaquePointer?
    private let width: Int
    private let height: Int
    private let flags: Int32

    public init(width: Int, height: Int, quality: Quality = .area) {
        self.width = width
        self.height = height
        flags =
            switch quality {
            case .area: SWS_AREA
            case .bicubic: SWS_BICUBIC
            case .lanczos: SWS_LANCZOS | SWS_ACCURATE_RND
            }
    }

    deinit { sws_freeContext(context) }

    /// A new picture of the scaler's size.
    public mutating func scale(_ frame: borrowing Frame) throws(MediaError) -> Frame {
        context = sws_getCachedContext(
            context, Int32(frame.width), Int32(frame.height), AVPixelFormat(rawValue: frame.pixelFormat), Int32(width), Int32(height),
            AV_PIX_FMT_YUV420P, flags, nil, nil, nil)
        guard let context else {
            throw MediaError(.scale, "a picture of \(frame.width)x\(frame.height)", "libswscale knows no way to \(width)x\(height)")
        }
        let scaled = try Frame(width: width, height: height)
        let code = sws_scale_frame(context, scaled.pointer, frame.pointer)
        guard code >= 0 else { throw MediaError(.scale, "a picture", code: code) }
        return scaled
    }
}
