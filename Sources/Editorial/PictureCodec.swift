/// What a film's pictures are encoded with.
public enum PictureCodec: String, Hashable, Sendable, Codable, CaseIterable {
    case h264, hevc, av1, vp9, prores, dnxhr

    /// Containers that players and editors expect it in; the first is the usual one.
    public var containers: [String] {
        switch self {
        case .h264, .hevc: ["mp4", "mov", "mkv"]
        case .av1: ["mp4", "mkv", "webm"]
        case .vp9: ["webm", "mkv", "mp4"]
        case .prores: ["mov", "mkv"]
        case .dnxhr: ["mov", "mkv"]
        }
    }

    /// libavcodec's encoder.
    public var encoder: String {
        switch self {
        case .h264: "libx264"
        case .hevc: "libx265"
        case .av1: "libsvtav1"
        case .vp9: "libvpx-vp9"
        case .prores: "prores_ks"
        case .dnxhr: "dnxhd"
        }
    }

    /// The smallest picture its encoder takes, in pixels.
    public var smallest: PictureSize {
        switch self {
        case .dnxhr: PictureSize(width: 256, height: 120)
        case .h264, .hevc, .av1, .vp9, .prores: PictureSize(width: 64, height: 64)
        }
    }

    /// What quality means for it, smaller being better, and what it is as a rule; nil for codecs whose profile decides.
    public var quality: (range: ClosedRange<Int>, usual: Int)? {
        switch self {
        case .h264: (0...51, 18)
        case .hevc: (0...51, 20)
        case .av1: (1...63, 26)
        case .vp9: (0...63, 28)
        case .prores, .dnxhr: nil
        }
    }
}
