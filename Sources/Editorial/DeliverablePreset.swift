/// Deliverables that many people want, by a word.
public enum DeliverablePreset: String, Hashable, Sendable, Codable, CaseIterable {
    /// As YouTube recommends uploads, https://support.google.com/youtube/answer/1722171, and as loud as it plays them.
    case youtube
    /// 9:16 for telephones.
    case vertical
    /// 1:1.
    case square
    /// For editing rooms and archives: ProRes 422 HQ with plain sound.
    case master
    /// Small and quickly made, to be sent around.
    case preview

    public var file: String { rawValue + (self == .master ? ".mov" : ".mp4") }

    public func deliverable(of film: PictureFormat) -> DeliverableSpec {
        let short = min(film.width, film.height)
        switch self {
        case .youtube: return DeliverableSpec(file: file, preset: "slow", crf: 16, audioBitRate: 384_000, loudness: -14)
        case .vertical:
            return DeliverableSpec(file: file, crf: 18, size: PictureSize(width: short, height: short * 16 / 9 / 2 * 2))
        case .square: return DeliverableSpec(file: file, crf: 18, size: PictureSize(width: short, height: short))
        case .master: return DeliverableSpec(file: file, codec: .prores)
        case .preview:
            let half = PictureSize(width: film.width / 4 * 2, height: film.height / 4 * 2)
            return DeliverableSpec(file: file, preset: "veryfast", crf: 26, audioBitRate: 128_000, size: half)
        }
    }
}
