import Foundation

/// Choosing among the values a service allows, and saying so when it cannot do what is wanted.
package enum Legal {
    /// The smallest allowed length that is long enough, else the longest there is.
    package static func seconds(_ wanted: Double, among lengths: [Int], by who: String, warnings: inout [String]) -> Int {
        let sorted = lengths.sorted()
        // Half a millisecond: 5 s at 29.97 frames a second is a hair more or less.
        if let enough = sorted.first(where: { Double($0) >= wanted - 0.0005 }) { return enough }
        guard let longest = sorted.last else { return wholeSeconds(wanted) }
        warnings.append("the shot asks for \(text(wanted)) s, and \(who) makes at most \(longest) s")
        return longest
    }

    package static func wholeSeconds(_ wanted: Double) -> Int { max(1, Int((wanted - 0.0005).rounded(.up))) }

    package static func text(_ seconds: Double) -> String {
        let hundredths = Int((seconds * 100).rounded())
        return hundredths.isMultiple(of: 100) ? "\(hundredths / 100)" : "\(Double(hundredths) / 100)"
    }

    /// The lines of the shorter side that a name of a size stands for: `720p`, `768P`, `2K`, `1280x720`, `1280:720`, `1280*720`.
    package static func lines(_ name: String) -> Int? {
        let plain = name.lowercased()
        switch plain {
        case "1k": return 1024
        case "2k": return 1440
        case "4k": return 2160
        default: break
        }
        if plain.hasSuffix("p"), let lines = Int(plain.dropLast()) { return lines }
        guard let (width, height) = sides(plain) else { return nil }
        // A shape such as 16:9 is no size.
        return min(width, height) >= 64 ? min(width, height) : nil
    }

    /// The two numbers of `1280x720`, `1280:720`, `1280*720` or `16:9`.
    package static func sides(_ name: String) -> (Int, Int)? {
        let parts = name.lowercased().split(whereSeparator: { "x:*".contains($0) })
        guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]), width > 0, height > 0 else { return nil }
        return (width, height)
    }

    /// The smallest allowed resolution that is large enough, else the largest.
    package static func resolution(width: Int, height: Int, among names: [String], by who: String, warnings: inout [String]) -> String? {
        let wanted = min(width, height)
        let known = names.compactMap { name in lines(name).map { (lines: $0, name: name) } }.sorted { $0.lines < $1.lines }
        if let enough = known.first(where: { $0.lines >= wanted }) { return enough.name }
        guard let largest = known.last else { return nil }
        warnings.append("\(width)×\(height) is wanted, and \(who) makes at most \(largest.name)")
        return largest.name
    }

    /// The allowed shape nearest to what is wanted.
    package static func shape(width: Int, height: Int, among names: [String], by who: String, warnings: inout [String]) -> String? {
        let wanted = log(Double(width) / Double(height))
        let known = names.compactMap { name in sides(name).map { (away: abs(log(Double($0.0) / Double($0.1)) - wanted), name: name) } }
        guard let nearest = known.min(by: { $0.away < $1.away }) else { return nil }
        if nearest.away > 0.03 {
            warnings.append("\(who) has no shape like \(width)×\(height); \(nearest.name) is the nearest and will be cropped")
        }
        return nearest.name
    }

    /// The allowed pixel size nearest in shape and then large enough, else the largest of that shape.
    package static func size(width: Int, height: Int, among names: [String], by who: String, warnings: inout [String]) -> String? {
        guard let nearest = shape(width: width, height: height, among: names, by: who, warnings: &warnings), let (w, h) = sides(nearest)
        else { return nil }
        let alike = names.filter { name in
            guard let (a, b) = sides(name) else { return false }
            return abs(log(Double(a) / Double(b)) - log(Double(w) / Double(h))) < 0.02
        }
        return resolution(width: width, height: height, among: alike, by: who, warnings: &warnings)
    }

    /// Width and height of a resolution in a shape, for prices that go by pixels.
    package static func pixels(resolution: String?, width: Int, height: Int) -> (width: Int, height: Int) {
        guard let resolution else { return (width, height) }
        if let (w, h) = sides(resolution), min(w, h) >= 64 { return (w, h) }
        guard let lines = lines(resolution) else { return (width, height) }
        let scale = Double(lines) / Double(max(1, min(width, height)))
        return (Int((Double(width) * scale).rounded()), Int((Double(height) * scale).rounded()))
    }
}
