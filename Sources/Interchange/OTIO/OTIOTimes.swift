import Timebase

extension JSONTree {
    /// The schema's name without its version: `Clip` for `Clip.2`.
    var schema: String? {
        self["OTIO_SCHEMA"]?.string.map { String($0.prefix { $0 != "." }) }
    }
}

extension OTIOReading {
    /// The exact rate for the number that stands in a file; nil for what is none.
    static func rate(_ value: Double) -> FrameRate? {
        guard value >= 1, value <= 1000 else { return nil }
        return FrameRate.conventional(Rational(approximating: value, denominator: 1000))
    }

    /// A `RationalTime` in frames at a rate; nil where there is none, or one past all use.
    static func frames(_ time: JSONTree?, at rate: FrameRate) -> Double? {
        guard let value = time?["value"]?.double else { return nil }
        let own = time?["rate"]?.double ?? rate.doubleValue
        guard own > 0 else { return nil }
        // 23.976 for 24000/1001 is the same rate.
        let frames = abs(own - rate.doubleValue) < 0.006 ? value : value * (rate.doubleValue / own)
        return abs(frames) <= longest ? frames : nil
    }

    func frames(_ time: JSONTree?) -> Double? { Self.frames(time, at: rate) }

    /// More than a hundred days at any rate.
    static let longest = 1e9

    /// That of the first item of the first track that has one.
    static func rateOfItems(_ stack: JSONTree) -> Double? {
        let tracks = stack["children"]?.items ?? []
        for track in tracks.filter({ $0["kind"]?.string != "Audio" }) + tracks {
            for item in track["children"]?.items ?? [track] {
                if let rate = item["source_range"]?["duration"]?["rate"]?.double { return rate }
            }
        }
        return nil
    }

    /// A speed as a fraction: of hundredths, thirds and the like exactly. Past a thousand it is a thousand.
    static func speed(_ value: Double) -> Rational {
        let value = min(max(value, -1000), 1000)
        for denominator in [1, 100, 3, 6, 7, 9, 11, 1001, 1000] as [Int64] {
            let near = Rational(approximating: value, denominator: denominator)
            if abs(near.doubleValue - value) < 1e-6 { return near }
        }
        return Rational(approximating: value, denominator: 1_000_000)
    }
}
