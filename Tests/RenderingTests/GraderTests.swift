import Content
import Editorial
import Execution
import Foundation
import Media
import Recipes
import Rendering
import Testing
import Timebase

struct GraderTests {
    private struct Ungraded: Error {}

    private func graded(_ step: GradeStep, _ picture: consuming Frame, at frame: Int = 0, bench: Bench? = nil) throws -> Frame {
        let bench = try bench ?? Bench()
        guard var grader = try Grader(step, in: bench.context) else { return picture }
        return try grader.finished(grader.coloured(picture), at: frame)
    }

    @Test func whatChangesNothingIsNoGrade() throws {
        let bench = try Bench()
        func isGraded(_ step: GradeStep?) throws -> Bool {
            let grader = try Grader(step, in: bench.context)
            return grader != nil
        }
        #expect(try !isGraded(nil) && !isGraded(GradeStep()))
        #expect(GradeStep(.plain, matching: [0, 0, 0], lut: nil) == nil)
        let unread = Blob(digest: Digest(of: "gone"), bytes: 1, fileExtension: "cube")
        #expect(try !isGraded(GradeStep(lut: unread, lutStrength: 0)))
        #expect(GradeStep(Grade(lut: "/a.cube", lutStrength: 0), matching: [0, 0, 0], lut: unread) == nil)
    }

    @Test func aStopDoublesTheLight() throws {
        let step = try #require(GradeStep(Grade(exposure: 1), matching: [0, 0, 0], lut: nil))
        #expect(step.gains == [2000, 2000, 2000])
        for format in Grey.formats {
            let picture = try graded(step, Grey.flat(90, format: format))
            #expect(abs(Grey.mean(picture) - (16 + 74 * pow(2, 1 / 2.4))) < 0.3)
            #expect(Grey.samples(picture, plane: 1).joined().allSatisfy { $0 == 128 })
        }
    }

    @Test(arguments: [GradeStep(gains: [400, 400, 400]), GradeStep(gains: [2500, 2000, 1500]), GradeStep(contrast: 1500)])
    func blackStaysBlackAndWhiteWhite(step: GradeStep) throws {
        for (luma, format) in [16, 235].flatMap({ luma in Grey.formats.map { (luma, $0) } }) {
            let picture = try graded(step, Grey.flat(luma, format: format))
            #expect(Grey.samples(picture).joined().allSatisfy { abs($0 - Double(luma)) < 0.3 })
            #expect(Grey.samples(picture, plane: 2).joined().allSatisfy { abs($0 - 128) < 0.3 })
        }
    }

