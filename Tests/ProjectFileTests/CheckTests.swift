import Editorial
import Events
import ProjectFile
import Testing

@Test func idsAreUniqueWhateverTheirCapitals() {
    #expect(
        Sample.faults("shots:\n  - {id: window, prompt: a}\n  - {id: Window, prompt: b}\n") == [
            "3:10: error: shots[1].id: the id 'Window' is already taken by the shot in line 2; give each shot an id of its own"
                + "; capitals make no difference"
        ])
    // A written id comes before a counted one.
    #expect(Sample.faults("shots:\n  - a\n  - {id: shot-01, prompt: b}\n").map { $0.prefix(5) } == ["2:5: "])
}

@Test(arguments: ["a b", "../x", ".hidden", "-x", "ä", "a/b"])
func idsAreSafeAsFileNames(_ id: String) {
    let messages = Sample.faults("shots:\n  - {id: \"\(id)\", prompt: a}\n")
    #expect(messages.count == 1)
    #expect(messages.first?.hasPrefix("2:10: error: shots[0].id: expected a name of letters, digits, '-', '_' and '.'") == true)
}

@Test func aPlaceholderNeedsValues() {
    #expect(
        Sample.faults("shots:\n  - {prompt: \"{seson} in town\", matrix: {season: [spring]}}\n").first
            == "2:14: error: shots[0].prompt: '{seson}' has no values in the shot's matrix; did you mean '{season}'?")
    #expect(
        Sample.faults("shots: [\"{season} in town\"]\n") == [
            "1:9: error: shots[0]: '{season}' has no values in the shot's matrix; add matrix: {season: [one, other]}"
        ])
}

@Test func valuesThatNoPromptUsesAreDoubtfulButNoError() throws {
    let text = Sample.completed("shots:\n  - {prompt: town, matrix: {season: [spring, fall]}}\n")
    let read = try Sample.read(text)
    #expect(
        read.warnings.map(\.description) == [
            "p.yaml:2:37: warning: shots[0].matrix.season: '{season}' stands nowhere in the prompt, "
                + "so its values only make more takes of the same"
                + "; put {season} into the prompt"
        ])
    #expect(read.project.shots[0].takesInAll == 8)
}

@Test func wordsThatShotsShareNeedValuesInEachOfThem() {
    let shots = "shots:\n  - {prompt: a, matrix: {light: [warm, cold]}}\n  - b\n"
    #expect(
        Sample.faults("look: \"{light} light\"\n" + shots) == [
            "1:7: error: look: '{light}' has no values in the matrix of 'shot-02'; words that shots share need values in each of them"
        ])
    #expect(Sample.faults("defaults: {negative: \"{light}\"}\n").first?.contains("has no values in the matrix of") == true)
}

@Test func matrixValuesAreListsWithoutRepetition() {
    #expect(
        Sample.faults("shots:\n  - {prompt: \"{a}{b}\", matrix: {a: winter, b: [1, 1]}}\n") == [
            "2:36: error: shots[0].matrix.a: expected a list of values, such as [dawn, night], found 'winter'",
            "2:51: error: shots[0].matrix.b[1]: the value '1' is given twice; remove it, and raise 'takes' for more takes of it",
        ])
    #expect(Sample.faults("shots:\n  - {prompt: x, matrix: {a-b: [c]}}\n").first?.contains("no word for a matrix") == true)
}

@Test func generatorsMustBeThere() {
    #expect(
        Sample.faults("generators: {sketch: animatic}\nshots:\n  - {prompt: a, generator: skech}\n") == [
            "3:28: error: shots[0].generator: there is no generator 'skech'; did you mean 'sketch'?"
        ])
    #expect(
        Sample.faults("defaults: {generator: wan}\n") == [
            "1:23: error: defaults.generator: there is no generator 'wan'; generators of this project: animatic; add it to 'generators'"
        ])
}

@Test func generatorsAreCheckedAgainstTheirKind() {
    #expect(
        Sample.faults(
            """
            generators:
              a: {kind: animatik}
              b: {kind: import, file: x}
              c: {kind: command, run: python3, timeout: 5000, mode: bach}
              d: {kind: import}
              e: {files: x}
              f: {kind: animatic, zzzz: 1, slate: no}
              animatic: {kind: import, files: x}
            """) == [
                "2:13: error: generators.a.kind: unknown kind of generator 'animatik'; did you mean 'animatic'?",
                "3:21: error: generators.b.file: unknown option 'file' of a generator of kind 'import'; did you mean 'files'?",
                "4:27: error: generators.c.run: expected a list of texts, found 'python3'; put it in [ ]",
                "4:45: error: generators.c.timeout: expected a whole number from 1 to 3600, found '5000'",
                "4:57: error: generators.c.mode: expected one of once, batch, found 'bach'; did you mean 'batch'?",
                "5:6: error: generators.d.files: missing; expected a text or a list of texts; Files or patterns.",
                "6:6: error: generators.e.kind: missing; expected one of animatic, import, command",
                "7:23: error: generators.f.zzzz: unknown option 'zzzz' of a generator of kind 'animatic'; options: size, fps, slate",
                "7:39: error: generators.f.slate: expected true or false, found 'no'; write false",
                "8:3: error: generators.animatic: the name 'animatic' always means the built-in generator; choose another name",
            ])
}

