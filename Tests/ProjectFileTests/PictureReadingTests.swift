import Editorial
import Foundation
import ProjectFile
import Testing

@Test func aShotHasTheFramingOfTheFilmWhereItSaysNothingElse() throws {
    let project = try Sample.project(
        """
        frame: {fit: blur, anchor: [0.25, 0.75], push_stills: 0.05}
        shots:
          - one
          - {prompt: two, frame: {anchor: auto, zoom: 1.2}}
          - {prompt: three, frame: {fit: contain, push: -0.1}}
        """)
    #expect(project.framing == Framing(fit: .blur, anchor: .point(x: 0.25, y: 0.75), pushStills: 0.05))
    #expect(project.shots[0].framing == nil)
    #expect(project.shots[1].framing == Framing(fit: .blur, anchor: .auto, zoom: 1.2, pushStills: 0.05))
    #expect(project.shots[2].framing == Framing(fit: .contain, anchor: .point(x: 0.25, y: 0.75), push: -0.1, pushStills: 0.05))
}

@Test(arguments: [
    ("auto", Framing.Anchor.auto), ("centre", .centre), ("left", .point(x: 0, y: 0.5)), ("bottom", .point(x: 0.5, y: 1)),
    ("[1, 0]", .point(x: 1, y: 0)),
])
func anAnchorIsAWordOrAPoint(text: String, anchor: Framing.Anchor) throws {
    #expect(try Sample.project("frame: {anchor: \(text)}").framing.anchor == anchor)
    #expect(try Sample.project("deliverables: [{as: vertical, anchor: \(text)}]").deliverables[0].anchor == anchor)
}

@Test func anAnchorThatIsNoneIsToldWhatItCouldBe() {
    #expect(
        Sample.faults("frame: {anchor: [0.5]}\n")
            == ["1:17: error: frame.anchor: expected two shares, such as [0.5, 0.3], found a list"])
    #expect(
        Sample.faults("frame: {anchor: middle}\n")
            == ["1:17: error: frame.anchor: expected one of auto, centre, left, right, top, bottom, found 'middle'"])
}

@Test func aGradeIsGlobalAndKeyByKeyAShotsOwn() throws {
    let cube = Sample.folder + "/warm.cube"
    let colours = (0..<8).map { "\($0 & 1) \($0 >> 1 & 1) \($0 >> 2)" }.joined(separator: "\n")
    try Data("# made by hand\nTITLE \"warm\"\nLUT_3D_SIZE 2\nDOMAIN_MIN 0 0 0\n\(colours)\n".utf8).write(to: URL(filePath: cube))
    let project = try Sample.project(
        """
        grade: {match: 0.5, lut: warm.cube, grain: 0.2}
        shots: [{prompt: a, grade: {exposure: -0.5, grain: 0}}, b]
        """)
    #expect(project.grade == Grade(match: 0.5, lut: cube, grain: 0.2))
    #expect(project.shots[0].grade == Grade(match: 0.5, exposure: -0.5, lut: cube))
    #expect(project.shots[1].grade == nil)
}

@Test func theShapeBetweenTheBarsIsAPartOfTheFormat() throws {
    #expect(try Sample.project("format: {size: 1920x1080, letterbox: 2.39}").letterbox == 2.39)
    #expect(try Sample.project("format: 640x360").letterbox == nil)
}

@Test func aPulseMayBeOneWord() throws {
    #expect(try Sample.project("edit: {pulse: beats}").edit.pulse == Pulse(on: .beats, punch: 0.03))
    #expect(
        try Sample.project("edit: {pulse: {on: hits, punch: 0, flash: 0.2, shake: 0.01, sections: chorus}}").edit.pulse
            == Pulse(on: .hits, punch: 0, flash: 0.2, shake: 0.01, sections: ["chorus"]))
}

@Test func theOpeningMayBeTheTitleAndTheArtist() throws {
    let project = try Sample.project("song: {file: song.flac, artist: The Sleepers}\ntitles: {opening: true, credits: [Thanks, to all]}")
    #expect(project.titles.opening == Titles.Card(lines: ["T", "The Sleepers"], seconds: 4))
    #expect(project.titles.credits == Titles.Card(lines: ["Thanks", "to all"], seconds: 4))
    #expect(try Sample.project("titles: {opening: false}").titles == .none)
    let placed = try Sample.project("titles: {opening: {lines: Night train, seconds: 2.5, at: bar 3}}").titles.opening
    #expect(placed == Titles.Card(lines: ["Night train"], seconds: 2.5, at: try MusicalRange(parsing: "bar 3")))
}

@Test func aShotMayRunSlowlyOrBackwards() throws {
    let shots = try Sample.project("shots: [{prompt: a, speed: 0.5}, {prompt: b, reverse: true}]").shots
    #expect(shots.map(\.speed) == [0.5, nil] && shots.map(\.isReversed) == [false, true])
}
