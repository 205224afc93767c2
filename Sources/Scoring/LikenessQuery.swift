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
    /// Pictures to look at more closely, as they are and mirrored; nil where that is not worth it.
    typealias Found = (plain: Pairs?, mirrored: Pairs?)

    let print: LikenessPrint
    private let asked: [Int]
    private let sizes: Int
    /// The vectors of all questions, one after the other, in all sizes, as they are and mirrored: one piece, as queries are made by the thousand.
    private let coarse: [Int16]
    /// How far the questions' vectors are from each other: in the same order tables of five by five.
    private let apart: [Float]
    /// By mirroring, and in all views; made when asked for, as most takes never get a close look.
    private var fine: [[Float]]
    /// Answers below this likeness do not matter.
    let least: Double
    /// A little less, for sums that cannot be above it; anything where others are also looked at from their side when they nearly are alike.
    private let floor: Float
    let isPlain: Bool

    /// - Parameter least: likeness below which the answers do not matter.
    init(_ print: LikenessPrint, least: Double = 0) {
        self.print = print
        isPlain = least > Self.plainCopy
        self.least = least
        floor = isPlain ? Float(least) - Self.doubt : -2
        sizes = isPlain ? 1 : Self.coarseSizes.count
        let asked = (0..<Self.questions).map { (2 * $0 + 1) * print.count / (2 * Self.questions) }
        self.asked = asked
        var (coarse, apart): ([Int16], [Float]) = ([], [])
        coarse.reserveCapacity(2 * sizes * Self.ofQuestions)
        apart.reserveCapacity(2 * sizes * Self.questions * Self.questions)
        for windows in Self.coarseWindows {
            for window in windows.prefix(sizes) {
                let vectors = window.vectors(print.strip, asked)
                coarse += LikenessPrint.whole(vectors)
                apart += Self.apart(vectors)
            }
        }
        (self.coarse, self.apart) = (coarse, apart)
        fine = [[], []]
    }

    /// Numbers of the vectors of all questions, in one size.
    private static let ofQuestions = questions * LikenessPrint.coarseCells

    private static func apart(_ vectors: [Float]) -> [Float] {
        let cells = LikenessPrint.coarseCells
        return (0..<questions * questions).map { pair in
            let (a, b) = (pair / questions * cells, pair % questions * cells)
            var squares: Float = 0
            for cell in 0..<cells {
                let difference = vectors[a + cell] - vectors[b + cell]
                squares += difference * difference
            }
            return squares.squareRoot()
        }
    }

    /// What a take is found by as it is, and what it is found by in a mirror.
    /// - Parameter own: the keys of all its pictures, which the questions are among, if they are at hand.
    func keys(_ own: LikenessKeys.OfPictures? = nil) -> (plain: [Int32], mirrored: [Int32]) {
        (own.map { $0.keys(of: asked) } ?? LikenessKeys.OfPictures(vectors(mirrored: false)).keys, LikenessKeys.OfPictures(vectors(mirrored: true)).keys)
    }

    /// The questions in their own size.
    private func vectors(mirrored: Bool) -> [Int16] {
        let start = mirrored ? sizes * Self.ofQuestions : 0
        return Array(coarse[start..<start + Self.ofQuestions])
    }

    mutating func match(_ other: LikenessPrint) -> Likeness.Match {
        guard let found = LikenessPrints([other]).look(at: 0, { pairs($0) }) else { return Likeness.Match(likeness: 0, isMirrored: false) }
        return match(other.strip, other.colour, found, fine: nil)
    }

    /// The closer look at what `pairs` found.
    /// - Parameter fine: the other's `LikenessPrint.fine()`, where it is at hand.
    mutating func match(
        _ other: Filmstrip, _ colour: (cb: Float, cr: Float), _ pairs: Found, fine: [Float]?
    ) -> Likeness.Match {
        var best = Likeness.Match(likeness: 0, isMirrored: false)
        let price = price(colour)
        for (isMirrored, pairs) in [(false, pairs.plain), (true, pairs.mirrored)] {
            guard let pairs else { continue }
            prepare(mirrored: isMirrored)
            let likeness =
                if let fine {
                    closeLook(pairs, price, fine, isMirrored)
                } else {
                    closeLook(
                        Pairs(0, 1, 2, 3, 4, 0, 0, 0), price, LikenessPrint.fine(other, (0..<Self.questions).map { Int(pairs[$0]) }), isMirrored)
                }
            if Double(likeness) > best.likeness { best = Likeness.Match(likeness: Double(likeness), isMirrored: isMirrored) }
        }
        return best
    }

    /// Which way round another take is looked at.
    enum Sides { case both, plain, mirrored }

    /// Nil where it is not worth a closer look.
    func pairs(_ other: LikenessPrints.Outline, _ sides: Sides = .both) -> Found? {
        guard 1 - price(other.colour) >= floor else { return nil }
        let plain = sides == .mirrored ? nil : pairs(other, mirrored: false)
        let mirrored = sides == .plain ? nil : pairs(other, mirrored: true)
        return plain == nil && mirrored == nil ? nil : (plain, mirrored)
    }

    /// What the likeness loses for other colours.
    private func price(_ colour: (cb: Float, cr: Float)) -> Float {
        let colours = (abs(print.colour.cb - colour.cb) + abs(print.colour.cr - colour.cr)) / 2
        return 0.01 * max(0, colours - 6)
    }

    /// The middle one first: from it the others are least far.
    private static let order = [2, 0, 4, 1, 3]

    /// Nil where the takes are too little alike for a closer look.
    ///
    /// Most are, and that is seen from few questions: a cosine with one vector is at most that with another and how far they are apart, the third one
    /// being no longer than 1.
    private func pairs(_ other: LikenessPrints.Outline, mirrored: Bool) -> Pairs? {
        var (best, found) = (isPlain ? Self.plainLook : Self.worthALook, Pairs?.none)
        let (cells, count) = (LikenessPrint.coarseCells, other.count)
        for size in (mirrored ? sizes : 0)..<(mirrored ? 2 * sizes : sizes) {
            var (cosines, places) = (BestFour(), Pairs())
            var bounds = SIMD8<Float>(repeating: 1)
            let isWorthIt = coarse.withUnsafeBufferPointer { mine in
                apart.withUnsafeBufferPointer { all in
                    guard let mine = mine.baseAddress, let all = all.baseAddress else { return false }
                    let (vectors, apart) = (mine + size * Self.ofQuestions, all + size * Self.questions * Self.questions)
                    for question in Self.order {
                        let (place, most) = LikenessPrint.mostAlike(vectors + question * cells, among: other.coarse, count: count)
                        cosines.add(most)
                        places[question] = Int32(place)
                        for other in 0..<Self.questions { bounds[other] = min(bounds[other], most + apart[question * Self.questions + other]) }
                        if Self.most(bounds) < best - Self.doubt { return false }
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

    /// The mean of the four greatest of the five.
    private static func most(_ bounds: SIMD8<Float>) -> Float {
        var (sum, least): (Float, Float) = (0, 2)
        for question in 0..<questions {
            sum += bounds[question]
            least = min(least, bounds[question])
        }
        return (sum - least) / Float(counted)
    }

    /// Makes the vectors for close looks.
    private mutating func prepare(mirrored: Bool) {
        let side = mirrored ? 1 : 0
        guard fine[side].isEmpty else { return }
        fine[side] = Self.fineWindows[side].prefix(isPlain ? Self.plainViews : Self.views.count).flatMap { $0.vectors(print.strip, asked) }
    }

    private func closeLook(_ pairs: Pairs, _ price: Float, _ found: [Float], _ mirrored: Bool) -> Float {
        var best: Float = 0
        let cells = LikenessPrint.fineCells
        let fine = fine[mirrored ? 1 : 0]
        for start in stride(from: 0, to: fine.count, by: Self.questions * cells) {
            var cosines = BestFour()
            let isWorthIt = fine.withUnsafeBufferPointer { mine in
                found.withUnsafeBufferPointer { its in
                    guard let mine = mine.baseAddress, let its = its.baseAddress else { return false }
                    for question in 0..<Self.questions {
                        cosines.add(
                            LikenessPrint.cosine(mine + start + question * cells, its + Int(pairs[question]) * cells, count: cells))
                        if cosines.most - price < floor { return false }
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