@Test func noShotKeepsMoreThanItMakes() {
    #expect(
        Sample.faults("shots:\n  - {prompt: a, takes: 3, keep: 5}\n  - b\n") == [
            "2:33: error: shots[0].keep: keeps 5 of 3 takes; raise 'takes' or lower 'keep'"
        ])
    #expect(Sample.faults("select: {keep: 13}\n") == ["1:16: error: select.keep: keeps 13 of 12 takes; raise the 'takes' of the shots"])
    #expect(
        Sample.faults("select: {keep: 4}\ndefaults: {keep: 1}\n") == [
            "1:16: warning: select.keep: the shots keep 3 in all, so no more than that can be kept; raise the 'keep' of the shots"
        ])
}

@Test func onlyOneShotIsFirst() {
    #expect(
        Sample.faults("shots:\n  - {id: a, prompt: a, place: {first: true}}\n  - {prompt: b, place: {first: true}}\n") == [
            "3:32: error: shots[1].place.first: the first place is already given to 'a'; only one shot can be first"
        ])
}

@Test func rangesBeginBeforeTheyEnd() {
    #expect(
        Sample.faults("shots:\n  - {prompt: b, place: {bars: 9-3, beats: 0, time: 1:30}}\n") == [
            "2:31: error: shots[0].place.bars: expected a range that begins before it ends, found '9-3'; write 3-9",
            "2:43: error: shots[0].place.beats: expected a number or a range such as 9-16, counted from 1, found '0'",
            "2:52: error: shots[0].place.time: expected a range of times such as 0:30-0:45, found '1:30'",
        ])
    #expect(
        Sample.faults("song: {file: song.flac, end: 1:00}\nshots:\n  - {prompt: b, place: {time: 1:05-1:20}}\n") == [
            "3:31: error: shots[0].place.time: begins after the film, which lasts 1:00; times count from the start of the film"
        ])
}

@Test func aSectionThatNoSongHasIsDoubted() {
    #expect(
        Sample.faults("shots:\n  - {prompt: b, place: {section: chorous}}\n  - {prompt: c, place: {section: [A, B', verse]}}\n") == [
            "2:34: warning: shots[0].place.section: 'chorous' is no part of a song that is told apart, so the shot may find no place"
                + "; did you mean 'chorus'?"
        ])
}

@Test func weightsAreOfScoresThatAreMeasured() {
    #expect(
        Sample.faults("select: {weights: {sharpnes: 2, motion: -1}}\n") == [
            "1:20: error: select.weights.sharpnes: unknown score 'sharpnes'; did you mean 'sharpness'?",
            "1:41: error: select.weights.motion: expected a number from 0 to 100, found '-1'",
        ])
}

@Test func theLongestClipIsLongerThanTheShortest() {
    #expect(
        Sample.faults("edit: {shortest: 3, longest: 2}\n") == [
            "1:30: error: edit.longest: expected more than the shortest clip of 3 s, found '2'; raise 'longest' or lower 'shortest'"
        ])
}

@Test func aNewerSchemaAsksForANewerProgram() {
    #expect(
        Sample.faults("schema: 2\n") == [
            "1:9: error: schema: this file is of schema 2, and this program reads schema 1; update the program"
        ])
}

@Test func takesStayBelowTheirLimitHoweverLargeTheMatrix() {
    let axes = "abcdefgh".map { "      \($0): [\((1...1000).map(String.init).joined(separator: ","))]\n" }.joined()
    let text = "shots:\n  - prompt: \"{a}{b}{c}{d}{e}{f}{g}{h}\"\n    matrix:\n" + axes
    let messages = Sample.faults(text)
    #expect(messages.count == 1)
    #expect(messages.first?.contains("at most 100000 are allowed") == true)
}

@Test func anEmptyListOfShotsIsNoFilm() {
    #expect(Sample.faults("shots: []\n") == ["1:8: error: shots: holds no shots; add one: - prompt: a window at dawn"])
    #expect(
        Sample.faults("shots:\n  a: {prompt: x}\n") == [
            "2:3: error: shots: expected a list, found a map of keys; begin each element with '- '"
        ])
}
