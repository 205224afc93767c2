/// Numbers as people read them, the same in every locale.
package enum NumberText {
    /// With a fixed number of digits after the point: `0.83`. Rounds half away from zero. `–` for what is no number.
    package static func fixed(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return value.isFinite ? "\(value)" : "–" }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let whole = Int((abs(value) * scale).rounded())
        let sign = value < 0 && whole > 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(whole)" }
        let text = String(whole)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        return "\(sign)\(padded.dropLast(digits)).\(padded.suffix(digits))"
    }

    /// About four significant digits: `1234`, `12.34`, `0.0123`.
    package static func significant(_ value: Double) -> String {
        let size = abs(value)
        if size >= 1000 || value == value.rounded() { return fixed(value, 0) }
        if size >= 100 { return fixed(value, 1) }
        if size >= 1 { return fixed(value, 2) }
        return fixed(value, size >= 0.01 ? 3 : 5)
    }

    /// `612 B`, `48 kB`, `3.1 MB`, in powers of 1000.
    package static func bytes(_ count: Int64) -> String {
        var (value, unit) = (Double(count), "B")
        for next in ["kB", "MB", "GB", "TB"] where value >= 999.5 {
            value /= 1000
            unit = next
        }
        return fixed(value, unit == "B" || value >= 9.95 ? 0 : 1) + " " + unit
    }

    /// Millionths of a dollar as `$0.35`; `free` for nothing.
    package static func dollars(millionths: Int) -> String {
        if millionths == 0 { return "free" }
        let dollars = Double(millionths) / 1_000_000
        return "$" + fixed(dollars, abs(dollars) < 0.1 ? 4 : 2)
    }

    /// `1 take`, `2 takes`.
    package static func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
        "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
    }
}
