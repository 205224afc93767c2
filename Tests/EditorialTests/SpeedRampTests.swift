import Editorial
import Testing
import Timebase

@Suite struct SpeedRampTests {
    /// Half speed for 24 frames of film, then double speed.
    private let ramp = SpeedRamp(knots: [
        .init(record: 0, source: .zero), .init(record: 24, source: Rational(1, 2)), .init(record: 48, source: Rational(5, 2)),
    ])

    @Test func betweenKnotsSpeedStaysAndPastTheLastOneToo() {
        #expect(ramp.seconds(at: 0) == .zero)
        #expect(ramp.seconds(at: 12) == Rational(1, 4))
        #expect(ramp.seconds(at: 24) == Rational(1, 2))
        #expect(ramp.seconds(at: 36) == Rational(3, 2))
        #expect(ramp.seconds(at: 60) == Rational(7, 2))
        let speeds = ramp.speeds(filmRate: FrameRate(24))
        #expect((speeds.first, speeds.last) == (0.5, 2))
    }

    @Test func theMomentOfASecondOfTheTakeIsWhereItIsShown() {
        for offset in 0..<80 { #expect(ramp.offset(showing: ramp.seconds(at: offset)) == Rational(Int64(offset))) }
        #expect(ramp.offset(showing: Rational(1, 8)) == Rational(6))
        let still = SpeedRamp(knots: [.init(record: 0, source: .zero), .init(record: 5, source: .zero), .init(record: 10, source: Rational(1))])
        #expect(still.offset(showing: .zero) == .zero)
    }

    @Test func anHourOfFineKnotsAtOddRatesFitsItsFractions() {
        let rate = FrameRate(60000, 1001)
        let knots = [0, 1003, 1007, 3600 * 60].map { record in
            SpeedRamp.Knot(record: record, source: Rational(Int64(record) * 200 + 1, 256) / rate.framesPerSecond)
        }
        let ramp = SpeedRamp(knots: [.init(record: 0, source: .zero)] + knots.dropFirst())
        let shown = stride(from: 0, to: 3600 * 60, by: 997).map { (ramp.seconds(at: $0) * rate.framesPerSecond).floor }
        #expect(zip(shown, shown.dropFirst()).allSatisfy { $0 < $1 })
    }

    private func clip(_ ramp: SpeedRamp? = nil, isReversed: Bool = false, last: Int? = nil, speed: Rational = Rational(1)) -> Clip {
        Clip(
            slot: 1, take: "t", shot: "s", source: FrameRange(start: 10, count: 60), sourceRate: FrameRate(24), record: FrameRange(0..<48),
            speed: speed, ramp: ramp, isReversed: isReversed, lastUsable: last)
    }

    @Test func aClipThatRampsShowsTheFramesOfItsRamp() {
        let shown = [0, 1, 2, 24, 25, 26, 48].map { clip(ramp).sourceFrame(at: $0, recordRate: FrameRate(24)) }
        #expect(shown == [10, 10, 11, 22, 24, 26, 70])
    }

    @Test func aReversedClipGoesFromItsLastFrameBackAndOnBelowItsFirst() {
        let shown = [0, 1, 59, 60, 65].map { clip(isReversed: true).sourceFrame(at: $0, recordRate: FrameRate(24)) }
        #expect(shown == [69, 68, 10, 9, 4])
        #expect(clip(isReversed: true).firstFrame == 69 && clip().firstFrame == 10)
        let slow = (0..<5).map { clip(isReversed: true, speed: Rational(1, 2)).sourceFrame(at: $0, recordRate: FrameRate(24)) }
        #expect(slow == [69, 69, 68, 68, 67])
    }

    @Test func pastItsLastUsableFrameAClipStandsStill() {
        #expect([59, 60, 61, 80].map { clip(last: 70).sourceFrame(at: $0, recordRate: FrameRate(24)) } == [69, 70, 70, 70])
        #expect([59, 60, 61].map { clip(isReversed: true, last: 10).sourceFrame(at: $0, recordRate: FrameRate(24)) } == [10, 10, 10])
    }
}
