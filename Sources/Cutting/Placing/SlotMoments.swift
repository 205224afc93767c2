import Editorial
import Timebase

/// The moments inside slots on which motion may fall: hits before beats, the strongest first, none near the ends of a slot.
struct SlotMoments {
    private let hits: [(frame: Int, strength: Double)]
    private let beats: [(frame: Int, strength: Double)]
    private let margin: Int

    init(grid: BeatGrid, rate: FrameRate) {
        hits = grid.details.hits.map { (rate.frame(nearest: $0.time), $0.strength + ($0.kind == .drop ? 1 : 0)) }
        beats = grid.beats.map { (rate.frame(nearest: $0.time), $0.strength) }
        margin = max(1, rate.frames(lasting: 0.12))
    }

    func inside(_ record: FrameRange) -> [InPoint.Moment] {
        func sorted(_ moments: [(frame: Int, strength: Double)], isHit: Bool) -> [InPoint.Moment] {
            moments.filter { $0.frame - record.start >= margin && $0.frame - record.start < record.count - margin }
                .sorted { ($1.strength, $0.frame) < ($0.strength, $1.frame) }
                .map { InPoint.Moment(offset: $0.frame - record.start, isHit: isHit) }
        }
        return sorted(hits, isHit: true) + sorted(beats, isHit: false)
    }
}
