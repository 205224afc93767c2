public import Timebase

/// How fast a take runs inside one clip, where that is not the same throughout: straight lines between knots.
public struct SpeedRamp: Hashable, Sendable, Codable {
    public struct Knot: Hashable, Sendable, Codable {
        /// Frames of the film, counted from the clip's first.
        public var record: Int
        /// Seconds of the take, counted from the first frame shown.
        public var source: Rational

        public init(record: Int, source: Rational) { (self.record, self.source) = (record, source) }
    }

    /// At least two, rising; the first one is at 0 in both.
    public var knots: [Knot]

    /// - Precondition: the knots are as said there.
    public init(knots: [Knot]) {
        precondition(knots.count >= 2 && knots[0] == Knot(record: 0, source: Rational(0)), "a ramp begins where its clip does")
        precondition(zip(knots, knots.dropFirst()).allSatisfy { $0.record < $1.record && $0.source <= $1.source }, "time goes on in a ramp")
        self.knots = knots
    }

    /// Seconds of the take shown per second of film, in its first stretch and its last.
    public func speeds(filmRate: FrameRate) -> (first: Double, last: Double) {
        func speed(_ a: Knot, _ b: Knot) -> Double {
            (b.source - a.source).doubleValue / filmRate.seconds(at: b.record - a.record)
        }
        return (speed(knots[0], knots[1]), speed(knots[knots.count - 2], knots[knots.count - 1]))
    }

    /// Seconds of the take shown since the clip's first frame; past the last knot at the speed before it.
    public func seconds(at offset: Int) -> Rational {
        let next = knots.dropFirst().firstIndex { $0.record >= offset } ?? knots.count - 1
        let (a, b) = (knots[next - 1], knots[next])
        return a.source + (b.source - a.source) * Rational(Int64(offset - a.record), Int64(b.record - a.record))
    }

    /// Frames of the film, and parts of one, after which so many seconds of the take were shown: the first moment at which they were.
    public func offset(showing seconds: Rational) -> Rational {
        let next = knots.dropFirst().firstIndex { $0.source >= seconds } ?? knots.count - 1
        let (a, b) = (knots[next - 1], knots[next])
        guard b.source > a.source else { return Rational(Int64(a.record)) }
        return Rational(Int64(a.record)) + (seconds - a.source) / (b.source - a.source) * Rational(Int64(b.record - a.record))
    }
}
