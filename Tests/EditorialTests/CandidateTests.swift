import Editorial
import Testing
import Timebase

@Suite struct CandidateTests {
    private func candidate(frames: Int = 100, person: FrameRange? = nil, machine: FrameRange? = nil) -> Candidate {
        Candidate(
            take: "t", shot: "s", ordinal: 0, frames: frames, rate: FrameRate(25), scores: machine.map { Scores(parts: [:], usable: $0) },
            verdict: Verdict(usable: person))
    }

    @Test("a person's range goes before the machine's, and that before the whole take")
    func precedence() {
        let (person, machine) = (FrameRange(10..<20), FrameRange(5..<90))
        #expect(candidate(person: person, machine: machine).usable == person)
        #expect(candidate(machine: machine).usable == machine)
        #expect(candidate().usable == FrameRange(0..<100))
        #expect(candidate(person: person).usableSeconds == 0.4)
    }

    @Test("the usable frames are always frames of the take")
    func insideTheTake() {
        for start in [-50, 0, 50, 99, 100, 200] {
            for count in [0, 1, 60, 300] {
                let usable = candidate(person: FrameRange(start: start, count: count)).usable
                #expect(FrameRange(0..<100).contains(usable))
            }
        }
        #expect(candidate(person: FrameRange(-50..<30)).usable == FrameRange(0..<30))
        #expect(candidate(person: FrameRange(80..<300)).usable == FrameRange(80..<100))
    }
}
