/// The order of the sections.
struct Form {
    let title: String
    let clock: Clock
    let sections: [Section]
    /// Seconds after the last bar in which the last chord dies away.
    let tail: Double

    var bars: Int { sections.reduce(0) { $0 + $1.bars } }
    var seconds: Double { clock.time(bar: bars) + tail }

    /// Every section with the number of its first bar, counted from 0.
    var placed: [(section: Section, firstBar: Int)] {
        var bar = 0
        return sections.map { section in
            defer { bar += section.bars }
            return (section, bar)
        }
    }

    private static let clock = Clock(beatsPerMinute: 112, firstBeat: 0.25)

    private static let ending = Section(
        name: "outro", chords: Themes.end, bass: .held, arpeggio: .eighths, pad: 0.9, keys: 0.8, arpeggioLevel: 0.5, level: 0.75,
        brightness: (2000, 350), bells: Themes.farewell, crash: true)

    /// 74 seconds.
    static let demo: Form = {
        var bridge = Section(name: "bridge", chords: Themes.bridge, pad: 0.9, keys: 0.7, level: 0.7, brightness: (500, 2400))
        bridge.lead = Themes.bridgeSong
        bridge.drums = .build
        bridge.arpeggio = .eighths
        bridge.arpeggioLevel = 0.4
        bridge.riser = 2
        return Form(
            title: "The Window", clock: clock,
            sections: [
                .intro(Themes.intro, ticking: true),
                .verse(Themes.verse, calling: true),
                .chorus(counter: false),
                bridge,
                .chorus(counter: true),
                ending,
            ], tail: 1.2)
    }()

    /// Four minutes of the same themes: verses that come again changed, an interlude, a bridge in half time, the last choruses
    /// a tone higher.
    static let full: Form = {
        var interlude = Section(
            name: "interlude", chords: Themes.intro, drums: .ticking, bass: .held, arpeggio: .sixteenths, pad: 0.8, keys: 0.5,
            arpeggioLevel: 0.7, level: 0.8, brightness: (1800, 700), bells: Themes.introBells, ducking: 0.2, crash: true)
        interlude.fill = true
        let breakdown = Section(
            name: "bridge", chords: Themes.bridgeLong, arpeggio: .none, pad: 1, keys: 0.7, level: 0.66, brightness: (350, 1200),
            lead: Themes.bridgeSongLong, crash: true)
        let halfTime = Section(
            name: "bridge", chords: Themes.bridgeLong, drums: .halfTime, bass: .held, arpeggio: .eighths, pad: 1, arpeggioLevel: 0.6,
            level: 0.85, brightness: (900, 1800), counter: Themes.bridgeReply, ducking: 0.35, crash: true, fill: true)
        let coda = Section(
            name: "outro", chords: Themes.verse, transpose: 2, drums: .ticking, bass: .held, arpeggio: .eighths, pad: 0.9, keys: 0.8,
            arpeggioLevel: 0.6, level: 0.78, brightness: (1800, 500), bells: Themes.verseCall, ducking: 0.2, crash: true)
        var end = ending
        end.transpose = 2
        return Form(
            title: "The Window (long)", clock: clock,
            sections: [
                .intro(Themes.intro, ticking: false), .intro(Themes.intro, ticking: true),
                .verse(Themes.verse, calling: false), .verse(Themes.verseAgain, calling: true),
                .chorus(counter: false),
                interlude,
                .verse(Themes.verseAgain, calling: true), .build(Themes.build),
                .chorus(counter: false), .chorus(counter: true, first: false),
                breakdown, halfTime, .build(Themes.build, transpose: 2),
                .chorus(transpose: 2, counter: true), .chorus(transpose: 2, counter: true),
                coda, end,
            ], tail: 1.2)
    }()
}
