import CFFmpeg
public import Editorial

/// Encoders of graphics processors. They give larger files than the software for the same quality, and faster. None of them uses frames from the
/// future here, so that their segments are joined as simply as they are made.
extension PictureCodec {
    /// libavcodec's encoder, the usual one for no hardware.
    public func encoder(on hardware: DeliverableSpec.Hardware?) -> String {
        guard let hardware else { return encoder }
        return "\(rawValue)_\(hardware.rawValue)"
    }

    func set(_ context: UnsafeMutablePointer<AVCodecContext>, quality: Int?, on hardware: DeliverableSpec.Hardware) {
        context.pointee.max_b_frames = 0
        context.pointee.bit_rate = 0
        let quality = quality ?? self.quality?.usual ?? 20
        switch hardware {
        case .vaapi: context.pointee.global_quality = Int32(quality)
        case .videotoolbox:
            // From 1 to 100, the largest being the best.
            context.pointee.flags |= AV_CODEC_FLAG_QSCALE
            context.pointee.global_quality = Int32(max(1, 100 - quality * 2)) * FF_QP2LAMBDA
        case .nvenc, .auto: break
        }
    }

    /// The encoder's private options.
    func options(_ settings: VideoFileWriter.Settings, on hardware: DeliverableSpec.Hardware) -> [String: String] {
        switch hardware {
        case .nvenc, .auto:
            let steps = ["p1", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p7"]
            let step = steps[DeliverableSpec.presets.firstIndex(of: settings.preset) ?? 5]
            return ["preset": step, "rc": "vbr", "cq": String(settings.crf ?? quality?.usual ?? 20)]
        case .vaapi: return ["rc_mode": "CQP"]
        case .videotoolbox: return [:]
        }
    }
}
