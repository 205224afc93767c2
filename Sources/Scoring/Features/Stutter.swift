import Editorial

/// Repeated and dropped frames, as frame-rate conversion and pulldown make them.
///
/// A frame repeats the one before when its change (MAFD) is under 0.17 of the 85th percentile of the changes within five frames
/// around it, where that is above 0.6 code values so that there is motion to miss; runs of more than five are a standstill and
/// `Frozen`'s business. The raw number is the share of such frames.
package struct Stutter: Feature {
    package static let names = [ScoreName("stutter", "1 when no frame repeats another; the raw number is the share of those that do")]

    private static let reach = 5

    package init() {}

    package func judge(_ clip: ClipRecord) -> Findings {
        guard clip.count > 4 else { return Findings(["stutter": Part(score: 1, raw: 0)]) }
        let changes = clip.differences(\.change)
        let usual = changes.indices.map { index in
            var near = Array(changes[max(0, index - Self.reach)...min(changes.count - 1, index + Self.reach)])
            return Statistics.element(min(near.count - 1, near.count * 85 / 100), of: &near)
        }
        let repeated = changes.indices.map { changes[$0] < max(0.17 * usual[$0], 0.1) }
        let runs = Statistics.runs(of: repeated).filter { $0.count <= Self.reach && $0.contains { usual[$0] > 0.6 } }
        let count = runs.reduce(0) { $0 + $1.count }
        let raw = Double(count) / Double(changes.count)
        return Findings(["stutter": Part(score: 1 / (1 + (raw / 0.05) * (raw / 0.05)), raw: raw)])
    }
}
