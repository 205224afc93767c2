import Dispatch
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

    private var byTable = [KeyTable](repeating: KeyTable(keys: 1 << bits), count: tables)

    /// Of takes that follow each other, from one on; all tables are filled side by side.
    /// - Parameter lists: of each take its keys, as `keys` gives them.
    mutating func add(_ lists: [[Int32]], from first: Int32) {
        byTable.withUnsafeMutableBufferPointer { tables in
            // Each table is one body's alone.
            nonisolated(unsafe) let tables = tables
            DispatchQueue.concurrentPerform(iterations: tables.count) { number in
                let (low, high) = (Int32(number << Self.bits), Int32((number + 1) << Self.bits))
                for (place, keys) in lists.enumerated() {
                    for key in keys where key >= low && key < high { tables[number].add(Int(key - low), first + Int32(place)) }
                }
            }
        }
    }

    /// Takes that have at least so many of the keys, each once, in no order.
    ///
    /// - Parameters:
    ///   - first: takes before this one do not count.
    ///   - tally: long enough for all takes.
    func sharing(_ keys: [Int32], atLeast enough: UInt16, from first: Int32, _ tally: inout KeyTally) -> [Int32] {
        tally.count(enough) { count in
            for key in keys { byTable[Int(key) >> Self.bits].each(of: Int(key) & (1 << Self.bits - 1), from: first, count) }
        }
    }

    /// One for each table and picture; none for a flat picture, which would be found everywhere.
    struct OfPictures: Sendable {
        /// By picture and table; −1 for none.
        private let all: [Int32]

        /// - Parameter whole: vectors of pictures, one after the other, as `LikenessPrint.whole` gives them.
        init(_ whole: [Int16]) {
            let cells = LikenessPrint.coarseCells
            let vectors = whole.map { Float($0) / LikenessPrint.length }
            var all: [Int32] = []
            all.reserveCapacity(vectors.count / cells * tables)
            vectors.withUnsafeBufferPointer { vectors in
                planes.withUnsafeBufferPointer { planes in
                    for start in stride(from: 0, to: vectors.count, by: cells) {
                        let squares = vectors[start..<start + cells].reduce(0) { $0 + $1 * $1 }
                        for table in 0..<tables {
                            guard squares > 0.25 else {
                                all.append(-1)
                                continue
                            }
                            var key: Int32 = 0
                            for group in 2 * table...2 * table + 1 {
                                var sums = SIMD8<Float>()
                                for cell in 0..<cells { sums += planes[group * cells + cell] * vectors[start + cell] }
                                for place in 0..<8 { key = key << 1 | (sums[place] > 0 ? 1 : 0) }
                            }
                            all.append(Int32(table << bits) | key)
                        }
                    }
                }
            }
            self.all = all
        }

        /// In order, none twice.
        var keys: [Int32] { Self.sorted(all) }
        func keys(of pictures: [Int]) -> [Int32] { Self.sorted(pictures.flatMap { all[$0 * tables..<($0 + 1) * tables] }) }

        private static func sorted(_ keys: [Int32]) -> [Int32] {
            var last: Int32 = -1
            return keys.sorted().filter { key in
                defer { last = key }
                return key != last
            }
        }
    }
}
