/// Frames per second, exact. Frame `n` is shown from `n / rate` seconds on.
public struct FrameRate: Hashable, Sendable, Codable, CustomStringConvertible {
    public let framesPerSecond: Rational

    /// - Precondition: the rate is above zero.
    public init(_ framesPerSecond: Rational) {
        precondition(framesPerSecond > .zero, "a frame rate is above 0")
        self.framesPerSecond = framesPerSecond
    }

    public init(_ numerator: Int64, _ denominator: Int64 = 1) { self.init(Rational(numerator, denominator)) }

    /// The exact rate for the rounded decimals people write: 23.976 is 24000/1001, 29.97 is 30000/1001 and so on.
    public static func conventional(_ value: Rational) -> FrameRate {
        for base: Int64 in [24, 30, 48, 60, 120] {
            let exact = Rational(base * 1000, 1001)
            if abs(exact.doubleValue - value.doubleValue) < 0.006, value.denominator != 1 { return FrameRate(exact) }
        }
        return FrameRate(value)
    }

    public var doubleValue: Double { framesPerSecond.doubleValue }
    public var description: String { framesPerSecond.description }

    /// Seconds at which a frame starts.
    public func seconds(at frame: Int) -> Double { seconds(exactlyAt: frame).doubleValue }

    public func seconds(exactlyAt frame: Int) -> Rational { Rational(Int64(frame)) / framesPerSecond }

    /// The frame whose start is nearest to a time; a time halfway between two starts goes to the earlier one. A cut on a beat is
    /// so at most half a frame off: 21 ms at 24 fps, where a late picture is noticed from about 45 ms and an early one only from
    /// 125 ms (ITU-R BT.1359).
    public func frame(nearest seconds: Double) -> Int { Int((seconds * doubleValue - 0.5).rounded(.up)) }

    /// How many frames a length of time fills, to the nearest frame.
    public func frames(lasting seconds: Double) -> Int { Int((seconds * doubleValue).rounded()) }

    public init(from decoder: any Decoder) throws {
        let value = try Rational(from: decoder)
        guard value > .zero else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "a frame rate is above 0"))
        }
        self.init(value)
    }

    public func encode(to encoder: any Encoder) throws { try framesPerSecond.encode(to: encoder) }
}
