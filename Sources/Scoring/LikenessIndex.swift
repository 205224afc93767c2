public import Editorial
import Timebase

/// Finds among many takes those that show what a given one shows, without comparing it with each.
///
/// Locality-sensitive hashing by random hyperplanes (Charikar, "Similarity estimation techniques from rounding algorithms", 2002): on which
/// side of 16 planes a picture's 8×5 cells lie makes a key, and takes that share a key in one of 12 tables are compared. Pictures at
/// a cosine of 0.9 share one with a chance of two in three, and five pictures of each take are asked for; unlike pictures share one in a
/// thousand times. Few takes are all compared.
public struct LikenessIndex: Sendable {
    public struct Found: Hashable, Sendable {
        /// In the order in which takes were added.
        public var index: Int
        public var match: Likeness.Match
    }

    /// Up to here comparing all is quicker, and misses nothing.
    static let few = 200

    private var prints = LikenessPrints()
    private var keys: LikenessKeys?
    private var fine = FineVectors()
    private var tally = KeyTally()

    public init() {}

    public var count: Int { prints.count }

    /// - Returns: the take's index. One without a filmstrip gets one too, and is never found.
    @discardableResult
    public mutating func add(_ scores: Scores?) -> Int {
        guard let print = scores?.strip.map({ LikenessPrint($0) }) else { return add(nil, [], []) }
        return add(print, keys == nil ? [] : LikenessKeys.keys(print.coarse), print.fine())
    }

    /// - Parameter own: its keys, needed where the index has some.
    private mutating func add(_ print: LikenessPrint?, _ own: [Int32], _ vectors: [Float]) -> Int {
        let index = prints.count
        prints.append(print)
        fine.keep(vectors, at: index)
        if keys != nil {
            keys?.add(own, Int32(index))
        } else if prints.count > Self.few {
            var all = LikenessKeys()
            for index in 0..<prints.count { if let print = prints[index] { all.add(LikenessKeys.keys(print.coarse), Int32(index)) } }
            keys = all
        }
        return index
    }

    /// Takes at least as alike as `least`, the most alike first.
    public func find(_ scores: Scores, least: Double = Likeness.same) -> [Found] {
        guard let print = scores.strip.map({ LikenessPrint($0) }) else { return [] }
        let query = LikenessQuery(print, least: least)
        var tally = KeyTally()
        return found(query, candidates(query, keys == nil ? [] : query.keys, from: 0, &tally)).sorted(by: Self.isBefore)
    }

    // MARK: taking up one after the other

    /// A take with all that can be worked out before it is known which of those with it are taken up.
    public struct Prepared: Sendable {
        fileprivate let print: LikenessPrint
        fileprivate let query: LikenessQuery
        fileprivate let asking: [Int32]
        fileprivate let own: [Int32]
        fileprivate let fine: [Float]
        /// How many takes the index had, and which of them is most like this one.
        fileprivate let known: Int
        fileprivate let found: Found?
    }

    /// Of takes that are to be offered, in their order and by all processors; nil for one without a filmstrip. The index is not to be added to
    /// by others before they are.
    /// - Parameter least: likeness from which a take repeats another.
    public func prepare(_ takes: [Scores?], least: Double) -> [Prepared?] {
        SideBySide.map(takes) { all in
            var tally = KeyTally()
            return all.map { scores -> Prepared? in
                guard let print = scores?.strip.map({ LikenessPrint($0) }) else { return nil }
                let query = LikenessQuery(print, least: least)
                let asking = query.keys
                let found = found(query, candidates(query, asking, from: 0, &tally)).min(by: Self.isBefore)
                let isNew = found == nil
                return Prepared(
                    print: print, query: query, asking: asking, own: isNew ? LikenessKeys.keys(print.coarse) : [], fine: isNew ? print.fine() : [],
                    known: count, found: found)
            }
        }
    }

    /// Adds the take unless one that is there is as alike as it was prepared for; that one, the most alike.
    public mutating func addUnlessFound(_ take: Prepared) -> Found? {
        // Moved out meanwhile: what lies inside would be copied whole, since the index is read while it changes.
        var tally = KeyTally()
        swap(&tally, &self.tally)
        defer { swap(&tally, &self.tally) }
        let since = found(take.query, candidates(take.query, take.asking, from: Int32(take.known), &tally)).min(by: Self.isBefore)
        if let found = [take.found, since].compactMap(\.self).min(by: Self.isBefore) { return found }
        _ = add(take.print, take.own, take.fine)
        return nil
    }

    /// Takes of the index, from one on, that are as alike as the take was prepared for, in no order. The take may have been prepared for another index.
    /// - Parameter room: to be kept from one question to the next: it is as large as the index.
    public func all(like take: Prepared, from first: Int = 0, in room: inout Room) -> [Found] {
        found(take.query, candidates(take.query, take.asking, from: Int32(first), &room.tally))
    }

    /// Where a question counts.
    public struct Room: Sendable {
        fileprivate var tally = KeyTally()

        public init() {}
    }

    /// Adds a take without looking for others, and without making again what is made of it.
    public mutating func add(_ take: Prepared) {
        let own = take.own.isEmpty && keys != nil ? LikenessKeys.keys(take.print.coarse) : take.own
        _ = add(take.print, own, take.fine.isEmpty ? take.print.fine() : take.fine)
    }

    // MARK: comparing

    private static func isBefore(_ a: Found, _ b: Found) -> Bool { (b.match.likeness, a.index) < (a.match.likeness, b.index) }

    /// In no order. Plain copies share keys by the dozen, so those that share only one or two need no look.
    /// - Parameter first: takes before this one do not count.
    private func candidates(_ query: LikenessQuery, _ asking: [Int32], from first: Int32, _ tally: inout KeyTally) -> [Int32] {
        guard let keys else { return Array(first..<max(first, Int32(prints.count))) }
        tally.grow(to: prints.count)
        return keys.sharing(asking, atLeast: query.isPlain ? 3 : 1, from: first, &tally)
    }

    /// In no order.
    private func found(_ asking: LikenessQuery, _ candidates: [Int32]) -> [Found] {
        var query = asking
        var all: [Found] = []
        for index in candidates {
            let place = Int(index)
            guard let pairs = prints.look(at: place, { query.pairs($0) }), let strip = prints.strip(at: place) else { continue }
            var match = query.match(strip, prints.colour(at: place), pairs, fine: fine[place])
            // A crop is found from its whole and the whole from its crop, if not equally well.
            if match.likeness < query.least, match.likeness > query.least - 0.15, !query.isPlain, let other = prints[place] {
                var back = LikenessQuery(other)
                let other = back.match(query.print)
                if other.likeness > match.likeness { match = other }
            }
            if match.likeness >= query.least { all.append(Found(index: place, match: match)) }
        }
        return all
    }
}
