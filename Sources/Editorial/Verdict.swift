public import Timebase

/// What a person decided about a take: the sum of all decisions so far.
public struct Verdict: Hashable, Sendable, Codable {
    public enum State: String, Hashable, Sendable, Codable, CaseIterable { case unset, pick, reject }

    public var state: State
    /// Why it was rejected.
    public var reason: String?
    /// 0 (not rated) to 5.
    public var stars: Int
    public var note: String?
    /// The frames a person wants used.
    public var usable: FrameRange?

    public init(state: State = .unset, reason: String? = nil, stars: Int = 0, note: String? = nil, usable: FrameRange? = nil) {
        self.state = state
        self.reason = reason
        self.stars = stars
        self.note = note
        self.usable = usable
    }
}

/// One decision, as it is appended to a take's history.
public enum Decision: Hashable, Sendable, Codable {
    case pick
    case reject(reason: String?)
    case unset
    case stars(Int)
    case note(String)
    case usable(FrameRange?)
}

extension Verdict {
    public func applying(_ decision: Decision) -> Verdict {
        var verdict = self
        switch decision {
        case .pick: (verdict.state, verdict.reason) = (.pick, nil)
        case .reject(let reason): (verdict.state, verdict.reason) = (.reject, reason)
        case .unset: (verdict.state, verdict.reason) = (.unset, nil)
        case .stars(let stars): verdict.stars = min(5, max(0, stars))
        case .note(let note): verdict.note = note.isEmpty ? nil : note
        case .usable(let range): verdict.usable = range
        }
        return verdict
    }
}
