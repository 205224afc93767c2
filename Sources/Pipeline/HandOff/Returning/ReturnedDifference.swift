public import Editorial
import Timebase

/// What an editor did to a cut, clip by clip.
public struct ReturnedDifference: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case kept, trimmed, moved, replaced, removed, added, unknown
    }
    public struct Change: Hashable, Sendable {
        public var kind: Kind
        /// First frame of the film: in the edit; in the cut for what was removed.
        public var frame: Int
        public var words: String
    }

    public private(set) var changes: [Change] = []

    public func count(_ kind: Kind) -> Int { changes.count { $0.kind == kind } }

    /// `52 kept, 1 trimmed, 2 moved`
    public var summary: String {
        let words = Kind.allCases.filter { count($0) > 0 }.map { "\(count($0)) \($0.rawValue)" }
        return words.isEmpty ? "no clips" : words.joined(separator: ", ")
    }

    public init(from before: [Clip], to pieces: [ReturnedCut.Piece]) {
        var left = before
        var open: [ReturnedCut.Piece] = []
        func remove(_ clip: Clip) { if let index = left.firstIndex(of: clip) { left.remove(at: index) } }
        // What is where it was, first; then the same take with most frames in common, the nearest one.
        for piece in pieces {
            guard let clip = piece.clip else {
                changes.append(.init(kind: .unknown, frame: piece.record.start, words: "\(piece.name), which is no take of this pool"))
                continue
            }
            guard let same = left.first(where: { Self.isSame($0, clip) && $0.record == clip.record }) else {
                open.append(piece)
                continue
            }
            remove(same)
            let words = Self.name(clip)
            changes.append(.init(kind: .kept, frame: piece.record.start, words: words))
        }
        var rest: [ReturnedCut.Piece] = []
        for piece in open {
            guard let clip = piece.clip else { continue }
            let candidates = left.filter { $0.take == clip.take && $0.isReversed == clip.isReversed }
            guard let old = candidates.max(by: { Self.likeness($0, clip) < Self.likeness($1, clip) }) else {
                rest.append(piece)
                continue
            }
            remove(old)
            changes.append(Self.change(from: old, to: clip))
        }
        for piece in rest {
            guard let clip = piece.clip else { continue }
            if let old = left.first(where: { $0.record.start == clip.record.start || $0.record.contains(clip.record) && $0.record.count == clip.record.count }) {
                remove(old)
                changes.append(.init(kind: .replaced, frame: clip.record.start, words: "\(Self.name(old)) → \(Self.name(clip))"))
            } else {
                changes.append(.init(kind: .added, frame: clip.record.start, words: Self.name(clip)))
            }
        }
        for clip in left { changes.append(.init(kind: .removed, frame: clip.record.start, words: Self.name(clip))) }
        changes = changes.enumerated().sorted { ($0.element.frame, $0.offset) < ($1.element.frame, $1.offset) }.map(\.element)
    }

    private static func isSame(_ a: Clip, _ b: Clip) -> Bool {
        a.take == b.take && a.firstFrame == b.firstFrame && a.speed == b.speed && a.isReversed == b.isReversed
    }

    private static func likeness(_ old: Clip, _ new: Clip) -> (Int, Int) {
        let shared = max(0, min(old.source.end, new.source.end) - max(old.source.start, new.source.start))
        return (shared, -abs(old.record.start - new.record.start))
    }

    private static func change(from old: Clip, to new: Clip) -> Change {
        var words: [String] = []
        if old.firstFrame != new.firstFrame { words.append("starts \(signed(new.firstFrame - old.firstFrame)) frames of the take") }
        if old.record.count != new.record.count { words.append("\(signed(new.record.count - old.record.count)) frames long") }
        if old.speed != new.speed { words.append("\(new.speed)x its speed instead of \(old.speed)x") }
        let shift = new.record.start - old.record.start
        let isMoved = words.isEmpty && shift != 0
        if shift != 0 { words.append("\(abs(shift)) frames \(shift < 0 ? "earlier" : "later")") }
        if words.isEmpty { return Change(kind: .kept, frame: new.record.start, words: name(new)) }
        return Change(kind: isMoved ? .moved : .trimmed, frame: new.record.start, words: "\(name(new)): \(words.joined(separator: ", "))")
    }

    private static func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }
    private static func name(_ clip: Clip) -> String { "\(clip.take.prefix(8)) of '\(clip.shot)'" }
}
