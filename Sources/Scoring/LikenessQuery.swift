/// Five pictures of a take, seen in all the ways in which another take may show them. Made once and asked of many.
struct LikenessQuery {
    private static let questions = 5
    /// The worst of the five is left out: a cut, a flash, a stretch the other take does not have.
    private static let counted = 4
    /// Takes less alike than this in 8×5 cells are not looked at more closely.
    private static let worthALook: Float = 0.58
    /// Above this likeness only plain copies are left, which are nearly as alike in 8×5 cells and have the size of their original.
    private static let plainCopy = 0.9
    private static let plainLook: Float = 0.78
    /// Sizes of the windows that are laid over the other's middle, and where in the picture they are.
    private static let coarseSizes: [Float] = [1, 0.92, 1.09]
    private static let views: [(size: Float, right: Float, down: Float)] =
        [(1, 0, 0), (0.96, 0, 0), (1.04, 0, 0)]
        + [Float(0.9), 1.11].flatMap { size in
            [(size, 0, 0), (size, -1, -1), (size, 1, -1), (size, -1, 1), (size, 1, 1)]
        }

    /// The first of the views, which plain copies are looked at in.
    private static let plainViews = 3

    private let print: LikenessPrint
    private let asked: [SmallPicture]
    /// By mirroring, size and question.
    private let coarse: [[[[Float]]]]
    /// By mirroring, view and question; made when asked for, as most takes never get a close look.
    private var fine: [[[[Float]]?]]
    let isPlain: Bool

    /// - Parameter least: likeness below which the answers do not matter.
    init(_ print: LikenessPrint, least: Double = 0) {
        self.print = print
        isPlain = least > Self.plainCopy
        let sizes = isPlain ? Self.coarseSizes.prefix(1) : Self.coarseSizes[...]
        fine = Array(repeating: Array(repeating: nil, count: isPlain ? Self.plainViews : Self.views.count), count: 2)
        let asked = (0..<Self.questions).map { print.picture((2 * $0 + 1) * print.count / (2 * Self.questions)) }
        self.asked = asked
        coarse = [false, true].map { mirrored in
            sizes.map { size in
                asked.map {
                    LikenessPrint.vector($0, LikenessPrint.coarse, LikenessPrint.middle * size, mirrored: mirrored)
                }
            }
        }
    }

    /// Vectors to find a take by, as it is and mirrored.
    var keys: [[Float]] { coarse.flatMap { $0[0] } }

    mutating func match(_ other: LikenessPrint) -> Likeness.Match {
        let look = isPlain ? Self.plainLook : Self.worthALook
        var best = Likeness.Match(likeness: 0, isMirrored: false)
        for mirrored in [false, true] {
            guard let pairs = pairs(other, mirrored, look) else { continue }
            let likeness = closeLook(pairs, other, mirrored)
            if Double(likeness) > best.likeness { best = Likeness.Match(likeness: Double(likeness), isMirrored: mirrored) }
        }
        return best
    }

    /// For each question the picture of the other that is most like it; nil where all this is too little.
    private func pairs(_ other: LikenessPrint, _ mirrored: Bool, _ look: Float) -> [Int]? {
        var (best, found): (Float, [Int]?) = (look, nil)
        for vectors in coarse[mirrored ? 1 : 0] {
            var cosines: [Float] = []
            var places: [Int] = []
            for vector in vectors {
                var (most, place): (Float, Int) = (-2, 0)
                for index in 0..<other.count {
                    let cosine = LikenessPrint.cosine(vector, other.coarse, at: index * LikenessPrint.coarseCells)
                    if cosine > most { (most, place) = (cosine, index) }
                }
                cosines.append(most)
                places.append(place)
            }
            let mean = Self.mean(cosines)
            if mean > best { (best, found) = (mean, places) }
        }
        return found
    }

    private mutating func closeLook(_ pairs: [Int], _ other: LikenessPrint, _ mirrored: Bool) -> Float {
        var best: Float = 0
        let found = pairs.map(other.fine)
        for view in fine[0].indices {
            let vectors = vectors(view, mirrored)
            best = max(best, Self.mean(zip(vectors, found).map { LikenessPrint.cosine($0, $1) }))
        }
        let colours = (abs(print.colour.cb - other.colour.cb) + abs(print.colour.cr - other.colour.cr)) / 2
        return best - 0.01 * max(0, colours - 6)
    }

    private mutating func vectors(_ index: Int, _ mirrored: Bool) -> [[Float]] {
        if let made = fine[mirrored ? 1 : 0][index] { return made }
        let view = Self.views[index]
        let made = asked.map {
            LikenessPrint.vector(
                $0, LikenessPrint.fine, LikenessPrint.middle * view.size, view.right * Self.room(view.size),
                view.down * Self.room(view.size), mirrored: mirrored)
        }
        fine[mirrored ? 1 : 0][index] = made
        return made
    }

    /// A crop to `size` may have lost all of what it lost on one side: so far its middle is from the picture's, as a share of what is
    /// beside the window.
    private static func room(_ size: Float) -> Float {
        let window = LikenessPrint.middle * size
        return abs(1 - size) / max(0.01, 1 - window)
    }

    private static func mean(_ cosines: [Float]) -> Float {
        cosines.sorted(by: >).prefix(counted).reduce(0, +) / Float(counted)
    }
}
