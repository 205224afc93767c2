import Testing

@Test func misspeltKeysAreRefusedWithTheKeyThatWasMeant() {
    #expect(
        Sample.messages("titel: T\nsong: song.flac\nshots:\n  - prompt: a\n    take: 3\n    negative_prompt: b\n") == [
            "1:1: error: titel: unknown key 'titel'; did you mean 'title'?",
            "5:5: error: shots[0].take: unknown key 'take'; did you mean 'takes'?",
            "6:5: error: shots[0].negative_prompt: unknown key 'negative_prompt'; did you mean 'negative'?",
        ])
}

@Test func aKeyInTheWrongSectionIsSentHome() {
    #expect(
        Sample.faults("fps: 24\nedit: {takes: 3}\n") == [
            "1:1: error: fps: unknown key 'fps'; it belongs in 'format'",
            "2:8: error: edit.takes: unknown key 'takes'; it belongs in 'defaults' or 'shots'",
        ])
}

@Test func aKeyLikeNoOtherIsAnsweredWithAllThereAre() {
    #expect(
        Sample.faults("song: {file: song.flac, zzzzz: 1}\n") == [
            "1:25: error: song.zzzzz: unknown key 'zzzzz'; known keys: file, artist, start, end, fade_in, fade_out, title, isrc, bpm, offset, meter, half_time, double_time, listen, beats_file, lyrics, tap, sections"
        ])
}

@Test func missingKeysAreNamedWithWhatTheyAre() {
    let messages = Sample.messages("look: warm\n")
    #expect(messages.count == 3)
    #expect(messages[0] == "1:1: error: title: missing; expected a text; name of the film")
    #expect(messages[1].hasPrefix("1:1: error: song: missing; expected a text or a map of keys (file, artist, start, end)"))
    #expect(messages[2].hasPrefix("1:1: error: shots: missing; expected a list"))
}

@Test func everyErrorIsToldAtOnceInTheOrderOfTheFile() {
    let messages = Sample.messages(
        "title: [a]\nsong: nothing.flac\nformat: {width: 3}\nshots:\n  - {prompt: x, takes: 0}\nbudget: -1\ndeliverables: [a/b.mp4]\n")
    #expect(messages.map { $0.prefix { $0 != " " } } == ["1:8:", "2:7:", "3:17:", "3:17:", "5:24:", "6:9:", "7:16:"])
}

@Test(arguments: [
    ("12.0", "found '12.0'; write 12"), ("\"12\"", "found the text \"12\"; write 12 without quotes"),
    ("1_000", "found '1_000'; write 1000"),
    ("010", "found '010'; write 10"), ("0", "found '0'"), ("10001", "found '10001'"), ("many", "found 'many'"), ("2.5", "found '2.5'"),
    ("99999999999999999999", "found '99999999999999999999'"), ("[3]", "found a list"), ("{a: 1}", "found a map of keys"),
    ("", "found nothing; give it a value or remove the key"), ("~", "found nothing; give it a value or remove the key"),
    ("true", "found 'true'"), ("0x10", "found '0x10'"), ("1e3", "found '1e3'"),
])
func wholeNumbersAreWrittenPlainly(_ written: String, _ found: String) {
    #expect(
        Sample.faults("defaults:\n  takes: \(written)\n").map { $0.replacing(#/^2:\d+: /#, with: "") } == [
            "error: defaults.takes: expected a whole number from 1 to 10000, \(found)"
        ])
}

@Test(arguments: [
    ("4s", "4"), ("4 seconds", "4"), ("0:04", "4"), ("4.50", nil), ("\"4\"", "4 without quotes"), ("+4", "4"), (".inf", nil), ("nan", nil),
])
func numbersGetTheirUnitsTakenOff(_ written: String, _ meant: String?) {
    let messages = Sample.faults("defaults: {seconds: \(written)}\n")
    if written == "4.50" {
        #expect(messages.isEmpty)
    } else {
        #expect(messages.count == 1)
        #expect(messages[0].hasPrefix("1:21: error: defaults.seconds: expected a number from 0.5 to 120, found"))
        #expect(messages[0].hasSuffix(meant.map { "; write \($0)" } ?? "'"))
    }
}

@Test func truthIsWrittenAsTrueAndFalse() {
    let shots = "shots:\n  - {prompt: a, place: {first: yes, last: off}}\n"
    #expect(
        Sample.faults(shots) == [
            "2:32: error: shots[0].place.first: expected true or false, found 'yes'; write true",
            "2:43: error: shots[0].place.last: expected true or false, found 'off'; write false",
        ])
}

