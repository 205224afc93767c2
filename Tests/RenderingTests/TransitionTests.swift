import Editorial
import Media
import Recipes
import Rendering
import Testing

/// Transitions from a picture of luma 60 to one of luma 160.
struct TransitionTests {
    private static let (old, new) = (60, 160)
    private static let overlapping: [Transition.Kind] = [.dissolve, .wipe, .push]
    private static let moving: [Transition.Kind] = [.whip, .zoom]

    /// What is seen at each frame after the cut and in the first one behind the transition.
    private func opened(_ kind: Transition.Kind, frames: Int, format: String = "yuv420p") throws -> [[[Double]]] {
        let join = Join(kind: kind, frames: frames)
        return try (0..<frames).map { frame in
            var picture = try Grey.flat(Self.new, format: format)
            let other = kind.overlaps ? try Grey.flat(Self.old, format: format) : nil
            try join.open(&picture, at: frame, after: other)
            return Grey.samples(picture)
        }
    }

    /// What is seen at each frame before the cut.
    private func closed(_ kind: Transition.Kind, frames: Int, format: String = "yuv420p") throws -> [[[Double]]] {
        let join = Join(kind: kind, frames: frames)
        return try (0..<frames).map { frame in
            var picture = try Grey.flat(Self.old, format: format)
            try join.close(&picture, left: frames - frame)
            return Grey.samples(picture)
        }
    }

    private func mean(_ samples: [[Double]]) -> Double { samples.joined().reduce(0, +) / Double(samples.count * samples[0].count) }

    @Test(arguments: Transition.Kind.allCases, Grey.formats) func nothingIsSeenThatIsInNeitherPictureNorBetweenThem(
        kind: Transition.Kind, format: String
    ) throws {
        let range: ClosedRange<Double> =
            switch kind {
            case .dipBlack: 16...160
            case .dipWhite, .flash: 60...235
            default: 60...160
            }
        for samples in try closed(kind, frames: 5, format: format) + opened(kind, frames: 5, format: format) {
            #expect(samples.joined().allSatisfy(range.contains))
        }
    }

