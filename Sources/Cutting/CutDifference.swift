public import Editorial
import Timebase

/// What differs between two cuts, in order of time.
public struct CutDifference: Hashable, Sendable, Codable {
    public struct Change: Hashable, Sendable, Codable {
        public enum Kind: String, Hashable, Sendable, Codable {
            /// Another take is shown.
            case take
            /// Other frames of the same take.
            case frames
            /// The clip goes on longer or ends sooner.
            case end
            /// The picture changes here and did not, or did and no longer does.
            case added, removed
            /// The same clip begins earlier or later.
            case moved
            /// How a clip begins: a cut, a dissolve and so on.
            case transition
        }
        public var kind: Kind
        /// Second of the film at which the slot starts.
        public var start: Double
        /// The slot's number: in the later cut, and in the earlier one for what is gone.
        public var slot: Int
        /// In words, without the slot.
        public var words: String
    }

    public var changes: [Change]

    public var isEmpty: Bool { changes.isEmpty }

    /// - Parameters:
    ///   - before: slots and clips of the earlier cut; both films start at the same second of the song.
    public init(from before: (slots: [Slot], clips: [Clip]), to after: (slots: [Slot], clips: [Clip])) {
        let old = Self.shown(before)
        let new = Self.shown(after)
        var changes: [Change] = []
        for (slot, clip) in new {
            let match = old.first { abs($0.slot.start - slot.start) < Self.near }
            let same = old.first { one in one.clip.take == clip.take && !new.contains { abs($0.slot.start - one.slot.start) < Self.near } }
            if match == nil, let same {
                let words = "begins at \(ClockTime.text(slot.start)) instead of \(ClockTime.text(same.slot.start))"
                changes.append(.init(kind: .moved, start: slot.start, slot: slot.number, words: words))
                continue
            }
            guard let match else {
                changes.append(.init(kind: .added, start: slot.start, slot: slot.number, words: "new cut, to \(Self.name(clip))"))
                continue
            }
            if Self.isAnotherFrame((match.slot.start, match.slot.record.start), (slot.start, slot.record.start)) {
                let words = "begins at \(ClockTime.text(slot.start)) instead of \(ClockTime.text(match.slot.start))"
                changes.append(.init(kind: .moved, start: slot.start, slot: slot.number, words: words))
            }
            if match.clip.take != clip.take {
                changes.append(
                    .init(kind: .take, start: slot.start, slot: slot.number, words: "\(Self.name(match.clip)) → \(Self.name(clip))"))
            } else if (match.clip.firstFrame, match.clip.speed, match.clip.ramp, match.clip.isReversed)
                != (clip.firstFrame, clip.speed, clip.ramp, clip.isReversed)
            {
                changes.append(.init(kind: .frames, start: slot.start, slot: slot.number, words: Self.frames(match.clip, clip)))
            }
            if abs(match.slot.end - slot.end) >= Self.near || Self.isAnotherFrame((match.slot.end, match.slot.record.end), (slot.end, slot.record.end)) {
                let words = "ends at \(ClockTime.text(slot.end)) instead of \(ClockTime.text(match.slot.end))"
                changes.append(.init(kind: .end, start: slot.start, slot: slot.number, words: words))
            }
            if match.clip.transition != clip.transition {
                let words = "begins with " + (clip.transition.map { "\($0.kind.inWords) of \($0.frames) frames" } ?? "a cut") + " now"
                changes.append(.init(kind: .transition, start: slot.start, slot: slot.number, words: words))
            }
        }
        for (slot, clip) in old where !new.contains(where: { abs($0.slot.start - slot.start) < Self.near }) {
            let isMoved = new.contains { one in
                one.clip.take == clip.take && !old.contains { abs($0.slot.start - one.slot.start) < Self.near }
            }
            if isMoved { continue }
            changes.append(.init(kind: .removed, start: slot.start, slot: slot.number, words: "no cut any more, to \(Self.name(clip))"))
        }
        self.changes = changes.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(\.element)
    }

    /// `2 clips replaced, 1 cut moved`.
    public var summary: String {
        let kinds: [(kind: Change.Kind, noun: String, what: String)] = [
            (.take, "clip", "replaced"), (.frames, "clip", "with other frames"), (.added, "cut", "added"), (.moved, "cut", "moved"),
            (.removed, "cut", "removed"), (.transition, "transition", "changed"),
        ]
        let words = kinds.map { ($0, count($0.kind)) }.filter { $0.1 > 0 }.map { "\(Wording.count($0.1, $0.0.noun)) \($0.0.what)" }
        return words.isEmpty ? (changes.isEmpty ? "nothing changed" : "\(changes.count) ends changed") : words.joined(separator: ", ")
    }

    /// Cuts so near each other are the same cut, in seconds: a beat heard anew lies elsewhere by less.
    private static let near = 0.02

    /// Whether a cut that stayed the same lies on another frame all the same; in a film whose rate was changed all do, and that is no difference.
    private static func isAnotherFrame(_ old: (seconds: Double, frame: Int), _ new: (seconds: Double, frame: Int)) -> Bool {
        old.seconds != new.seconds && old.frame != new.frame
    }

    private func count(_ kind: Change.Kind) -> Int { changes.count { $0.kind == kind } }

    private static func shown(_ cut: (slots: [Slot], clips: [Clip])) -> [(slot: Slot, clip: Clip)] {
        let clips = Dictionary(cut.clips.map { ($0.slot, $0) }) { first, _ in first }
        return cut.slots.compactMap { slot in clips[slot.number].map { (slot, $0) } }
    }

    private static func name(_ clip: Clip) -> String { "\(Wording.short(clip.take)) of '\(clip.shot)'" }

    private static func frames(_ old: Clip, _ new: Clip) -> String {
        var words: [String] = []
        if old.firstFrame != new.firstFrame || (old.speed, old.ramp, old.isReversed) == (new.speed, new.ramp, new.isReversed) {
            words.append("starts at frame \(new.firstFrame) of \(Wording.short(new.take)) instead of \(old.firstFrame)")
        }
        if old.isReversed != new.isReversed { words.append(new.isReversed ? "runs backwards" : "runs forwards") }
        if (old.speed, old.ramp) != (new.speed, new.ramp) {
            words.append((new.ramp == nil ? "at" : "ramps, at a mean of") + " \(Wording.fixed(new.speed.doubleValue))× its speed")
        }
        return words.joined(separator: ", ")
    }
}
