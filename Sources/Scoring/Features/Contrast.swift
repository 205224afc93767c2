import Editorial

/// The span of luma, the median of all frames: between the darkest and the brightest hundredth of the picture, and between the darkest and
/// the brightest thousandth, half and half. A drawing in mid-tones has some dark and some bright pixels; a faded picture has none.
package struct Contrast: Feature {
    package static let names = [ScoreName("contrast", "1 for the full span from dark to bright, 0 for a flat picture")]

    package init() {}

    /// Below about 80 a picture looks flat.
    package func judge(_ clip: ClipRecord) -> Findings {
        let raw = Statistics.median(clip.rows.map { ($0.p99 - $0.p1 + $0.p999 - $0.p001) / 2 })
        return Findings(["contrast": Part(score: Statistics.ramp(raw, from: 15, to: 170), raw: raw)])
    }
}
