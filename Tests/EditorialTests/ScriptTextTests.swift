import Editorial
import Testing

@Suite struct ScriptTextTests {
    @Test(arguments: [
        "plain", "two\nlines", "{\\i1}braces{}", "a \\ b", "\\N", "  indented", "tab\tbed", "Zoë & «Co» <b>", "emoji 👩‍🚀", "a\\", "{", "}",
    ])
    func whatIsWrittenPlainlyIsReadBackAsItWas(text: String) {
        let read = ScriptText.runs(ScriptText.plain(text)).map(\.text).joined()
        #expect(read.replacing("\u{A0}", with: " ") == text.replacing("\t", with: " "))
    }

    @Test func italicsAndBoldAreReadAndNothingElse() {
        #expect(
            ScriptText.runs("{\\an8\\i1}one{\\i0\\b700} two\\N{\\fs40\\c&HFF&}three{\\r}!") == [
                .init("one", isItalic: true), .init(" two\n", isBold: true), .init("three", isBold: true), .init("!"),
            ])
        #expect(ScriptText.runs("{\\p1}m 0 0 l 10 10{\\p0}seen") == [.init("seen")])
    }

    @Test func whatCannotBeSeenIsLeftOut() {
        #expect(ScriptText.plain("a\u{0}b\r\nc\u{7}") == "ab\\Nc")
    }

    @Test func captionsThatOverlapFollowEachOtherInATrack() {
        func cue(_ start: Int, _ end: Int, _ text: String) -> CaptionTrack.Cue { .init(start: start, end: end, runs: [.init(text)]) }
        let made = CaptionTrack.sequence([cue(-500, 1000, "a"), cue(600, 1500, "b"), cue(2000, 9000, "c"), cue(3000, 3000, "d"), cue(100, 200, " ")], length: 4000)
        #expect(made.map { [$0.start, $0.end] } == [[0, 600], [600, 1000], [1000, 1500], [2000, 4000]])
        #expect(made.map { $0.runs.map(\.text).joined() } == ["a", "a\nb", "b", "c"])
    }
}
