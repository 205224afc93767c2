import Content
public import Editorial
import Foundation
import Interchange
import Pool
public import Timebase

/// An editor's file with its clips known again: which take each one shows, and which of its frames.
public struct ReturnedCut: Sendable {
    /// A stretch of the film as it came back.
    public struct Piece: Hashable, Sendable {
        /// Frames of the film.
        public var record: FrameRange
        /// Nil for media that is not of this pool.
        public var clip: Clip?
        public var transition: TransitionSpec
        /// As the editor's file calls it, with the path where it says one.
        public var name: String
        public var path: String?
        /// First frame of the file, in frames of the film: of what is not of this pool.
        public var source: Int
    }

    public internal(set) var pieces: [Piece] = []
    /// What the file has and a cut has not, and what could not be brought back.
    public internal(set) var leftOut: [String]

    /// - Parameters:
    ///   - manifests: of hand-offs, the newest first.
    ///   - cut: the one it is brought back to.
    ///   - takes: of the pool, by id.
    init(_ edit: ReturnedEdit, manifests: [HandOffManifest], cut: Cut, takes: (String) throws -> TakeRecord?) throws {
        // The film's own fades come back as transitions from and to black; the film still has them.
        let fades = [("in", cut.timeline.fadeInFrames), ("out", cut.timeline.fadeOutFrames)].map { "a fade \($0.0) of \($0.1) frame" }
        leftOut = edit.leftOut.filter { one in !fades.contains { one.hasPrefix($0) } }
        let rate = cut.timeline.format.rate
        let editRate = edit.rate ?? rate
        if editRate != rate {
            leftOut.append("the sequence runs at \(editRate) frames a second and the film at \(rate): cuts are where they were in time, to the nearest frame")
        }
        func filmFrame(_ frame: Int) -> Int {
            editRate == rate ? frame : Int((Rational(Int64(frame)) / editRate.framesPerSecond * rate.framesPerSecond).rounded)
        }
        let matching = ReturnMatching(manifests, cut: cut)
        var beyond = 0
        for one in edit.clips {
            var record = FrameRange(filmFrame(one.record.start)..<max(filmFrame(one.record.start), filmFrame(one.record.end)))
            guard record.start < cut.timeline.frames, !record.isEmpty else {
                beyond += 1
                continue
            }
            if record.end > cut.timeline.frames { record = FrameRange(record.start..<cut.timeline.frames) }
            let source = filmFrame(one.source)
            var piece = Piece(record: record, transition: Self.transition(one.transition, filmFrame), name: one.name, path: one.path, source: source)
            if let file = matching.file(of: one, source: source, record: record), let take = try takes(file.baked.take) {
                piece.clip = Self.clip(file.baked, take, one, source, record, rate)
            } else if let take = try matching.take(of: one, takes), let facts = take.facts {
                let whole = BakedTake(take: take.id, shot: take.shot, frames: facts.frames, rate: facts.rate, filmRate: rate)
                piece.clip = Self.clip(whole, take, one, source, record, rate)
            }
            pieces.append(piece)
        }
        if beyond > 0 { leftOut.append("\(beyond) clip\(beyond == 1 ? " lies" : "s lie") after the film's end, which the song sets") }
    }

    private static func transition(_ transition: HandOff.Transition?, _ filmFrame: (Int) -> Int) -> TransitionSpec {
        guard let transition else { return .cut }
        let length = TransitionSpec.Length.frames(max(1, filmFrame(transition.frames)))
        switch transition.kind {
        case .dissolve: return TransitionSpec(.dissolve, length: length)
        case .dipToBlack: return TransitionSpec(.dipBlack, length: length)
        case .dipToWhite: return TransitionSpec(.dipWhite, length: length)
        case .other(let name):
            let kind = Transition.Kind.allCases.first { $0.inWords == name || $0.rawValue == name }
            return TransitionSpec(kind, length: length)
        }
    }

    /// The stretch of a file as a clip of the take that is in it.
    private static func clip(
        _ baked: BakedTake, _ take: TakeRecord, _ one: ReturnedEdit.Clip, _ source: Int, _ record: FrameRange, _ rate: FrameRate
    ) -> Clip? {
        guard let frames = take.facts?.frames, frames > 0 else { return nil }
        let isTurned = one.speed < Rational(0)
        let factor = isTurned ? Rational(0) - one.speed : one.speed
        let first = min(max(0, baked.takeFrame(at: source, filmRate: rate)), frames - 1)
        let isReversed = baked.isReversed != isTurned
        var speed = baked.speed * factor
        var ramp: SpeedRamp?
        if let own = baked.ramp, factor == Rational(1), !isTurned {
            ramp = own.going(on: source - baked.lead)
            if ramp == nil { speed = baked.speed }
        }
        let seconds = ramp?.seconds(at: record.count - 1) ?? Rational(Int64(record.count - 1)) / rate.framesPerSecond * speed
        let count = min(frames, Int((seconds * baked.rate.framesPerSecond).floor) + 1)
        let start = isReversed ? max(0, first - count + 1) : min(first, frames - 1)
        return Clip(
            slot: 0, take: take.id, shot: baked.shot, source: FrameRange(start: start, count: max(1, min(count, frames - start))), sourceRate: baked.rate,
            record: record, speed: speed, ramp: ramp, isReversed: isReversed)
    }
}

extension SpeedRamp {
    /// The same from some frames later on; nil where nothing of it is left.
    fileprivate func going(on offset: Int) -> SpeedRamp? {
        guard offset >= 0 else { return nil }
        if offset == 0 { return self }
        let begun = seconds(at: offset)
        let rest = knots.filter { $0.record > offset }.map { Knot(record: $0.record - offset, source: $0.source - begun) }
        return rest.isEmpty ? nil : SpeedRamp(knots: [Knot(record: 0, source: Rational(0))] + rest)
    }
}
