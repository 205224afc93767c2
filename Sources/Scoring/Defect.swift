public import Editorial
import Foundation

/// What can be wrong with a clip, told from its scores.
public enum Defect: String, CaseIterable, Sendable {
    case blur, compress, noise, under, over, lowcontrast, flicker, wobble, freeze, stutter, black, letterbox, hardcut, boomerang
    case `repeat`, still, watermark, speed

    /// How certain the defect is, from 0 to 1; ½ is where it is flagged.
    ///
    /// z is 0 where the measure is as good as it gets and 1 at the threshold, which clean clips hardly ever reach; the certainty is z² ÷ (1 + z²).
    /// - Parameter expected: seconds the clip should last, where that is known.
    public func certainty(in scores: Scores, seconds: Double, expected: Double?) -> Double {
        let z = max(0, strength(scores.parts, seconds, expected))
        return z * z / (1 + z * z)
    }

    private func strength(_ parts: [String: Scores.Part], _ seconds: Double, _ expected: Double?) -> Double {
        /// 0 at `none`, 1 at `certain`.
        func raw(_ name: String, _ none: Double, _ certain: Double) -> Double {
            guard let part = parts[name] else { return 0 }
            return (part.raw - none) / (certain - none)
        }
        switch self {
        case .blur: return raw("softness", 0.3, 0.62)
        case .compress: return raw("compression", 1, 1.2)
        case .noise: return raw("noise", 0.5, 0.85)
        case .under: return raw("brightest", 180, 110)
        case .over: return raw("highlights", 0, 0.15)
        case .lowcontrast: return raw("contrast", 170, 80)
        case .flicker: return raw("flicker", 0, 0.8)
        case .wobble: return raw("wobble", 0.3, 0.85)
        case .freeze: return raw("frozen", 0, 0.08)
        case .stutter: return raw("stutter", 0, 0.08)
        case .black: return raw("black", 0, 0.01)
        case .letterbox: return raw("bars", 0, 0.015)
        case .hardcut: return raw("cuts", 0, 2)
        case .boomerang: return raw("boomerang", 0, 0.85)
        case .repeat: return raw("loop", 0, 0.5)
        case .still: return raw("still", 1.5, 0.3)
        case .watermark: return raw("burnt_in", 0, 3)
        case .speed:
            guard let expected, expected > 0, seconds > 0 else { return 0 }
            return abs(log(seconds / expected)) / 0.1
        }
    }

    /// The technical quality of a clip, from 0 to 1: 1 ÷ (1 + Σ penalties), of which each begins softly at half of its threshold.
    public static func quality(of certainties: [Defect: Double]) -> Double {
        let penalties = certainties.values.map { certainty in
            let z = min(6, (certainty / max(1e-9, 1 - certainty)).squareRoot())
            return log1p(exp(2.5 * (z - 1))) / 2.5
        }
        return 1 / (1 + penalties.reduce(0, +))
    }
}
