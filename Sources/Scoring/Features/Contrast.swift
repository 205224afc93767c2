import Editorial

/// The span of luma between the darkest and the brightest hundredth of the picture, the median of all frames.
package struct Contrast: Feature {
    package static let names = [ScoreName("contrast", "1 for the full span from dark to bright, 0 for a flat picture")]

    package init() {}

    /// Below about 80 a picture looks flat.
    package func judge(_ clip: ClipRecord) -> Findings {
        let raw = Statistics.median(clip.rows.map { $0.p99 - $0.p1 })
        return Findings(["contrast": Part(score: Statistics.ramp(raw, from: 15, to: 170), raw: raw)])
    }
}
