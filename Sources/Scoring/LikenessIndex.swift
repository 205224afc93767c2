public import Editorial
import Timebase

/// Finds among many takes those that show what a given one shows, without comparing it with each.
///
/// Locality-sensitive hashing by random hyperplanes (Charikar, "Similarity estimation techniques from rounding algorithms", 2002): on which
/// side of 16 planes a picture's 8×5 cells lie makes a key, and takes that share a key in one of 12 tables are compared. Pictures at
/// a cosine of 0.9 share one with a chance of two in three, and five pictures of each take are asked for; unlike pictures share one in a
/// thousand times. Few takes are all compared, and so are those that were added last.
public struct LikenessIndex: Sendable {
    public struct Found: Hashable, Sendable {
        /// In the order in which takes were added.
        public var index: Int
        public var match: Likeness.Match
    }

    /// Up to here comparing all is quicker, and misses nothing.
    static let few = 200
    /// So many takes get their place in the tables at once, by all processors.
    static let atOnce = 64

    private var prints = LikenessPrints()
    private var fine = FineVectors()
    private var keys: LikenessKeys?
    /// Keys of the takes that were added last and are not in the tables yet.
    private var waiting: [[Int32]] = []
    private let tallies = KeyTallies()

    /// How often takes were prepared, and where those that were prepared last are, as far as they were added.
    private var preparations = 0
    private var added: [Int?] = []

    public init() {}

    public var count: Int { prints.count }

    /// - Returns: the take's index. One without a filmstrip gets one too, and is never found.
    @discardableResult
    public mutating func add(_ scores: Scores?) -> Int {
        guard let print = scores?.strip.map({ LikenessPrint($0) }) else { return add(nil, [], []) }
        return add(print, LikenessKeys.OfPictures(print.coarse).keys, print.fine())
    }

    private mutating func add(_ print: LikenessPrint?, _ own: [Int32], _ vectors: [Float]) -> Int {
        let index = prints.count
        prints.append(print)
        fine.keep(vectors, at: index)
        waiting.append(own)
        if waiting.count >= Self.atOnce, prints.count > Self.few {
            var tables = keys ?? LikenessKeys()
            // Held by nobody else while it changes, or it would be copied whole.
            keys = nil
            tables.add(waiting, from: Int32(prints.count - waiting.count))
            keys = tables
            waiting.removeAll(keepingCapacity: true)
        }
        return index
    }

    /// Takes at least as alike as `least`, the most alike first.
    public func find(_ scores: Scores, least: Double = Likeness.same) -> [Found] {
        guard let print = scores.strip.map({ LikenessPrint($0) }) else { return [] }
        let query = LikenessQuery(print, least: least)
        return found(query, candidates(query, keys == nil ? ([], []) : query.keys(), from: 0)).sorted(by: Self.isBefore)
    }

    // MARK: taking up one after the other

    /// A take with all that can be worked out before it is known which of those with it are taken up.
    public struct Prepared: Sendable {
        /// What does not depend on those with it: one piece, as takes are handed around by the thousand.
        fileprivate final class Alone: Sendable {
            let print: LikenessPrint
            let query: LikenessQuery
            let asking: Keys
            let own: [Int32]
            /// `print.fine()`; empty for a take that repeats another, which is hardly ever compared again.
            let fine: [Float]
            /// The take of the index that is most like it.
            let found: Found?

            init(_ strip: Filmstrip, least: Double, _ find: (LikenessQuery, Keys) -> Found?) {
                print = LikenessPrint(strip)
                query = LikenessQuery(print, least: least)
                let own = LikenessKeys.OfPictures(print.coarse)
                self.own = own.keys
                asking = query.keys(own)
                found = find(query, asking)
                fine = found == nil ? print.fine() : []
            }
        }

        fileprivate let alone: Alone
        /// Which preparation it is of, and its place there.
        fileprivate let preparation: Int
        fileprivate let place: Int
        /// What is like it at places before.
        fileprivate var before: [Found] = []
    }

    /// Of takes that are to be offered, in their order and by all processors; nil for one without a filmstrip. They are compared with each other too, so
    /// some dozens at a time are enough.
    /// - Parameters:
    ///   - least: likeness from which a take repeats another.
    ///   - staying: places of those that are going to be added whatever they repeat.
    public mutating func prepare(_ takes: [Filmstrip?], least: Double, staying: Set<Int> = []) -> [Prepared?] {
        preparations += 1
        added = [Int?](repeating: nil, count: takes.count)
        return prepared(takes, least, staying)
    }

    /// Of those that are worked on at once, few enough that no processor waits long for another at the end.
    private static let chunk = 2

