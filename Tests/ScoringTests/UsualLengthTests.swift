import Scoring
import Testing

private func clip(_ seconds: Double, frames: Int = 48, width: Int = 640) -> ClipShape {
    ClipShape(width: width, height: 360, frames: frames, seconds: seconds)
}

@Test func aClipIsComparedWithThoseOfItsSizeAndFrames() {
    let lengths = UsualLength([clip(2), clip(2), clip(2.01), clip(1), clip(5, frames: 120), clip(5, frames: 120), clip(5, frames: 120)])
    #expect(lengths.seconds(of: clip(1)) == 2)
    #expect(lengths.seconds(of: clip(2.5, frames: 120)) == 5)
}

@Test func clipsOfAllLengthsHaveNoUsualOne() {
    let lengths = UsualLength((1...20).map { clip(Double($0), frames: 24 * $0) })
    #expect(lengths.seconds(of: clip(7, frames: 168)) == nil)
    #expect(UsualLength([]).seconds(of: clip(2)) == nil)
    #expect(UsualLength([clip(2), clip(2)]).seconds(of: clip(2)) == nil, "two are no batch")
}

@Test func framesMayDifferWhereTheSizeAgrees() {
    let lengths = UsualLength((0..<10).map { clip(4, frames: 96 + $0) })
    #expect(lengths.seconds(of: clip(2, frames: 48)) == 4)
    #expect(lengths.seconds(of: clip(2, frames: 48, width: 1280)) == 4, "as the last resort all clips are asked")
}
