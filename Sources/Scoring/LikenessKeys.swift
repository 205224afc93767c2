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
    func sharing(_ keys: [Int32], atLeast enough: UInt8, from first: Int32, _ tally: inout KeyTally) -> [Int32] {
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
            let count = whole.count / cells
            var all = [Int32](repeating: -1, count: count * tables)
            // Four pictures at a time, so that a processor need not wait for one sum before it adds to the next.
            let vectors = whole.map { Float($0) / LikenessPrint.length } + [Float](repeating: 0, count: (4 - count % 4) % 4 * cells)
            vectors.withUnsafeBufferPointer { vectors in
                planes.withUnsafeBufferPointer { planes in
                    guard let vectors = vectors.baseAddress, let planes = planes.baseAddress else { return }
                    for picture in stride(from: 0, to: count, by: 4) {
                        for table in 0..<tables {
                            let first = planes + 2 * table * cells
                            let (high, low) = (Self.sides(first, vectors + picture * cells), Self.sides(first + cells, vectors + picture * cells))
                            for place in 0..<min(4, count - picture) {
                                all[(picture + place) * tables + table] = Int32(table << bits) | high[place] << 8 | low[place]
                            }
                        }
                    }
                    for picture in 0..<count {
                        let vector = UnsafeBufferPointer(start: vectors + picture * cells, count: cells)
                        guard vector.reduce(0, { $0 + $1 * $1 }) <= 0.25 else { continue }
                        for table in 0..<tables { all[picture * tables + table] = -1 }
                    }
                }
            }
            self.all = all
        }

        /// On which side of eight planes each of four vectors lies, a bit for each plane.
        private static func sides(_ planes: UnsafePointer<SIMD8<Float>>, _ vectors: UnsafePointer<Float>) -> SIMD4<Int32> {
            let cells = LikenessPrint.coarseCells
            var (a, b, c, d) = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
            for cell in 0..<cells {
                let plane = planes[cell]
                a += plane * vectors[cell]
                b += plane * vectors[cell + cells]
                c += plane * vectors[cell + 2 * cells]
                d += plane * vectors[cell + 3 * cells]
            }
            func bits(_ sums: SIMD8<Float>) -> Int32 {
                SIMD8<Int32>.zero.replacing(with: SIMD8(128, 64, 32, 16, 8, 4, 2, 1), where: sums .> 0).wrappedSum()
            }
            return SIMD4(bits(a), bits(b), bits(c), bits(d))
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
