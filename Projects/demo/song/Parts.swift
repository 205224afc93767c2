/// A note as an instrument plays it: seconds, MIDI pitch, 0 to 1.
struct Note {
    var start: Double
    var length: Double
    var pitch: Double
    var velocity: Double
}

/// Writes out what each instrument plays, from the form.
struct Parts {
    private(set) var pad: [Note] = []
    private(set) var keys: [Note] = []
    private(set) var arpeggio: [Note] = []
    private(set) var bass: [Note] = []
    private(set) var lead: [Note] = []
    private(set) var counter: [Note] = []
    private(set) var bells: [Note] = []

    private let clock: Clock
    private var random = Random(0x50_0e9)

    init(_ form: Form) {
        clock = form.clock
        var voices = Chord.openPosition
        for (section, firstBar) in form.placed {
            for (index, chord) in section.chords.enumerated() {
                let bar = firstBar + index
                voices = chord.voiced(after: voices)
                let sounding = voices.map { $0 + section.transpose }
                addPad(sounding, bar: bar, section: section)
                addKeys(sounding, bar: bar, section: section)
                addArpeggio(sounding, bar: bar, section: section)
                let next = index + 1 < section.bars ? section.chords[index + 1] : nil
                addBass(chord, next: next, bar: bar, section: section)
            }
            if let melody = section.lead { lead += notes(melody, bar: firstBar, transpose: section.transpose, velocity: 0.9) }
            if let melody = section.counter { counter += notes(melody, bar: firstBar, transpose: section.transpose, velocity: 0.7) }
            if let melody = section.bells { bells += notes(melody, bar: firstBar, transpose: section.transpose, velocity: 0.8) }
        }
        pad = Self.tied(pad)
    }

    private mutating func notes(_ melody: Melody, bar: Int, transpose: Int, velocity: Double) -> [Note] {
        melody.tones.map { tone in
            Note(
                start: clock.time(bar: bar, step: Double(tone.step)), length: Double(tone.length) * clock.step,
                pitch: Double(tone.pitch + transpose), velocity: velocity * random.about1(0.06))
        }
    }

    private mutating func addPad(_ voices: [Int], bar: Int, section: Section) {
        guard section.pad > 0 else { return }
        pad += voices.map { Note(start: clock.time(bar: bar), length: clock.bar, pitch: Double($0), velocity: section.pad) }
    }

    /// A chord on the one, and two answers before the beat.
    private mutating func addKeys(_ voices: [Int], bar: Int, section: Section) {
        guard section.keys > 0 else { return }
        for (step, length, accent) in [(0, 5.0, 1.0), (6, 3.0, 0.65), (11, 4.0, 0.75)] {
            for (index, voice) in voices.enumerated() {
                // Rolled by a few milliseconds, as hands do.
                let start = clock.swung(bar: bar, step: step) + Double(index) * 0.006
                keys.append(
                    Note(
                        start: start, length: length * clock.step, pitch: Double(voice),
                        velocity: section.keys * accent * random.about1(0.08)))
            }
        }
    }

    private mutating func addArpeggio(_ voices: [Int], bar: Int, section: Section) {
        let notes = voices + [voices[0] + 12, voices[1] + 12]
        let sixteenths = [0, 2, 3, 1, 4, 2, 3, 5, 0, 3, 2, 4, 1, 3, 5, 4], eighths = [0, 2, 1, 3, 4, 2, 3, 1]
        let (order, stride): ([Int], Int) =
            switch section.arpeggio {
            case .none: ([], 1)
            case .eighths: (eighths, 2)
            case .sixteenths: (sixteenths, 1)
            }
        for (index, choice) in order.enumerated() {
            let step = index * stride
            let accent = step % 4 == 0 ? 1.0 : step % 2 == 0 ? 0.8 : 0.6
            arpeggio.append(
                Note(
                    start: clock.swung(bar: bar, step: step), length: clock.step * Double(stride), pitch: Double(notes[choice] + 12),
                    velocity: section.arpeggioLevel * accent * random.about1(0.1)))
        }
    }

    private mutating func addBass(_ chord: Chord, next: Chord?, bar: Int, section: Section) {
        let root = Double(chord.bassPitch + section.transpose)
        let line: [(step: Int, length: Double, pitch: Double, accent: Double)]
        switch section.bass {
        case .none: return
        case .held: line = [(0, 15.5, root, 0.8)]
        case .verse:
            // The last note leans on the next root from a scale step below or above.
            let goal = next.map { Double($0.bassPitch + section.transpose) } ?? root
            let lean = goal > root ? goal - 2 : goal < root ? goal + 2 : root + 7
            line = [(0, 4.5, root, 0.8), (6, 1.5, root, 0.55), (8, 3.5, root + 7, 0.6), (12, 1, root + 12, 0.5), (14, 1.7, lean, 0.55)]
        case .driving:
            let octaves = [0.0, 0, 12, 0, 0, 12, 0, 12]
            line = octaves.enumerated().map { ($0 * 2, 1.6, root + $1, $1 > 0 ? 0.75 : $0 % 2 == 0 ? 1 : 0.85) }
        }
        bass += line.map { tone in
            Note(
                start: clock.time(bar: bar, step: Double(tone.step)), length: tone.length * clock.step, pitch: tone.pitch,
                velocity: tone.accent * random.about1(0.04))
        }
    }

    /// Joins a note to the next of the same pitch where they touch, so that common tones of chords are held.
    private static func tied(_ notes: [Note]) -> [Note] {
        var tied: [Note] = []
        for note in notes {
            if let index = tied.lastIndex(where: {
                $0.pitch == note.pitch && $0.velocity == note.velocity && abs($0.start + $0.length - note.start) < 0.001
            }) {
                tied[index].length += note.length
            } else {
                tied.append(note)
            }
        }
        return tied
    }
}
