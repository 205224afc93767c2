/// Times as people write them: `90`, `90.5`, `1:30`, `1:30.250`, `1:02:03`.
///
/// YAML 1.1 reads an unquoted `1:30` as the number 90 in base 60, so a time is always parsed from its text.
public enum ClockTime {
    /// Seconds, or nil when the text is no time. Minutes and seconds after a colon must be below 60.
    public static func seconds(_ text: String) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), let last = parts.last, !last.isEmpty,
            last.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let seconds = Double(last)
        else { return nil }
        var total = seconds
        var scale = 60.0
        for (index, part) in parts.dropLast().reversed().enumerated() {
            guard part.allSatisfy({ $0.isASCII && $0.isNumber }), let value = Int(part), index > 0 || seconds < 60 else { return nil }
            if index == 0, parts.count == 3, value >= 60 { return nil }
            total += Double(value) * scale
            scale *= 60
        }
        return total
    }

    /// `m:ss.mmm`, or `h:mm:ss.mmm` from one hour on. Times below 0 are shown as 0.
    public static func text(_ seconds: Double) -> String {
        let milliseconds = Int((min(max(0, seconds), longest) * 1000).rounded())
        let (minutes, rest) = (milliseconds / 60000, milliseconds % 60000)
        let tail = "\(pad(rest / 1000, 2)).\(pad(rest % 1000, 3))"
        if minutes >= 60 { return "\(minutes / 60):\(pad(minutes % 60, 2)):\(tail)" }
        return "\(minutes):\(tail)"
    }

    /// Ten thousand years: past it an hour count is of no use to anybody, and an `Int` soon too small.
    private static let longest = 3.2e11

    private static func pad(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
