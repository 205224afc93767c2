import Events

/// Shows how much of some bytes is done, in hundredths.
final class ShareOfBytes {
    private let stage: String
    private let events = Reporters.aside()
    private var shown = -1

    init(_ stage: String) { self.stage = stage }

    func show(_ done: Int64, of all: Int64) {
        let share = all > 0 ? Int(done * 100 / all) : 100
        guard share != shown else { return }
        if shown < 0 { events.send(.stageStarted(stage: stage, jobs: 100, cached: 0)) }
        shown = share
        events.send(.progress(stage: stage, done: share, jobs: 100))
    }

    func end() { Reporters.settle() }
}
