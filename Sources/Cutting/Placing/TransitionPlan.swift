import Editorial
import Timebase

/// Which transition stands at each cut, and how long the takes let it be.
///
/// Where both pictures are seen, the clip before needs frames after its end. Takes that have them are preferred when seats are priced, and change
/// places with those of their shot that have not (`SeatPrices`); one that has too few is slowed within the project's limits (`InPoint`); then the
/// transition is shortened, and given up below two frames. Where the project allows it (`mayHold`) it keeps its length, and the take's last usable
/// picture stands still.
struct TransitionPlan {
    private let rate: FrameRate
    private let first: Int
    private let mayHold: Bool
    /// By slot; nil for a cut.
    private let wanted: [Transition?]
    /// Slots whose transition was set by hand: it may be as long as the clips, and show all of a take.
    private let byHand: Set<Int>
    /// Places of the project at which there is no cut.
    private(set) var warnings: [String] = []

    init(project: Project, grid: BeatGrid, slots: [Slot], edits: CutEdits = CutEdits()) {
        let rate = project.format.rate
        self.rate = rate
        first = slots.first?.number ?? 1
        mayHold = project.edit.mayHold
        var specs = slots.map { $0.opensSection ? project.edit.atSections : project.edit.atCuts }
        for placed in project.edit.transitions {
            guard let moment = placed.moments?.lowerBound else { continue }
            let reach = Self.beat(at: moment, grid).map { $0 / 2 } ?? 0.25
            guard let nearest = slots.indices.dropFirst().min(by: { abs(slots[$0].start - moment) < abs(slots[$1].start - moment) }),
                abs(slots[nearest].start - moment) <= reach
            else {
                warnings.append(
                    "there is no cut at \(placed.at) for its transition; give a shot 'place: {at: \(placed.at)}', or split the clip there")
                continue
            }
            specs[nearest] = placed.transition
        }
        var byHand: Set<Int> = []
        for (index, slot) in slots.enumerated() {
            let pin = edits.pins.first { abs($0.start - slot.start) < SlotPin.near && abs($0.end - slot.end) < SlotPin.near }
            guard let transition = pin?.transition else { continue }
            specs[index] = transition
            byHand.insert(index)
        }
        self.byHand = byHand
        wanted = slots.indices.map { index in
            guard index > 0, let kind = specs[index].kind else { return nil }
            let frames = specs[index].frames(framesPerSecond: rate.doubleValue, beat: Self.beat(at: slots[index].start, grid))
            return frames > 0 ? Transition(kind, frames: frames) : nil
        }
    }

    /// Seconds of the beat in which a moment lies, or that before it.
    private static func beat(at moment: Double, _ grid: BeatGrid) -> Double? {
        guard grid.beats.count > 1 else { return nil }
        let next = grid.beats.firstIndex { $0.time > moment + 1e-6 } ?? grid.beats.count - 1
        let index = max(1, next)
        return grid.beats[index].time - grid.beats[index - 1].time
    }

    /// Frames of the film for which the clip before is wanted after the cut into a slot.
    func overlap(into slot: Int) -> Int { wanted[slot].map { $0.kind.overlaps ? $0.frames : 0 } ?? 0 }

    /// Gives each clip the transition that its takes allow: no more than half of either clip.
    /// - Returns: warnings for those that are shorter than asked for, became a cut or are held.
    func settle(_ clips: inout [Clip], _ slots: [Slot], _ takes: [Candidate]) -> [String] {
        var (short, lost, held): ([Int], [Int], [Int]) = ([], [], [])
        for index in clips.indices.dropFirst() {
            guard let transition = wanted[clips[index].slot - first] else { continue }
            let slot = clips[index].slot
            let isByHand = byHand.contains(slot - first)
            let share = isByHand ? 1 : 2
            let room = fitting(transition, clips[index - 1].record.count / share, clips[index].record.count / share)
            var frames = room
            if transition.kind.overlaps {
                let there = framesLeft(clips[index - 1], takes[index - 1], atMost: room, inAll: isByHand)
                if there < room, mayHold {
                    clips[index - 1].lastUsable = Self.limit(clips[index - 1], takes[index - 1])
                    held.append(slot)
                } else {
                    frames = there
                }
            }
            if frames < 2, frames < transition.frames {
                lost.append(slot)
                continue
            }
            clips[index].transition = Transition(transition.kind, frames: frames)
            if frames < room { short.append(slot) }
        }
        return [
            Self.warning(lost, "with a cut: there are no frames left for a transition; make longer takes, or set edit.hold"),
            Self.warning(
                short, "with a shorter transition: the take before has no more frames; make longer takes, or set edit.hold"),
            Self.warning(held, "with a transition in which the picture before stands still: its take has no more frames"),
        ].compactMap { $0 }
    }

    private static func warning(_ slots: [Int], _ words: String) -> String? {
        guard !slots.isEmpty else { return nil }
        return (slots.count == 1 ? "slot" : "slots") + " \(Wording.list(slots.map(String.init), atMost: 20)) "
            + (slots.count == 1 ? "begins " : "begin ") + words
    }

    /// The longest a transition can be with so many frames of either clip.
    private func fitting(_ transition: Transition, _ before: Int, _ after: Int) -> Int {
        if transition.kind.overlaps { return min(transition.frames, before, after) }
        var frames = transition.frames
        while frames > 0 {
            let shorter = Transition(transition.kind, frames: frames)
            if shorter.framesBefore <= before, shorter.framesAfter <= after { break }
            frames -= 1
        }
        return frames
    }

    /// Frames of the film for which a clip can go on after its end.
    private func framesLeft(_ clip: Clip, _ take: Candidate, atMost most: Int, inAll: Bool) -> Int {
        var (frames, free) = (most, clip)
        free.lastUsable = nil
        let there = inAll ? 0..<take.frames : take.usable.indices
        while frames > 0, !there.contains(free.sourceFrame(at: clip.record.count - 1 + frames, recordRate: rate)) { frames -= 1 }
        return frames
    }

    /// The take's last usable frame; the clip's own last one where a person set it beyond that.
    private static func limit(_ clip: Clip, _ take: Candidate) -> Int {
        clip.isReversed ? min(clip.source.start, take.usable.start) : max(clip.source.end, take.usable.end) - 1
    }
}
