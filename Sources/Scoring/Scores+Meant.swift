public import Editorial
public import Timebase

extension Scores {
    /// As if some defects had not been looked for: what was trimmed away for them is there again, and a take that nothing else speaks against
    /// is sound. Scores of earlier versions do not say what they trimmed for, and stay.
    public func meaning(_ meant: Set<Defect>, frames: Int, rate: FrameRate) -> Scores {
        guard let blemishes, blemishes.contains(where: { $0.isMeant(meant) }) else { return self }
        let left = blemishes.filter { !$0.isMeant(meant) }
        let usable = UsableRange.find(frames: frames, rate: rate, around: left.map(\.range))
        var scores = self
        scores.blemishes = left.isEmpty ? nil : left
        scores.usable = usable ?? FrameRange(start: 0, count: frames)
        scores.defects = usable == nil ? left.map(\.text) : []
        return scores
    }
}

extension Scores.Blemish {
    fileprivate func isMeant(_ meant: Set<Defect>) -> Bool { Defect(rawValue: defect).map(meant.contains) ?? false }
}
