import Scoring
import Testing
import Timebase

private let rate = FrameRate(24)
private func blemish(_ start: Int, _ count: Int) -> FrameRange { FrameRange(start: start, count: count) }

@Test func aSoundTakeIsUsableAsAWhole() {
    #expect(UsableRange.find(frames: 50, rate: rate, around: []) == FrameRange(start: 0, count: 50))
}

@Test func theLongestSoundStretchIsKept() {
    #expect(UsableRange.find(frames: 100, rate: rate, around: [blemish(0, 5), blemish(40, 2)]) == FrameRange(start: 42, count: 58))
    #expect(UsableRange.find(frames: 100, rate: rate, around: [blemish(60, 0)]) == FrameRange(start: 0, count: 60))
}

@Test func aStretchUnderASecondAndUnderHalfTheTakeIsNotWorthKeeping() {
    #expect(UsableRange.find(frames: 100, rate: rate, around: [blemish(23, 77)]) == nil)
    #expect(UsableRange.find(frames: 100, rate: rate, around: [blemish(24, 76)]) == FrameRange(start: 0, count: 24))
    #expect(UsableRange.find(frames: 20, rate: rate, around: [blemish(10, 10)]) == FrameRange(start: 0, count: 10))
    #expect(UsableRange.find(frames: 20, rate: rate, around: [blemish(0, 20)]) == nil)
}
