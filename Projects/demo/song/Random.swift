/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): the song comes out the same
/// every time.
struct Random {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// In [0, 1).
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
    /// White noise in [-1, 1).
    mutating func noise() -> Double { unit() * 2 - 1 }
    /// About 1, by at most `spread` to either side.
    mutating func about1(_ spread: Double) -> Double { 1 + noise() * spread }
}
