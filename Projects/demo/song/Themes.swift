/// What the song is made of. The key is A major.
enum Themes {
    static let intro = chords("Dmaj9 Dmaj9 F#m9 Esus")
    static let verse = chords("F#m9 Dmaj9 A Esus F#m9 Dmaj9 Bm9 E7sus")
    /// Verse with another second half, for when it comes again.
    static let verseAgain = chords("F#m9 Dmaj9 A Esus Dmaj9 C#m7 Bm9 E7sus")
    static let chorus = chords("Dmaj9 E6 C#m7 F#m9 Dmaj9 E6 A/C# A")
    /// The bass climbs from B to E, the wish to be home again.
    static let bridge = chords("Bm9 C#m7 Dmaj9 E7sus")
    static let bridgeLong = chords("Bm9 Bm9 C#m7 C#m7 Dmaj9 Dmaj9 F#m9 Esus")
    static let build = chords("Dmaj9 Dmaj9 Esus E7sus")
    static let end = chords("Amaj7 Amaj7")

    /// The theme: a dotted fall and a pick-up that climbs back, stated twice, the second time up to the B.
    static let theme = Melody(
        """
        F#5.3 E5.3 C#5.4 A4.2 B4.2 C#5.2 | B4.6 G#4.2 B4.8 | \
        G#5.3 E5.3 C#5.4 B4.2 C#5.2 E5.2 | C#5.6 A4.2 C#5.6 E5.2 | \
        F#5.3 A5.3 F#5.4 E5.2 F#5.2 G#5.2 | G#5.6 E5.2 B5.4 A5.2 G#5.2 | \
        A5.6 E5.2 C#5.4 B4.4 | A4.10 -.2 B4.2 C#5.2 |
        """)
    /// Runs against the theme: where it rests, this moves.
    static let counter = Melody(
        """
        A5.16 | B5.8 G#5.4 A5.4 | E5.12 F#5.4 | A5.8 G#5.4 E5.4 | \
        D5.16 | E5.8 G#5.8 | E5.8 C#6.8 | C#6.4 B5.4 A5.8 |
        """)
    /// Calls of the verse; every second bar answers by being silent.
    static let verseCall = Melody(
        """
        -.6 C#5.2 E5.2 F#5.6 | -.16 | -.6 E5.2 C#5.2 B4.6 | -.10 B4.2 C#5.2 E5.2 | \
        C#5.6 C#5.2 E5.2 A5.6 | -.16 | -.6 F#5.2 E5.2 D5.6 | -.4 B4.4 D5.4 E5.4 |
        """)
    /// The theme's head at half speed.
    static let bridgeSong = Melody(
        """
        F#5.6 E5.6 C#5.4 | E5.12 B4.4 | A4.4 C#5.4 E5.4 F#5.4 | B5.12 -.4 |
        """)
    static let bridgeSongLong = Melody(
        """
        F#5.6 E5.6 C#5.4 | D5.16 | E5.6 D5.6 B4.4 | G#4.12 B4.4 | \
        A4.4 C#5.4 E5.4 F#5.4 | A5.12 E5.4 | F#5.6 E5.6 C#5.4 | B4.12 -.4 |
        """)
    static let introBells = Melody("-.16 | -.8 A5.4 F#5.4 | E5.8 -.8 | -.8 B4.4 E5.4 |")
    /// What answers it in half time.
    static let bridgeReply = Melody(
        """
        D5.8 F#5.8 | E5.8 C#5.8 | E5.12 G#5.4 | B5.16 | \
        F#5.8 A5.8 | C#6.12 A5.4 | A5.8 G#5.4 E5.4 | F#5.8 E5.8 |
        """)
    static let farewell = Melody("C#5.6 E5.6 A5.4 | G#5.8 -.8 |")
}
