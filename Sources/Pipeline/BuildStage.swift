/// The stages of a build, in order.
public enum BuildStage: String, CaseIterable, Comparable, Sendable {
    /// Hear the song: beats, bars, sections, energy.
    case song
    /// Make the takes that are missing.
    case takes
    /// Measure the takes that were not measured.
    case scores
    /// Choose takes and place them.
    case cut
    /// Encode what changed and join it.
    case render

    public static func < (a: BuildStage, b: BuildStage) -> Bool {
        allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
    }
}
