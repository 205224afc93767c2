import Timebase

/// Which takes have which keys: see `LikenessIndex`.
struct LikenessKeys {
    private static let tables = 12
    private static let bits = 16
    /// The planes' normals, one after the other.
    private static let planes: [Float] = {
        var chance = SeededRandom(seed: 1, "planes of the likeness index")
        return (0..<tables * bits * LikenessPrint.coarseCells).map { _ in
            // A sum of uniform numbers is near enough to a normal one.
            Float((0..<6).reduce(0.0) { sum, _ in sum + chance.unit() } - 3)
        }
    }()

    /// Takes of one key lie together in blocks of this many numbers: the place of the block before or −1, how many takes are in this one, and they.
    /// All blocks are one piece of memory, since a million arrays would be most of an index; each is as long as what a processor reads at once.
    private static let block = 16
    /// By table and key, where its newest block begins; −1 for none.
    private var newest = [Int32](repeating: -1, count: tables << bits)
    private var blocks: [Int32] = []

    mutating func add(_ print: LikenessPrint, _ take: Int32) {
        for key in Self.keys(print.coarse) {
            var start = Int(newest[key])
            if start < 0 || blocks[start + 1] == Self.block - 2 {
                blocks.append(Int32(start))
                blocks.append(contentsOf: repeatElement(0, count: Self.block - 1))
                start = blocks.count - Self.block
                newest[key] = Int32(start)
            }
            blocks[start + 2 + Int(blocks[start + 1])] = take
            blocks[start + 1] += 1
        }
    }

    /// Takes that share at least so many keys with the pictures, each once, in no order.
    ///
    /// - Parameter shared: a zero for each take, before and after.
    func sharing(_ pictures: [[Float]], atLeast enough: UInt16, _ shared: inout [UInt16]) -> [Int32] {
        var found: [Int32] = []
        var touched: [Int32] = []
        for key in Set(pictures.flatMap(Self.keys)) {
            var start = Int(newest[key])
            while start >= 0 {
                for place in 0..<Int(blocks[start + 1]) {
                    let take = blocks[start + 2 + place]
                    let count = shared[Int(take)] &+ 1
                    shared[Int(take)] = count
                    if count == 1 { touched.append(take) }
                    if count == enough { found.append(take) }
                }
                start = Int(blocks[start])
            }
        }
        for take in touched { shared[Int(take)] = 0 }
        return found
    }

    /// Of pictures that lie one after the other: one for each table; none for a flat picture, which would be found everywhere.
    private static func keys(_ vectors: [Float]) -> Set<Int> {
        let cells = LikenessPrint.coarseCells
        var keys: Set<Int> = []
        vectors.withUnsafeBufferPointer { vectors in
            planes.withUnsafeBufferPointer { planes in
                guard let from = vectors.baseAddress, let normals = planes.baseAddress else { return }
                for start in stride(from: 0, to: vectors.count, by: cells) {
                    let squares = vectors[start..<start + cells].reduce(0) { $0 + $1 * $1 }
                    guard squares > 0.25 else { continue }
                    for table in 0..<tables {
                        var key = 0
                        for bit in 0..<bits {
                            let cosine = LikenessPrint.cosine(normals + (table * bits + bit) * cells, from + start, count: cells)
                            key = key << 1 | (cosine > 0 ? 1 : 0)
                        }
                        keys.insert(table << bits | key)
                    }
                }
            }
        }
        return keys
    }
}
