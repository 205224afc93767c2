package import Editorial
package import Timebase

package typealias Part = Editorial.Scores.Part

/// One measure of a take. A feature sees every frame once, in order, and then judges the take from what it kept and from
/// the record all features share. One feature is one file, one test file and one line of `docs/scoring.md`.
package protocol Feature: Sendable {
    /// The scores it gives.
    static var names: [ScoreName] { get }

    init()

    /// Called for every frame in order. Features that need only the shared record leave it out.
    mutating func see(_ picture: Picture)

    func judge(_ clip: ClipRecord) -> Findings
}

extension Feature {
    package mutating func see(_ picture: Picture) {}
}

/// What a feature found out.
package struct Findings {
    /// By score name.
    package var parts: [String: Part]
    package var blemishes: [Blemish]

    package init(_ parts: [String: Part] = [:], blemishes: [Blemish] = []) {
        self.parts = parts
        self.blemishes = blemishes
    }
}

/// Frames that must not be shown; with no frames, a place that must not be played across.
package struct Blemish: Hashable, Sendable {
    package var range: FrameRange
    package var defect: Defect
    /// For people: "black for 1.2 s at 0.0 s".
    package var text: String

    package init(_ range: FrameRange, _ defect: Defect, _ text: String) { (self.range, self.defect, self.text) = (range, defect, text) }
}
