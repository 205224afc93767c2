import Editorial
import Foundation
import ProjectFile
import Testing
import Timebase

@Test func aTitleASongAndThreeShotsAreEnough() throws {
    let project = try Sample.read(Sample.minimal).project
    #expect(project.title == "T")
    #expect(project.song == SongSpec(file: Sample.folder + "/song.flac"))
    #expect(project.shots.map(\.id) == ["shot-01", "shot-02", "shot-03"])
    #expect(project.shots[1] == Shot(id: "shot-02", prompt: "two"))
    #expect(project.generators == ["animatic": GeneratorSpec(name: "animatic", kind: "animatic")])
    #expect(project.format == PictureFormat())
    #expect(project.edit == EditSpec())
    #expect(project.deliverables == [DeliverableSpec()])
    #expect(project.budget.limit == nil)
}

@Test func everyKeyArrivesInTheProject() throws {
    let project = try Sample.read(
        """
        schema: 1
        title: Night train
        song: {file: ./song.flac, artist: The Sleepers, start: 0:10, end: 1:15.5}
        format: {size: 1920x1080, fps: 23.976}
        look: [16mm, warm]
        seed: 7
        generators:
          sketch: {kind: animatic, size: 640x360, fps: 12, slate: true}
          wan: {kind: command, run: [python3, w.py], timeout: 60, environment: {A: 1, B: "2", C: [x, 0.5]}, mode: batch}
        defaults: {takes: 12, keep: 2, seconds: 3.5, generator: sketch, negative: text, camera: static}
        shots:
          - {id: a.1, prompt: one, takes: 13, keep: 1, seconds: 6, generator: wan, negative: fog, camera: pan, group: g}
          - {prompt: two, place: {section: [chorus, B'], bars: 9-16, beats: 3, time: 0:30-0:45, first: true, last: true}}
        select: {keep: 3, weights: {sharpness: 2, motion: 0}}
        edit: {pace: fast, cut_on: downbeats, order: flow, at_sections: dissolve, dissolve: 1, lead: 2, shortest: 0.5, longest: 6,
          fade_in: 1, fade_out: 2, retime: 0.2, ramps: true, slow_motion: flow, hold: true, pulse: hits, at_cuts: {kind: whip, frames: 7},
          transitions: [{at: chorus 2, kind: dip_white, beats: 2}, {at: bar 9, kind: cut}]}
        budget: {limit: 25}
        deliverables: [{file: a.mov, preset: slow, crf: 20, audio_bitrate: 256k}, b.mkv]
        """
    ).project
    #expect(project.song == SongSpec(file: Sample.folder + "/song.flac", artist: "The Sleepers", start: 10, end: 75.5))
    #expect(project.format == PictureFormat(width: 1920, height: 1080, rate: FrameRate(24000, 1001)))
    #expect(project.look == "16mm, warm")
    #expect(project.seed == 7)
    #expect(project.generators["sketch"]?.options == ["size": .text("640x360"), "fps": .number(12), "slate": .boolean(true)])
    let environment: OptionValue = .map(["A": .integer(1), "B": .text("2"), "C": .list([.text("x"), .number(0.5)])])
    #expect(project.generators["wan"]?.options["environment"] == environment)
    #expect(project.generators["wan"]?.options["run"] == .list([.text("python3"), .text("w.py")]))
    #expect(
        project.shots[0]
            == Shot(id: "a.1", prompt: "one", negative: "fog", camera: "pan", takes: 13, keep: 1, seconds: 6, generator: "wan", group: "g"))
    #expect(
        project.shots[1]
            == Shot(
                id: "shot-02", prompt: "two", negative: "text", camera: "static", takes: 12, keep: 2, seconds: 3.5, generator: "sketch",
                place: Place(sections: ["chorus", "B'"], bars: 9...16, beats: 3...3, time: 30...45, first: true, last: true)))
    #expect(project.select == SelectSpec(keep: 3, weights: ["sharpness": 2, "motion": 0]))
    #expect(
        project.edit
            == EditSpec(
                pace: .fast, cutOn: .downbeats, order: .flow, retime: 0.2, ramps: true, slowMotion: .flow, mayHold: true,
                pulse: Pulse(on: .hits), atSections: TransitionSpec(.dissolve, length: .seconds(1)),
                atCuts: TransitionSpec(.whip, length: .frames(7)),
                transitions: [
                    PlacedTransition(at: try MusicalRange(parsing: "chorus 2"), transition: TransitionSpec(.dipWhite, length: .beats(2))),
                    PlacedTransition(at: try MusicalRange(parsing: "bar 9"), transition: .cut),
                ], lead: 2, shortest: 0.5, longest: 6, fadeIn: 1, fadeOut: 2))
    #expect(project.budget.limit == 25)
    let files = [
        DeliverableSpec(file: "a.mov", preset: "slow", crf: 20, audioBitRate: 256_000), DeliverableSpec(file: "b.mkv"),
    ]
    #expect(project.deliverables == files)
}

