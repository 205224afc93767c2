import Timebase

/// Which takes have which keys: see `LikenessIndex`.
struct LikenessKeys: Sendable {
    private static let tables = 12
    private static let bits = 16
    /// The planes' normals, eight side by side: of the first eight planes the first numbers, then the second ones.
    private static let planes: [SIMD8<Float>] = {
        var chance = SeededRandom(seed: 1, "planes of the likeness index")
        let normals = (0..<tables * bits).map { _ in
            (0..<LikenessPrint.coarseCells).map { _ in
                // A sum of uniform numbers is near enough to a normal one.
                Float((0..<6).reduce(0.0) { sum, _ in sum + chance.unit() } - 3)
            }
        }
        return stride(from: 0, to: normals.count, by: 8).flatMap { first in
            (0..<LikenessPrint.coarseCells).map { cell in SIMD8((0..<8).map { normals[first + $0][cell] }) }
        }
    }()

    /// Takes of one key lie together in blocks of this many numbers: the place of the block before or −1, how many takes are in this one, and they.
    /// All blocks are one piece of memory, since a million arrays would be most of an index; each is as long as what a processor reads at once.
    private static let block = 16
    /// By table and key, where its newest block begins; −1 for none.
    private var newest = [Int32](repeating: -1, count: tables << bits)
    private var blocks: [Int32] = []

    mutating func add(_ keys: [Int32], _ take: Int32) {
        for key in keys {
            var start = Int(newest[Int(key)])
            if start < 0 || blocks[start + 1] == Self.block - 2 {
                blocks.append(Int32(start))
                blocks.append(contentsOf: repeatElement(0, count: Self.block - 1))
                start = blocks.count - Self.block
                newest[Int(key)] = Int32(start)
            }
            blocks[start + 2 + Int(blocks[start + 1])] = take
            blocks[start + 1] += 1
        }
    }

    /// Takes that have at least so many of the keys, each once, in no order.
    ///
    /// - Parameters:
    ///   - first: takes before this one do not count.
    ///   - tally: long enough for all takes.
    func sharing(_ keys: [Int32], atLeast enough: UInt16, from first: Int32, _ tally: inout KeyTally) -> [Int32] {
        tally.count(enough) { count in
            blocks.withUnsafeBufferPointer { blocks in
                guard let blocks = blocks.baseAddress else { return }
                for key in keys {
                    var start = Int(newest[Int(key)])
                    // The newest come first, in blocks as in a block from its end.
                    while start >= 0 {
                        let takes = blocks + start + 2
                        for place in 0..<Int(blocks[start + 1]) where takes[place] >= first { count(takes[place]) }
                        start = takes[0] < first ? -1 : Int(blocks[start])
                    }
                }
            }
        }
    }

    /// Of pictures that lie one after the other: one for each table, none twice; none for a flat picture, which would be found everywhere.
    static func keys(_ vectors: [Float]) -> [Int32] {
        let cells = LikenessPrint.coarseCells
        var keys: [Int32] = []
        keys.reserveCapacity(vectors.count / cells * tables)
        vectors.withUnsafeBufferPointer { vectors in
            planes.withUnsafeBufferPointer { planes in
                for start in stride(from: 0, to: vectors.count, by: cells) {
                    let squares = vectors[start..<start + cells].reduce(0) { $0 + $1 * $1 }
                    guard squares > 0.25 else { continue }
                    for table in 0..<tables {
                        var key: Int32 = 0
                        for group in 2 * table...2 * table + 1 {
                            var sums = SIMD8<Float>()
                            for cell in 0..<cells { sums += planes[group * cells + cell] * vectors[start + cell] }
                            for place in 0..<8 { key = key << 1 | (sums[place] > 0 ? 1 : 0) }
                        }
                        keys.append(Int32(table << bits) | key)
                    }
                }
            }
        }
        keys.sort()
        var last: Int32 = -1
        keys.removeAll { key in
            defer { last = key }
            return key == last
        }
        return keys
    }
}

/// Counts how many keys takes share with one that is asked about. Kept from question to question, so that asking costs nothing for takes that
/// share none.
struct KeyTally: Sendable {
    private var shared: [UInt16] = []
    /// As long as `shared`: no take is twice in it.
    private var touched: [Int32] = []

    mutating func grow(to count: Int) {
        guard shared.count < count else { return }
        let room = max(count, 2 * shared.count)
        shared.append(contentsOf: repeatElement(0, count: room - shared.count))
        touched.append(contentsOf: repeatElement(0, count: room - touched.count))
    }

    /// Those that `body` counted at least so often, in no order. All counts are zero again.
    @inline(__always)
    mutating func count(_ limit: UInt16, _ body: ((Int32) -> Void) -> Void) -> [Int32] {
        shared.withUnsafeMutableBufferPointer { shared in
            touched.withUnsafeMutableBufferPointer { touched in
                guard let shared = shared.baseAddress, let touched = touched.baseAddress else { return [] }
                var (all, enough) = (0, 0)
                body { take in
                    let count = shared[Int(take)] &+ 1
                    shared[Int(take)] = count
                    if count == 1 {
                        touched[all] = take
                        all &+= 1
                    }
                    if count == limit { enough &+= 1 }
                }
                var found: [Int32] = []
                found.reserveCapacity(enough)
                for place in 0..<all {
                    let take = touched[place]
                    if shared[Int(take)] >= limit { found.append(take) }
                    shared[Int(take)] = 0
                }
                return found
            }
        }
    }
}
