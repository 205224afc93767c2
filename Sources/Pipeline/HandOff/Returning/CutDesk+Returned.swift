import Content
import Cutting
import Editorial
import Foundation
public import Interchange
import Pool
import Timebase

extension CutDesk {
    /// What an editor's file is, for this project.
    public func returned(_ edit: ReturnedEdit) throws -> ReturnedCut {
        let pool = pool
        return try ReturnedCut(edit, manifests: HandOffManifest.all(in: session.workspace), cut: cut) { try pool.take($0) }
    }

    /// What it changes: against the cut it was handed off as where that is known, else against the newest.
    public func difference(to returned: ReturnedCut) throws -> ReturnedDifference {
        let handed = HandOffManifest.all(in: session.workspace).first?.cut
        let before = try handed.flatMap { try pool.cut($0)?.timeline.clips } ?? cut.timeline.clips
        return ReturnedDifference(from: before, to: returned.pieces)
    }

    /// Keeps an edit as the newest version of the cut: its cuts on their frames, its clips as they are. Where it shows nothing of this pool, the
    /// build chooses.
    public mutating func use(_ returned: ReturnedCut, from name: String) throws -> Change {
        guard returned.pieces.contains(where: { $0.clip != nil }) else {
            throw Refusal("no clip of \(name) is a take of this pool: was it made from another project?")
        }
        let (rate, lead, start) = (cut.timeline.format.rate, session.project.edit.lead, filmStart)
        // As `CutPoints.hold` counts them back into frames.
        func second(_ frame: Int) -> Double { frame == 0 ? 0 : min(heard.grid.duration, rate.seconds(at: frame + lead)) }
        var edits = CutEdits(bounds: [], isExact: true)
        var frames: Set<Int> = []
        for piece in returned.pieces {
            frames.insert(piece.record.start)
            frames.insert(piece.record.end)
            guard let clip = piece.clip else { continue }
            let end = piece.record.end >= cut.timeline.frames ? heard.grid.duration : second(piece.record.end)
            var pin = CutEdits.Pin(start: second(piece.record.start) + start, end: end + start, clip: clip)
            pin.isReversed = clip.isReversed
            if piece.record.start > 0 { pin.transition = piece.transition }
            edits.pins.append(pin)
        }
        edits.bounds = frames.filter { $0 > 0 && $0 < cut.timeline.frames }.sorted().map { second($0) + start }
        guard edits != self.edits else { throw Refusal("the cut is so already: nothing was changed") }
        return try apply(edits, "edit brought back from \(name)", following: cut.timeline, parent: cut.version)
    }
}
