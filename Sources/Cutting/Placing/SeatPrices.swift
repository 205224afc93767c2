import Editorial
import Timebase

/// What every take costs in every slot, by itself and beside others. The film with the smallest sum is wanted.
struct SeatPrices {
    /// A slot that shows a clip of its own.
    struct Seat {
        var slot: Slot
        /// Frames it covers, those of the slots without a clip after it included.
        var record: FrameRange
        /// Frames of the film wanted after it for a transition in which it is still seen.
        var tail: Int
        /// What is set by hand.
        var pin: SlotPin?
    }

    let seats: [Seat]
    let takes: [Candidate]
    /// Position of each take's shot in the story.
    let parts: [Int]
    private let edit: EditSpec
    /// How each take is to run.
    let retimings: [Retiming]
    private let rate: FrameRate
    private let moments: SlotMoments
    private let allowed: (Int, Int) -> Bool
    private let ideals: [Double]
    private let motion: [Double]
    private let energy: [Double]
    private let quality: [Double]
    private let glimpses: [Glimpses]
    /// What a take costs in a seat whatever stands beside it, and its pictures at the ends; one for each take and seat, nil until asked for.
    private var known: [Known?]

    private struct Known {
        var total: Double
        var head: Int?
        var tail: Int?
    }

    /// A take without a frame left for the transition after it: more than what motion, hits and quality cost in two seats together, so that
    /// another take of the shot stands there if it has the frames.
    static let transition = 4.5

    /// Outweighs all else.
    static let forbidden = 1e6

    /// - Parameters:
    ///   - parts: position of each take's shot in the story.
    ///   - quality: of each take, 0 to 1.
    ///   - retimings: of each take.
    ///   - allowed: whether a part may stand in a seat.
    init(
        seats: [Seat], takes: [Candidate], parts: [Int], quality: [Double], retimings: [Retiming], edit: EditSpec, rate: FrameRate,
        moments: SlotMoments, allowed: @escaping (Int, Int) -> Bool
    ) {
        (self.seats, self.takes, self.parts) = (seats, takes, parts)
        (self.edit, self.retimings, self.rate, self.moments, self.allowed) = (edit, retimings, rate, moments, allowed)
        let inOrder = parts.sorted()
        var middles: [Int: Double] = [:]
        for (part, places) in Dictionary(grouping: inOrder.indices, by: { inOrder[$0] }) {
            middles[part] = Double(places.reduce(0, +)) / Double(places.count) / Double(max(1, inOrder.count - 1))
        }
        ideals = parts.map { middles[$0] ?? 0.5 }
        motion = Ranks.of(takes.map { $0.scores?.parts["motion"]?.score ?? 0.5 })
        energy = Ranks.of(seats.map(\.slot.energy))
        self.quality = Ranks.of(quality)
        glimpses = takes.map { Glimpses($0) }
        known = Array(repeating: nil, count: takes.count * seats.count)
    }

    func inPoint(_ take: Int, _ seat: Int) -> InPoint {
        let place = seats[seat]
        var point = InPoint(
            take: takes[take], length: place.record.count, rate: rate, moments: moments.inside(place.record), tail: place.tail,
            retiming: retimings[take])
        if let pin = place.pin { pin.set(&point, takes[take], length: place.record.count, rate: rate, asked: retimings[take]) }
        return point
    }

    /// Hits of the song inside a seat, the strongest first.
    func hits(_ seat: Int) -> [InPoint.Moment] { moments.inside(seats[seat].record).filter(\.isHit) }

    /// What the take costs in the seat by itself.
    mutating func alone(_ take: Int, _ seat: Int) -> Double { entry(take, seat).total }

    private mutating func entry(_ take: Int, _ seat: Int) -> Known {
        let index = take * seats.count + seat
        if let entry = known[index] { return entry }
        let point = inPoint(take, seat)
        let entry = Known(
            total: partsAlone(take, seat, point).total, head: glimpses[take].nearest(to: point.first),
            tail: glimpses[take].nearest(to: point.last))
        known[index] = entry
        return entry
    }