    private func prepared(_ takes: [Filmstrip?], _ least: Double, _ staying: Set<Int>) -> [Prepared?] {
        let alone = SideBySide.map(Array(takes.enumerated()), chunk: Self.chunk) { some in
            some.map { place, strip -> Prepared? in
                strip.map { strip in
                    let alone = Prepared.Alone(strip, least: least) { query, asking in
                        found(query, candidates(query, asking, from: 0)).min(by: Self.isBefore)
                    }
                    return Prepared(alone: alone, preparation: preparations, place: place)
                }
            }
        }
        // Those that repeat a take of the index are not going to be added, so nothing can repeat them.
        let others = alone.compactMap { $0 }.filter { $0.alone.found == nil || staying.contains($0.place) }
        let (places, prints) = (others.map(\.place), LikenessPrints(others.map(\.alone.print)))
        return SideBySide.map(alone, chunk: Self.chunk) { some in
            some.map { take -> Prepared? in
                guard var take else { return nil }
                var query = take.alone.query
                for (number, place) in places.enumerated() {
                    guard place < take.place else { break }
                    guard let pairs = prints.look(at: number, { query.pairs($0) }) else { continue }
                    let other = others[number].alone
                    if let match = Self.match(&query, pairs, other.print.strip, prints.colour(at: number), fine: other.fine.isEmpty ? nil : other.fine) {
                        take.before.append(Found(index: place, match: match))
                    }
                }
                return take
            }
        }
    }

    /// Adds the take unless one that is there is as alike as it was prepared for; that one, the most alike.
    ///
    /// Takes are offered before others are prepared: of those that were added since, only those it was prepared with are known.
    public mutating func addUnlessFound(_ take: Prepared) -> Found? {
        precondition(take.preparation == preparations, "a take is offered before others are prepared")
        let since = take.before.compactMap { other in added[other.index].map { Found(index: $0, match: other.match) } }
        if let found = ([take.alone.found].compactMap(\.self) + since).min(by: Self.isBefore) { return found }
        add(take)
        return nil
    }

    /// Takes of the index, from one on, that are as alike as the take was prepared for, in no order. The take may have been prepared for another index.
    public func all(like take: Prepared, from first: Int = 0) -> [Found] {
        found(take.alone.query, candidates(take.alone.query, take.alone.asking, from: Int32(first)))
    }

    /// Adds a take without looking for others, and without making again what is made of it. It may have been prepared for another index; of this one
    /// only what was prepared last.
    public mutating func add(_ take: Prepared) {
        let alone = take.alone
        let index = add(alone.print, alone.own, alone.fine.isEmpty ? alone.print.fine() : alone.fine)
        if take.preparation == preparations { added[take.place] = index }
    }

    // MARK: comparing

    private static func isBefore(_ a: Found, _ b: Found) -> Bool { (b.match.likeness, a.index) < (a.match.likeness, b.index) }

    typealias Keys = (plain: [Int32], mirrored: [Int32])

    /// In no order. Plain copies share keys by the dozen, so those that share only one or two need no look, and those that share them in a mirror only
    /// need none as they are; the others may be there twice.
    /// - Parameter first: takes before this one do not count.
    private func candidates(_ query: LikenessQuery, _ asking: Keys, from first: Int32) -> [(take: Int32, sides: LikenessQuery.Sides)] {
        let end = Int32(prints.count)
        guard let keys else { return (first..<max(first, end)).map { ($0, .both) } }
        var all: [(take: Int32, sides: LikenessQuery.Sides)] = []
        tallies.with(room: prints.count) { tally in
            if query.isPlain {
                all += keys.sharing(asking.plain, atLeast: 3, from: first, &tally).map { ($0, .plain) }
                all += keys.sharing(asking.mirrored, atLeast: 3, from: first, &tally).map { ($0, .mirrored) }
            } else {
                all += keys.sharing(asking.plain + asking.mirrored, atLeast: 1, from: first, &tally).map { ($0, .both) }
            }
        }
        return all + (max(first, end - Int32(waiting.count))..<end).map { ($0, .both) }
    }

    /// In no order, each once.
    private func found(_ asking: LikenessQuery, _ candidates: [(take: Int32, sides: LikenessQuery.Sides)]) -> [Found] {
        var query = asking
        var all: [Int: Likeness.Match] = [:]
        for (index, sides) in candidates {
            let place = Int(index)
            guard let pairs = prints.look(at: place, { query.pairs($0, sides) }), let strip = prints.strip(at: place) else { continue }
            guard let match = Self.match(&query, pairs, strip, prints.colour(at: place), fine: fine[place]) else { continue }
            if match.likeness > all[place]?.likeness ?? -1 { all[place] = match }
        }
        return all.map { Found(index: $0, match: $1) }
    }

    /// The closer look; nil for takes that are less alike than the query asks for.
    private static func match(
        _ query: inout LikenessQuery, _ pairs: LikenessQuery.Found, _ strip: Filmstrip, _ colour: (cb: Float, cr: Float), fine: [Float]?
    ) -> Likeness.Match? {
        var match = query.match(strip, colour, pairs, fine: fine)
        // A crop is found from its whole and the whole from its crop, if not equally well.
        if match.likeness < query.least, match.likeness > query.least - 0.15, !query.isPlain {
            var back = LikenessQuery(LikenessPrint(strip))
            let other = back.match(query.print)
            if other.likeness > match.likeness { match = other }
        }
        return match.likeness >= query.least ? match : nil
    }
}
