import Animatic
import Testing

@Suite struct AnimaticPictureTests {
    @Test(arguments: ["forest with fireflies at night", "rain on a neon street", "space"])
    func theSameBriefGivesTheSameBytesInAnyOrder(prompt: String) {
        let forwards = AnimaticFrames.paint(prompt, [0, 10, 20])
        let backwards = AnimaticFrames.paint(prompt, [20, 10, 0])
        #expect(forwards == backwards.reversed())
    }

    @Test(arguments: AnimaticFrames.scenes)
    func seedsGiveClearlyDifferentPictures(prompt: String) {
        let pictures = (1...4).map { AnimaticFrames.paint(prompt, seed: $0, [12])[0] }
        for a in pictures.indices {
            for b in pictures.indices where b > a { #expect(pictures[a].colourDifference(pictures[b]) > 5) }
        }
    }

    @Test func scenesDifferMoreThanTheirFrames() {
        let pictures = AnimaticFrames.scenes.map { AnimaticFrames.paint($0, [0])[0] }
        for a in pictures.indices {
            for b in pictures.indices where b > a { #expect(pictures[a].colourDifference(pictures[b]) > 12) }
        }
    }

    @Test(arguments: AnimaticFrames.scenes + ["dark night room", "black ocean at midnight, storm", "midnight forest, moody"])
    func noFrameIsBlackAndSomethingIsBright(prompt: String) {
        for picture in AnimaticFrames.paint(prompt, [0, 24, 47]) {
            #expect(picture.mean > 26)
            #expect(picture.percentile(0.99) > 70)
            #expect(picture.percentile(0.99) - picture.percentile(0.05) > 25)
        }
    }

    @Test(arguments: AnimaticFrames.scenes.map { $0 + ", static camera" } + AnimaticFrames.scenes.map { $0 + ", push in" })
    func itNeverFreezesFlickersOrJumps(prompt: String) {
        let pictures = AnimaticFrames.paint(prompt, Array(12..<24))
        for (before, after) in zip(pictures, pictures.dropFirst()) {
            let moved = before.difference(after)
            #expect(moved > 0.12)
            #expect(moved < 14)
            #expect(abs(before.mean - after.mean) < 1.6)
        }
        #expect(pictures[0].difference(pictures[11]) > 0.3)
    }

    @Test func theLastFramesMoveAsTheFirstDo() {
        let pictures = AnimaticFrames.paint("mountains, push in", [0, 1, 46, 47])
        #expect(pictures[0].difference(pictures[1]) > 0.2)
        #expect(pictures[2].difference(pictures[3]) > 0.2)
    }

    @Test func pushingInMagnifiesAndPullingBackReduces() {
        for prompt in ["mountains by day", "city at dusk", "bedroom with a window by day"] {
            let inwards = AnimaticFrames.paint(prompt + ", push in", [0, 30])
            let back = AnimaticFrames.paint(prompt + ", pull back", [0, 30])
            #expect(magnification(from: inwards[0], to: inwards[1]) > 1.02)
            #expect(magnification(from: back[0], to: back[1]) < 0.98)
        }
    }

    /// The scale, of those tried, at which the middle of one picture fits the other best, allowing for a shift.
    private func magnification(from a: AnimaticFrames.Picture, to b: AnimaticFrames.Picture) -> Double {
        var best = (difference: Double.infinity, scale: 1.0)
        for step in -8...8 {
            let scale = 1 + Double(step) * 0.025
            for dy in stride(from: -8, through: 8, by: 2) {
                for dx in stride(from: -12, through: 12, by: 2) {
                    var sum = 0
                    var count = 0
                    for y in stride(from: 20, to: 70, by: 2) {
                        for x in stride(from: 35, to: 125, by: 2) {
                            let sx = Int((Double(x - 80 - dx) / scale).rounded()) + 80
                            let sy = Int((Double(y - 45 - dy) / scale).rounded()) + 45
                            guard sx >= 0, sx < a.width, sy >= 0, sy < a.height else { continue }
                            sum += abs(Int(a.y[sy * a.width + sx]) - Int(b.y[y * b.width + x]))
                            count += 1
                        }
                    }
                    let difference = Double(sum) / Double(max(1, count))
                    if difference < best.difference { best = (difference, scale) }
                }
            }
        }
        return best.scale
    }

    @Test func panningRightMovesThePictureLeft() {
        let pictures = AnimaticFrames.paint("mountains by day, pan right", [0, 24])
        var best = (difference: Double.infinity, shift: 0)
        for shift in -30...30 {
            var sum = 0
            for y in 10..<80 {
                for x in 40..<120 { sum += abs(Int(pictures[0].y[y * 160 + x]) - Int(pictures[1].y[y * 160 + x + shift])) }
            }
            if Double(sum) < best.difference { best = (Double(sum), shift) }
        }
        #expect(best.shift < -4)
    }

    @Test(arguments: [(64, 36), (36, 64), (90, 160), (120, 120), (240, 100), (66, 162)])
    func anyRasterIsPaintedWhole(width: Int, height: Int) {
        for prompt in AnimaticFrames.scenes {
            let picture = AnimaticFrames.paint(AnimaticFrames.brief(prompt, width: width, height: height, frames: 24), [5])[0]
            #expect(picture.mean > 26)
            #expect(picture.percentile(0.99) - picture.percentile(0.02) > 20)
        }
    }

    @Test func portraitShowsTheSubject() {
        let brief = { (prompt: String) in AnimaticFrames.brief(prompt, width: 90, height: 160) }
        let with = AnimaticFrames.paint(brief("desert dunes by day with a person"), [0])[0]
        #expect(with.percentile(0.01) + 40 < with.percentile(0.5))
    }

    @Test func loosePlanesKeepTheirPadding() {
        let brief = AnimaticFrames.brief("open sea")
        let tight = AnimaticFrames.paint(brief, [3])[0]
        let loose = AnimaticFrames.paint(brief, [3], padding: 16)[0]
        for row in 0..<90 {
            #expect(Array(loose.y[(row * 176)..<(row * 176 + 160)]) == Array(tight.y[(row * 160)..<(row * 160 + 160)]))
            #expect(loose.y[(row * 176 + 160)..<(row * 176 + 176)].allSatisfy { $0 == 7 })
        }
    }

    @Test func levelsStayInLimitedRange() {
        for picture in AnimaticFrames.paint("neon street at night, grainy", [0, 9]) {
            #expect(picture.y.allSatisfy { (16...235).contains($0) })
            #expect(picture.u.allSatisfy { (16...240).contains($0) })
            #expect(picture.v.allSatisfy { (16...240).contains($0) })
        }
    }

    @Test func blackAndWhiteHasNoColourAndSepiaHasOne() {
        let grey = AnimaticFrames.paint("sunset over the sea, black and white", [0])[0]
        #expect(grey.u.allSatisfy { abs(Int($0) - 128) < 2 } && grey.v.allSatisfy { abs(Int($0) - 128) < 2 })
        let sepia = AnimaticFrames.paint("sunset over the sea, sepia", [0])[0]
        #expect(sepia.v.reduce(0) { $0 + Int($1) } > 130 * sepia.v.count)
        #expect(sepia.u.reduce(0) { $0 + Int($1) } < 126 * sepia.u.count)
    }
}
