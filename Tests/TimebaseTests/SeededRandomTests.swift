import Testing
import Timebase

@Suite struct SeededRandomTests {
    @Test("the numbers are those of SplitMix64 (reference implementation by Vigna, seed 1234567)")
    func referenceNumbers() {
        var random = SeededRandom(seed: 1_234_567)
        let numbers = (0..<5).map { _ in random.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ])
    }

    @Test("one seed gives different streams for different purposes, and the same for the same")
    func purposes() {
        func numbers(_ seed: UInt64, _ purpose: String) -> [UInt64] {
            var random = SeededRandom(seed: seed, purpose)
            return (0..<4).map { _ in random.next() }
        }
        #expect(numbers(1, "camera") == numbers(1, "camera"))
        #expect(Set(["camera", "light", "", "cameraa"].map { numbers(1, $0) }).count == 4)
        #expect(numbers(1, "camera") != numbers(2, "camera"))
    }

    @Test("unit numbers lie in [0, 1) and fill it evenly; ranges keep their ends")
    func unitNumbers() {
        var random = SeededRandom(seed: 9)
        var tenths = [Int](repeating: 0, count: 10)
        for _ in 0..<20000 {
            let value = random.unit()
            #expect((0..<1).contains(value))
            tenths[Int(value * 10)] += 1
        }
        #expect(tenths.allSatisfy { (1800...2200).contains($0) })
        for _ in 0..<1000 { #expect((-2.0...3.0).contains(random.within(-2...3))) }
        #expect(random.within(4...4) == 4)
    }
}
