import Editorial

/// Five pictures of a take, seen in all the ways in which another take may show them. Made once and asked of many.
struct LikenessQuery: Sendable {
    static let questions = 5
    /// The worst of the five is left out: a cut, a flash, a stretch the other take does not have.
    private static let counted = 4
    /// Takes less alike than this in 8×5 cells are not looked at more closely.
    private static let worthALook: Float = 0.58
    /// Above this likeness only plain copies are left, which are nearly as alike in 8×5 cells and have the size of their original.
    private static let plainCopy = 0.9
    private static let plainLook: Float = 0.78
    /// What sums of some hundred products may be off by, and more: bounds that come nearer than this decide nothing.
    private static let doubt: Float = 0.001
    /// Sizes of the windows that are laid over the other's middle, and where in the picture they are.
    private static let coarseSizes: [Float] = [1, 0.92, 1.09]
    private static let views: [(size: Float, right: Float, down: Float)] =
        [(1, 0, 0), (0.96, 0, 0), (1.04, 0, 0)]
        + [Float(0.9), 1.11].flatMap { size in
            [(size, 0, 0), (size, -1, -1), (size, 1, -1), (size, -1, 1), (size, 1, 1)]
        }
    /// The first of the views, which plain copies are looked at in.
    private static let plainViews = 3

    private static let coarseWindows = [false, true].map { mirrored in
        coarseSizes.map { LikenessWindow(LikenessPrint.coarse, size: LikenessPrint.middle * $0, mirrored: mirrored) }
    }
    private static let fineWindows = [false, true].map { mirrored in
        views.map { view in
            LikenessWindow(
                LikenessPrint.fine, size: LikenessPrint.middle * view.size, right: view.right * room(view.size),
                down: view.down * room(view.size), mirrored: mirrored)
        }
    }

    /// For each question the picture of the other that is most like it.
    typealias Pairs = SIMD8<Int32>

    private let print: LikenessPrint
    private let asked: [Int]
    /// By mirroring and size: the vectors of all questions, one after the other.
    private let coarse: [[[Float]]]
    /// By mirroring and view; made when asked for, as most takes never get a close look.
    private var fine: [[[Float]]]
    /// Answers below this likeness do not matter.
    private let least: Float
    let isPlain: Bool

    /// - Parameter least: likeness below which the answers do not matter.
    init(_ print: LikenessPrint, least: Double = 0) {
        self.print = print
        isPlain = least > Self.plainCopy
        // Others are looked at from the other side too when they nearly are alike.
        self.least = isPlain ? Float(least) - Self.doubt : -2
        let sizes = isPlain ? 1 : Self.coarseSizes.count
        let asked = (0..<Self.questions).map { (2 * $0 + 1) * print.count / (2 * Self.questions) }
        self.asked = asked
        coarse = Self.coarseWindows.map { windows in windows.prefix(sizes).map { $0.vectors(print.strip, asked) } }
        fine = [[], []]
    }

    /// Vectors to find a take by, as it is and mirrored: those of all questions, one after the other.
    var keys: [[Float]] { coarse.map { $0[0] } }

    mutating func match(_ other: LikenessPrint) -> Likeness.Match {
        let found = [false, true].map { pairs(other, mirrored: $0) }
        if found[0] == nil, found[1] == nil { return Likeness.Match(likeness: 0, isMirrored: false) }
        if found[0] != nil { prepare(mirrored: false) }
        if found[1] != nil { prepare(mirrored: true) }
        return match(other, found[0], found[1], fine: other.fine())
    }

    /// The closer look at what `pairs` found. `prepare` comes before it.
    func match(_ other: LikenessPrint, _ plain: Pairs?, _ mirrored: Pairs?, fine: [Float]) -> Likeness.Match {
        var best = Likeness.Match(likeness: 0, isMirrored: false)
        for (isMirrored, pairs) in [(false, plain), (true, mirrored)] {
            guard let pairs else { continue }
            let likeness = closeLook(pairs, other, fine, isMirrored)
            if Double(likeness) > best.likeness { best = Likeness.Match(likeness: Double(likeness), isMirrored: isMirrored) }
        }
        return best
    }

    /// Nil where the takes are too little alike for a closer look.
    func pairs(_ other: LikenessPrint, mirrored: Bool) -> Pairs? {
        var (best, found) = (isPlain ? Self.plainLook : Self.worthALook, Pairs?.none)
        let (cells, count) = (LikenessPrint.coarseCells, other.count)
        for vectors in coarse[mirrored ? 1 : 0] {
            var (cosines, places) = (BestFour(), Pairs())
            let isWorthIt = vectors.withUnsafeBufferPointer { mine in
                other.coarse.withUnsafeBufferPointer { its in
                    guard let mine = mine.baseAddress, let its = its.baseAddress else { return false }
                    for question in 0..<Self.questions {
                        var (most, place): (Float, Int) = (-2, 0)
                        for index in 0..<count {
                            let cosine = LikenessPrint.cosine(mine + question * cells, its + index * cells, count: cells)
                            if cosine > most { (most, place) = (cosine, index) }
                        }
                        cosines.add(most)
                        places[question] = Int32(place)
                        if cosines.most < best - Self.doubt { return false }
                    }
                    return true
                }
            }
            guard isWorthIt else { continue }
            let mean = cosines.mean
            if mean > best { (best, found) = (mean, places) }
        }
        return found
    }

    /// Makes the vectors for close looks.
    mutating func prepare(mirrored: Bool) {
        let side = mirrored ? 1 : 0
        guard fine[side].isEmpty else { return }
        fine[side] = Self.fineWindows[side].prefix(isPlain ? Self.plainViews : Self.views.count).map { $0.vectors(print.strip, asked) }
    }

    private func closeLook(_ pairs: Pairs, _ other: LikenessPrint, _ found: [Float], _ mirrored: Bool) -> Float {
        let colours = (abs(print.colour.cb - other.colour.cb) + abs(print.colour.cr - other.colour.cr)) / 2
        let price = 0.01 * max(0, colours - 6)
        var best: Float = 0
        let cells = LikenessPrint.fineCells
        for vectors in fine[mirrored ? 1 : 0] {
            var cosines = BestFour()
            let isWorthIt = vectors.withUnsafeBufferPointer { mine in
                found.withUnsafeBufferPointer { its in
                    guard let mine = mine.baseAddress, let its = its.baseAddress else { return false }
                    for question in 0..<Self.questions {
                        cosines.add(LikenessPrint.cosine(mine + question * cells, its + Int(pairs[question]) * cells, count: cells))
                        if cosines.most - price < least { return false }
                    }
                    return true
                }
            }
            if isWorthIt { best = max(best, cosines.mean) }
        }
        return best - price
    }

    /// A crop to `size` may have lost all of what it lost on one side: so far its middle is from the picture's, as a share of what is
    /// beside the window.
    private static func room(_ size: Float) -> Float {
        let window = LikenessPrint.middle * size
        return abs(1 - size) / max(0.01, 1 - window)
    }

    /// The four greatest of the cosines so far, the greatest first.
    private struct BestFour {
        private var values = SIMD4<Float>(repeating: -2)
        private var missing = questions

        mutating func add(_ value: Float) {
            missing -= 1
            var value = value
            for place in 0..<counted where value > values[place] { (values[place], value) = (value, values[place]) }
        }

        var mean: Float { ((values[0] + values[1]) + values[2] + values[3]) / Float(counted) }

        /// What the mean can still become: no cosine is above 1.
        var most: Float {
            var sum: Float = 0
            for place in 0..<counted { sum += place < missing ? 1 : values[place - missing] }
            return sum / Float(counted)
        }
    }
}
