import Timebase

/// What a reader leaves out, as it comes up: one entry for equal words, with the places.
struct ReadingNotes {
    private var all: [(what: String, frames: [Int])] = []
    private var known: [String: Int] = [:]

    /// - Parameter frame: of the sequence, from its first on; nil for what concerns the whole.
    mutating func add(_ what: String, at frame: Int? = nil) {
        let index = known[what] ?? all.count
        if index == all.count {
            all.append((what, []))
            known[what] = index
        }
        if let frame { all[index].frames.append(frame) }
    }

    /// `a wipe of 12 frames became a cut at 01:00:02:00, 01:00:07:12 and 3 more places`.
    /// - Parameter start: the sequence's first frame, as a number of frames since 00:00:00:00.
    func words(start: Int, rate: FrameRate?, dropsFrames: Bool = false) -> [String] {
        all.map { what, frames in
            guard !frames.isEmpty, let rate else { return what }
            let places = frames.sorted()
            let shown = places.prefix(Self.most).map { TimeCode.text(start + $0, at: rate, dropsFrames: dropsFrames) }
            let more = places.count - shown.count
            if more > 0 { return "\(what) at \(shown.joined(separator: ", ")) and \(more) more \(more == 1 ? "place" : "places")" }
            let last = shown.count > 1 ? " and " + (shown.last ?? "") : ""
            return "\(what) at " + (shown.count > 1 ? shown.dropLast() : shown[...]).joined(separator: ", ") + last
        }
    }

    private static let most = 5
}
