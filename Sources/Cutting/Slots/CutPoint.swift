/// A moment at which the picture may change.
struct CutPoint {
    /// From what it is, how willingly a cut is put there; the later the better.
    enum Kind: Int, Comparable {
        /// Nothing is heard here: a stretch without beats had to be divided.
        case gap
        case halfBeat
        /// Something sounds, but no beat.
        case onset
        case beat
        case downbeat
        case section
        static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
    }

    var time: Double
    /// First frame of the new picture.
    var frame: Int
    var kind: Kind
    /// Position in the grid of the beat that sounds here, or of the last one before; -1 before the first.
    var beat: Int
    /// Position of the section it lies in, or opens.
    var section: Int = 0
    /// Bars since the section began, for a downbeat.
    var barsIntoSection: Int = 0
    /// Onset strength, 0 to 1.
    var strength: Double = 0
    /// How much the energy changes here, for a section.
    var contrast: Double = 0
    /// The shot that is placed here by its address.
    var shot: String?
    /// A person wants the picture to change here.
    var isSet = false
}
