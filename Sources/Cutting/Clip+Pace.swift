public import Editorial
public import Timebase

extension Clip {
    /// How it runs, where that is not as it was taken: `at 0.80×`, `from 0.85× to 1.10×`, `backwards`.
    /// - Parameter filmRate: of the timeline it stands in.
    public func pace(filmRate: FrameRate) -> String? {
        var words: [String] = []
        if let speeds = ramp?.speeds(filmRate: filmRate) {
            words.append("from \(Wording.fixed(speeds.first))× to \(Wording.fixed(speeds.last))×")
        } else if speed != Rational(1) {
            words.append("at \(Wording.fixed(speed.doubleValue))×")
        }
        if isReversed { words.append("backwards") }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
