import Editorial
import Timebase

/// Why a take cannot be in the film at all.
enum Unusable: Hashable {
    case broken(String)
    case rejected(String?)
    case tooShort(Double)
    case defects([String])
    /// Defects more certain than the project allows.
    case gated([String])

    /// Shorter than this a picture is not seen as one.
    static let shortestSeconds = 0.2

    /// Nil for a take that may be used. A pick overrules the machine, but no wish makes a broken file decode.
    static func of(_ take: Candidate, _ view: TechnicalView, heedingPeople: Bool = true) -> Unusable? {
        if let why = take.broken { return .broken(why) }
        if heedingPeople, take.verdict.state == .reject { return .rejected(take.verdict.reason) }
        if take.usable.isEmpty { return .tooShort(0) }
        if heedingPeople, take.verdict.state == .pick { return nil }
        if let scores = take.scores, !scores.defects.isEmpty { return .defects(scores.defects) }
        let dropping = view.dropping(take)
        if !dropping.isEmpty { return .gated(dropping) }
        if take.usableSeconds < shortestSeconds { return .tooShort(take.usableSeconds) }
        return nil
    }

    var reason: String {
        switch self {
        case .broken(let why): "cannot be decoded: \(why)"
        case .rejected(let why): why.map { "rejected by you: \($0)" } ?? "rejected by you"
        case .tooShort(let seconds): "only \(Wording.fixed(seconds)) s of it can be used"
        case .defects(let defects), .gated(let defects): defects.joined(separator: "; ")
        }
    }

    /// `3 rejected by you, 2 with defects (black throughout)`.
    static func summary(_ reasons: [Unusable]) -> String {
        var (rejected, broken, short) = (0, 0, 0)
        var defective: [String] = []
        for reason in reasons {
            switch reason {
            case .rejected: rejected += 1
            case .broken: broken += 1
            case .tooShort: short += 1
            case .defects(let defects): defective.append(defects[0])
            case .gated(let defects): defective.append(String(defects[0].prefix { $0 != " " }))
            }
        }
        var parts: [String] = []
        if rejected > 0 { parts.append("\(rejected) rejected by you") }
        if !defective.isEmpty {
            let kinds = Set(defective).sorted()
            parts.append("\(defective.count) with defects (\(Wording.list(kinds, atMost: 3)))")
        }
        if broken > 0 { parts.append("\(broken) cannot be decoded") }
        if short > 0 { parts.append("\(short) too short") }
        return parts.joined(separator: ", ")
    }
}