    @Test(arguments: overlapping) func whereBothAreSeenTheNewPictureGrowsSteadilyFromTheCutOn(kind: Transition.Kind) throws {
        let means = try opened(kind, frames: 7).map(mean)
        #expect(zip(means, means.dropFirst()).allSatisfy { $0 < $1 })
        #expect(means[0] > 60 && means[0] < 80 && means[6] < 160 && means[6] > 140)
        // The old and the new have the same share of it.
        for (early, late) in zip(means, means.reversed()) { #expect(abs(early + late - 220) <= 3.5) }
        #expect(try closed(kind, frames: 7).allSatisfy { $0.joined().allSatisfy { $0 == 60 } })
    }

    @Test func aWipesEdgeGoesFromLeftToRight() throws {
        for samples in try opened(.wipe, frames: 6) {
            for row in samples { #expect(zip(row, row.dropFirst()).allSatisfy { $0 >= $1 }) }
        }
        let middle = try opened(.wipe, frames: 7)[3][10]
        #expect(middle[20] == 160 && middle[44] == 60)
    }

    @Test func aPushMovesBothPicturesByTheSameWay() throws {
        let join = Join(kind: .push, frames: 3)
        var picture = try Grey.painted { x, _ in 30 + x }
        try join.open(&picture, at: 1, after: try Grey.painted { x, _ in 130 + x })
        let row = Grey.samples(picture)[5]
        let (old, new): ([Double], [Double]) = ((32..<64).map { Double(130 + $0) }, (0..<32).map { Double(30 + $0) })
        #expect(row == old + new)
    }

    @Test(arguments: [(Transition.Kind.dipBlack, 16.0), (.dipWhite, 235)]) func theFrameAtTheCutOfADipShowsNothingElse(
        kind: Transition.Kind, luma: Double
    ) throws {
        let (before, after) = (try closed(kind, frames: 5).map(mean), try opened(kind, frames: 5).map(mean))
        #expect(try opened(kind, frames: 5)[0].joined().allSatisfy { $0 == luma })
        func distance(_ value: Double) -> Double { abs(value - luma) }
        // Down evenly to the cut, and up evenly from there.
        #expect(zip(before, before.dropFirst()).allSatisfy { distance($0) > distance($1) })
        #expect(zip(after, after.dropFirst()).allSatisfy { distance($0) < distance($1) })
        for frame in 0..<5 {
            let (down, up): (Double, Double) = (abs(60 - luma) * Double(5 - frame) / 6, abs(160 - luma) * Double(frame) / 5)
            #expect(abs(distance(before[frame]) - down) <= 1)
            #expect(abs(distance(after[frame]) - up) <= 1)
        }
    }

    @Test func aFlashIsNearlyWhiteAtTheCutAndGoesQuickly() throws {
        let means = try opened(.flash, frames: 6).map(mean)
        #expect(means[0] > 220 && means[0] < 235)
        #expect(zip(means, means.dropFirst()).allSatisfy { $0 > $1 })
        #expect(means[3] - 160 < (means[0] - 160) / 2)
        #expect(try closed(.flash, frames: 3).allSatisfy { $0.joined().allSatisfy { $0 == 60 } })
    }

    @Test(arguments: moving) func aMoveLeavesWhatIsFlatAsItIs(kind: Transition.Kind) throws {
        #expect(try closed(kind, frames: 4).allSatisfy { $0.joined().allSatisfy { $0 == 60 } })
        #expect(try opened(kind, frames: 4).allSatisfy { $0.joined().allSatisfy { $0 == 160 } })
    }

    /// Where the dark line is that stands in the middle of a picture, by its weight.
    private func line(_ row: [Double]) -> Double {
        let weights = row.map { 200 - $0 }
        return zip(weights, row.indices).reduce(0) { $0 + $1.0 * (Double($1.1) + 0.5) } / weights.reduce(0, +)
    }

    @Test func aWhipGoesToTheLeftFasterAndFasterAndComesToRest() throws {
        let join = Join(kind: .whip, frames: 4)
        let before = try (0..<4).map { frame in
            var picture = try Grey.painted { x, _ in x == 31 || x == 32 ? 40 : 200 }
            try join.close(&picture, left: 4 - frame)
            return line(Grey.samples(picture)[9])
        }
        let after = try (0..<4).map { frame in
            var picture = try Grey.painted { x, _ in x == 31 || x == 32 ? 40 : 200 }
            try join.open(&picture, at: frame, after: nil)
            return line(Grey.samples(picture)[9])
        }
        let steps = zip(before, before.dropFirst()).map { $0 - $1 }
        #expect(before[0] < 32 && steps.allSatisfy { $0 > 0 } && zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 })
        let rests = zip(after.dropFirst(), after.dropFirst(2)).map { $0 - $1 }
        #expect(rests.allSatisfy { $0 > 0 } && zip(rests, rests.dropFirst()).allSatisfy { $0 > $1 })
        #expect(abs(after[3] - 32) < 3)
    }

    /// How far the line that stands at three quarters of a picture is from its middle.
    private func distance(_ join: Join, open frame: Int?, close left: Int?) throws -> Double {
        var picture = try Grey.painted { x, _ in x == 47 || x == 48 ? 40 : 200 }
        if let frame { try join.open(&picture, at: frame, after: nil) }
        if let left { try join.close(&picture, left: left) }
        return line(Array(Grey.samples(picture)[18].dropFirst(32)))
    }

    @Test func aZoomGoesInOnBothSidesOfTheCut() throws {
        let join = Join(kind: .zoom, frames: 4)
        let before = try (1...4).reversed().map { try distance(join, open: nil, close: $0) }
        let after = try (0..<4).map { try distance(join, open: $0, close: nil) }
        #expect(before[0] > 16 && zip(before, before.dropFirst()).allSatisfy { $0 < $1 })
        #expect(zip(after.dropFirst(), after.dropFirst(2)).allSatisfy { $0 < $1 } && after[3] <= 16.6)
    }
}
