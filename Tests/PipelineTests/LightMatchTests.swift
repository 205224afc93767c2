import Editorial
import Foundation
import Pipeline
import Testing

struct LightMatchTests {
    private func take(_ light: Double, _ colour: [Double] = [0, 0, 0]) -> TakeLight { TakeLight(light: light, colour: colour) }

    private func stops(_ takes: [TakeLight?], _ share: Double = 1) -> [[Double]] {
        LightMatch.stops(takes, shares: takes.map { _ in share })
    }

    /// A strip of pictures that are all of one code value, but for some of their cells.
    private func strip(_ luma: UInt8, but odd: UInt8? = nil, cells: Int = 0, cb: UInt8 = 128, cr: UInt8 = 128) throws -> Filmstrip {
        let all = Filmstrip.width * Filmstrip.height
        let picture = [UInt8](repeating: odd ?? luma, count: cells) + [UInt8](repeating: luma, count: all - cells) + [cb, cr]
        return try #require(Filmstrip(bytes: Array(repeating: picture, count: 4).flatMap(\.self)))
    }

    @Test(arguments: [0.25, 0.5, 1]) func twoNeighboursOneStopApartComeCloserByTheShareAsked(share: Double) {
        let stops = stops([take(-2), take(-3)], share)
        let apart = (-2 + stops[0][1]) - (-3 + stops[1][1])
        #expect(abs(apart - (1 - share)) <= LightMatch.step)
        #expect(stops[0][1] < 0 && stops[1][1] > 0)
    }

    @Test func withoutAShareNothingChanges() {
        #expect(stops([take(-2), take(-3), take(-2.5)], 0).joined().allSatisfy { $0 == 0 })
        #expect(LightMatch.stops([take(-2), take(-3)], shares: [0, 1])[0] == [0, 0, 0])
    }

    @Test func takesThatWereNotMeasuredAreLeftAndPullAtNothing() {
        let stops = stops([take(-2), nil, take(-2)])
        #expect(stops == [[0, 0, 0], [0, 0, 0], [0, 0, 0]])
    }

    @Test func alikeClipsStayAsTheyAre() {
        #expect(stops(Array(repeating: take(-2.3, [0.1, 0, -0.2]), count: 6)).joined().allSatisfy { $0 == 0 })
    }

    @Test func aNightBetweenDaysStaysNight() {
        let stops = stops([take(-1.5), take(-1.5), take(-5), take(-1.5), take(-1.5)])
        #expect(stops.joined().allSatisfy { $0 == 0 })
    }

    @Test func nothingIsChangedByMoreThanAStopAndAFewPercentOfColour() {
        let stops = stops([take(-1, [1, 0, -1]), take(-2.4, [-1, 0, 1]), take(-1, [1, 0, -1]), take(-2.4, [-1, 0, 1])])
        for stop in stops.joined() { #expect(abs(stop) <= LightMatch.mostLight + LightMatch.mostColour + LightMatch.step) }
        for stop in stops { #expect((stop.max() ?? 0) - (stop.min() ?? 0) <= 2 * LightMatch.mostColour + LightMatch.step) }
    }

    @Test func coloursComeCloserToo() {
        let stops = stops([take(-2, [0.2, 0, -0.2]), take(-2, [0, 0, 0])])
        #expect(stops[0][0] < 0 && stops[0][2] > 0 && stops[1][0] > 0 && stops[1][2] < 0)
    }

    @Test func anotherClipChangesOnlyThoseAroundIt() {
        let before = (0..<12).map { take(-2 + 0.3 * sin(Double($0))) }
        var after = before
        after[6] = take(-2.9)
        let changed = zip(stops(before), stops(after)).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
        #expect(changed.allSatisfy { (4...8).contains($0) } && changed.contains(6))
    }

    @Test func aClipThatChangesALittleLeavesItsNeighbours() {
        let before = (0..<9).map { take(-2 + ($0 % 2 == 0 ? 0.2 : -0.2)) }
        var after = before
        after[4].light += 0.01
        #expect(zip(stops(before), stops(after)).count { $0 != $1 } <= 1)
    }

    @Test func lightIsMeasuredInStops() throws {
        // Half of the light is 2^(-1/2.4) of the value.
        let (bright, dim) = (TakeLight(try strip(196)), TakeLight(try strip(151)))
        #expect(abs(bright.light - dim.light - 1) < 0.02)
        #expect(bright.colour.allSatisfy { abs($0) < 1e-9 })
    }

    @Test func aLampDoesNotMakeADay() throws {
        let (night, lit) = (TakeLight(try strip(40)), TakeLight(try strip(40, but: 235, cells: 60)))
        #expect(abs(night.light - lit.light) < 0.01)
    }

    @Test func warmPicturesHaveMoreRedThanBlue() throws {
        let warm = TakeLight(try strip(120, cb: 118, cr: 138))
        #expect(warm.colour[0] > 0.1 && warm.colour[2] < -0.1)
    }

    @Test func blackTakesAreMeasurable() throws {
        let black = TakeLight(try strip(16))
        #expect(black.light == -7 && black.colour.allSatisfy { $0.isFinite })
    }

    @Test(arguments: [
        (2.39, 1280, 720, 92), (2.39, 1920, 1080, 138), (1.85, 1280, 720, 14), (2.0, 1280, 720, 40),
        // As wide already, or wider.
        (1.777, 1280, 720, 0), (1.5, 1280, 720, 0), (2.0, 1280, 544, 0),
        // Upright and square versions of a wide film.
        (2.39, 720, 1280, 0), (2.39, 1080, 1080, 0),
        // Narrower, but still wide.
        (2.39, 1440, 1080, 238),
    ])
    func barsMakeThePictureAsWideAsAsked(shape: Double, width: Int, height: Int, rows: Int) {
        let raster = PictureFormat(width: width, height: height)
        #expect(Letterbox.rows(shape: shape, of: raster, in: PictureFormat()) == rows)
    }

    @Test func aFilmThatIsUprightItselfMayHaveBars() {
        let film = PictureFormat(width: 720, height: 1280)
        #expect(Letterbox.rows(shape: 1, of: film, in: film) == 280)
    }
}
