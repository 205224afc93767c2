import Editorial

/// Light: the median luma of the take, and how much of the picture is burnt out or sunk in black.
///
/// Night is not under-exposed as long as something in it is bright: only when 99 % of the pixels stay below 120 does the
/// score sink. It sinks too when more than 8 % of the pixels are burnt out.
package struct Exposure: Feature {
    package static let names = [
        ScoreName("exposure", "1 for well lit, 0 for far too dark or burnt out"),
        ScoreName("brightest", "1 when something in the picture is bright; the raw number is the luma that 99 % of the pixels stay below"),
        ScoreName("highlights", "1 when nothing is burnt out; the raw number is the burnt-out share"),
        ScoreName("shadows", "1 when nothing is sunk in black; the raw number is the sunk share"),
    ]

    package init() {}

    package func judge(_ clip: ClipRecord) -> Findings {
        let bright = Statistics.median(clip.rows.map(\.p99))
        let clipped = Statistics.median(clip.rows.map(\.clipped))
        let crushed = Statistics.median(clip.rows.map(\.crushed))
        let under = Statistics.ramp(bright, from: 36, to: 120)
        let over = Statistics.ramp(clipped, from: 0.6, to: 0.08)
        return Findings([
            "exposure": Part(score: min(under, over), raw: Statistics.median(clip.rows.map(\.p50))),
            "brightest": Part(score: under, raw: bright),
            "highlights": Part(score: 1 - clipped, raw: clipped),
            "shadows": Part(score: 1 - crushed, raw: crushed),
        ])
    }
}