    func partsAlone(_ take: Int, _ seat: Int, _ point: InPoint) -> SeatCost {
        var cost = SeatCost()
        let (candidate, place) = (takes[take], seats[seat])
        if place.pin?.take != candidate.take, !allowed(parts[take], seat) { cost.place = Self.forbidden }
        let turn = abs(ideals[take] - Double(seat) / Double(max(1, seats.count - 1)))
        cost.story = (edit.order == .story ? 1 : 0.05) * turn
        if candidate.scores != nil {
            cost.energy = 1.2 * abs(motion[take] - energy[seat])
            if let accent = point.accent { cost.accent = accent.isHit ? -0.3 : 0 } else { cost.accent = 0.2 }
        }
        let seconds = rate.seconds(at: place.record.count)
        let excess = seconds * retimings[take].speed.doubleValue / max(candidate.usableSeconds, 1e-3) - 1
        if excess > 0 { cost.length = 3 * excess + 6 * excess * excess }
        let prominence = (place.slot.opensSection ? 0.5 : 0) + min(1, seconds / 4) / 2
        cost.quality = 0.4 * (1 - quality[take]) * prominence
        let spare = Double(candidate.usable.count - point.source.count) / candidate.rate.doubleValue
        cost.handles = 0.2 * (1 - min(1, max(0, spare)))
        if place.tail > 0 {
            let frames = point.isReversed ? point.source.start - candidate.usable.start : candidate.usable.end - point.source.end
            let there = Double(frames) / candidate.rate.doubleValue / max(0.01, point.speed.doubleValue)
            cost.handles += Self.transition * (1 - min(1, max(0, there / rate.seconds(at: place.tail))))
        }
        return cost
    }

    /// What the take in a seat costs beside the one in the seat before.
    mutating func beside(_ take: Int, _ seat: Int, after other: Int, _ before: Int) -> Double {
        partsBeside(take, seat, after: other, before).total
    }

    mutating func partsBeside(_ take: Int, _ seat: Int, after other: Int, _ before: Int) -> SeatCost {
        var cost = SeatCost()
        let pictures = (entry(other, before).tail, entry(take, seat).head)
        var distance: Double?
        if let tail = pictures.0, let head = pictures.1 { distance = Glimpses.distance(glimpses[other], tail, glimpses[take], head) }
        guard edit.continuity != .push else {
            cost.push = 1.5 * min(1, (distance ?? 48) / 48) + 0.5 * turned(other, take)
            return cost
        }
        if let a = takes[other].scores, let b = takes[take].scores {
            let closing = retimings[other].isReversed ? a.openingLuma : a.closingLuma
            let opening = retimings[take].isReversed ? b.closingLuma : b.openingLuma
            let step = 0.6 * min(1.5, abs(opening - closing) / 64)
            cost.light = seats[seat].slot.opensSection ? -step : step
        }
        if let distance, distance < Self.same { cost.jump = 1.5 * (1 - distance / Self.same) }
        if let alike = Glimpses.distance(glimpses[other], glimpses[take]), alike < Self.alike {
            cost.variety = 0.5 * (1 - alike / Self.alike)
        }
        return cost
    }

    /// Mean differences of pictures below which a cut jumps, and takes look alike.
    static let same = 14.0
    static let alike = 20.0

    /// 0 when the camera goes on as before, 1 when it does something quite different.
    private func turned(_ a: Int, _ b: Int) -> Double {
        guard let first = takes[a].scores?.parts, let second = takes[b].scores?.parts else { return 1 }
        // Per cent of the picture a second; so much apart is quite different.
        let scales = [("zoom", 20.0), ("pan", 20), ("tilt", 15)]
        func way(_ take: Int) -> Double { retimings[take].isReversed ? -1 : 1 }
        return min(1, scales.reduce(0) { $0 + abs(way(a) * (first[$1.0]?.raw ?? 0) - way(b) * (second[$1.0]?.raw ?? 0)) / $1.1 })
    }

    /// Clips back to which a shot counts as seen just now.
    static let memory = 3

    /// The same shot again, `distance` clips later.
    func again(_ take: Int, after other: Int, distance: Int) -> Double { parts[take] == parts[other] ? 2 / Double(distance) : 0 }
}
