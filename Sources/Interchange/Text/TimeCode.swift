public import Timebase

/// Frames as SMPTE time code, `hh:mm:ss:ff`. It counts a whole number of frames for a second, 24 at 24000/1001, so its hours are not those
/// of a clock. Drop-frame code, `hh:mm:ss;ff`, leaves out two numbers at 30000/1001 and four at 60000/1001 in every minute but each tenth,
/// and so keeps up with the clock: by a day it is 2.6 frames off (SMPTE ST 12-1). No other rate has it.
public enum TimeCode {
    /// Frames that a second of it has: 24 at 24000/1001.
    public static func framesPerSecond(_ rate: FrameRate) -> Int {
        let value = rate.framesPerSecond
        return Int((value.numerator - 1) / value.denominator + 1)
    }

    /// Whether there is drop-frame code at a rate.
    public static func dropsFrames(_ rate: FrameRate) -> Bool {
        rate == FrameRate(30000, 1001) || rate == FrameRate(60000, 1001)
    }

    /// - Parameters:
    ///   - frame: frames since 00:00:00:00. The code starts anew after 24 hours; below zero it counts back from there.
    ///   - dropsFrames: no matter at a rate that has no drop-frame code.
    public static func text(_ frame: Int, at rate: FrameRate, dropsFrames: Bool = false) -> String {
        let base = framesPerSecond(rate)
        let drops = dropsFrames && Self.dropsFrames(rate)
        let dropped = drops ? base / 15 : 0
        let (minute, tenMinutes) = (base * 60 - dropped, base * 600 - 9 * dropped)
        let day = tenMinutes * 144
        var number = (frame % day + day) % day
        let (tens, rest) = number.quotientAndRemainder(dividingBy: tenMinutes)
        number += dropped * (9 * tens + max(0, rest - dropped) / minute)
        let parts = [number / (base * 3600), number / (base * 60) % 60, number / base % 60].map { padded($0, 2) }
        return parts.joined(separator: ":") + (drops ? ";" : ":") + padded(number % base, String(base - 1).count)
    }

    /// The frame of a time code.
    /// - Parameter dropsFrames: whether it is drop-frame code; nil to go by its last separator, where `;`, `,` and `.` say so. At a rate
    ///   that has no drop-frame code it is read as if there were none dropped.
    /// - Returns: frames since 00:00:00:00; nil for what is no time code at this rate, also for a number that is dropped.
    public static func frame(_ text: some StringProtocol, at rate: FrameRate, dropsFrames: Bool? = nil) -> Int? {
        guard let (parts, marksDrop) = split(text) else { return nil }
        let base = framesPerSecond(rate)
        guard parts[1] < 60, parts[2] < 60, parts[3] < base else { return nil }
        let minutes = parts[0] * 60 + parts[1]
        let number = (minutes * 60 + parts[2]) * base + parts[3]
        guard dropsFrames ?? marksDrop, Self.dropsFrames(rate) else { return number }
        let dropped = base / 15
        if parts[1] % 10 != 0, parts[2] == 0, parts[3] < dropped { return nil }
        return number - dropped * (minutes - minutes / 10)
    }

    /// Hours, minutes, seconds and frames; nil for what has not that form.
    static func split(_ text: some StringProtocol) -> (parts: [Int], marksDrop: Bool)? {
        var (parts, digits, last) = ([Int](), 0, UInt8(0))
        var value = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9") where digits < 3:
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
                digits += 1
            case _ where ":;,.".utf8.contains(byte) && digits > 0 && parts.count < 3:
                parts.append(value)
                (value, digits, last) = (0, 0, byte)
            default: return nil
            }
        }
        guard digits > 0, parts.count == 3 else { return nil }
        return (parts + [value], last != UInt8(ascii: ":"))
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, max(2, width) - digits.count)) + digits
    }
}
