import Timebase

/// One picture track of an editor, as it is read: clips between edit points, with the transitions that lie over these.
struct EditorTrack {
    struct Item {
        /// Without its transition.
        var clip: ReturnedEdit.Clip
        /// The transition at its start, with the frames that it covers.
        var head: (kind: HandOff.Transition.Kind, range: FrameRange)?
        /// Whether it only hides what lies below: a nested sequence, say.
        var isHole = false
    }

    private var items: [Item] = []

    /// Frames past which nothing is taken for a time: an `Int` holds every sum of such.
    static let latest = 1 << 40

    init(_ items: [Item]) {
        var sorted = items.sorted { $0.clip.record.start < $1.clip.record.start }
        for index in sorted.indices.dropLast() { sorted[index].cut(to: sorted[index + 1].clip.record.start) }
        for item in sorted where !item.clip.record.isEmpty { append(item) }
    }

    private mutating func append(_ next: Item) {
        var item = next
        let start = item.clip.record.start
        let meets = items.last.map { $0.clip.record.end == start && !$0.isHole } ?? false
        if let (kind, range) = item.head {
            let count = meets ? range.count : max(0, range.end - start)
            var moved = start
            // A dissolve begins where the next clip is first seen; in the middle of a dip one clip gives way to the other.
            if meets, kind == .dissolve { moved = range.start }
            if meets, kind == .dipToBlack || kind == .dipToWhite { moved = range.start + count / 2 }
            let room = (meets ? (items.last?.clip.record.start ?? start) + 1 : start)..<item.clip.record.end
            if count > 0, room.contains(moved) {
                item.begin(at: moved)
                if meets, let last = items.indices.last { items[last].clip.record = FrameRange(items[last].clip.record.start..<moved) }
                let isDip = kind == .dipToBlack || kind == .dipToWhite
                let most = item.clip.record.count * (isDip ? 2 : 1)
                item.clip.transition = HandOff.Transition(kind, frames: min(isDip && !meets ? count * 2 : count, most))
            }
        }
        items.append(item)
    }

    /// The clips that are seen of tracks that lie over each other, the undermost first.
    static func seenFromAbove(_ tracks: [EditorTrack]) -> [ReturnedEdit.Clip] {
        var seen: [Item] = []
        for track in tracks {
            var merged: [Item] = []
            var next = 0
            for item in seen {
                var rest = item
                while next < track.items.count, track.items[next].clip.record.end <= rest.clip.record.start { next += 1 }
                var above = next
                while above < track.items.count, track.items[above].clip.record.start < rest.clip.record.end {
                    let cover = track.items[above].clip.record
                    if cover.start > rest.clip.record.start {
                        var before = rest
                        before.cut(to: cover.start)
                        merged.append(before)
                    }
                    rest.clip.transition = nil
                    rest.begin(at: min(max(cover.end, rest.clip.record.start), rest.clip.record.end))
                    above += 1
                }
                if !rest.clip.record.isEmpty { merged.append(rest) }
            }
            seen = (merged + track.items).sorted { $0.clip.record.start < $1.clip.record.start }
        }
        return seen.filter { !$0.isHole }.map(\.clip)
    }
}

extension EditorTrack.Item {
    fileprivate mutating func cut(to end: Int) {
        clip.record.count = max(0, min(clip.record.count, end - clip.record.start))
    }

    /// Earlier or later, with the file going along.
    fileprivate mutating func begin(at frame: Int) {
        let moved = frame - clip.record.start
        clip.source = max(0, clip.source + moved.times(clip.speed))
        clip.record = FrameRange(frame..<max(frame, clip.record.end))
    }
}

extension Int {
    /// Rounded down; of numbers that editors' files may have.
    func times(_ factor: Rational) -> Int {
        let product = Int128(self) * Int128(factor.numerator)
        let (quotient, remainder) = product.quotientAndRemainder(dividingBy: Int128(factor.denominator))
        return Int(clamping: remainder < 0 ? quotient - 1 : quotient)
    }
}

extension Rational {
    /// The plainest fraction that a rounded decimal may stand for: 5/12 for 0.416667.
    init(near value: Double) {
        for denominator: Int64 in 1...1000 {
            let candidate = Rational(approximating: value, denominator: denominator)
            if abs(candidate.doubleValue - value) <= 0.000_001 * max(1, abs(value)) {
                self = candidate
                return
            }
        }
        self.init(approximating: value, denominator: 1_000_000)
    }
}
