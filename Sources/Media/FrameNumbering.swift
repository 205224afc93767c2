import Timebase

/// Numbers the frames of a stream by when they are shown, counted in the stream's own rate from its first picture on.
struct FrameNumbering {
    /// Of the first picture, in ticks of `timeBase`.
    var start: Int64
    var timeBase: Rational
    var rate: FrameRate

    /// The first number whose moment is not before the frame's own. So a file of varying rate shows at each moment what a player shows there.
    ///
    /// - Parameter other: in which the time is given, if that is not the stream's own.
    func number(at timestamp: Int64, timeBase other: Rational? = nil) -> Int {
        // Fractions of odd rates and fine ticks do not fit 64 bits; the slack is far more than a Double is off.
        let seconds = Double(timestamp) * (other ?? timeBase).doubleValue - Double(start) * timeBase.doubleValue
        return Int(max(-1e9, min(1e9, (seconds * rate.doubleValue - slack).rounded(.up))))
    }

    /// Times are rounded to ticks, of which those of Matroska are coarse.
    private var slack: Double { min(0.45, 2 * timeBase.doubleValue * rate.doubleValue + 0.001) }

    /// The time of a frame in ticks.
    func timestamp(of number: Int) -> Int64 { start + Int64((Double(number) / rate.doubleValue / timeBase.doubleValue).rounded()) }

    /// The last tick that still counts as a frame's own.
    func lastTimestamp(of number: Int) -> Int64 {
        start + Int64(((Double(number) + slack) / rate.doubleValue / timeBase.doubleValue).rounded(.down))
    }
}
