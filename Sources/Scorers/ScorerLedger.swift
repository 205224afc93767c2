/// How a call that may cost money ended.
public enum CallEnding: Sendable, Hashable {
    /// Answered; millionths of a dollar.
    case done(billed: Int)
    /// Answered with something of no use, and billed all the same.
    case failed(billed: Int, String)
    /// It may have arrived, and no answer came.
    case lost(String)
    /// It certainly did not arrive, or was turned away unbilled.
    case notMade
}

/// Where calls are written down: before they are made, and when they end.
public protocol ScorerLedger: Sendable {
    /// - Throws: when the budget does not allow it; then nothing may be sent.
    func open(_ question: ScorerQuestion, estimated: Int) async throws -> Int64
    func close(_ call: Int64, _ ending: CallEnding) async throws
}
