import Timebase

/// A moment of a song as musicians say it: `chorus 2 bar 3 beat 1`, `bar 17`, `1:02.5`, `drop`, `lyric "hold on"`, `start`.
///
/// It counts in the song's file, not in the film or its frames: another frame rate or another start of the film does not move it.
public struct MusicalAddress: Hashable, Sendable, Codable, CustomStringConvertible {
    public enum Anchor: Hashable, Sendable, Codable {
        /// The whole song.
        case song
        /// The film's start and end.
        case start, end
        /// Seconds from the start of the song's file.
        case time(Double)
        /// 1-based among the drops.
        case drop(Int)
        /// A role or a label, and its 1-based number among those of that name.
        case section(String, Int)
        /// Words of a line of the lyrics, and the 1-based number among the lines that have them.
        case lyric(String, Int)
    }

    public var anchor: Anchor
    /// 1-based from the anchor on.
    public var bar: Int?
    /// 1-based from the bar, or without one from the anchor on.
    public var beat: Int?

    public init(_ anchor: Anchor, bar: Int? = nil, beat: Int? = nil) { (self.anchor, self.bar, self.beat) = (anchor, bar, beat) }

    public var description: String {
        let name: String? =
            switch anchor {
            case .song: nil
            case .start: "start"
            case .end: "end"
            case .time(let seconds): ClockTime.text(seconds)
            case .drop(let number): number == 1 ? "drop" : "drop \(number)"
            case .section(let name, let number): number == 1 ? name : "\(name) \(number)"
            case .lyric(let words, let number): "lyric \"\(words)\"" + (number == 1 ? "" : " \(number)")
            }
        return [name, bar.map { "bar \($0)" }, beat.map { "beat \($0)" }].compactMap { $0 }.joined(separator: " ")
    }
}

/// From one address to another, or what one address covers: a section, a bar, or a moment.
public struct MusicalRange: Hashable, Sendable, Codable, CustomStringConvertible {
    public var from: MusicalAddress
    /// Covered as a whole; nil for `from` alone.
    public var to: MusicalAddress?

    public init(_ from: MusicalAddress, to: MusicalAddress? = nil) { (self.from, self.to) = (from, to) }

    public var description: String { to.map { "\(from) - \($0)" } ?? "\(from)" }
}

/// Why a text is no address, or an address is nowhere.
public struct AddressError: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String
    /// What would be right.
    public var hint: String

    public init(_ description: String, hint: String) { (self.description, self.hint) = (description, hint) }
}
