import Editorial
import Timebase

/// How fast a take runs, and how far from that it may be taken to land a moment or to last through a transition.
struct Retiming {
    /// Seconds of the take per second of film, as its shot asks; 1 when it does not.
    var speed = Rational(1)
    var isReversed = false
    /// The share by which it may run slower or faster; 0 for never.
    var share = 0.0
    /// Whether the speed may change inside a clip.
    var ramps = false

    static let plain = Retiming()

    /// Seconds of the take per second of film.
    var slowest: Double { speed.doubleValue / (1 + share) }
    var fastest: Double { speed.doubleValue * (1 + share) }
}

extension Retiming {
    init(_ shot: Shot?, _ edit: EditSpec) {
        speed = shot?.speed.map { Rational(approximating: $0, denominator: 1000) } ?? Rational(1)
        isReversed = shot?.isReversed ?? false
        (share, ramps) = (edit.retime, edit.ramps)
    }
}
