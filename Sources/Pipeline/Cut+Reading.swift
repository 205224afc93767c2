import Cutting
import Editorial
import Foundation

/// A cut as it was written, without why takes are not in it: of a large pool that is nearly all of the file, and most who read it only
/// ask what is shown.
extension Cut {
    private struct Part: Decodable {
        struct Selection: Decodable {
            var kept: [Editorial.Selection.Kept]
            var wanted: Int
            var warnings: [String]
        }
        var title: String
        var slots: [Slot]
        var cuts: [PlannedCut]?
        var timeline: Timeline
        var placings: [Placing]?
        var selection: Selection
        var warnings: [String]
        var beats: [Double]
        var wanted: Int
        var edits: CutEdits?
        var version: Int64?
    }

    /// - Throws: `DecodingError` for what is no cut.
    init(withoutDropped data: Data) throws {
        let part = try JSONDecoder().decode(Part.self, from: data)
        self.init(
            title: part.title, slots: part.slots, cuts: part.cuts, timeline: part.timeline, placings: part.placings,
            selection: Selection(kept: part.selection.kept, dropped: [], wanted: part.selection.wanted, warnings: part.selection.warnings),
            warnings: part.warnings, beats: part.beats, wanted: part.wanted, edits: part.edits, version: part.version)
    }
}
