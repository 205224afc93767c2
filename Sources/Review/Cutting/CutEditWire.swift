/// A change of the cut, as the page asks for it.
struct CutEditWire: Decodable {
    enum Edit: String, Decodable {
        case swap, exchange, slip, lock, unlock, move, split, join, density, undo, replan, use
    }

    /// The version that the person sees.
    var seen: Int64?
    var edit: Edit
    var slot: Int?
    var slots: [Int]?
    var with: Int?
    var take: String?
    var from: Int?
    var frames: Int?
    var beats: Int?
    var to: Double?
    var at: Double?
    /// Seconds of the film, for `density`: slots that begin there.
    var start: Double?
    var end: Double?
    /// A section's label, for `density`; the first one with it where no seconds are given.
    var section: String?
    var factor: Double?
    var version: Int64?
}
