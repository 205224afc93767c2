import Editorial
import Pipeline
import Testing
import Timebase

@Suite struct BakedTakeTests {
    private func clip(start: Int, count: Int, rate: FrameRate, record: Int, speed: Rational = Rational(1), isReversed: Bool = false) -> Clip {
        Clip(
            slot: 1, take: "t", shot: "s", source: FrameRange(start: start, count: count), sourceRate: rate,
            record: FrameRange(start: 0, count: record), speed: speed, isReversed: isReversed)
    }

    /// Every rate a service gives against every rate a film has, forwards and backwards, slowed and not.
    @Test(arguments: [16, 24, 25, 30, 60], [24, 25, 30])
    func aFileShowsInItsClipWhatTheFilmShowsAndOnlyFramesOfTheTake(_ source: Int, _ film: Int) {
        let (rate, filmRate) = (FrameRate(Int64(source)), FrameRate(Int64(film)))
        for speed in [Rational(1), Rational(1, 2), Rational(3, 4), Rational(5, 4)] {
            for isReversed in [false, true] {
                for start in [0, 1, 7, 30] {
                    let last = Rational(19) * speed * rate.framesPerSecond / filmRate.framesPerSecond
                    let clip = clip(start: start, count: Int(last.floor) + 1, rate: rate, record: 20, speed: speed, isReversed: isReversed)
                    let baked = BakedTake(clip, tail: 0, takeFrames: 100, filmRate: filmRate)
                    for offset in 0..<20 {
                        let shown = baked.takeFrame(at: baked.lead + offset, filmRate: filmRate)
                        #expect(shown == clip.sourceFrame(at: offset, recordRate: filmRate))
                    }
                    for frame in 0..<baked.frames { #expect((0..<100).contains(baked.takeFrame(at: frame, filmRate: filmRate))) }
                    // One frame more at either end would ask for what the take has not.
                    #expect(!(0..<100).contains(baked.takeFrame(at: -1, filmRate: filmRate)))
                    #expect(!(0..<100).contains(baked.takeFrame(at: baked.frames, filmRate: filmRate)))
                }
            }
        }
    }

    @Test func anUnusedTakeIsWholeAndRunsAtTheFilmsRate() {
        let baked = BakedTake(take: "t", shot: "s", frames: 81, rate: FrameRate(16), filmRate: FrameRate(24))
        #expect(baked.frames == 122)
        #expect(baked.takeFrame(at: 121, filmRate: FrameRate(24)) == 80)
        #expect(!baked.isPlain(at: FrameRate(24)) && baked.words == nil)
    }

    @Test func whatWasBakedIsSaidInWords() {
        let slow = BakedTake(
            clip(start: 0, count: 40, rate: FrameRate(24), record: 20, speed: Rational(1, 2), isReversed: true), tail: 0, takeFrames: 100,
            filmRate: FrameRate(24))
        #expect(slow.words == "1/2x its speed, backwards")
    }
}
