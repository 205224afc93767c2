import Music
import Testing

@Test func sectionsThatSoundAlikeShareALetter() {
    let (calm, loud, other): ([Float], [Float], [Float]) = ([1, 0, 0], [0, 1, 0], [0, 0, 1])
    #expect(SectionLabels.letters([calm, loud, calm, other, loud, calm]) == ["A", "B", "A'", "C", "B'", "A''"])
}

@Test func theLoudReturningSectionIsTheChorusAndTheOtherTheVerse() {
    let roles = SectionLabels.roles(
        labels: ["A", "B", "C", "B'", "C'", "D", "C''", "A'"], energies: [0.1, 0.5, 0.9, 0.5, 0.9, 0.4, 0.95, 0.1],
        seconds: [8, 16, 16, 16, 16, 16, 16, 8])
    #expect(roles == ["intro", "verse", "chorus", "verse", "chorus", "bridge", "chorus", "outro"])
}

@Test func aSongOfOneLevelGetsNoChorus() {
    let roles = SectionLabels.roles(labels: ["A", "B", "A'"], energies: [0.5, 0.5, 0.5], seconds: [20, 20, 20])
    #expect(!roles.contains("chorus"))
}
