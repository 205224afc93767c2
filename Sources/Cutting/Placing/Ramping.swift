import Editorial
import Timebase

/// A change of speed inside a clip that puts a frame of the take on a moment of the film.
///
/// Before the moment the take runs at one speed, after it at another; between the two, speed changes evenly over a third of a second, half of it
/// before the moment. With `e` frames of film of such easing that moves the frame on the moment by `e / 8 · (after − before)`.
struct Ramping {
    let footage: Footage
    /// Frames of the film: of the clip, and after it for a transition.
    let length: Int
    let tail: Int
    let filmRate: FrameRate
    /// Offset in the clip of the frame that shows the take's strongest motion.
    let moment: Int
    /// Half of the easing, in frames of the film.
    private let half: Int

    init(_ footage: Footage, length: Int, tail: Int, filmRate: FrameRate, moment: Int) {
        (self.footage, self.length, self.tail, self.filmRate, self.moment) = (footage, length, tail, filmRate, moment)
        half = min(Int(filmRate.doubleValue / 6), moment / 2, (length - moment) / 2)
    }

    private var shift: Double { Double(half) / 4 }
    private var ratio: Double { footage.ratio.doubleValue }

    /// The two speeds that use no more than `before` frames of the take up to the moment and `after` from it on, of which one is as near to
    /// `speed` as that allows, and the other makes up for it as far as it may, so that the whole clip runs at `speed` on the average.
    /// - Returns: nil where the limits do not allow it.
    func speeds(before: Double, after: Double, around speed: Double, in limits: ClosedRange<Double>) -> (before: Double, after: Double)? {
        let (head, rest, whole) = (Double(moment), Double(length - moment), Double(length))
        let (first, last) = (before / ratio, after / ratio)
        guard head > shift, rest > shift, first > 0, last > 0 else { return nil }
        // Seconds of the take in the first part: a (head − shift) + b shift; in the last: b (rest + tail − shift) + a shift.
        var (a, b): (Double, Double)
        if first < speed * head {
            b = min(limits.upperBound, (speed * whole - first) / rest)
            a = (first - b * shift) / (head - shift)
            if b * (rest + Double(tail) - shift) + a * shift > last { b = (last - a * shift) / (rest + Double(tail) - shift) }
            a = (first - b * shift) / (head - shift)
        } else {
            b = last / (rest + Double(tail))
            a = min(limits.upperBound, (speed * whole - b * rest) / head)
            b = (last - a * shift) / (rest + Double(tail) - shift)
            if a * (head - shift) + b * shift > first { a = (first - b * shift) / (head - shift) }
        }
        a = min(a, limits.upperBound)
        b = min(b, limits.upperBound)
        guard a >= limits.lowerBound, b >= limits.lowerBound, abs(a - b) > 0.005 else { return nil }
        return (a, b)
    }

    /// The two speeds that bring just so many frames of the take before the moment, and from it to the clip's last frame.
    /// - Returns: nil where the limits do not allow it.
    func speeds(exactly before: Double, _ after: Double, in limits: ClosedRange<Double>) -> (before: Double, after: Double)? {
        let (head, rest) = (Double(moment) - shift, Double(length - 1 - moment) - shift)
        let determinant = head * rest - shift * shift
        guard head > 0, rest > 0, determinant > 0 else { return nil }
        let (first, last) = (before / ratio, after / ratio)
        let (a, b) = ((first * rest - last * shift) / determinant, (last * head - first * shift) / determinant)
        return limits.contains(a) && limits.contains(b) ? (a, b) : nil
    }

    /// Frames of the take that two speeds show up to the moment, whole ones.
    func count(_ speeds: (before: Double, after: Double)) -> Int {
        Int(((speeds.before * (Double(moment) - shift) + speeds.after * shift) * ratio + 1e-6).rounded(.down))
    }

    /// - Parameters:
    ///   - count: frames of the take from the first one shown to the one on the moment.
    ///   - speeds: before the moment and after it; the one before is changed by as much as brings the frame there exactly.
    func ramp(to count: Int, _ speeds: (before: Double, after: Double)) -> SpeedRamp {
        func seconds(_ frames: Double) -> Rational { Rational(approximating: frames, denominator: 256) / footage.rate.framesPerSecond }
        let after = speeds.after * ratio
        let before = (Double(count) - after * shift) / (Double(moment) - shift)
        let change = after - before
        // Of the easing's four quarters the middles have these shares of the change.
        var knots = [SpeedRamp.Knot(record: 0, source: .zero)]
        func add(_ record: Int, _ frames: Double) {
            if let last = knots.last, record > last.record { knots.append(.init(record: record, source: max(last.source, seconds(frames)))) }
        }
        /// Frames of the take at an offset, by the law above.
        func position(_ offset: Int) -> Double {
            let eased = Double(min(max(offset - moment + half, 0), 2 * half))
            let gained = half == 0 ? 0 : change * eased * eased / Double(4 * half)
            return before * Double(offset) + gained + change * Double(max(0, offset - moment - half))
        }
        for record in [moment - half, moment - half / 2] { add(record, position(record)) }
        knots = knots.filter { $0.record < moment }
        knots.append(.init(record: moment, source: Rational(Int64(count)) / footage.rate.framesPerSecond))
        for record in [moment + half / 2, moment + half, length] { add(record, position(record)) }
        return SpeedRamp(knots: knots)
    }

    /// The point at which the clip then lies in the take; nil where it does not fit.
    func point(to count: Int, from start: Int, _ speeds: (before: Double, after: Double), _ accent: InPoint.Moment) -> InPoint? {
        let ramp = ramp(to: count, speeds)
        func shown(_ offset: Int) -> Int { Int((ramp.seconds(at: offset) * footage.rate.framesPerSecond).floor) }
        guard start >= footage.usable.start, start + shown(length - 1 + tail) < footage.usable.end else { return nil }
        return InPoint(
            source: footage.own(start: start, count: shown(length - 1) + 1),
            speed: ramp.seconds(at: length) / filmRate.seconds(exactlyAt: length), ramp: ramp, accent: accent)
    }
}
