import Editorial
import Timebase

/// Which take stands in which seat, and which of its frames are seen.
struct Casting {
    struct Placed {
        var take: Candidate
        var clip: Clip
        var placing: Placing
    }

    private let project: Project
    private let cast: [Cast.Part]
    private let seats: [SeatPrices.Seat]
    private let grid: BeatGrid
    /// Seats whose takes are neither set by hand nor those of the last cut.
    private let open: [Int]
    private let isGrouped: [Bool]
    private let allowed: (Int, Int) -> Bool
    private var search: SeatSearch

    /// - Parameters:
    ///   - order: which shot each slot shows.
    ///   - before: the last cut's clip of each slot.
    init(
        project: Project, cast: [Cast.Part], order: ShotOrder, seats: [SeatPrices.Seat], slots: [Slot], pinned: Pinned, before: [Clip?],
        selection: Selection, grid: BeatGrid
    ) {
        (self.project, self.cast, self.seats, self.grid) = (project, cast, seats, grid)
        let first = slots.first?.number ?? 1
        let positions = seats.map { $0.slot.number - first }
        var takes = cast.flatMap(\.takes)
        var parts = cast.indices.flatMap { part in cast[part].takes.map { _ in part } }
        // A shot of which all takes are pinned is a part of its own.
        let others = Set(pinned.takes.values.map(\.shot)).subtracting(cast.map(\.shot.id)).sorted()
        for take in pinned.takes.values.sorted(by: { $0.take < $1.take }) {
            parts.append(cast.firstIndex { $0.shot.id == take.shot } ?? cast.count + (others.firstIndex(of: take.shot) ?? 0))
            takes.append(take)
        }
        let index = Dictionary(takes.enumerated().map { ($0.element.take, $0.offset) }) { first, _ in first }
        var seated = seats.map { $0.pin.flatMap { index[$0.take] } }
        var open: [Int] = []
        for (part, members) in cast.enumerated() {
            let own = seats.indices.filter { seats[$0].pin == nil && order.parts[positions[$0]] == part }
            let previous = own.map { seat in before[positions[seat]].flatMap { $0.shot == members.shot.id ? $0.take : nil } }
            let seating = TakeSeating(seats: members.takes, previous: previous)
            for (place, seat) in own.enumerated() {
                seated[seat] = index[seating.takes[place].take]
                if seating.takes[place].take != previous[place] { open.append(seat) }
            }
        }
        self.open = open.sorted()
        isGrouped = cast.map { $0.shot.group != nil }
        allowed = { part, seat in order.allows(part, positions[seat]) }
        let quality = Dictionary(selection.kept.map { ($0.take, $0.quality) }) { first, _ in first }
        let prices = SeatPrices(
            seats: seats, takes: takes, parts: parts, quality: takes.map { quality[$0.take] ?? 0 },
            retimings: takes.map { Retiming(project.shot($0.shot), project.edit) }, edit: project.edit,
            rate: project.format.rate, moments: SlotMoments(grid: grid, rate: project.format.rate), allowed: allowed)
        search = SeatSearch(prices: prices, takes: seated.map { $0 ?? 0 })
    }

    mutating func placed() -> [Placed] {
        improve()
        let takes = search.takes.map { search.prices.takes[$0] }
        var points = seats.indices.map { search.prices.inPoint(search.takes[$0], $0) }
        if project.edit.continuity == .push {
            let hits = seats.indices.map { search.prices.hits($0) }
            points = PushChain(
                points: points, takes: takes, fixed: seats.map { $0.pin?.source != nil }, lengths: seats.map(\.record.count), hits: hits,
                rate: project.format.rate, retimings: search.takes.map { search.prices.retimings[$0] }
            ).solved()
        }
        let costs = search.costs()
        return seats.indices.map { index in
            let (take, seat, point) = (takes[index], seats[index], points[index])
            var clip = Clip(
                slot: seat.slot.number, take: take.take, shot: take.shot, source: point.source, sourceRate: take.rate, record: seat.record,
                speed: point.speed, ramp: point.ramp, isReversed: point.isReversed)
            clip.lastUsable = limit(clip, take, tail: seat.tail)
            let reason = reason(seat, take, point, search.prices.retimings[search.takes[index]])
            return Placed(take: take, clip: clip, placing: Placing(slot: seat.slot.number, reason: reason, cost: costs[index]))
        }
    }

    /// In the order of the story only takes of one shot change places.
    private mutating func improve() {
        let (flows, isGrouped, allowed) = (project.edit.order == .flow, isGrouped, allowed)
        let parts = search.prices.parts
        if flows, project.edit.continuity == .push {
            var beam = SeatBeam(prices: search.prices)
            let there = search.takes
            let order = beam.solve(there, open: Set(open)) { take, seat in
                isGrouped[parts[take]] ? parts[take] == parts[there[seat]] : allowed(parts[take], seat) && !isGrouped[parts[there[seat]]]
            }
            search = SeatSearch(prices: search.prices, takes: order)
        }
        search.improve(free: open) { takes, seat, other in
            let (a, b) = (parts[takes[seat]], parts[takes[other]])
            if a == b { return true }
            return flows && !isGrouped[a] && !isGrouped[b] && allowed(a, other) && allowed(b, seat)
        }
    }

    /// The last frame that may be shown, where one is retimed and comes so near to it that the frame after it would be mixed in.
    private func limit(_ clip: Clip, _ take: Candidate, tail: Int) -> Int? {
        guard clip.speed != Rational(1) || clip.ramp != nil else { return nil }
        let (rate, usable) = (project.format.rate, take.usable)
        let shown = clip.sourceFrame(at: clip.record.count - 1, recordRate: rate)
        let reached = clip.sourceFrame(at: clip.record.count - 1 + tail, recordRate: rate)
        if clip.isReversed { return reached > usable.start ? nil : min(shown, usable.start) }
        return reached < usable.end - 1 ? nil : max(shown, usable.end - 1)
    }

    private func reason(_ seat: SeatPrices.Seat, _ take: Candidate, _ point: InPoint, _ asked: Retiming) -> String {
        if let pin = seat.pin { return pin.source == nil ? "set by hand" : "locked by hand" }
        let words = placed(seat, take, point, asked)
        return point.isReversed ? words + "; backwards" : words
    }

    private func placed(_ seat: SeatPrices.Seat, _ take: Candidate, _ point: InPoint, _ asked: Retiming) -> String {
        let speed = point.speed.doubleValue
        let pace = "\(Wording.fixed(speed))×"
        if point.source == take.usable, point.accent == nil, point.speed < asked.speed {
            let own = asked.speed == Rational(1) ? "" : " from the \(Wording.fixed(asked.speed.doubleValue))× of its shot"
            return "all of it, slowed to \(pace)" + own
        }
        guard let accent = point.accent else {
            return take.scores == nil ? "its middle" : "its middle: its strongest motion fits no beat there"
        }
        let moment = "its strongest motion falls on the \(accent.isHit ? "hit" : "beat") at "
            + ClockTime.text(project.format.rate.seconds(at: seat.record.start + accent.offset))
        if let speeds = point.ramp?.speeds(filmRate: project.format.rate) {
            return "ramps from \(Wording.fixed(speeds.first))× to \(Wording.fixed(speeds.last))× so that \(moment)"
        }
        guard point.speed != asked.speed else { return moment }
        return "\(moment), \(point.speed < asked.speed ? "slowed" : "sped up") to \(pace) for that"
    }
}
