/// Captions that a player shows on demand.
public struct CaptionTrack: Hashable, Sendable, Codable {
    public struct Cue: Hashable, Sendable, Codable {
        /// Milliseconds of the film.
        public var start: Int
        public var end: Int
        public var runs: [ScriptText.Run]

        public init(start: Int, end: Int, runs: [ScriptText.Run]) { (self.start, self.end, self.runs) = (start, end, runs) }
    }

    /// In order of time, none of them while another is shown.
    public var cues: [Cue]
    /// ISO 639-2: `eng`; nil when nobody says.
    public var language: String?

    public init(cues: [Cue], language: String? = nil) { (self.cues, self.language) = (cues, language) }

    /// Cues one after the other of some that may be shown together, which then are one, the earlier one above; only what lies in
    /// the film's `length`, milliseconds.
    public static func sequence(_ cues: [Cue], length: Int) -> [Cue] {
        let inside = cues.map { Cue(start: max(0, $0.start), end: min($0.end, length), runs: $0.runs) }
            .filter { $0.start < $0.end && $0.runs.contains { !$0.text.allSatisfy(\.isWhitespace) } }
        let edges = Set(inside.flatMap { [$0.start, $0.end] }).sorted()
        var made: [(cue: Cue, shown: [Int])] = []
        for (start, end) in zip(edges, edges.dropFirst()) {
            let shown = inside.indices.filter { inside[$0].start <= start && inside[$0].end >= end }
            if shown.isEmpty { continue }
            if let last = made.last, last.shown == shown, last.cue.end == start {
                made[made.count - 1].cue.end = end
            } else {
                let runs = shown.enumerated().flatMap { ($0.offset > 0 ? [ScriptText.Run("\n")] : []) + inside[$0.element].runs }
                made.append((Cue(start: start, end: end, runs: runs), shown))
            }
        }
        return made.map(\.cue)
    }
}
