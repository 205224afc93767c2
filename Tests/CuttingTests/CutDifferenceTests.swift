import Cutting
import Editorial
import Testing
import Timebase

/// Two clips of a film of four seconds that meet at `second`.
private func cut(at second: Double, rate: FrameRate, firstFrame: Int = 0) -> (slots: [Slot], clips: [Clip]) {
    let (middle, end) = (rate.frame(nearest: second), rate.frame(nearest: 4))
    func clip(_ slot: Int, _ frames: Range<Int>, source: Int) -> Clip {
        Clip(
            slot: slot, take: String(repeating: "\(slot)", count: 64), shot: "s\(slot)", source: FrameRange(start: source, count: frames.count),
            sourceRate: rate, record: FrameRange(frames))
    }
    func slot(_ number: Int, _ frames: Range<Int>, _ start: Double, _ end: Double) -> Slot {
        Slot(
            number: number, record: FrameRange(frames), start: start, end: end, bar: 1, beat: 1, beatInSong: 1, section: "A", role: nil,
            opensSection: false, energy: 0.5)
    }
    return (
        [slot(1, 0..<middle, 0, second), slot(2, middle..<end, second, 4)], [clip(1, 0..<middle, source: 0), clip(2, middle..<end, source: firstFrame)]
    )
}

@Suite struct CutDifferenceTests {
    private let fast = FrameRate(60)

    @Test func aCutThatMovedByOneFrameIsToldAtEveryRate() {
        for rate in [FrameRate(24), FrameRate(30), fast, FrameRate(120)] {
            let difference = CutDifference(from: cut(at: 2, rate: rate), to: cut(at: 2 + rate.seconds(at: 1), rate: rate))
            #expect(difference.changes.map(\.slot) == [1, 2], "\(rate)")
            #expect(difference.changes.contains { $0.kind == .moved && $0.slot == 2 }, "\(rate)")
        }
        let difference = CutDifference(from: cut(at: 2, rate: fast), to: cut(at: 2 + fast.seconds(at: 1), rate: fast))
        #expect(difference.changes.map(\.kind) == [.end, .moved])
        #expect(difference.changes.map(\.words) == ["ends at 0:02.017 instead of 0:02.000", "begins at 0:02.017 instead of 0:02.000"])
        #expect(difference.summary == "1 cut moved")
    }

    @Test func aBeatThatIsHeardAMillisecondElsewhereIsNoDifferenceOnTheSameFrame() {
        #expect(CutDifference(from: cut(at: 2, rate: fast), to: cut(at: 2.001, rate: fast)).isEmpty)
    }

    @Test func theSameCutAtAnotherFrameRateIsNoDifference() {
        #expect(!CutDifference(from: cut(at: 2, rate: FrameRate(24)), to: cut(at: 2, rate: fast)).changes.contains { $0.kind == .moved || $0.kind == .end })
    }

    @Test func otherFramesOfTheSameTakeAreTold() {
        let difference = CutDifference(from: cut(at: 2, rate: fast), to: cut(at: 2, rate: fast, firstFrame: 1))
        #expect(difference.changes.map(\.kind) == [.frames])
    }
}
