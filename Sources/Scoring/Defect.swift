public import Editorial
import Foundation

/// What can be wrong with a clip, told from its scores.
///
/// Each defect has a measure, rising with it, and two marks on that measure: what the middle one of clean clips has, and where it is flagged.
/// The marks were set on two pools of clips with planted defects (`Benchmarks/score`), so that hardly any clean clip is flagged and most
/// clips with a severe defect are. docs/scoring.md has the table.
public enum Defect: String, CaseIterable, Sendable {
    case blur, compress, noise, under, over, lowcontrast, flicker, wobble, freeze, stutter, black, letterbox, hardcut, boomerang
    case `repeat`, still, watermark, speed

    /// How certain the defect is, from 0 (none) to 1 (certain); from ½ on it is flagged. The logistic function of where the measure lies between
    /// the marks: 0.02 at that of the middle clean clip, ½ at the flag, 0.98 as far behind it.
    /// - Parameter expected: seconds the clip should last, where that is known; `speed` is 0 without.
    public func certainty(in scores: Scores, seconds: Double, expected: Double?) -> Double {
        guard let place = place(scores, seconds, expected) else { return 0 }
        return 1 / (1 + exp(-Self.steepness * (min(Self.farthest, max(-2, place)) - 1)))
    }

    private static let steepness = 4.0
    private static let farthest = 6.0

    /// 0 for the middle one of clean clips, 1 where it is flagged. Nil without the measure.
    private func place(_ scores: Scores, _ seconds: Double, _ expected: Double?) -> Double? {
        func raw(_ name: String) -> Double? { scores.parts[name]?.raw }
        func between(_ value: Double?, _ usual: Double, _ flagged: Double) -> Double? { value.map { ($0 - usual) / (flagged - usual) } }
        switch self {
        case .blur:
            guard let softness = raw("softness"), let sharpness = raw("sharpness") else { return nil }
            return between(softness - 0.12 * sharpness, -0.25, 0.28)
        case .compress:
            guard let blocks = raw("compression"), let texture = raw("texture"), let sharpness = raw("sharpness") else { return nil }
            return between(0.5 * log(max(0.1, blocks)) - log(max(0.01, texture)) - 0.03 * sharpness, 0.24, 0.64)
        case .noise: return between(raw("noise").map { log(max(0.01, $0)) }, -0.52, 0.44)
        case .under: return between(raw("brightest"), 205, 88)
        case .over: return between(raw("highlights").map { max(0, $0).squareRoot() }, 0.02, 0.38)
        case .lowcontrast: return between(raw("contrast"), 166, 57)
        case .flicker: return between(raw("flicker").map { log(1 + max(0, $0)) }, 0.07, 0.95)
        case .wobble: return between(raw("wobble"), 0.26, 0.72)
        case .freeze: return between(raw("frozen"), 0, 0.05)
        case .stutter: return between(raw("stutter"), 0, 0.05)
        case .black: return between(raw("black"), 0, 0.01)
        case .letterbox: return between(raw("bars"), 0, 0.012)
        case .hardcut: return between(raw("cuts").map { log(1 + max(0, $0)) }, 0.12, 0.95)
        case .boomerang: return between(raw("boomerang"), 0, 0.7)
        case .repeat: return between(raw("loop"), 0, 0.8)
        case .still: return between(raw("still").map { -log(max(0, $0) + 0.2) }, -2.86, 0.55)
        case .watermark: return between(raw("burnt_in").map { log(1 + max(0, $0)) }, 0, 4)
        case .speed:
            guard let expected, expected > 0, seconds > 0 else { return nil }
            return abs(log(seconds / expected)) / 0.05
        }
    }

    /// The technical quality of a clip, from 0 to 1: 1 ÷ (1 + Σ p), with p = ln(1 + e^(4(z − ¾))) ÷ 4 of the place z that a certainty stands
    /// for. A defect far below its flag costs nothing, one beyond it the more the farther; all count alike.
    public static func quality(of certainties: [Defect: Double]) -> Double {
        let penalties = allCases.map { defect -> Double in
            let certainty = min(1 - 1e-9, max(1e-9, certainties[defect] ?? 0))
            let place = min(farthest, max(-2, 1 + log(certainty / (1 - certainty)) / steepness))
            return log1p(exp(steepness * (place - 0.75))) / steepness
        }
        return 1 / (1 + penalties.reduce(0, +))
    }
}
