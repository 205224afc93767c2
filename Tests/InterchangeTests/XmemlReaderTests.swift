import Interchange
import Testing
import Timebase

/// A sequence at 24 with tracks, as text.
private func xmeml(_ tracks: String..., more: String = "", rate: String = "<timebase>24</timebase><ntsc>FALSE</ntsc>") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE xmeml>
    <xmeml version="4"><sequence id="sequence-1"><name>edit</name><rate>\(rate)</rate>
    <media><video>\(tracks.map { "<track>\($0)</track>" }.joined())</video></media>\(more)</sequence></xmeml>
    """
}

private func clip(_ name: String, _ start: Int, _ end: Int, _ first: Int, _ last: Int, _ more: String = "") -> String {
    """
    <clipitem id="\(name)"><name>\(name)</name><start>\(start)</start><end>\(end)</end><in>\(first)</in><out>\(last)</out>
    <file id="file-\(name)"><name>\(name)</name><pathurl>file://localhost/m/\(name)</pathurl><duration>400</duration></file>\(more)</clipitem>
    """
}

private func transition(_ start: Int, _ end: Int, _ alignment: String, effect: String = "Cross Dissolve", more: String = "") -> String {
    """
    <transitionitem><start>\(start)</start><end>\(end)</end><alignment>\(alignment)</alignment>\(more)<effect><name>\(effect)</name><effectid>\(effect)</effectid>
    </effect></transitionitem>
    """
}

private func remap(_ speed: String, reverse: Bool = false, variable: Bool = false) -> String {
    """
    <filter><effect><name>Time Remap</name><effectid>timeremap</effectid>
    <parameter><parameterid>variablespeed</parameterid><value>\(variable ? 1 : 0)</value></parameter>
    <parameter><parameterid>speed</parameterid><value>\(speed)</value></parameter>
    <parameter><parameterid>reverse</parameterid><value>\(reverse ? "TRUE" : "FALSE")</value></parameter></effect></filter>
    """
}

/// Name, source, record and transition of each.
private func cut(_ edit: ReturnedEdit) -> [String] {
    edit.clips.map { clip in
        let transition = clip.transition.map { " \($0.kind) \($0.frames)" } ?? ""
        return "\(clip.name) \(clip.source) \(clip.record)\(transition)"
    }
}

@Suite struct XmemlReaderTests {
    @Test(arguments: RandomFilm.rates) func whatIsWrittenComesBack(rate: FrameRate) throws {
        for seed in 0..<8 as Range<UInt64> {
            let film = RandomFilm.make(seed: seed, clips: seed == 0 ? 55 : 5, rate: rate)
            #expect(film.faults == [])
            let written = XmemlWriter.write(film)
            let edit = try XmemlReader.read(written.files[0].text)
            let trip = RoundTrip(film: film, written: written, edit: edit)
            #expect(edit.clips == trip.clips, "seed \(seed)")
            #expect(edit.markers.map(RoundTrip.text).sorted() == trip.markers, "seed \(seed)")
            #expect(edit.rate == rate)
            #expect(edit.leftOut.filter { !$0.hasPrefix("a fade") } == [], "seed \(seed)")
        }
    }

    /// Numbers of an export by Premiere.
    @Test func edgesUnderATransitionAreItsCut() throws {
        let text = xmeml(
            clip("a", 956, -1, 34, 255) + transition(1152, 1177, "center", more: "<cutPointTicks>127008000000</cutPointTicks>")
                + clip("b", -1, 1246, 6, 100),
            rate: "<timebase>24</timebase>")
        #expect(try cut(XmemlReader.read(text)) == ["a 34 956..<1152", "b 6 1152..<1246 dissolve 25"])
    }

    @Test(arguments: ["start", "center", "end"]) func aDissolveBeginsWhereTheNextClipIsFirstSeen(alignment: String) throws {
        let text = xmeml(clip("a", 0, -1, 0, 60) + transition(48, 60, alignment) + clip("b", -1, 100, 10, 62))
        #expect(try cut(XmemlReader.read(text)) == ["a 0 0..<48", "b 10 48..<100 dissolve 12"])
    }

    @Test(arguments: ["start", "center", "end"]) func aDipGivesWayInItsMiddle(alignment: String) throws {
        let dip = transition(48, 60, alignment, effect: "Dip to Color Dissolve")
        let text = xmeml(clip("a", 0, -1, 0, 60) + dip + clip("b", -1, 100, 10, 62))
        #expect(try cut(XmemlReader.read(text)) == ["a 0 0..<54", "b 16 54..<100 dipToBlack 12"])
    }

    @Test func fadesToBlackAreSaidAndNoTransitions() throws {
        let text = xmeml(
            transition(0, 10, "start-black") + clip("a", -1, -1, 0, 48) + transition(40, 48, "end-black") + clip("b", 48, 96, 0, 48)
                + clip("c", 120, -1, 0, 30) + transition(140, 150, "end-black"))
        let edit = try XmemlReader.read(text)
        #expect(cut(edit) == ["a 0 0..<48", "b 0 48..<96", "c 0 120..<150"])
        #expect(
            edit.leftOut == [
                "a fade in of 10 frames is left out at 00:00:00:00", "a fade out of 8 frames is left out at 00:00:01:16",
                "a fade out of 10 frames is left out at 00:00:05:20",
            ])
    }

    @Test func aTransitionIsNoLongerThanItsClip() throws {
        let text = xmeml(
            clip("a", 0, 72, 0, 72) + clip("b", 72, 127, 0, 55) + transition(1, 165, "center", more: "<cutPointTicks>0</cutPointTicks>")
                + clip("c", -1, 204, 8, 48))
        #expect(try cut(XmemlReader.read(text)) == ["a 0 0..<1", "c 8 1..<72 dissolve 71", "b 0 72..<127"])
    }

    @Test func upperTracksCoverLowerOnes() throws {
        let text = xmeml(
            clip("a", 0, 48, 0, 48) + clip("b", 48, 96, 0, 48), clip("x", 24, 60, 5, 41),
            clip("off", 0, 96, 0, 96) + "<enabled>FALSE</enabled>")
        let edit = try XmemlReader.read(text)
        #expect(cut(edit) == ["a 0 0..<24", "x 5 24..<60", "b 12 60..<96"])
        #expect(edit.leftOut == ["picture track 3 is switched off and left out"])
    }

    @Test func aClipInTheMiddleOfAnotherLeavesBothItsEnds() throws {
        let text = xmeml(clip("a", 0, 96, 10, 106), clip("x", 24, 30, 0, 6) + clip("y", 40, 44, 0, 4))
        #expect(try cut(XmemlReader.read(text)) == ["a 10 0..<24", "x 0 24..<30", "a 40 30..<40", "y 0 40..<44", "a 54 44..<96"])
    }

    @Test func whatIsCoveredOfADissolveIsNone() throws {
        let below = clip("a", 0, -1, 0, 60) + transition(48, 60, "center") + clip("b", -1, 100, 10, 62)
        #expect(try cut(XmemlReader.read(xmeml(below, clip("x", 40, 70, 0, 30)))) == ["a 0 0..<40", "x 0 40..<70", "b 32 70..<100"])
        // What comes in over a lower track does so over what lies there.
        let above = transition(20, 32, "start-black") + clip("x", -1, 70, 0, 50)
        #expect(
            try cut(XmemlReader.read(xmeml(clip("a", 0, 100, 0, 100), above))) == [
                "a 0 0..<20", "x 0 20..<70 dissolve 12", "a 70 70..<100",
            ])
    }

    @Test func whatACutCannotHoldIsSaidWithItsPlaces() throws {
        let lumetri = "<filter><effect><name>Lumetri Color</name><effectid>Lumetri</effectid></effect></filter>"
        let motion = { (scale: Int) in
            "<filter><effect><name>Basic Motion</name><effectid>basic</effectid><parameter><parameterid>scale</parameterid><value>\(scale)</value>"
                + "</parameter><parameter><parameterid>center</parameterid><value><horiz>0</horiz><vert>0</vert></value></parameter></effect></filter>"
        }
        let text = xmeml(
            clip("a", 0, 24, 0, 24, lumetri + motion(100)) + clip("b", 24, 48, 0, 24, lumetri + motion(50))
                + clip("c", 48, 72, 0, 24, "<enabled>FALSE</enabled>"),
            """
            <clipitem id="n"><name>nest</name><start>0</start><end>12</end><in>0</in><out>12</out><sequence id="s2"><name>nest</name></sequence></clipitem>
            <generatoritem><name>Title</name><start>30</start><end>40</end><in>0</in><out>10</out></generatoritem>
            """,
            more: "<timecode><frame>86400</frame><displayformat>NDF</displayformat></timecode>")
        let edit = try XmemlReader.read(text)
        #expect(cut(edit) == ["a 12 12..<24", "b 0 24..<48"])
        #expect(
            edit.leftOut == [
                "the effect 'Lumetri Color' is left out at 01:00:00:00 and 01:00:01:00",
                "the effect 'Basic Motion' is left out at 01:00:01:00",
                "the disabled clip 'c' is left out at 01:00:02:00", "the nested sequence 'nest' is not followed at 01:00:00:00",
                "'Title', which is no file, is left out at 01:00:01:06",
            ])
    }

    @Test func anEvenSpeedIsReadOnEitherAxis() throws {
        // Premiere counts in and out as the clip plays, others as the file does.
        let text = xmeml(
            clip("slow", 0, 48, 100, 148, remap("50")) + clip("fast", 48, 72, 10, 58, remap("200"))
                + clip("back", 72, 96, 0, 24, remap("100", reverse: true)))
        let edit = try XmemlReader.read(text)
        #expect(cut(edit) == ["slow 50 0..<48", "fast 10 48..<72", "back 399 72..<96"])
        #expect(edit.clips.map(\.speed) == [Rational(1, 2), Rational(2), Rational(-1)])
        let twelfths = try XmemlReader.read(xmeml(clip("a", 0, 24, 24, 48, remap("41.6667", variable: true))))
        #expect(twelfths.clips.map(\.speed) == [Rational(5, 12)])
        #expect(twelfths.leftOut == ["the changing speed of 'a' is read as an even one at 00:00:00:00"])
    }

    @Test func aWipeIsKeptByItsName() throws {
        let edit = try XmemlReader.read(
            xmeml(clip("a", 0, -1, 0, 54) + transition(42, 54, "center", effect: "Edge Wipe") + clip("b", -1, 96, 4, 58)))
        #expect(edit.clips.last?.transition == .init(.other("edge wipe"), frames: 12))
        #expect(edit.clips.map(\.record) == [FrameRange(start: 0, count: 48), FrameRange(start: 48, count: 48)])
        #expect(edit.clips.last?.source == 10)
        #expect(edit.leftOut == ["the transition 'edge wipe' is not known at 00:00:01:18"])
    }

    @Test func takesAreFoundInMetadataFilesAndMasterClips() throws {
        let ids = ["a", "b", "c"].map { String(repeating: $0, count: 64) }
        let text = """
            <xmeml version="4"><project><children>
            <bin><children><clip id="m1"><name>x</name><comments><mastercomment1>take \(ids[2])</mastercomment1></comments>
            <media><video><track><clipitem id="k"><file id="f1"><name>x.mp4</name><pathurl>
              file://localhost/D%3a/my%20takes/x.mp4
            </pathurl><timecode><reel><name>R1</name></reel></timecode></file></clipitem></track></video></media></clip></children></bin>
            <sequence id="s"><name>two</name><rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate><media><video><track>
            <clipitem id="c"><masterclipid>m1</masterclipid><name>renamed</name><start>0</start><end>10</end><in>3</in><out>13</out><file id="f1"/>
            <logginginfo><lognote>\(ids[0]),\(ids[1].uppercased())f0</lognote><scene>\(ids[1].uppercased())</scene></logginginfo>
            </clipitem></track></video></media></sequence></children></project></xmeml>
            """
        let edit = try XmemlReader.read(text)
        #expect(edit.rate == FrameRate(30000, 1001))
        #expect(
            edit.clips == [
                .init(
                    name: "renamed", path: "D:/my takes/x.mp4", reel: "R1", takes: ids, source: 3, record: FrameRange(start: 0, count: 10))
            ])
    }

    @Test func markersOfClipsAreMarkersOfTheFilm() throws {
        let marker = { (first: Int, name: String) in
            "<marker><name>\(name)</name><comment>c</comment><in>\(first)</in><out>-1</out></marker>"
        }
        let text = xmeml(clip("a", 24, 48, 100, 124, marker(110, "hit") + marker(90, "outside")), more: marker(5, "section: end"))
        #expect(
            try XmemlReader.read(text).markers == [
                .init(frame: 5, kind: .section, name: "end", note: "c"), .init(frame: 34, kind: .hit, name: "", note: "c"),
            ])
    }

    @Test func ofSeveralSequencesOneIsChosen() throws {
        let one = { (name: String, clips: String) in
            "<sequence><name>\(name)</name><rate><timebase>25</timebase></rate><media><video><track>\(clips)</track></video></media></sequence>"
        }
        let text = "<xmeml>" + one("short", clip("a", 0, 5, 0, 5)) + one("long", clip("b", 0, 5, 0, 5) + clip("c", 5, 9, 0, 4)) + "</xmeml>"
        let edit = try XmemlReader.read(text)
        #expect(edit.name == "long")
        #expect(edit.leftOut == ["of 2 sequences 'long' was read"])
        #expect(try XmemlReader.read(text, sequence: "short").clips.map(\.name) == ["a"])
        #expect(throws: EditFileError("there is no sequence 'x'", suggestion: "it has 'short', 'long'")) {
            try XmemlReader.read(text, sequence: "x")
        }
    }

    @Test func whatIsNoEditIsRefusedWithTheNextStep() {
        #expect(throws: EditFileError("the file holds no sequence", suggestion: "select the sequence before exporting it")) {
            try XmemlReader.read("<xmeml version='5'/>")
        }
        let other = EditFileError(
            "'xmeml' was expected, not 'fcpxml'", line: 1, column: 1, suggestion: "in Premiere: File, Export, Final Cut Pro XML")
        #expect(throws: other) { try XmemlReader.read("<fcpxml/>") }
        #expect(throws: EditFileError("the sequence has no frame rate", line: 1, column: 8)) {
            try XmemlReader.read("<xmeml><sequence><media/></sequence></xmeml>")
        }
    }

    @Test func aChangedSoundIsSaid() throws {
        let sound = { (starts: [Int]) in
            let clips = starts.map { "<clipitem><start>\($0)</start><end>\($0 + 9)</end><in>0</in><file id=\"s\"/></clipitem>" }.joined()
            return xmeml().replacing("</media>", with: "<audio><track>\(clips)</track><track>\(clips)</track></audio></media>")
        }
        #expect(try XmemlReader.read(sound([0])).leftOut == [])
        #expect(try XmemlReader.read(sound([0, 9])).leftOut == ["the sound has 2 pieces; only the picture is read"])
    }

    @Test func brokenFilesAreReadOrRefusedButNeverEndTheProgram() {
        let text = Array(XmemlWriter.write(RandomFilm.make(seed: 3, clips: 6, rate: FrameRate(25))).files[0].text.utf8)
        #expect(Spoiling.survives(text, rounds: 150) { try XmemlReader.read($0) })
    }
}
