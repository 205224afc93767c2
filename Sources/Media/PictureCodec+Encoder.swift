import CFFmpeg
public import Editorial

extension PictureCodec {
    /// What the encoder is fed, in libav's words.
    public var pixelFormat: String {
        switch self {
        case .h264, .hevc, .av1, .vp9: "yuv420p"
        case .prores: "yuv422p10le"
        case .dnxhr: "yuv422p"
        }
    }

    public var hasOnlyKeyFrames: Bool { self == .prores || self == .dnxhr }
    var segmentFormat: String { hasOnlyKeyFrames ? "mov" : "mp4" }

    /// The encoder's private options.
    func options(_ settings: VideoFileWriter.Settings) -> [String: String] {
        var options: [String: String] = [:]
        if let crf = settings.crf ?? quality?.usual, quality != nil { options["crf"] = String(crf) }
        switch self {
        case .h264:
            options["preset"] = settings.preset
            if Self.propagatesGarbage(width: settings.width) { options["x264-params"] = "asm=AVX2,FMA3,BMI2" }
        case .hevc:
            options["preset"] = settings.preset
            // One segment a processor: pools and frame threads of its own would only wait for each other.
            options["x265-params"] = "log-level=error:pools=none:frame-threads=1:open-gop=0"
        case .av1:
            options["preset"] = String(Self.step(settings.preset, of: [12, 11, 10, 9, 8, 7, 6, 5, 4]))
            options["svtav1-params"] = "lp=\(max(1, settings.threads))"
        case .vp9:
            options["deadline"] = "good"
            options["cpu-used"] = String(Self.step(settings.preset, of: [5, 5, 5, 4, 3, 2, 1, 0, 0]))
        case .prores:
            options["profile"] = "hq"
            options["vendor"] = "apl0"
        case .dnxhr: options["profile"] = "dnxhr_hq"
        }
        return options
    }

    /// The encoder's own number for one of libx264's words, which people know.
    private static func step(_ preset: String, of steps: [Int]) -> Int {
        steps[DeliverableSpec.presets.firstIndex(of: preset) ?? 5]
    }

    /// With AVX-512 libx264's macroblock tree reads past the ends of its rows, unless these are whole vectors: what was in memory
    /// before then changes the picture (measured with build 164: a different file each time for widths of 10, 12, 20 or 44 macroblocks, the same
    /// one for 8, 16, 40, 80 and 120). Without AVX-512 the picture is the same as on processors that do not have it. Every processor that has it
    /// has the others named above.
    private static func propagatesGarbage(width: Int) -> Bool {
        av_get_cpu_flags() & AV_CPU_FLAG_AVX512 != 0 && (width + 15) / 16 % 8 != 0
    }
}
