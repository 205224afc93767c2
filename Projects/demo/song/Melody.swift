/// A tone of a melody, in steps from the melody's start.
struct Tone {
    var step: Int
    var length: Int
    var pitch: Int
}

/// A melody as text: pitch and length in sixteenths (`F#5.3`), `-` for a rest, `|` between bars.
struct Melody {
    let tones: [Tone]
    let bars: Int

    init(_ text: String) {
        var tones: [Tone] = []
        var step = 0
        for word in text.split(whereSeparator: \.isWhitespace) {
            if word == "|" {
                precondition(step.isMultiple(of: Clock.stepsPerBar), "the bar before step \(step) is not full: \(text)")
                continue
            }
            let parts = word.split(separator: ".")
            guard parts.count == 2, let length = Int(parts[1]) else { preconditionFailure("\(word) is not pitch.length") }
            if parts[0] != "-" { tones.append(Tone(step: step, length: length, pitch: Self.pitch(parts[0]))) }
            step += length
        }
        precondition(step.isMultiple(of: Clock.stepsPerBar), "the last bar is not full: \(text)")
        self.tones = tones
        bars = step / Clock.stepsPerBar
    }

    private static func pitch(_ name: Substring) -> Int {
        let natural: [Character: Int] = ["C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11]
        guard let letter = name.first, let base = natural[letter], let octave = name.last?.wholeNumberValue else {
            preconditionFailure("\(name) is not a pitch")
        }
        return 12 * (octave + 1) + base + (name.contains("#") ? 1 : 0) - (name.dropFirst().contains("b") ? 1 : 0)
    }
}
