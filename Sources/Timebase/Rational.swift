/// An exact fraction in lowest terms with a positive denominator.
///
/// Times, frame rates and speeds are kept as fractions so that an hour of 24000/1001 fps does not drift.
/// Arithmetic traps on overflow of 64 bits: a film is short enough.
public struct Rational: Hashable, Sendable {
    public let numerator: Int64
    public let denominator: Int64

    /// - Precondition: `denominator` is not zero.
    public init(_ numerator: Int64, _ denominator: Int64 = 1) {
        precondition(denominator != 0, "a fraction needs a denominator other than 0")
        let divisor = Rational.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int64 = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / Int64(divisor)
        self.denominator = sign * denominator / Int64(divisor)
    }

    /// The nearest fraction with the given denominator; rounds half away from zero.
    public init(approximating value: Double, denominator: Int64) {
        self.init(Int64((value * Double(denominator)).rounded()), denominator)
    }

    public static let zero = Rational(0)

    public var doubleValue: Double { Double(numerator) / Double(denominator) }

    /// The largest integer not above the value.
    public var floor: Int64 {
        let quotient = numerator / denominator
        return numerator % denominator < 0 ? quotient - 1 : quotient
    }

    /// The nearest integer; halves go up.
    public var rounded: Int64 { (self + Rational(1, 2)).floor }

    private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return max(a, 1)
    }
}

extension Rational: Comparable {
    public static func < (a: Rational, b: Rational) -> Bool {
        let left = a.numerator.multipliedFullWidth(by: b.denominator)
        let right = b.numerator.multipliedFullWidth(by: a.denominator)
        return (left.high, left.low) < (right.high, right.low)
    }
}

extension Rational {
    public static func + (a: Rational, b: Rational) -> Rational {
        let shared = Int64(greatestCommonDivisor(a.denominator.magnitude, b.denominator.magnitude))
        let (first, second) = (a.denominator / shared, b.denominator / shared)
        return Rational(a.numerator * second + b.numerator * first, a.denominator * second)
    }
    public static func - (a: Rational, b: Rational) -> Rational { a + Rational(-b.numerator, b.denominator) }
    public static func * (a: Rational, b: Rational) -> Rational {
        Rational(a.numerator * b.numerator, a.denominator * b.denominator)
    }
    /// - Precondition: `b` is not zero.
    public static func / (a: Rational, b: Rational) -> Rational {
        Rational(a.numerator * b.denominator, a.denominator * b.numerator)
    }
}

extension Rational: CustomStringConvertible, LosslessStringConvertible {
    public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }

    /// Reads `24`, `24000/1001` or a plain decimal such as `23.5`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, let n = Int64(parts[0]), let d = Int64(parts[1]), d > 0 {
            self.init(n, d)
        } else if parts.count == 1, let n = Int64(parts[0]) {
            self.init(n)
        } else if parts.count == 1, let decimal = Rational(decimal: text) {
            self = decimal
        } else {
            return nil
        }
    }

    private init?(decimal text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count <= 9, !parts[1].isEmpty, parts[1].allSatisfy(\.isASCII),
            parts[1].allSatisfy(\.isNumber)
        else { return nil }
        let negative = parts[0].hasPrefix("-")
        guard let whole = Int64(parts[0].isEmpty ? "0" : parts[0]), let fraction = Int64(parts[1]) else { return nil }
        var scale: Int64 = 1
        for _ in parts[1] { scale *= 10 }
        guard whole.magnitude < 1_000_000_000 else { return nil }
        self.init(whole * scale + (negative ? -fraction : fraction), scale)
    }
}

/// A fraction travels as text (`"24000/1001"`), so that keys never hold a rounded number.
extension Rational: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Rational(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a fraction")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