@Test("An unquoted 1:30 is a minute and a half, as is a quoted one and 90")
func clockTimesAreReadFromTheirText() throws {
    for text in ["1:30", "\"1:30\"", "90", "90.0", "0:01:30"] {
        #expect(try Sample.project("song: {file: song.flac, start: \(text)}").song.start == 90)
    }
}

@Test(arguments: [
    ("24", FrameRate(24)), ("23.976", FrameRate(24000, 1001)), ("29.97", FrameRate(30000, 1001)), ("59.94", FrameRate(60000, 1001)),
    ("24000/1001", FrameRate(24000, 1001)), ("12.5", FrameRate(25, 2)),
])
func frameRatesAreExact(_ text: String, _ rate: FrameRate) throws {
    #expect(try Sample.project("format: {fps: \(text)}").format.rate == rate)
}

@Test func fiftyFiveShotsKeepingOneOfThirteen() throws {
    let shots = (1...55).map { "  - picture \($0)\n" }.joined()
    let project = try Sample.project("defaults: {takes: 13, keep: 1}\nshots:\n" + shots)
    #expect(project.shots.map(\.takesInAll).reduce(0, +) == 715)
    #expect(project.shots.compactMap(\.keep).reduce(0, +) == 55)
    #expect(project.shots.last?.id == "shot-55")
}

@Test func twelveShotsKeepingSeveralEach() throws {
    let shots = (1...12).map { "  - picture \($0)\n" }.joined()
    let read = try Sample.read(Sample.head + "defaults: {takes: 60, keep: 8}\nselect: {keep: 55}\nshots:\n" + shots)
    #expect(read.project.shots.map(\.takesInAll).reduce(0, +) == 720)
    #expect(read.project.select.keep == 55)
    #expect(read.warnings.isEmpty)
}

@Test func aMatrixReachesSevenHundredTakesInTenLines() throws {
    let project = try Sample.project(
        """
        shots:
          - prompt: "{who} by a window at {time_of_day}, {weather}"
            takes: 5
            matrix:
              who: [a woman, a man, a child, a cat, a chair]
              time_of_day: [dawn, morning, noon, golden hour, dusk, blue hour, night]
              weather: [clear, rain, snow, fog]
        """)
    #expect(project.shots[0].takesInAll == 700)
    #expect(project.shots[0].matrix.map(\.name) == ["who", "time_of_day", "weather"])
    #expect(
        project.shots[0].fullPrompt(look: "", variant: ["who": "a cat", "time_of_day": "dusk", "weather": "fog"])
            == "a cat by a window at dusk, fog")
}

@Test func idsAreNumberedWithAsManyDigitsAsTheyNeed() throws {
    let shots = (1...100).map { "  - picture \($0)\n" }.joined()
    #expect(try Sample.project("shots:\n" + shots).shots.first?.id == "shot-001")
}

@Test func commentedOutSectionsCountAsMissing() throws {
    let text = "generators:\n#  x: animatic\nselect:\nedit:\ndefaults:\nbudget:\ndeliverables:\nlook:\n"
    let project = try Sample.project(text)
    #expect(project.edit == EditSpec())
    #expect(project.deliverables == [DeliverableSpec()])
}

@Test func aGeneratorMayBeWrittenAsItsKind() throws {
    let project = try Sample.project("generators: {sketch: animatic, animatic: {slate: true}}\ndefaults: {generator: sketch}")
    #expect(project.generators["sketch"] == GeneratorSpec(name: "sketch", kind: "animatic"))
    #expect(project.generators["animatic"]?.options == ["slate": .boolean(true)])
    #expect(project.shots[0].generator == "sketch")
}

@Test func aliasesRepeatValues() throws {
    let project = try Sample.project(
        "shots:\n  - {prompt: one, place: &chorus {section: chorus}}\n  - {prompt: two, place: *chorus}\n")
    #expect(project.shots[1].place == Place(sections: ["chorus"]))
}

@Test func laterStagesCanPointAtTheFile() throws {
    let read = try Sample.read("title: T\nsong:\n  file: song.flac\nshots:\n  - one\n  - id: b\n    prompt: two\n")
    #expect(read.place(of: "song.file").map { [$0.line, $0.column] } == [3, 9])
    #expect(read.place(of: "shots[1].prompt").map { [$0.line, $0.column] } == [7, 13])
    // A shot that is only a text has no key 'prompt', and 'takes' is said nowhere: the shot's own place stands in.
    #expect(read.place(of: "shots[0].prompt").map { [$0.line, $0.column] } == [5, 5])
    #expect(read.place(of: "shots[1].takes").map { [$0.line, $0.column] } == [6, 5])
    #expect(read.place(of: "edit.pace") == nil)
    #expect(read.folder == Sample.folder)
    #expect(read.file == Sample.folder + "/p.yaml")
}

@Test func readingTheSameTextTwiceGivesTheSameProject() throws {
    let text = ProjectTemplate.text(title: "T", songFile: "song.flac")
    #expect(try Sample.read(text).project == Sample.read(text).project)
}
