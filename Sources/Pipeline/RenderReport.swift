import Content
import Cutting
import Editorial
import Foundation
import Recipes
import Timebase

/// What a finished film is, looked at and listened to after it was made. Kept beside it as `NAME.report.json`.
public struct RenderReport: Hashable, Sendable, Codable {
    /// Where cuts are seen in the film, against the beats they were planned on.
    public struct Cuts: Hashable, Sendable, Codable {
        /// Hard cuts looked for; transitions are not.
        public var count: Int
        /// Of these, seen on the frame the cut list says. Pictures that resemble each other hide a cut.
        public var onTheirFrame: Int
        /// Milliseconds from the nearest beat: the median, and what 95 % stay within. Absent without beats.
        public var median: Double?
        public var p95: Double?
        /// Share of them within half a frame of a beat.
        public var withinHalfFrame: Double?
    }

    public struct Sound: Hashable, Sendable, Codable {
        /// Per channel.
        public var samples: Int
        public var rate: Int
        /// LUFS, LU and dBTP; absent for silence.
        public var loudness: Double?
        public var loudnessRange: Double?
        public var truePeak: Double?
    }

    public struct Stretch: Hashable, Sendable, Codable {
        public var start: Int
        public var count: Int
        public var seconds: Double
    }

    public var film: String
    public var title: String
    /// Number of the cut's version.
    public var version: Int64?
    public var bytes: Int64
    /// What its pictures and its sound are encoded with, by the words of the project file: `h264`, `aac`.
    public var codec: String
    public var soundCodec: String
    public var width: Int
    public var height: Int
    /// As a fraction: `24000/1001`.
    public var rate: String
    public var frames: Int
    public var seconds: Double
    public var clips: Int
    public var cuts: Cuts
    public var sound: Sound
    /// Black and frozen stretches of two frames and more.
    public var black: [Stretch]
    public var frozen: [Stretch]
    public var warnings: [String]
    /// What of title, origin and signature its container has no place for.
    public var notCarried: [String] = []

    /// - Parameters:
    ///   - looks: at each segment, in order.
    ///   - range: what of the cut the film shows.
    init(
        _ output: FilmRecipe.Output, _ looks: [SegmentLook], _ song: SongRecipe.Output, of cut: Cut, _ range: FrameRange,
        as deliverable: DeliverableSpec
    ) {
        let format = deliverable.format(of: cut.timeline.format)
        let fps = format.rate.doubleValue
        (film, title, version, bytes) = (deliverable.file, cut.title, cut.version, output.film.bytes)
        (codec, soundCodec) = (deliverable.codec.rawValue, deliverable.sound.rawValue)
        (width, height, rate, frames) = (format.width, format.height, format.rate.description, output.frames)
        seconds = Double(output.frames) / fps
        clips = looks.count
        let wanted = Self.hardCuts(cut.timeline, range)
        let seen = Self.seen(wanted, looks, reach: Int((fps / 4).rounded()))
        cuts = Cuts(count: wanted.count, onTheirFrame: zip(wanted, seen).count { $0 == $1 })
        if !cut.beats.isEmpty, !seen.isEmpty {
            let off = seen.map { frame in cut.beats.map { abs($0 - Double(range.start + frame) / fps) }.min() ?? 0 }.sorted()
            cuts.median = off[off.count / 2] * 1000
            cuts.p95 = off[Int(0.95 * Double(off.count - 1))] * 1000
            cuts.withinHalfFrame = Double(off.count { $0 <= 0.5 / fps + 1e-6 }) / Double(off.count)
        }
        sound = Sound(
            samples: output.samples, rate: song.rate, loudness: song.loudness, loudnessRange: song.loudnessRange, truePeak: song.truePeak)
        black = Self.stretches(looks, \.black, fps)
        frozen = Self.stretches(looks, \.frozen, fps)
        warnings = cut.warnings
    }

    /// For each cut the frame within reach at which the picture changes most; of equal changes the nearest one.
    private static func seen(_ cuts: [Int], _ looks: [SegmentLook], reach: Int) -> [Int] {
        // Of every frame but the film's first.
        var changes: [Int] = []
        for (index, look) in looks.enumerated() {
            if index > 0 { changes.append(look.change(after: looks[index - 1])) }
            changes += look.changes
        }
        return cuts.map { cut in
            let near = max(1, cut - reach)...max(1, min(changes.count, cut + reach))
            return near.max { (changes[$0 - 1], -abs($0 - cut)) < (changes[$1 - 1], -abs($1 - cut)) } ?? cut
        }
    }

    /// Runs of two frames and more; those that go on in the next segment are one.
    private static func stretches(_ looks: [SegmentLook], _ runs: KeyPath<SegmentLook, [[Int]]>, _ fps: Double) -> [Stretch] {
        var all: [(start: Int, count: Int)] = []
        var start = 0
        for look in looks {
            for run in look[keyPath: runs] {
                if let last = all.last, last.start + last.count == start + run[0] {
                    all[all.count - 1].count += run[1]
                } else {
                    all.append((start + run[0], run[1]))
                }
            }
            start += look.frames
        }
        return all.filter { $0.count >= 2 }.map { Stretch(start: $0.start, count: $0.count, seconds: Double($0.count) / fps) }
    }

    /// Frames at which one picture gives way to the next at once, from the first that is shown.
    private static func hardCuts(_ timeline: Timeline, _ range: FrameRange) -> [Int] {
        timeline.clips.filter { $0.transition == nil && range.start < $0.record.start && $0.record.start < range.end }
            .map { $0.record.start - range.start }
    }

    /// Promises that the film breaks, in words; empty for a film that is as it was planned.
    func broken(_ timeline: Timeline, _ range: FrameRange, _ looks: [SegmentLook]) -> [String] {
        var broken: [String] = []
        if frames != range.count { broken.append("it has \(frames) frames and the cut \(range.count)") }
        for (clip, look) in zip(timeline.clips.filter { $0.record.overlaps(range) }, looks) {
            let count = min(clip.record.end, range.end) - max(clip.record.start, range.start)
            if count != look.frames { broken.append("slot \(clip.slot) shows \(look.frames) frames instead of \(count)") }
        }
        let heard = Double(sound.samples) / Double(max(1, sound.rate))
        if abs(heard - seconds) > 0.5 / timeline.format.rate.doubleValue + 0.001 {
            broken.append(String(format: "its picture lasts %.3f s and its sound %.3f s", seconds, heard))
        }
        return broken
    }

    /// `29 of 29 cuts seen on their frame, 6.0 ms from the beat (95 % within 17.9); -13.1 LUFS, true peak -0.6 dBTP`.
    var summary: String {
        func fixed(_ value: Double) -> String { String(format: "%.1f", value) }
        var parts: [String] = []
        if cuts.count > 0 {
            var words = "\(cuts.onTheirFrame) of \(cuts.count) cuts seen on their frame"
            if let median = cuts.median, let p95 = cuts.p95 { words += ", \(fixed(median)) ms from the beat (95 % within \(fixed(p95)))" }
            parts.append(words)
        }
        if let loudness = sound.loudness, let peak = sound.truePeak {
            parts.append("\(fixed(loudness)) LUFS, true peak \(fixed(peak)) dBTP")
        }
        for (name, stretches) in [("black", black), ("frozen", frozen)] {
            let long = stretches.filter { $0.seconds >= 0.5 }
            if !long.isEmpty {
                parts.append(
                    "\(name) at " + long.map { ClockTime.text(Double($0.start) * seconds / Double(max(1, frames))) }.joined(separator: ", ")
                )
            }
        }
        return parts.joined(separator: "; ")
    }
}
