import Cutting
import Editorial
public import Pool
import Timebase

extension CutDesk {
    /// Goes back to an earlier version, by a new one that is the same. Where the project or the pool is another by now, its cuts and clips
    /// are set by hand, so that the cut still is as it was.
    public mutating func use(_ version: CutVersion) throws -> Change {
        try use(version, what: "use version \(version.id)" + (version.names.first.map { " (\($0))" } ?? ""), parent: cut.version)
    }

    /// Goes back to the version that the newest one was made from.
    public mutating func undo() throws -> Change {
        guard let id = cut.version, let parent = try version(id).parent else {
            throw Refusal("this is the first version of the cut: there is nothing to undo")
        }
        let target = try version(parent)
        return try use(target, what: "undo, back to version \(target.id) (\(target.what))", parent: target.parent)
    }

    private mutating func use(_ version: CutVersion, what: String, parent: Int64?) throws -> Change {
        var edits = version.edits
        var made = try planned(edits, following: version.timeline)
        if made.slots.map(\.record) != version.slots.map(\.record) {
            edits.bounds = version.slots.dropFirst().map { $0.start + filmStart }
            made = try planned(edits, following: version.timeline)
        }
        let other = version.timeline.clips.filter { clip in
            !made.timeline.clips.contains {
                $0.record == clip.record && $0.take == clip.take && $0.source == clip.source && $0.speed == clip.speed
                    && $0.ramp == clip.ramp && $0.isReversed == clip.isReversed
            }
        }
        for clip in other {
            guard let slot = version.slots.first(where: { $0.number == clip.slot }) else { continue }
            let (start, end) = (slot.start + filmStart, slot.end + filmStart)
            edits.pins.removeAll { $0.start < end - CutEdits.near && $0.end > start + CutEdits.near }
            edits.pins.append(.init(start: start, end: end, clip: clip))
        }
        edits.pins.sort { $0.start < $1.start }
        return try apply(edits, what, kind: .use, following: version.timeline, parent: parent)
    }
}
