import Timebase

/// Numbers and names as the reasons and warnings of this target write them.
enum Wording {
    /// A number with a fixed count of decimals: `0.81`.
    static func fixed(_ value: Double, _ decimals: Int = 2) -> String {
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(scaled)" }
        let fraction = String(scaled % scale)
        return "\(sign)\(scaled / scale).\(String(repeating: "0", count: decimals - fraction.count))\(fraction)"
    }

    /// The first eight digits of a take's id.
    static func short(_ take: String) -> String { String(take.prefix(8)) }

    /// `1 slot`, `3 slots`.
    static func count(_ number: Int, _ noun: String) -> String { number == 1 ? "1 \(noun)" : "\(number) \(noun)s" }

    /// `best`, `2nd`, `3rd`, `11th`.
    static func rank(_ number: Int) -> String {
        if number == 1 { return "best" }
        let teen = (11...13).contains(number % 100)
        switch number % 10 {
        case 1 where !teen: return "\(number)st"
        case 2 where !teen: return "\(number)nd"
        case 3 where !teen: return "\(number)rd"
        default: return "\(number)th"
        }
    }

    /// The first few of a list, and how many more there are.
    static func list(_ items: [String], atMost limit: Int = 6) -> String {
        let shown = items.prefix(limit).joined(separator: ", ")
        return items.count > limit ? "\(shown) and \(items.count - limit) more" : shown
    }
}
