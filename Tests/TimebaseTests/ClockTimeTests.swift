import Testing
import Timebase

@Suite struct ClockTimeTests {
    @Test("times are read as people write them")
    func reading() {
        for (text, seconds) in [
            ("90", 90.0), ("90.5", 90.5), ("0", 0), ("1:30", 90), ("1:30.250", 90.25), ("1:02:03", 3723), ("90:00", 5400), ("0:05", 5),
            ("1:00:00.5", 3600.5),
        ] { #expect(ClockTime.seconds(text) == seconds, "\(text)") }
    }

    @Test(
        "what is no time is nil",
        arguments: [
            "", ":", "1:", ":30", "1:60", "1:60:00", "1:2:3:4", "-5", "-0:30", "+1:30", "1:+5", "1e3", "inf", "nan", "1.2.3", "1:30 ",
            " 90", ".", "٣:30",
            "0x10", "99999999999999999999:00",
        ])
    func noTime(_ text: String) {
        #expect(ClockTime.seconds(text) == nil)
    }

    @Test("a written time reads back to the millisecond")
    func roundTrip() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<500 {
            let seconds = random.within(0...20000)
            let back = ClockTime.seconds(ClockTime.text(seconds))
            #expect(back.map { abs($0 - seconds) <= 0.000501 } == true, "\(seconds)")
        }
    }

    @Test("minutes and seconds carry over when rounded")
    func carrying() {
        #expect(ClockTime.text(59.9996) == "1:00.000")
        #expect(ClockTime.text(3599.9996) == "1:00:00.000")
        #expect(ClockTime.text(5) == "0:05.000")
        #expect(ClockTime.text(-1) == "0:00.000")
    }

    @Test("a time past all use is written, not a crash")
    func absurdTimes() {
        #expect(ClockTime.text(1e30).hasSuffix(":00:00.000") || ClockTime.text(1e30).contains(":"))
        #expect(ClockTime.text(.infinity) == ClockTime.text(1e30))
    }
}
