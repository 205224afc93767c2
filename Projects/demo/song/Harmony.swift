/// A chord as lead sheets write it: `Dmaj9`, `F#m7`, `A/C#`.
struct Chord {
    /// Pitch class of the root and of the bass, 0 is C.
    let root: Int
    let bass: Int
    /// Semitones above the root that the upper voices must sound, four of them.
    let tones: [Int]

    private static let tones: [String: [Int]] = [
        "": [0, 4, 7, 14], "m": [0, 3, 7, 10], "m7": [0, 3, 7, 10], "m9": [3, 7, 10, 14], "maj7": [0, 4, 7, 11], "maj9": [4, 7, 11, 14],
        "6": [0, 4, 7, 9], "7": [0, 4, 7, 10], "sus": [0, 5, 7, 14], "7sus": [0, 5, 7, 10],
    ]

    init(_ name: Substring) {
        let parts = name.split(separator: "/")
        let (root, quality) = Self.pitchClass(parts[0])
        guard let tones = Self.tones[String(quality)] else { preconditionFailure("no chord is called \(name)") }
        self.root = root
        self.tones = tones
        bass = parts.count > 1 ? Self.pitchClass(parts[1]).0 : root
    }

    private static func pitchClass(_ text: Substring) -> (Int, Substring) {
        let natural: [Character: Int] = ["C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11]
        guard let letter = text.first, let base = natural[letter] else { preconditionFailure("\(text) is not a pitch") }
        let rest = text.dropFirst()
        switch rest.first {
        case "#": return ((base + 1) % 12, rest.dropFirst())
        case "b": return ((base + 11) % 12, rest.dropFirst())
        default: return (base, rest)
        }
    }

    /// The bass note between G1 and F#2.
    var bassPitch: Int { 31 + (bass + 12 - 7) % 12 }

    /// The upper voices placed so that they move least from `previous`, low to high, within A3 to B5 or so.
    func voiced(after previous: [Int]) -> [Int] {
        var placings: [[Int]] = [[]]
        for tone in tones {
            let pitchClass = (root + tone) % 12
            placings = placings.flatMap { placing in
                (53...73).filter { $0 % 12 == pitchClass }.map { placing + [$0] }
            }
        }
        func cost(_ voices: [Int]) -> Int {
            let moves = zip(voices, previous).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
            let closeness = zip(voices, voices.dropFirst()).map { $1 - $0 < 2 ? 40 : $1 - $0 > 9 ? 12 : 0 }.reduce(0, +)
            return moves + closeness + abs(voices.reduce(0, +) / voices.count - 63)
        }
        return placings.map { $0.sorted() }.min { cost($0) < cost($1) } ?? previous
    }

    /// Where voice leading starts from.
    static let openPosition = [57, 61, 64, 68]
}

/// A line of chords separated by spaces, one a bar.
func chords(_ line: String) -> [Chord] { line.split(separator: " ").map { Chord($0) } }
