public import Editorial

/// Finds among many takes those that show what a given one shows, without comparing it with each.
///
/// Locality-sensitive hashing by random hyperplanes (Charikar, "Similarity estimation techniques from rounding algorithms", 2002): on which
/// side of 16 planes a picture's 8×5 cells lie makes a key, and takes that share a key in one of 12 tables are compared. Pictures at
/// a cosine of 0.9 share one with a chance of two in three, and five pictures of each take are asked for; unlike pictures share one in a
/// thousand times. Few takes are all compared. Many that share keys, as the takes of one prompt do, are compared by all processors.
public struct LikenessIndex {
    public struct Found: Hashable, Sendable {
        /// In the order in which takes were added.
        public var index: Int
        public var match: Likeness.Match
    }

    /// Up to here comparing all is quicker, and misses nothing.
    static let few = 200

    private var prints: [LikenessPrint?] = []
    private var keys: LikenessKeys?
    private var fine = FineVectors()
    /// Keys that a take shares with the one asked about; zeros between questions.
    private var shared: [UInt16] = []

    public init() {}

    public var count: Int { prints.count }

    /// - Returns: the take's index. One without a filmstrip gets one too, and is never found.
    @discardableResult
    public mutating func add(_ scores: Scores?) -> Int { add(scores?.strip.map { LikenessPrint($0) }) }

    /// Adds the take unless one that is there is at least as alike as `least`; that one, the most alike.
    public mutating func addUnlessFound(_ scores: Scores, least: Double) -> Found? {
        guard let print = scores.strip.map({ LikenessPrint($0) }) else { return nil }
        let query = LikenessQuery(print, least: least)
        let candidates = Self.candidates(query, keys, prints.count, &shared)
        if let found = best(query, print, candidates, least) { return found }
        add(print)
        return nil
    }

    @discardableResult
    private mutating func add(_ print: LikenessPrint?) -> Int {
        let index = prints.count
        prints.append(print)
        shared.append(0)
        if let print { fine.keep(print, at: index) }
        if keys != nil {
            if let print { keys?.add(print, Int32(index)) }
        } else if prints.count > Self.few {
            var all = LikenessKeys()
            for (index, print) in prints.enumerated() { if let print { all.add(print, Int32(index)) } }
            keys = all
        }
        return index
    }

    /// Takes at least as alike as `least`, the most alike first.
    public func find(_ scores: Scores, least: Double = Likeness.same) -> [Found] {
        guard let print = scores.strip.map({ LikenessPrint($0) }) else { return [] }
        let query = LikenessQuery(print, least: least)
        var shared = shared
        return found(query, print, Self.candidates(query, keys, prints.count, &shared), least).sorted(by: Self.isBefore)
    }

    private func best(_ query: LikenessQuery, _ print: LikenessPrint, _ candidates: [Int32], _ least: Double) -> Found? {
        found(query, print, candidates, least).min(by: Self.isBefore)
    }

    private static func isBefore(_ a: Found, _ b: Found) -> Bool { (b.match.likeness, a.index) < (a.match.likeness, b.index) }

    // MARK: comparing

    private struct Pair {
        var index: Int32
        var plain: LikenessQuery.Pairs?
        var mirrored: LikenessQuery.Pairs?
    }

    /// In no order.
    private func found(_ asking: LikenessQuery, _ print: LikenessPrint, _ candidates: [Int32], _ least: Double) -> [Found] {
        let (prints, query) = (prints, asking)
        let pairs = SideBySide.compactMap(candidates) { index -> Pair? in
            guard let other = prints[Int(index)] else { return nil }
            let pair = Pair(index: index, plain: query.pairs(other, mirrored: false), mirrored: query.pairs(other, mirrored: true))
            return pair.plain != nil || pair.mirrored != nil || !query.isPlain ? pair : nil
        }
        guard !pairs.isEmpty else { return [] }
        var ready = asking
        if pairs.contains(where: { $0.plain != nil }) { ready.prepare(mirrored: false) }
        if pairs.contains(where: { $0.mirrored != nil }) { ready.prepare(mirrored: true) }
        let (closer, fine) = (ready, fine)
        return SideBySide.compactMap(pairs) { pair -> Found? in
            guard let other = prints[Int(pair.index)] else { return nil }
            var match = closer.match(other, pair.plain, pair.mirrored, fine: fine.of(other, at: Int(pair.index)))
            // A crop is found from its whole and the whole from its crop, if not equally well.
            if match.likeness < least, match.likeness > least - 0.15, !closer.isPlain {
                var back = LikenessQuery(other)
                let other = back.match(print)
                if other.likeness > match.likeness { match = other }
            }
            return match.likeness >= least ? Found(index: Int(pair.index), match: match) : nil
        }
    }

    /// Plain copies share keys by the dozen, so those that share only one or two need no look.
    private static func candidates(_ query: LikenessQuery, _ keys: LikenessKeys?, _ count: Int, _ shared: inout [UInt16]) -> [Int32] {
        guard let keys else { return (0..<count).map { Int32($0) } }
        return keys.sharing(query.keys, atLeast: query.isPlain ? 3 : 1, &shared)
    }
}
