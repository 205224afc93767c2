/// What all calls of a scorer in one build share: when the next may begin, and whether any may.
actor VLMDesk {
    /// Why nothing more is asked in this build.
    private(set) var closed: String?
    private let gap: Duration
    private var next = ContinuousClock.now
    private var quietUntil = ContinuousClock.now
    private var wrongInARow = 0

    init(perMinute: Int?) { gap = perMinute.map { .seconds(60) / $0 } ?? .zero }

    func close(_ reason: String) { closed = closed ?? reason }

    /// Waits until a call may begin.
    func turn() async throws {
        let mine = max(next, .now)
        next = mine + gap
        if mine > .now { try await Task.sleep(until: mine) }
        while quietUntil > .now { try await Task.sleep(until: quietUntil) }
    }

    /// The service wants to be left alone for a while.
    func quiet(for pause: Duration) { quietUntil = max(quietUntil, .now + pause) }

    func wasRight() { wrongInARow = 0 }

    /// Calls that are wrong in a row are wrong for one reason: hundreds more would help nobody.
    func wasWrong(_ reason: String) {
        wrongInARow += 1
        if wrongInARow >= 3 { close("three calls in a row came to nothing, the last because: \(reason)") }
    }
}
