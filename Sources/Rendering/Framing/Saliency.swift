/// What draws the eye in pictures of one take.
///
/// Four maps, of which one that has few high places counts more than one that is high everywhere (Itti, Koch and Niebur, "A model of
/// saliency-based visual attention for rapid scene analysis", 1998):
/// - what differs in light and colour from what is around it, at three sizes (the same);
/// - what differs from the mean of the picture (Achanta and others, "Frequency-tuned salient region detection", 2009);
/// - what moves otherwise than the middling part of the picture does;
/// - what has the colour of skin (Chai and Ngan, "Face segmentation using skin-color map in videophone applications", 1999).
///
/// The middle is preferred, as people who film do.
package struct Saliency {
    /// Luma and the two planes of chroma of a small picture, 0 to 255.
    package typealias Picture = [FloatPlane]

    package let map: FloatPlane

    /// - Parameter pictures: of one size, in order of time; at least one.
    package init(_ pictures: [Picture]) {
        let (width, height) = (pictures[0][0].width, pictures[0][0].height)
        func mean(_ maps: [FloatPlane]) -> FloatPlane {
            maps.reduce(FloatPlane(width: width, height: height)) { $0.combined($1.spread, +) }.spread
        }
        let maps: [(weight: Float, map: FloatPlane)] = [
            (1, mean(pictures.map(Self.surround))), (1, mean(pictures.map(Self.distinct))),
            (0.3, mean(zip(pictures, pictures.dropFirst()).map(Self.motion))), (0.15, mean(pictures.map(Self.skin))),
        ]
        var sum = FloatPlane(width: width, height: height)
        for (weight, map) in maps {
            let rarity = (1 - map.mean) * (1 - map.mean)
            sum = sum.combined(map) { $0 + $1 * weight * rarity }
        }
        for y in 0..<height {
            for x in 0..<width {
                let (across, down) = ((Float(x) + 0.5) / Float(width) - 0.5, (Float(y) + 0.5) / Float(height) - 0.5)
                sum.values[y * width + x] *= 1 / (1 + across * across * 3.1) / (1 + down * down * 2)
            }
        }
        map = sum
    }

    /// Chroma counts twice, since its numbers lie closer together.
    private static let weights: [Float] = [1, 2, 2]

    private static func surround(_ picture: Picture) -> FloatPlane {
        let width = picture[0].width
        var sum = FloatPlane(width: width, height: picture[0].height)
        for (plane, weight) in zip(picture, weights) {
            for (near, far) in [(1, width / 16), (2, width / 8), (4, width / 4)] {
                let difference = plane.blurred(near).combined(plane.blurred(far)) { abs($0 - $1) * weight }
                sum = sum.combined(difference, +)
            }
        }
        return sum
    }

    private static func distinct(_ picture: Picture) -> FloatPlane {
        var sum = FloatPlane(width: picture[0].width, height: picture[0].height)
        for (plane, weight) in zip(picture, weights) {
            let mean = plane.mean
            sum = sum.combined(plane.mean(within: 1)) { $0 + ($1 - mean) * ($1 - mean) * weight * weight }
        }
        return sum.mapped { $0.squareRoot() }
    }

    private static func motion(_ before: Picture, _ after: Picture) -> FloatPlane {
        var sum = FloatPlane(width: before[0].width, height: before[0].height)
        for (old, new) in zip(before, after) {
            sum = sum.combined(old.mean(within: 1).combined(new.mean(within: 1)) { abs($0 - $1) }, +)
        }
        let soft = sum.blurred(2)
        let middling = soft.values.sorted()[soft.values.count / 2]
        return soft.mapped { max(0, $0 - middling) }
    }

    private static func skin(_ picture: Picture) -> FloatPlane {
        let (width, height) = (picture[0].width, picture[0].height)
        var map = FloatPlane(width: width, height: height)
        for index in map.values.indices where picture[0].values[index] > 50 {
            let isSkin = (77...127).contains(picture[1].values[index]) && (133...173).contains(picture[2].values[index])
            map.values[index] = isSkin ? 1 : 0
        }
        return map.blurred(2)
    }
}

extension Saliency {
    /// Thousandths of the picture, across and down: the middle of the part with most in it, its own middle counting most.
    /// - Parameters:
    ///   - across: width of the part, as a share of the picture; 1 and more for all of it.
    ///   - down: its height.
    package func anchor(across: Double, down: Double) -> [Int] {
        let columns = (0..<map.width).map { x in (0..<map.height).reduce(Float(0)) { $0 + map.values[$1 * map.width + x] } }
        let x = Self.best(columns, across)
        let seen = across >= 1 ? 0..<map.width : Self.part(x, across, map.width)
        let rows = (0..<map.height).map { y in seen.reduce(Float(0)) { $0 + map.values[y * map.width + $1] } }
        return [x, Self.best(rows, down)]
    }

    private static func part(_ middle: Int, _ share: Double, _ count: Int) -> Range<Int> {
        let first = Int(((Double(middle) / 1000 - share / 2) * Double(count)).rounded())
        let length = max(1, Int((share * Double(count)).rounded()))
        return max(0, min(count - length, first))..<min(count, max(length, first + length))
    }

    private static func best(_ profile: [Float], _ share: Double) -> Int {
        guard share < 1 else { return 500 }
        // What is everywhere says nothing.
        let floor = profile.sorted()[profile.count / 5]
        let reach = Int((500 - share * 500).rounded(.down))
        var (best, place): (Float, Int) = (0, 500)
        // From the middle outwards, so that nothing moves without a reason.
        for step in stride(from: 0, through: reach, by: 5) {
            for middle in step == 0 ? [500] : [500 - step, 500 + step] {
                var sum: Float = 0
                for (index, value) in profile.enumerated() where value > floor {
                    let distance = abs((Double(index) + 0.5) / Double(profile.count) - Double(middle) / 1000) / (share / 2)
                    if distance < 1 { sum += (value - floor) * Float(1 - 0.8 * distance * distance) }
                }
                if sum > best * 1.001 { (best, place) = (sum, middle) }
            }
        }
        return place
    }
}
