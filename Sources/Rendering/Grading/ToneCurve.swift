import Foundation

/// What gain and contrast make of one channel's value, 0 black and 1 white as it is encoded.
///
/// Light is the value to the power of 2.4, as displays have it (ITU-R BT.1886). It is multiplied by the gain and raised to the contrast
/// about middle grey, 18 % of white. White stays white: what is brighter than half of white is pressed together where it would burn out, and
/// spread where it would turn grey.
struct ToneCurve {
    private static let gamma = 2.4
    private static let grey = 0.18

    private let gain: Double
    private let contrast: Double

    /// - Parameters: thousandths.
    init(gain: Int, contrast: Int) { (self.gain, self.contrast) = (Double(gain) / 1000, Double(contrast) / 1000) }

    func callAsFunction(_ value: Double) -> Double {
        guard value > 0 else { return 0 }
        let light = pow(value, Self.gamma)
        let exposed = gain >= 1 ? Self.pressed(light * gain, white: gain) : Self.spread(light, white: 1 / gain) * gain
        let parted = Self.grey * pow(exposed / Self.grey, contrast)
        let white = Self.grey * pow(1 / Self.grey, contrast)
        return min(1, pow(white > 1 ? Self.pressed(parted, white: white) : parted, 1 / Self.gamma))
    }

    /// Brings what lies between half of white and `white` to between half of white and 1, and goes on at the same slope: equation 4 of
    /// Reinhard et al., "Photographic tone reproduction for digital images", 2002.
    private static func pressed(_ light: Double, white: Double) -> Double {
        guard light > 0.5 else { return light }
        let (own, most) = (2 * light - 1, 2 * white - 1)
        return 0.5 + 0.5 * own * (1 + own / (most * most)) / (1 + own)
    }

    /// The other way round.
    private static func spread(_ light: Double, white: Double) -> Double {
        guard light > 0.5 else { return light }
        let (own, most) = (2 * light - 1, (2 * white - 1) * (2 * white - 1))
        return 0.5 + 0.25 * most * (own - 1 + ((1 - own) * (1 - own) + 4 * own / most).squareRoot())
    }

    /// Values that `table` has, one in `steps` of white apart; those below black and above white are in it for what they become.
    static let steps = 8192
    static let (lowest, highest) = (-0.25, 1.25)
    static let count = Int((highest - lowest) * Double(steps)) + 1

    /// 65535 is white.
    var table: [UInt16] {
        (0..<Self.count).map { UInt16((self(Double($0) / Double(Self.steps) + Self.lowest) * 65535).rounded()) }
    }
}
