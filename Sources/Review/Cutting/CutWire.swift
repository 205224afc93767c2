import Cutting
import Editorial
import Pipeline
import Pool
import Timebase

/// The cut with the song it is cut to.
struct CutWire: Encodable {
    struct Section: Encodable {
        var label: String
        var role: String?
        var start: Double
        var end: Double
        var energy: Double
    }

    struct Curve: Encodable {
        /// Values a second.
        var rate: Double
        var values: [Double]
    }

    struct SlotWire: Encodable {
        var number: Int
        var start: Double
        var end: Double
        var record: RangeWire
        var bar: Int
        var beat: Int
        var section: String
        var reason: String?
    }

    struct ClipWire: Encodable {
        var slot: Int
        var take: String
        var shot: String
        var number: Int?
        var record: RangeWire
        var source: RangeWire
        var sourceRate: String
        var takeFrames: Int?
        var speed: String
        /// Its speed where that changes inside it: straight lines between these.
        var ramp: [KnotWire]?
        var reversed: Bool?
        /// The frame of the take on which the picture comes to stand.
        var last: Int?
        /// How the take fills the picture, where it does not cover it.
        var fit: String?
        var transition: TransitionWire?
        var locked: Bool?
        var pinned: Bool?
        var why: String?
    }

    struct KnotWire: Encodable {
        /// Frames of the film since the clip's first.
        var record: Int
        /// Seconds of the take since the first frame shown.
        var source: Double
    }

    struct TransitionWire: Encodable {
        var kind: String
        var frames: Int
        /// How many of them lie before the cut.
        var before: Int?
    }

    struct VersionWire: Encodable {
        var id: Int64
        var what: String
        var time: Int64
        var kind: String
        var names: [String]
    }

    var version: Int64?
    var rate: String
    var frames: Int
    var seconds: Double
    /// Of the film's picture.
    var width: Int
    var height: Int
    /// Frames in which it comes out of black, and goes down to it.
    var fadeIn: Int?
    var fadeOut: Int?
    var tempo: Double
    var beats: [Double]
    var downbeats: [Double]
    var sections: [Section]
    var energy: Curve
    var wave: Curve?
    var slots: [SlotWire]
    var clips: [ClipWire]
    var warnings: [String]
    var pins: Int
    var boundsByHand: Bool
    var undoable: Bool
    var versions: [VersionWire]

    /// - Parameter wave: peaks of the whole song, 0 to 255, and how many a second.
    init(_ desk: CutDesk, pool: Pool, wave: (peaks: [UInt8], rate: Int)?) throws {
        let (cut, grid) = (desk.cut, desk.grid)
        let filmRate = cut.timeline.format.rate
        (version, rate, frames) = (cut.version, filmRate.description, cut.timeline.frames)
        (seconds, tempo) = (Self.short(filmRate.seconds(at: frames)), Self.short(grid.beatsPerMinute))
        (width, height) = (cut.timeline.format.width, cut.timeline.format.height)
        (fadeIn, fadeOut) = (Self.some(cut.timeline.fadeInFrames), Self.some(cut.timeline.fadeOutFrames))
        (beats, downbeats) = (grid.beats.map { Self.short($0.time) }, grid.downbeats.map(Self.short))
        sections = grid.sections.map { Section(label: $0.label, role: $0.role, start: Self.short($0.start), end: Self.short($0.end), energy: Self.short($0.energy)) }
        energy = Curve(rate: grid.energyStep > 0 ? 1 / grid.energyStep : 1, values: grid.energy.map(Self.short))
        self.wave = wave.map { wave in
            let from = max(0, min(wave.peaks.count, Int(desk.filmStart * Double(wave.rate))))
            let to = max(from, min(wave.peaks.count, from + Int((grid.duration * Double(wave.rate)).rounded(.up))))
            return Curve(rate: Double(wave.rate), values: wave.peaks[from..<to].map { Self.short(Double($0) / 255) })
        }
        let reasons = Dictionary((cut.cuts ?? []).map { ($0.slot, $0.reason) }) { first, _ in first }
        slots = cut.slots.map { slot in
            SlotWire(
                number: slot.number, start: slot.start, end: slot.end, record: RangeWire(slot.record), bar: slot.bar, beat: slot.beat, section: slot.section,
                reason: reasons[slot.number])
        }
        clips = try Self.clips(desk, pool)
        (warnings, pins) = (cut.warnings, cut.edits?.pins.count ?? 0)
        boundsByHand = cut.edits?.bounds != nil
        let all = try desk.versions
        undoable = all.first { $0.id == cut.version }?.parent != nil
        versions = all.map { VersionWire(id: $0.id, what: $0.what, time: $0.time, kind: $0.kind.rawValue, names: $0.names) }
    }

    private static func clips(_ desk: CutDesk, _ pool: Pool) throws -> [ClipWire] {
        let placings = Dictionary((desk.cut.placings ?? []).map { ($0.slot, $0.reason) }) { first, _ in first }
        return try desk.cut.timeline.clips.map { try clip($0, desk, pool, why: placings[$0.slot]) }
    }

    /// A clip of the cut, or one that could stand in it.
    static func clip(_ clip: Clip, _ desk: CutDesk, _ pool: Pool, why: String? = nil) throws -> ClipWire {
        let cut = desk.cut
        let take = try pool.take(clip.take, shot: clip.shot) ?? pool.take(clip.take)
        let pin = cut.slots.first { $0.number == clip.slot }.flatMap { cut.pin(of: $0, filmStart: desk.filmStart) }
        let fit = desk.framing(of: clip.shot).fit
        return ClipWire(
            slot: clip.slot, take: clip.take, shot: clip.shot, number: take.map { $0.origin.ordinal + 1 }, record: RangeWire(clip.record),
            source: RangeWire(clip.source), sourceRate: clip.sourceRate.description, takeFrames: take?.facts?.frames,
            speed: clip.speed.description, ramp: clip.ramp?.knots.map { KnotWire(record: $0.record, source: $0.source.doubleValue) },
            reversed: clip.isReversed ? true : nil, last: clip.lastUsable, fit: fit == .cover ? nil : fit.rawValue,
            transition: clip.transition.map { TransitionWire(kind: $0.kind.rawValue, frames: $0.frames, before: some($0.framesBefore)) },
            locked: pin?.isLocked == true ? true : nil, pinned: pin == nil ? nil : true, why: why)
    }

    private static func some(_ count: Int) -> Int? { count == 0 ? nil : count }
    private static func short(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
