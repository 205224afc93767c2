import Media
import Rendering
import Testing

struct ResamplerTests {
    private func pattern(_ format: String, width: Int = 64, height: Int = 36) throws -> Frame {
        try Grey.painted(width: width, height: height, format: format) { x, y in 16 + (x * 37 + y * 59 + x * y) % 220 }
    }

    private func greatestDifference(_ a: [[Double]], _ b: [[Double]]) -> Double {
        zip(a.joined(), b.joined()).map { abs($0 - $1) }.max() ?? .infinity
    }

    @Test(arguments: Grey.formats) func whatIsNeitherMovedNorScaledStaysAsItIs(format: String) throws {
        let picture = try pattern(format)
        let moved = try Resampler.moved(picture)
        for plane in 0..<3 { #expect(Grey.samples(moved, plane: plane) == Grey.samples(picture, plane: plane)) }
    }

    @Test(arguments: [(0.6, 0.0), (1.0, 0.013), (1.037, 0.2), (1.5, -0.4), (4.0, 0.0)]) func whatIsFlatStaysFlat(
        scale: Double, shift: Double
    ) throws {
        for format in Grey.formats {
            let picture = try Grey.flat(87, 90, 170, format: format)
            let moved = try Resampler.moved(picture, scale: scale, shift: (shift, shift / 2))
            for plane in 0..<3 { #expect(Grey.samples(moved, plane: plane) == Grey.samples(picture, plane: plane)) }
        }
    }

    @Test(arguments: Grey.formats) func aShiftByWholeSamplesMovesThemAndNothingElse(format: String) throws {
        let picture = try pattern(format)
        let moved = Grey.samples(try Resampler.moved(picture, shift: (4.0 / 64, 2.0 / 36)))
        let own = Grey.samples(picture)
        for y in 2..<36 { #expect(Array(moved[y][4...]) == Array(own[y - 2][..<60])) }
    }

    @Test func aShiftByHalfASampleIsUndoneByItsOpposite() throws {
        let picture = try Grey.painted { x, y in 128 + Int(60 * Double((x / 8 + y / 8) % 2)) }
        let there = try Resampler.moved(picture, shift: (0.5 / 64, 0))
        let back = Grey.samples(try Resampler.moved(there, shift: (-0.5 / 64, 0))).map { Array($0[4..<60]) }
        #expect(greatestDifference(back, Grey.samples(picture).map { Array($0[4..<60]) }) <= 12)
    }

    @Test func aRampIsEnlargedAboutThePlaceThatStays() throws {
        let picture = try Grey.painted { x, _ in 40 + 2 * x }
        let samples = Grey.samples(try Resampler.moved(picture, scale: 2, fixed: (0.25, 0.5)))
        // At 16 of 64 nothing moves; the ramp rises half as fast around it.
        for x in 8..<56 {
            let place = (Double(x) + 0.5 - 16) / 2 + 15.5
            #expect(abs(samples[18][x] - 40 - 2 * place) <= 1.01)
        }
    }

    @Test func chromaGoesWithTheLumaOnWhichItLies() throws {
        // Both ramps are the same function of the place; a sample of chroma lies on every other one of luma.
        let picture = try Grey.painted { x, _ in 40 + 2 * x }
        for y in 0..<18 { for x in 0..<32 { picture.plane(1)[y * picture.stride(1) + x] = UInt8(40 + 4 * x) } }
        let moved = try Resampler.moved(picture, scale: 3, fixed: (0.3, 0.5), shift: (0.031, 0))
        let (luma, chroma) = (Grey.samples(moved), Grey.samples(moved, plane: 1))
        for x in 6..<26 { #expect(abs(chroma[9][x] - luma[18][2 * x]) <= 1) }
    }

    @Test func fineStripesBecomeGreyWhereThingsBecomeSmaller() throws {
        let picture = try Grey.painted { x, _ in x % 2 == 0 ? 40 : 200 }
        let row = Grey.samples(try Resampler.moved(picture, width: 32, height: 18))[9]
        #expect(row.dropFirst(2).dropLast(2).allSatisfy { abs($0 - 120) <= 12 })
    }

    @Test(arguments: Grey.formats) func nothingIsSeenThatIsNotInThePicture(format: String) throws {
        let picture = try Grey.painted(format: format) { x, _ in x < 32 ? 100 : 150 }
        let shown = [
            Grey.samples(try Resampler.moved(picture, scale: 0.6)), Grey.samples(try Resampler.moved(picture, shift: (0.7, -0.4))),
            Grey.samples(try Resampler.smeared(picture, shift: 0.5, blur: 0.25)),
            Grey.samples(try Resampler.zoomed(picture, from: 0.7, to: 0.9)),
        ]
        // A twelfth of a step of 50 is what Lanczos' window overshoots by.
        for samples in shown { #expect(samples.joined().allSatisfy { (94...156).contains($0) }) }
    }

    @Test func aSmearIsAsWideAsItIsSaid() throws {
        let picture = try Grey.painted { x, _ in x == 32 ? 208 : 16 }
        let row = Grey.samples(try Resampler.smeared(picture, shift: 0, blur: 0.125))[10]
        #expect(row.filter { $0 > 16 }.count == 8)
        #expect(row.filter { $0 > 16 }.allSatisfy { $0 == 40 })
    }
}