    @Test func brighterLightNeverBecomesDarkerThanLessOfIt() throws {
        for step in [GradeStep(gains: [3000, 3000, 3000]), GradeStep(gains: [300, 300, 300]), GradeStep(gains: [1500, 1500, 1500], contrast: 1400)] {
            let levels = try stride(from: 16, through: 235, by: 3).map { Grey.mean(try graded(step, Grey.flat($0))) }
            #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test func aGainOfOneColourLeavesTheOthers() throws {
        let before = Grey.colour(try Grey.flat(100, 110, 140))
        let after = Grey.colour(try graded(GradeStep(gains: [1100, 1000, 900]), Grey.flat(100, 110, 140)))
        for (channel, gain) in [1.1, 1, 0.9].enumerated() { #expect(abs(after[channel] - before[channel] * pow(gain, 1 / 2.4)) < 0.006) }
    }

    @Test func contrastPartsLightFromDarkAboutMiddleGrey() throws {
        let grey = Int((16 + 219 * pow(0.18, 1 / 2.4)).rounded())
        for (luma, rises) in [(grey - 40, false), (grey + 40, true)] {
            #expect((Grey.mean(try graded(GradeStep(contrast: 1300), Grey.flat(luma))) > Double(luma) + 3) == rises)
        }
        #expect(abs(Grey.mean(try graded(GradeStep(contrast: 1300), Grey.flat(grey))) - Double(grey)) < 1)
    }

    @Test func withoutSaturationOnlyLumaIsLeft() throws {
        let picture = try graded(GradeStep(saturation: 0), Grey.flat(120, 90, 160))
        #expect(abs(Grey.mean(picture) - 120) < 0.2)
        #expect(Grey.samples(picture, plane: 1).joined().allSatisfy { $0 == 128 })
        let more = try graded(GradeStep(saturation: 1500), Grey.flat(120, 118, 136))
        #expect(abs(Grey.mean(more, plane: 1) - 113) < 0.3 && abs(Grey.mean(more, plane: 2) - 140) < 0.3)
    }

    @Test func slowGradientsHaveNoSteps() throws {
        // Every flat field comes out as its exact value in the mean: what lies between two code values is a mixture of them.
        for luma in stride(from: 60, through: 120, by: 7) {
            let exact = 16 + Double(luma - 16) * pow(1.037, 1 / 2.4)
            #expect(abs(Grey.mean(try graded(GradeStep(gains: [1037, 1037, 1037]), Grey.flat(luma, height: 32))) - exact) < 0.05)
        }
    }

    @Test func edgesOfColourStayWhereTheyAre() throws {
        for format in Grey.formats {
            let picture = try Grey.painted(format: format) { x, _ in x < 32 ? 40 : 180 }
            let luma = Grey.samples(try graded(GradeStep(saturation: 900), picture))[10]
            #expect(luma[..<32].allSatisfy { abs($0 - 40) <= 1 } && luma[32...].allSatisfy { abs($0 - 180) <= 1 })
        }
    }

    @Test func bloomSpreadsFromWhatIsBrightAndNowhereElse() throws {
        let lamp = { (x: Int, y: Int) in (80..<112).contains(x) && (40..<56).contains(y) ? 235 : 40 }
        let rows = Grey.samples(try graded(GradeStep(bloom: 1000), Grey.painted(width: 192, height: 96, lamp)))
        #expect(rows[48][96] >= 235)
        #expect(rows[48][120] > 45 && rows[48][120] > rows[48][140] && rows[48][140] >= rows[48][180])
        #expect(rows[48][180] < 44)
        let dim = Grey.samples(try graded(GradeStep(bloom: 1000), Grey.flat(120, 120, 136)))
        #expect(dim.joined().allSatisfy { $0 == 120 })
    }

    @Test func colouredLightBloomsInItsColour() throws {
        let picture = try Grey.flat(60, width: 192, height: 96)
        // Pure red, whose luma is low.
        for y in 40..<56 { for x in 80..<112 { picture.plane(0)[y * picture.stride(0) + x] = 63 } }
        for y in 20..<28 {
            for x in 40..<56 {
                picture.plane(1)[y * picture.stride(1) + x] = 102
                picture.plane(2)[y * picture.stride(2) + x] = 240
            }
        }
        let after = try graded(GradeStep(bloom: 1000), picture)
        #expect(Grey.samples(after, plane: 2)[24][60] > 130)
    }

    @Test func aVignetteDarkensTowardsTheCorners() throws {
        for format in Grey.formats {
            let picture = try graded(GradeStep(vignette: 500), Grey.flat(160, 150, 110, width: 128, height: 72, format: format))
            let (luma, blue) = (Grey.samples(picture), Grey.samples(picture, plane: 1))
            #expect(luma[36][64] >= 159)
            // Means of eight columns, from the right to the middle.
            let across: [Double] = (0..<8).map { step in
                let part: ArraySlice<Double> = luma[2][(120 - 8 * step)..<(128 - 8 * step)]
                return part.reduce(0, +) / 8
            }
            #expect(zip(across, across.dropFirst()).allSatisfy { $0 < $1 + 0.5 })
            #expect(across[0] < 125)
            #expect(blue[0][0] < 145 && blue[0][0] > 128)
            #expect(abs(luma[3][3] - luma[68][124]) <= 1)
        }
    }

    @Test func grainIsAnotherOneInEachFrameAndTheSameAgain() throws {
        let step = GradeStep(grain: 500)
        func grained(_ frame: Int) throws -> [[Double]] { Grey.samples(try graded(step, Grey.flat(120), at: frame)) }
        #expect(try grained(3) == grained(3))
        #expect(try grained(3) != grained(4))
        let bench = try Bench()
        guard var grader = try Grader(step, in: bench.context) else { throw Ungraded() }
        _ = try grader.finished(Grey.flat(120), at: 2)
        let third = Grey.samples(try grader.finished(Grey.flat(120), at: 3))
        #expect(try third == grained(3))
    }

    @Test func grainLiesBetweenBlackAndWhiteAndLeavesTheMean() throws {
        func grained(_ luma: Int) throws -> [[Double]] { Grey.samples(try graded(GradeStep(grain: 500), Grey.flat(luma, width: 256, height: 144))) }
        func deviation(_ rows: [[Double]]) -> (mean: Double, deviation: Double, beside: Double) {
            let all = rows.joined()
            let mean = all.reduce(0, +) / Double(all.count)
            let power = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let beside = rows.reduce(0) { sum, row in sum + zip(row, row.dropFirst()).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } }
            return (mean, (power / Double(all.count)).squareRoot(), beside / power)
        }
        for luma in [16, 235] { #expect(try grained(luma).joined().allSatisfy { $0 == Double(luma) }) }
        let middle = deviation(try grained(125))
        #expect(abs(middle.mean - 125) < 0.2)
        #expect((3.5...4.5).contains(middle.deviation))
        #expect((0.15...0.7).contains(middle.beside))
        #expect(deviation(try grained(30)).deviation < 0.6 * middle.deviation)
    }

    @Test func whatSomebodyElseHoldsIsLeftAlone() throws {
        let everything = GradeStep(gains: [1200, 1000, 900], contrast: 1100, saturation: 900, bloom: 400, vignette: 400, grain: 400)
        for format in Grey.formats {
            let picture = try Grey.painted(format: format) { x, y in 20 + 3 * x + y }
            let before = Grey.samples(picture)
            let shared = Frame()
            try shared.refer(to: picture)
            let after = try graded(everything, shared)
            #expect(Grey.samples(picture) == before)
            #expect(Grey.samples(after) != before)
            #expect(after.pixelFormat == picture.pixelFormat && after.width == 64 && after.height == 36)
        }
    }

    @Test func picturesOfOddSizesAreGradedToTheirEdges() throws {
        let everything = GradeStep(gains: [1500, 1500, 1500], saturation: 900, bloom: 400, vignette: 100, grain: 100)
        let picture = try graded(everything, Grey.flat(90, width: 51, height: 29))
        #expect(Grey.samples(picture).joined().allSatisfy { $0 > 85 && $0 < 120 })
        #expect(Grey.samples(picture, plane: 1).joined().allSatisfy { abs($0 - 128) <= 2 })
    }

    @Test func aGradedSegmentIsTheSameEachTime() throws {
        let bench = try Bench()
        let style = ClipStyle(grade: GradeStep(gains: [1300, 1300, 1300], grain: 300))
        let run = SourceRun(take: try bench.staircase(20), start: 2, rate: FrameRate(24), style: style)
        let recipe = SegmentRecipe(format: PictureFormat(width: 64, height: 36, rate: FrameRate(24)), frames: 10, run: run)
        let (one, two) = (try recipe.run(in: bench.context), try recipe.run(in: bench.context))
        #expect(one.segment == two.segment)
        let lumas = try bench.lumas(one.segment)
        for (frame, luma) in lumas.enumerated() {
            let exact = 16 + Double(Bench.luma(frame + 2) - 16) * pow(1.3, 1 / 2.4)
            #expect(abs(Double(luma) - exact) < 10)
        }
    }
}
