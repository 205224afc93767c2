import Interchange
import Testing
import Timebase

@Suite struct TimeCodeTests {
    private let ntsc = FrameRate(30000, 1001)
    private let double = FrameRate(60000, 1001)

    @Test func aSecondHasAWholeNumberOfFrames() {
        #expect(Samples.rates.map(TimeCode.framesPerSecond) == [24, 24, 25, 30, 30, 50, 60, 60])
        #expect(TimeCode.text(86_400, at: FrameRate(24000, 1001)) == "01:00:00:00")
        #expect(TimeCode.text(24 * 61 + 5, at: FrameRate(24)) == "00:01:01:05")
        #expect(TimeCode.text(119, at: FrameRate(120)) == "00:00:00:119")
    }

    @Test func dropFrameCodeLeavesOutNumbersInEveryMinuteButTheTenth() {
        for (frame, text) in [
            (0, "00:00:00;00"), (1799, "00:00:59;29"), (1800, "00:01:00;02"), (3597, "00:01:59;29"), (3598, "00:02:00;02"),
            (17_981, "00:09:59;29"), (17_982, "00:10:00;00"), (107_892, "01:00:00;00"),
        ] {
            #expect(TimeCode.text(frame, at: ntsc, dropsFrames: true) == text)
            #expect(TimeCode.frame(text, at: ntsc) == frame)
        }
        #expect(TimeCode.text(3600, at: double, dropsFrames: true) == "00:01:00;04")
        #expect(TimeCode.text(215_784, at: double, dropsFrames: true) == "01:00:00;00")
        #expect(TimeCode.text(108_000, at: ntsc) == "01:00:00:00")
    }

    @Test func onlyTwoRatesDropFrames() {
        #expect(Samples.rates.filter(TimeCode.dropsFrames) == [ntsc, double])
        #expect(TimeCode.text(1800, at: FrameRate(30), dropsFrames: true) == "00:01:00:00")
        #expect(TimeCode.frame("00:01:00;00", at: FrameRate(30)) == 1800)
    }

    @Test(arguments: Samples.rates) func whatIsWrittenIsReadAsTheSameFrame(_ rate: FrameRate) {
        var random = SeededRandom(seed: 9, rate.description)
        let near = (0..<40).flatMap { [$0 * 1798, $0 * 1800, $0 * 17_982].map { $0 + Int.random(in: -3...3, using: &random) } }
        for frame in near.filter({ $0 >= 0 }) + (0..<300).map({ _ in Int.random(in: 0..<2_000_000, using: &random) }) {
            for drops in [false, true] {
                let text = TimeCode.text(frame, at: rate, dropsFrames: drops)
                #expect(TimeCode.frame(text, at: rate) == frame, "\(text)")
                #expect(TimeCode.frame(text, at: rate, dropsFrames: drops) == frame, "\(text)")
            }
        }
    }

    @Test func dropFrameCodeStaysWithTheClock() {
        for minute in 0..<(24 * 60) {
            let frame = ntsc.frame(nearest: Double(minute) * 60 + 1)
            let text = TimeCode.text(frame, at: ntsc, dropsFrames: true)
            let numbers = text.split { ":;".contains($0) }.compactMap { Int($0) }
            let shown = numbers.prefix(3).reduce(0) { $0 * 60 + $1 } * 30 + numbers[3]
            #expect(abs(shown - (minute * 60 + 1) * 30) <= 5, "\(text)")
        }
    }

    @Test func aDayStartsAnew() {
        #expect(TimeCode.text(24 * 3600 * 24, at: FrameRate(24)) == "00:00:00:00")
        #expect(TimeCode.text(-1, at: FrameRate(24)) == "23:59:59:23")
        #expect(TimeCode.text(-1, at: ntsc, dropsFrames: true) == "23:59:59;29")
    }

    @Test(arguments: [
        "", "1", "00:00:00", "00:00:00:24", "00:60:00:00", "00:00:60:00", "-1:00:00:00", "00:00:00:00:00", "aa:00:00:00", "00::00:00",
        "0000:00:00:00",
        "٠٠:00:00:00", "00:00:00:00 ", "00:00:00:99999999999999999999",
    ])
    func whatIsNoTimeCodeIsNil(_ text: String) {
        #expect(TimeCode.frame(text, at: FrameRate(24)) == nil)
    }

    @Test func numbersThatAreDroppedDoNotExist() {
        #expect(TimeCode.frame("00:01:00;00", at: ntsc) == nil)
        #expect(TimeCode.frame("00:01:00;01", at: ntsc) == nil)
        #expect(TimeCode.frame("00:01:00:01", at: ntsc) == 1801)
        #expect(TimeCode.frame("00:01:00:01", at: ntsc, dropsFrames: true) == nil)
        #expect(TimeCode.frame("00:10:00;00", at: ntsc) == 17_982)
        #expect(TimeCode.frame("01;00;00;00", at: ntsc) == 107_892)
    }
}
