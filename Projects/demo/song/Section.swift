/// A stretch of the song in which everybody plays one kind of thing.
struct Section {
    enum Drums { case none, ticking, verse, chorus, halfTime, build }
    enum Bass { case none, held, verse, driving }
    enum Arpeggio { case none, eighths, sixteenths }

    var name: String
    /// One a bar.
    var chords: [Chord]
    /// Semitones above the key of `Themes`.
    var transpose = 0
    var drums = Drums.none
    var bass = Bass.none
    var arpeggio = Arpeggio.none
    /// Loudness of the layers, 1 is usual.
    var pad = 1.0, keys = 0.0, arpeggioLevel = 1.0
    /// Loudness of everybody together.
    var level = 1.0
    /// Cutoff of the pad's filter in Hz, at the start and at the end.
    var brightness = (from: 800.0, to: 800.0)
    var lead: Melody?
    var counter: Melody?
    var bells: Melody?
    /// How far the kick pushes everything else down, 0 to 1.
    var ducking = 0.0
    var crash = false
    /// Drum fill in the last bar.
    var fill = false
    /// Bars of noise sweeping up at the end.
    var riser = 0

    var bars: Int { chords.count }
}

extension Section {
    static func intro(_ chords: [Chord], ticking: Bool) -> Section {
        Section(
            name: "intro", chords: chords, drums: ticking ? .ticking : .none, arpeggio: .eighths, pad: 0.8, arpeggioLevel: 0.75,
            level: 0.85, brightness: ticking ? (500, 1300) : (250, 500), bells: ticking ? Themes.introBells : nil, riser: ticking ? 1 : 0)
    }

    static func verse(_ chords: [Chord], calling: Bool) -> Section {
        Section(
            name: "verse", chords: chords, drums: .verse, bass: .verse, arpeggio: .eighths, pad: 0.6, keys: 0.85, arpeggioLevel: 0.7,
            level: 0.8, brightness: (700, calling ? 1500 : 1000), bells: calling ? Themes.verseCall : nil, ducking: 0.35, fill: true,
            riser: calling ? 2 : 0)
    }

    static func chorus(transpose: Int = 0, counter: Bool, first: Bool = true) -> Section {
        Section(
            name: "chorus", chords: Themes.chorus, transpose: transpose, drums: .chorus, bass: .driving, arpeggio: .sixteenths, pad: 1.1,
            keys: 0.6, brightness: (3200, 4600), lead: Themes.theme, counter: counter ? Themes.counter : nil, ducking: 0.6, crash: first,
            fill: true)
    }

    static func build(_ chords: [Chord], transpose: Int = 0) -> Section {
        Section(
            name: "build", chords: chords, transpose: transpose, drums: .build, bass: .held, arpeggio: .sixteenths, pad: 0.9, level: 0.78,
            brightness: (600, 4000), ducking: 0.3, riser: chords.count)
    }
}
