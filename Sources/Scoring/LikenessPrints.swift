import Editorial

/// The prints of an index's takes. What most comparisons end with lies in one piece of memory, so that looking at a take neither follows pointers
/// nor counts references, which processors side by side would have to agree on.
struct LikenessPrints: Sendable {
    /// What is seen of a print from afar.
    struct Outline {
        /// Vectors of 8×5 cells, one after the other, in whole numbers.
        var coarse: UnsafePointer<Int16>
        var count: Int
        var colour: (cb: Float, cr: Float)
    }

    private static let room = Filmstrip.most * LikenessPrint.coarseCells

    private var strips: [Filmstrip?] = []
    private var coarse: [Int16] = []
    private var heads: [(count: Int, colour: (cb: Float, cr: Float))] = []

    init(_ prints: [LikenessPrint] = []) {
        for print in prints { append(print) }
    }

    var count: Int { strips.count }

    mutating func append(_ print: LikenessPrint?) {
        strips.append(print?.strip)
        heads.append((print?.count ?? 0, print?.colour ?? (0, 0)))
        coarse.append(contentsOf: print?.coarse ?? [])
        coarse.append(contentsOf: repeatElement(0, count: strips.count * Self.room - coarse.count))
    }

    func strip(at index: Int) -> Filmstrip? { strips[index] }
    func colour(at index: Int) -> (cb: Float, cr: Float) { heads[index].colour }

    /// Nil for a take without a filmstrip, and where `body` gives nil.
    func look<Value>(at index: Int, _ body: (Outline) -> Value?) -> Value? {
        let (count, colour) = heads[index]
        guard count > 0 else { return nil }
        return coarse.withUnsafeBufferPointer { all in
            all.baseAddress.flatMap { body(Outline(coarse: $0 + index * Self.room, count: count, colour: colour)) }
        }
    }
}
