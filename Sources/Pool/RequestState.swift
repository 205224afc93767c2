/// How far a request is. Within one attempt it only moves to a state of higher rank.
public enum RequestState: String, Hashable, Sendable, Codable, CaseIterable {
    /// Written down; nobody was asked.
    case planned
    /// About to ask, or asked and not heard: written before the first byte leaves.
    case submitting
    /// Found in `submitting` after a crash, and the service does not say whether it got the request. Not asked again until
    /// that is settled, since it may cost twice.
    case ambiguous
    /// The service has it and gave it an id.
    case submitted
    case running
    /// The service made it; the file is on its way.
    case collecting
    /// The service or the network gave up.
    case failed
    /// The service will not make it: content rules, wrong parameters, no credit.
    case refused
    case cancelled
    /// The take is in the pool. A late delivery may still follow on failed, refused or cancelled: what was paid is kept.
    case done

    public var rank: Int {
        switch self {
        case .planned: 0
        case .submitting: 1
        case .ambiguous: 2
        case .submitted: 3
        case .running: 4
        case .collecting: 5
        case .failed, .refused, .cancelled: 6
        case .done: 7
        }
    }

    /// True where no more is to come.
    public var isFinal: Bool { rank >= 6 }
    /// True where money may be owed for it: somebody was or may have been asked and has not answered for good.
    public var isOpen: Bool { (1...5).contains(rank) }
}
