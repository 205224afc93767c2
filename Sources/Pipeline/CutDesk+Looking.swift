public import Content
public import Cutting
public import Editorial
public import Pool
import Timebase

/// What people look at before they change the cut.
extension CutDesk {
    /// What is heard in the part of the song that the film covers.
    public var grid: BeatGrid { heard.grid }
    public var song: Blob { heard.song }

    /// How the takes of a shot fill the picture.
    public func framing(of shot: String) -> Framing {
        session.project.shots.first { $0.id == shot }?.framing ?? session.project.framing
    }

    /// A take that could stand in a slot.
    public struct Choice: Sendable {
        public var take: TakeRecord
        /// The slot it stands in now.
        public var slot: Int?
        public var words: String
    }

    /// Takes that could stand in a slot, the likeliest first: those of its shot, then those of others, each by quality. Rejected ones and those
    /// that cannot be shown are left out.
    public func choices(for number: Int, most: Int = 60) throws -> [Choice] {
        let (slot, clip) = (try slot(number), cut.timeline.clips.first { $0.slot == number })
        let placed = Dictionary(cut.timeline.clips.map { ($0.take, $0.slot) }) { first, _ in first }
        var (own, others): ([TakeRecord], [TakeRecord]) = ([], [])
        var query = TakeQuery()
        (query.active, query.states, query.verdicts) = (true, [.scored], [.unset, .pick])
        (query.sort, query.descending) = (.quality, true)
        if let shot = clip?.shot {
            query.shots = [shot]
            own = try pool.takes(query)
            query.shots = []
        }
        query.limit = most + own.count
        others = try pool.takes(query).filter { $0.shot != clip?.shot }
        var seen: Set<String> = [clip?.take ?? ""]
        let length = slot.end - slot.start
        return (own + others).filter { seen.insert($0.id).inserted }.prefix(most).map { take in
            var words: [String] = take.shot == clip?.shot ? [] : ["of another shot"]
            if let there = placed[take.id] { words.append("stands in slot \(there), which would get this one's clip") }
            if let seconds = take.facts?.seconds, seconds < length { words.append("shorter than the slot") }
            if take.verdict.state == .pick { words.append("picked") }
            return Choice(take: take, slot: placed[take.id], words: words.joined(separator: ", "))
        }
    }

    /// What is different from the cut that would be planned if nothing were set by hand.
    public func differenceFromAutomatic() throws -> CutDifference {
        let automatic = try planned(CutEdits(), following: nil)
        return CutDifference(from: (automatic.slots, automatic.timeline.clips), to: (cut.slots, cut.timeline.clips))
    }
}
