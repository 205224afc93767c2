/// Where the requests of one generator queue to be asked: one at a time, so that after an answer that never came there is no doubt
/// which request a strange job at the service belongs to.
actor ServiceDesk {
    /// Why nothing more is asked of this generator in this build.
    private(set) var closed: String?
    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var quietUntil: ContinuousClock.Instant?
    private var wrongInARow = 0

    /// Runs one turn alone. A turn ends before the next begins, also when its task is cancelled.
    func turn<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
        if isBusy { await withCheckedContinuation { waiting.append($0) } }
        isBusy = true
        defer {
            if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
        }
        try Task.checkCancellation()
        if let quietUntil, quietUntil > .now { try await Task.sleep(until: quietUntil) }
        return try await work()
    }

    func close(_ reason: String) { closed = closed ?? reason }

    /// The service wants to be left alone for a while.
    func quiet(for pause: Duration) { quietUntil = max(quietUntil ?? .now, .now + pause) }

    func wasAccepted() { wrongInARow = 0 }

    /// Requests that are wrong in a row are wrong for one reason: asking hundreds more helps nobody.
    func wasWrong(_ reason: String) {
        wrongInARow += 1
        if wrongInARow >= 3 { close("three requests in a row were wrong, the last because: \(reason)") }
    }
}
