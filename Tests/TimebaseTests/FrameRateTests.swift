import Foundation
import Testing
import Timebase

@Suite struct FrameRateTests {
    static let rates = [
        FrameRate(24), FrameRate(25), FrameRate(30), FrameRate(60), FrameRate(24000, 1001), FrameRate(30000, 1001), FrameRate(25, 2),
    ]

    @Test("a frame's start is on that frame, for hours", arguments: rates)
    func startsAreOnTheirFrame(_ rate: FrameRate) {
        for frame in [0, 1, 2, 23, 24, 1000, 107_891, 107_892, 1_000_003, 10_000_001] {
            #expect(rate.frame(nearest: rate.seconds(at: frame)) == frame)
        }
    }

    @Test("a time is never more than half a frame from its nearest frame, and halfway it goes to the earlier one", arguments: rates)
    func timesGoToTheNearestStart(_ rate: FrameRate) {
        for frame in [0, 7, 100_000] {
            let length = 1 / rate.doubleValue
            #expect(rate.frame(nearest: rate.seconds(at: frame) + length * 0.49) == frame)
            #expect(FrameRate(24).frame(nearest: 1.5 / 24) == 1)
            #expect(rate.frame(nearest: rate.seconds(at: frame + 1) - length * 0.49) == frame + 1)
        }
    }

    @Test("lengths are frames to the nearest, and exact for whole frames", arguments: rates)
    func lengths(_ rate: FrameRate) {
        for frames in [0, 1, 48, 5760, 999_983] { #expect(rate.frames(lasting: rate.seconds(at: frames)) == frames) }
        #expect(FrameRate(24).frames(lasting: 4.99 / 24) == 5)
    }

    @Test("an hour of 24000/1001 does not drift")
    func noDrift() {
        let rate = FrameRate(24000, 1001)
        #expect(rate.seconds(exactlyAt: 24000 * 60) == Rational(1001 * 60))
    }

    @Test("the decimals people write mean the exact rates")
    func conventionalRates() throws {
        for (text, exact) in [
            ("23.976", FrameRate(24000, 1001)), ("23.98", FrameRate(24000, 1001)), ("29.97", FrameRate(30000, 1001)),
            ("59.94", FrameRate(60000, 1001)), ("47.952", FrameRate(48000, 1001)), ("119.88", FrameRate(120_000, 1001)),
            ("24", FrameRate(24)), ("25", FrameRate(25)), ("24.0", FrameRate(24)), ("12.5", FrameRate(25, 2)),
            ("30000/1001", FrameRate(30000, 1001)),
        ] { #expect(FrameRate.conventional(try #require(Rational(text))) == exact, "\(text)") }
    }

    @Test("a rate travels as its fraction; zero and below are refused")
    func coding() throws {
        let data = try JSONEncoder().encode(Self.rates)
        #expect(try JSONDecoder().decode([FrameRate].self, from: data) == Self.rates)
        for text in [#"["0"]"#, #"["-24"]"#] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode([FrameRate].self, from: Data(text.utf8)) }
        }
    }
}