@Test func wordsOfAListAreSuggested() {
    #expect(
        Sample.faults("edit: {pace: quick, cut_on: beat}\n") == [
            "1:14: error: edit.pace: expected one of calm, medium, fast, auto, found 'quick'",
            "1:29: error: edit.cut_on: expected one of beats, downbeats, sections, found 'beat'; did you mean 'beats'?",
        ])
}

@Test func aPromptThatYAMLTakesForAMapIsExplained() {
    #expect(
        Sample.faults("shots:\n  - prompt: {mood}\n") == [
            "2:13: error: shots[0].prompt: expected a text, found a map of keys; a text that begins with '{' needs quotes around it"
        ])
    #expect(
        Sample.faults("shots:\n  - prompt: {mood} street\n") == [
            "2:20: error: nothing may follow the closing '}'; put the whole text in quotes, such as \"{mood} street\" or \"it's\""
        ])
}

@Test func aSongThatIsNotThereIsSoughtInItsFolder() {
    #expect(
        Sample.messages("title: T\nsong: {file: sonng.flac}\nshots: [a]\n") == [
            "2:14: error: song.file: there is no file 'sonng.flac'; did you mean 'song.flac'?"
        ])
    #expect(Sample.messages("title: T\nsong: .\nshots: [a]\n") == [
        "2:7: error: song: '.' is a folder, expected an audio file; did you mean 'song.flac'?"
    ])
}

@Test func theSongEndsAfterItStarts() {
    #expect(
        Sample.faults("song: {file: song.flac, start: 1:30, end: 0:45}\n") == [
            "1:43: error: song.end: the film would end less than a second after its start at 1:30; times count from the start of the file"
        ])
    let late = Sample.faults("song: {file: song.flac, start: 1:75}\n")
    #expect(late.first?.contains("expected a time such as 1:30 or 90.5, found '1:75'") == true)
}

@Test func pictureSizesAreEvenAndWhole() {
    #expect(
        Sample.faults("format: {width: 641, height: 360}\n") == [
            "1:17: error: format.width: expected an even number of pixels, found '641'; write 642 or 640"
        ])
    #expect(Sample.faults("format: {width: 640}\n") == [
        "1:17: error: format.width: 'height' is missing beside 'width'; write both, or size: 1280x720"
    ])
    #expect(Sample.faults("format: 1280 by 720\n") == ["1:9: error: format: expected a size such as 1280x720, found '1280 by 720'"])
    #expect(Sample.faults("format: {size: 16x16}\n").count == 1)
    #expect(Sample.faults("format: {size: 640x360, width: 640, height: 360}\n").count == 2)
}

@Test func frameRatesThatNoFilmHasAreRefused() {
    for rate in ["0", "-24", "1000", "24/0", "24.12345678", "fast", "9223372036854775807/2", "[24]"] {
        #expect(Sample.faults("format: {fps: \(rate)}\n").count == 1, "\(rate)")
    }
}

@Test func moneyIsWrittenWithoutSigns() {
    #expect(Sample.faults("budget: $25\n") == ["1:9: error: budget: expected a number from 0 to 1000000, found '$25'; write 25"])
    #expect(Sample.faults("budget: {max: 3}\n") == ["1:10: error: budget.max: unknown key 'max'; did you mean 'limit'?"])
}

@Test func deliverablesAreFilesOfTheirOwnName() {
    #expect(
        Sample.faults("deliverables: [a.mp4, A.mp4, b/c.mp4, d.avi, {file: e.mp4, crf: 99, audio_bitrate: 192}]\n") == [
            "1:23: error: deliverables[1]: two deliverables are named 'A.mp4'; give each a name of its own",
            "1:30: error: deliverables[2]: expected a file name without a folder, found 'b/c.mp4'; deliverables are always made in out/",
            "1:39: error: deliverables[3]: expected a file name ending in .mp4, .mov, .mkv, .webm, .gif, .webp, or one of youtube, vertical, square, master, preview, found 'd.avi'; write d.mp4",
            "1:65: error: deliverables[4].crf: expected a whole number from 0 to 63, found '99'",
            "1:84: error: deliverables[4].audio_bitrate: expected bits per second such as 192k, from 32k to 512k, found '192'; write 192k",
        ])
    #expect(Sample.faults("deliverables: []\n").count == 1)
    #expect(Sample.faults("deliverables: a.mp4\n") == ["1:15: error: deliverables: expected a list, found 'a.mp4'; put it in [ ]"])
}
