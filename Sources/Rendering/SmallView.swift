import Media
import Timebase

/// A take's pictures as people see them, and small: turned and mirrored the way players do, with square pixels.
struct SmallView {
    /// Even numbers of pixels.
    let width: Int
    let height: Int
    private let turns: String

    /// - Parameters:
    ///   - longSide: of the small picture, in pixels.
    ///   - enlarges: whether a smaller take comes to be that long as well.
    init(of reader: borrowing VideoReader, longSide: Int, enlarges: Bool = true) {
        var (wide, high) = (max(1, Double(reader.width) * reader.pixelAspect.doubleValue), max(1, Double(reader.height)))
        if reader.rotation % 180 == 90 { (wide, high) = (high, wide) }
        let scale = Double(longSide) / max(wide, high)
        func even(_ value: Double) -> Int { max(2, Int((value * (enlarges ? scale : min(1, scale)) / 2).rounded()) * 2) }
        (width, height) = (even(wide), even(high))
        turns = Conform.turns(rotation: reader.rotation, isMirrored: reader.isMirrored).joined(separator: ",")
    }

    /// The picture of a take turned upright; still of the take's size and shape of pixels.
    func upright(_ frame: borrowing Frame) throws(MediaError) -> Frame {
        guard turns.isEmpty else {
            return try FilterGraph(turns, for: frame, timeBase: Rational(1, 25), pixelAspect: Rational(1)).run(frame)
        }
        let same = Frame()
        try same.refer(to: frame)
        return same
    }
}
