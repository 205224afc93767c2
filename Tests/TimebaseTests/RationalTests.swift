import Foundation
import Testing
import Timebase

@Suite struct RationalTests {
    private let samples: [Rational] = {
        var random = SeededRandom(seed: 5)
        return (0..<60).map { _ in
            Rational(Int64.random(in: -3000...3000, using: &random), Int64.random(in: 1...3000, using: &random))
        } + [.zero, Rational(1), Rational(-1), Rational(24000, 1001)]
    }()

    @Test("a fraction is in lowest terms with a positive denominator")
    func lowestTerms() {
        #expect(Rational(6, -4) == Rational(-3, 2))
        #expect(Rational(6, -4).denominator == 2)
        #expect(Rational(0, -7).denominator == 1)
        #expect(Rational(.min, 2).numerator == .min / 2)
    }

    @Test("arithmetic keeps the laws of a field")
    func fieldLaws() {
        for a in samples.prefix(20) {
            for b in samples.suffix(20) {
                #expect(a + b == b + a)
                #expect(a - b + b == a)
                #expect(a * b == b * a)
                if b != .zero { #expect(a / b * b == a) }
                let c = Rational(7, 3)
                #expect(c * (a + b) == c * a + c * b)
            }
        }
    }

    @Test("order agrees with the decimal value, and far apart beyond its precision")
    func order() {
        for a in samples {
            for b in samples where abs(a.doubleValue - b.doubleValue) > 1e-9 { #expect((a < b) == (a.doubleValue < b.doubleValue)) }
        }
        #expect(Rational(.max - 1, .max) < Rational(1))
        #expect(Rational(.min + 1, 3) < Rational(.max, 2))
    }

    @Test("floor is the largest integer not above; rounding takes halves up")
    func rounding() {
        for a in samples {
            #expect(Rational(a.floor) <= a)
            #expect(a < Rational(a.floor + 1))
        }
        #expect([Rational(1, 2), Rational(-1, 2), Rational(3, 2), Rational(-3, 2), Rational(-5, 3)].map(\.rounded) == [1, 0, 2, -1, -2])
    }

    @Test("text and JSON come back the same")
    func roundTrips() throws {
        for a in samples { #expect(Rational(a.description) == a) }
        let data = try JSONEncoder().encode(samples)
        #expect(try JSONDecoder().decode([Rational].self, from: data) == samples)
    }

    @Test("decimals are read exactly")
    func decimals() {
        #expect(Rational("23.5") == Rational(47, 2))
        #expect(Rational("-0.25") == Rational(-1, 4))
        #expect(Rational(".5") == Rational(1, 2))
        #expect(Rational("0.000000001") == Rational(1, 1_000_000_000))
    }

    @Test(
        "what is no fraction is nil",
        arguments: ["", "/", "1/0", "1/-2", "1/2/3", "1.", "1.-5", "1e3", " 1", "0x10", "nan", "1.0000000001", "٣"])
    func noFraction(_ text: String) {
        #expect(Rational(text) == nil)
    }

    @Test("JSON that is no fraction is refused with its text")
    func badJSON() {
        let error = #expect(throws: DecodingError.self) { try JSONDecoder().decode([Rational].self, from: Data(#"["1/0"]"#.utf8)) }
        #expect("\(error as Any)".contains("'1/0' is not a fraction"))
    }
}
