import Editorial
import Testing
import Timebase

@Suite struct VerdictTests {
    private let decisions: [Decision] = [
        .pick, .reject(reason: "blinks"), .reject(reason: nil), .unset, .stars(3), .note("warm"), .usable(FrameRange(start: 2, count: 9)),
        .usable(nil),
    ]

    @Test("a decision taken twice is the decision taken once")
    func idempotent() {
        for first in decisions {
            for second in decisions {
                let once = Verdict().applying(first).applying(second)
                #expect(once.applying(second) == once)
            }
        }
    }

    @Test("the last of pick, reject and unset holds, and a reason lives as long as its rejection")
    func stateHolds() {
        let rejected = Verdict().applying(.pick).applying(.reject(reason: "blinks"))
        #expect(rejected.state == .reject)
        #expect(rejected.reason == "blinks")
        for next in [Decision.pick, .unset, .reject(reason: nil)] { #expect(rejected.applying(next).reason == nil) }
    }

    @Test("state, stars, note and range do not touch each other")
    func independent() {
        let range = FrameRange(start: 2, count: 9)
        let verdict = [Decision.stars(4), .note("warm"), .usable(range), .pick].reduce(Verdict()) { $0.applying($1) }
        #expect(verdict == Verdict(state: .pick, stars: 4, note: "warm", usable: range))
        #expect(verdict.applying(.unset) == Verdict(stars: 4, note: "warm", usable: range))
    }

    @Test("stars stay between 0 and 5; an empty note is no note")
    func limits() {
        #expect([-1, 0, 5, 6].map { Verdict().applying(.stars($0)).stars } == [0, 0, 5, 5])
        #expect(Verdict(note: "x").applying(.note("")).note == nil)
    }
}
