public import Editorial
import Timebase

/// Finds among many takes those that show what a given one shows, without comparing it with each.
///
/// Locality-sensitive hashing by random hyperplanes (Charikar, "Similarity estimation techniques from rounding algorithms", 2002): on which
/// side of 16 planes a picture's 8×5 cells lie makes a key, and takes that share a key in one of 12 tables are compared. Pictures at
/// a cosine of 0.9 share one with a chance of two in three, and five pictures of each take are asked for; unlike pictures share one in a
/// thousand times. Few takes are all compared.
public struct LikenessIndex {
    public struct Found: Hashable, Sendable {
        /// In the order in which takes were added.
        public var index: Int
        public var match: Likeness.Match
    }

    private static let tables = 12
    private static let bits = 16
    /// Up to here comparing all is quicker, and misses nothing.
    private static let few = 200
    private static let planes: [[Float]] = {
        var chance = SeededRandom(seed: 1, "planes of the likeness index")
        return (0..<tables * bits).map { _ in
            (0..<LikenessPrint.coarse.width * LikenessPrint.coarse.height).map { _ in
                // A sum of uniform numbers is near enough to a normal one.
                Float((0..<6).reduce(0.0) { sum, _ in sum + chance.unit() } - 3)
            }
        }
    }()

    private var prints: [LikenessPrint?] = []
    private var buckets: [UInt32: [Int32]] = [:]

    public init() {}

    public var count: Int { prints.count }

    /// - Returns: the take's index. One without a filmstrip gets one too, and is never found.
    @discardableResult
    public mutating func add(_ scores: Scores?) -> Int { add(scores?.strip.map { LikenessPrint($0) }) }

    /// Adds the take unless one that is there is at least as alike as `least`; that one, the most alike.
    public mutating func addUnlessFound(_ scores: Scores, least: Double) -> Found? {
        guard let print = scores.strip.map({ LikenessPrint($0) }) else { return nil }
        if let found = find(print, least: least).first { return found }
        add(print)
        return nil
    }

    @discardableResult
    private mutating func add(_ print: LikenessPrint?) -> Int {
        let index = prints.count
        prints.append(print)
        guard let print else { return index }
        let keys = (0..<print.count).flatMap { Self.keys(print.coarse, at: $0 * LikenessPrint.coarseCells) }
        for key in Set(keys) { buckets[key, default: []].append(Int32(index)) }
        return index
    }

    /// Takes at least as alike as `least`, the most alike first.
    public func find(_ scores: Scores, least: Double = Likeness.same) -> [Found] {
        scores.strip.map { find(LikenessPrint($0), least: least) } ?? []
    }

    private func find(_ print: LikenessPrint, least: Double) -> [Found] {
        var query = LikenessQuery(print, least: least)
        return candidates(query).compactMap { index -> Found? in
            guard let other = prints[index] else { return nil }
            var match = query.match(other)
            // A crop is found from its whole and the whole from its crop, if not equally well.
            if match.likeness < least, match.likeness > least - 0.15, !query.isPlain {
                var back = LikenessQuery(other)
                let other = back.match(print)
                if other.likeness > match.likeness { match = other }
            }
            return match.likeness >= least ? Found(index: index, match: match) : nil
        }.sorted { ($1.match.likeness, $0.index) < ($0.match.likeness, $1.index) }
    }

    /// Plain copies share keys by the dozen, so those that share only one or two need no look.
    private func candidates(_ query: LikenessQuery) -> [Int] {
        if prints.count <= Self.few { return Array(prints.indices) }
        var shared = [UInt16](repeating: 0, count: prints.count)
        var found: [Int] = []
        let enough: UInt16 = query.isPlain ? 3 : 1
        for key in Set(query.keys.flatMap { Self.keys($0, at: 0) }) {
            for index in buckets[key] ?? [] {
                shared[Int(index)] += 1
                if shared[Int(index)] == enough { found.append(Int(index)) }
            }
        }
        return found.sorted()
    }

    /// One for each table; none for a flat picture, which would be found everywhere.
    private static func keys(_ vectors: [Float], at start: Int) -> [UInt32] {
        let squares = vectors[start..<start + LikenessPrint.coarseCells].reduce(0) { $0 + $1 * $1 }
        guard squares > 0.25 else { return [] }
        return (0..<tables).map { table in
            var key: UInt32 = 0
            for bit in 0..<bits {
                key = key << 1 | (LikenessPrint.cosine(planes[table * bits + bit], vectors, at: start) > 0 ? 1 : 0)
            }
            return UInt32(table) << bits | key
        }
    }
}
