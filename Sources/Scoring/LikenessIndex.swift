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
    public mutating func add(_ scores: Scores?) -> Int {
        let index = prints.count
        let print = scores?.strip.map { LikenessPrint($0) }
        prints.append(print)
        guard let print else { return index }
        for key in Set(print.coarse.flatMap(Self.keys)) { buckets[key, default: []].append(Int32(index)) }
        return index
    }

    /// Takes at least as alike as `least`, the most alike first.
    public func find(_ scores: Scores, least: Double = Likeness.same) -> [Found] {
        guard let strip = scores.strip else { return [] }
        let print = LikenessPrint(strip)
        var query = LikenessQuery(print)
        return candidates(query).compactMap { index -> Found? in
            guard let other = prints[index] else { return nil }
            var match = query.match(other)
            // A crop is found from its whole and the whole from its crop, if not equally well.
            if match.likeness < least, match.likeness > least - 0.15 {
                var back = LikenessQuery(other)
                let other = back.match(print)
                if other.likeness > match.likeness { match = other }
            }
            return match.likeness >= least ? Found(index: index, match: match) : nil
        }.sorted { ($1.match.likeness, $0.index) < ($0.match.likeness, $1.index) }
    }

    private func candidates(_ query: LikenessQuery) -> [Int] {
        if prints.count <= Self.few { return Array(prints.indices) }
        var found: Set<Int32> = []
        for key in Set(query.keys.flatMap(Self.keys)) { found.formUnion(buckets[key] ?? []) }
        return found.sorted().map { Int($0) }
    }

    /// One for each table; none for a flat picture, which would be found everywhere.
    private static func keys(_ vector: [Float]) -> [UInt32] {
        guard LikenessPrint.cosine(vector, vector) > 0.25 else { return [] }
        return (0..<tables).map { table in
            var key: UInt32 = 0
            for bit in 0..<bits {
                key = key << 1 | (LikenessPrint.cosine(vector, planes[table * bits + bit]) > 0 ? 1 : 0)
            }
            return UInt32(table) << bits | key
        }
    }
}
