import Editorial
import Testing
import Timebase

@Suite struct TimelineTests {
    private func clip(_ record: Range<Int>, rate: FrameRate = FrameRate(24), from start: Int = 0, speed: Rational = Rational(1)) -> Clip {
        Clip(
            slot: 1, take: "t", shot: "s", source: FrameRange(start: start, count: 500), sourceRate: rate, record: FrameRange(record),
            speed: speed)
    }
    private func isContinuous(_ ranges: [Range<Int>], frames: Int) -> Bool {
        Timeline(format: PictureFormat(), frames: frames, clips: ranges.map { clip($0) }).isContinuous
    }

    @Test("a timeline is continuous when its clips cover every frame once, in order")
    func continuity() {
        #expect(isContinuous([0..<10, 10..<24], frames: 24))
        #expect(!isContinuous([0..<10, 11..<24], frames: 24))
        #expect(!isContinuous([0..<10, 9..<24], frames: 24))
        #expect(!isContinuous([0..<10, 10..<23], frames: 24))
        #expect(!isContinuous([10..<24, 0..<10], frames: 24))
        #expect(!isContinuous([0..<10, 10..<10, 10..<24], frames: 24))
        #expect(!isContinuous([], frames: 24))
        #expect(isContinuous([], frames: 0))
    }

    @Test("at the take's own rate and speed 1 source frames follow record frames")
    func sameRate() {
        for rate in [FrameRate(24), FrameRate(24000, 1001)] {
            #expect((0..<100).map { clip(0..<100, rate: rate, from: 7).sourceFrame(at: $0, recordRate: rate) } == Array(7..<107))
        }
    }

    @Test("a take of another rate is read at its own pace, half speed shows every frame twice")
    func otherRates() {
        #expect((0..<5).map { clip(0..<5, rate: FrameRate(48)).sourceFrame(at: $0, recordRate: FrameRate(24)) } == [0, 2, 4, 6, 8])
        #expect((0..<5).map { clip(0..<5, speed: Rational(1, 2)).sourceFrame(at: $0, recordRate: FrameRate(24)) } == [0, 0, 1, 1, 2])
        #expect(clip(0..<1, rate: FrameRate(25)).sourceFrame(at: 24, recordRate: FrameRate(24)) == 25)
    }

    @Test("source frames never go back")
    func monotonic() {
        let clip = clip(0..<900, rate: FrameRate(30000, 1001), speed: Rational(7, 9))
        let frames = (0..<900).map { clip.sourceFrame(at: $0, recordRate: FrameRate(24)) }
        #expect(zip(frames, frames.dropFirst()).allSatisfy { $0 <= $1 })
    }
}
