import Editorial
import Timebase

/// What was decided about a take, as the page has it; what is left out is unset.
struct VerdictWire: Encodable, Hashable {
    var verdict: String
    var reason: String?
    var stars: Int?
    var note: String?
    var usable: RangeWire?

    init(_ verdict: Verdict) {
        self.verdict = verdict.state.rawValue
        reason = verdict.reason
        stars = verdict.stars == 0 ? nil : verdict.stars
        note = verdict.note
        usable = verdict.usable.map(RangeWire.init)
    }
}

struct RangeWire: Codable, Hashable {
    var start: Int
    var count: Int

    init(_ range: FrameRange) { (start, count) = (range.start, range.count) }
    var range: FrameRange { FrameRange(start: start, count: count) }
}

extension Decision {
    /// For people: `rejected: hands`.
    var inWords: String {
        switch self {
        case .pick: "picked"
        case .reject(let reason): "rejected" + (reason.map { ": \($0)" } ?? "")
        case .unset: "verdict taken back"
        case .stars(let stars): stars == 0 ? "stars removed" : stars == 1 ? "1 star" : "\(stars) stars"
        case .note(let text): text.isEmpty ? "note removed" : "noted: \(text)"
        case .usable(let range): range.map { "to be used: frames \($0.start) to \($0.end - 1)" } ?? "all of it may be used"
        }
    }
}
