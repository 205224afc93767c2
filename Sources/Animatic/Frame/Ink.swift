/// Red, green, blue and opacity, 0 to 1 in display light; colours in sprites are premultiplied by their opacity.
typealias Ink = SIMD4<Float>
/// A point: the unit is the height of the frame, the origin its middle, y grows downwards.
typealias Point = SIMD2<Float>

extension SIMD4 where Scalar == Float {
    /// An opaque colour from `0xRRGGBB`.
    init(hex: UInt32) {
        self.init(Float((hex >> 16) & 255) / 255, Float((hex >> 8) & 255) / 255, Float(hex & 255) / 255, 1)
    }

    @inline(__always) func mixed(_ other: Ink, _ amount: Float) -> Ink { self + (other - self) * amount }

    /// The colour with all of red, green and blue scaled, opacity kept.
    @inline(__always) func lit(_ factor: Float) -> Ink { self * Ink(factor, factor, factor, 1) }

    /// Premultiplied with the given opacity.
    @inline(__always) func veil(_ opacity: Float) -> Ink { Ink(x, y, z, 1) * opacity }

    /// Light without opacity: added to what is behind.
    @inline(__always) func glow(_ strength: Float) -> Ink { Ink(x, y, z, 0) * strength }

    /// BT.709 luma.
    @inline(__always) var luma: Float { x * 0.2126 + y * 0.7152 + z * 0.0722 }

    func saturated(_ factor: Float) -> Ink {
        let grey = luma
        let colour = Ink(grey, grey, grey, w) + (self - Ink(grey, grey, grey, w)) * factor
        return Ink(limited(colour.x, 0, 9), limited(colour.y, 0, 9), limited(colour.z, 0, 9), w)
    }

    /// Multiplies channel by channel, as a coloured light does.
    func under(_ light: Ink) -> Ink { Ink(x * light.x, y * light.y, z * light.z, w) }

    /// The hue of `other` at this colour's luma, by an amount.
    func tinted(_ other: Ink, _ amount: Float) -> Ink {
        let target = other.lit(luma / limited(other.luma, 0.05, 9))
        let limited = Ink(limited(target.x), limited(target.y), limited(target.z), w)
        return mixed(limited, amount)
    }
}

@inline(__always) func limited(_ value: Float, _ low: Float = 0, _ high: Float = 1) -> Float { min(max(value, low), high) }

@inline(__always) func mix(_ a: Float, _ b: Float, _ amount: Float) -> Float { a + (b - a) * amount }

@inline(__always) func smoothstep(_ low: Float, _ high: Float, _ value: Float) -> Float {
    let t = limited((value - low) / (high - low))
    return t * t * (3 - 2 * t)
}

@inline(__always) func fract(_ value: Float) -> Float { split(value).rest }

/// A number in [0, 1) from an integer: the same everywhere, without state.
@inline(__always) func hashUnit(_ value: Int, _ salt: Int = 0) -> Float {
    var z = UInt32(truncatingIfNeeded: value) &* 0x9e37_79b1 ^ UInt32(truncatingIfNeeded: salt) &* 0x85eb_ca77
    z = (z ^ (z >> 15)) &* 0x2c1b_3c6d
    z = (z ^ (z >> 12)) &* 0x297a_2d39
    z ^= z >> 15
    return Float(z >> 8) * 0x1p-24
}

/// The integer below (or at) a number and what is left, for |value| below two million.
///
/// Adding 1.5 × 2²³ leaves the rounded integer in the low bits of a Float: inner loops are spared the checked conversion.
@inline(__always) func split(_ value: Float) -> (whole: Int, rest: Float) {
    let shifted = (value - 0.5) + 12_582_912
    return (Int(Int32(bitPattern: shifted.bitPattern) &- 0x4B40_0000), value - (shifted - 12_582_912))
}

/// A level rounded to a byte; the caller has limited it to 0...255.
@inline(__always) func byte(_ value: Float) -> UInt8 { UInt8(truncatingIfNeeded: (value + 8_388_608).bitPattern) }
