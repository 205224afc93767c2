import Content
import Editorial
import Recipes
import Rendering
import Testing
import Timebase

struct SourceRunTests {
    private let take = Blob(digest: Digest(of: "take"), bytes: 1, fileExtension: "mp4")

    @Test func aSlowerTakeShowsEachFrameSeveralTimes() {
        let run = SourceRun(take: take, start: 2, rate: FrameRate(8))
        #expect((0..<9).map { run.sourceFrame(at: $0, filmRate: FrameRate(24)) } == [2, 2, 2, 3, 3, 3, 4, 4, 4])
    }

    @Test func aFasterTakeDropsFrames() {
        let run = SourceRun(take: take, start: 0, rate: FrameRate(48))
        #expect((0..<4).map { run.sourceFrame(at: $0, filmRate: FrameRate(24)) } == [0, 2, 4, 6])
    }

    @Test func aTakeIsSlowedBySpeed() {
        let run = SourceRun(take: take, start: 0, rate: FrameRate(24), speed: Rational(2, 3))
        #expect((0..<7).map { run.sourceFrame(at: $0, filmRate: FrameRate(24)) } == [0, 0, 1, 2, 2, 3, 4])
    }

    @Test func aTailGoesOnWhereItsClipStopped() {
        let whole = SourceRun(take: take, start: 5, rate: FrameRate(30000, 1001), speed: Rational(9, 10))
        let tail = SourceRun(take: take, start: 5, rate: FrameRate(30000, 1001), speed: Rational(9, 10), offset: 37)
        for frame in 0..<50 {
            #expect(tail.sourceFrame(at: frame, filmRate: FrameRate(24)) == whole.sourceFrame(at: frame + 37, filmRate: FrameRate(24)))
        }
    }

    @Test(arguments: [Rational(1), Rational(3, 4)]) func anHourOfBroadcastRateDoesNotDrift(speed: Rational) {
        let run = SourceRun(take: take, start: 0, rate: FrameRate(24000, 1001), speed: speed)
        let frames = 24 * 3600
        #expect(run.sourceFrame(at: frames, filmRate: FrameRate(24000, 1001)) == Int((Rational(Int64(frames)) * speed).floor))
    }

    @Test func theClipOfATimelineShowsTheSameFrames() {
        let clip = Clip(
            slot: 1, take: "t", shot: "s", source: FrameRange(start: 3, count: 20), sourceRate: FrameRate(25),
            record: FrameRange(start: 10, count: 24), speed: Rational(4, 5))
        let run = SourceRun(take: take, start: 3, rate: FrameRate(25), speed: Rational(4, 5))
        for frame in 0..<30 {
            #expect(run.sourceFrame(at: frame, filmRate: FrameRate(24)) == clip.sourceFrame(at: frame, recordRate: FrameRate(24)))
        }
    }
}
