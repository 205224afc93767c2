import Interchange
import Testing
import Timebase

/// A project at 24 that begins at one hour, as text.
private func fcpxml(_ spine: String, assets: String = "", version: String = "1.10", tcStart: String = "3600s") -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE fcpxml>
    <fcpxml version="\(version)"><resources><format id="f" frameDuration="100/2400s"/>
    <asset id="a" name="a.mp4" start="0s" duration="20s" hasVideo="1"><media-rep kind="proxy-media" src="file:///p/a.mov"/>
    <media-rep kind="original-media" src="file:///m/a.mp4"/></asset>
    <asset id="b" name="b.mp4" start="3600s" duration="20s" hasVideo="1"><media-rep src="./m/b%20b.mp4"/></asset>
    <asset id="s" name="song" start="0s" duration="20s" hasAudio="1"><media-rep src="file:///m/song.wav"/></asset>
    <effect id="x" name="Cross Dissolve" uid="X"/><effect id="d" name="Fade To Color" uid="D"/><effect id="w" name="Wipe" uid="W"/><effect id="t" uid="T"/>
    <media id="m" name="nest"/>\(assets)</resources>
    <library><event name="e"><project name="edit"><sequence format="f" tcStart="\(tcStart)"><spine>\(spine)</spine></sequence></project></event></library></fcpxml>
    """
}

/// Times in frames.
private func clip(
    _ ref: String, at offset: Int, from start: Int, _ count: Int, name: String? = nil, lane: Int? = nil, element: String = "asset-clip",
    more: String = "", _ children: String = ""
) -> String {
    """
    <\(element) ref="\(ref)" name="\(name ?? ref)" offset="\(offset)/24s" start="\(start)/24s" duration="\(count)/24s"\(lane.map { " lane=\"\($0)\"" } ?? "") \
    \(more)>\(children)</\(element)>
    """
}

private func transition(_ offset: Int, _ count: Int, _ effect: String = "x", _ children: String = "") -> String {
    "<transition offset=\"\(offset)/24s\" duration=\"\(count)/24s\"><filter-video ref=\"\(effect)\">\(children)</filter-video></transition>"
}

/// One hour in frames.
private let hour = 86_400

/// Name, source, record and transition of each.
private func cut(_ edit: ReturnedEdit) -> [String] {
    edit.clips.map { clip in
        let transition = clip.transition.map { " \($0.kind) \($0.frames)" } ?? ""
        return "\(clip.name) \(clip.source) \(clip.record)\(transition)"
    }
}

@Suite struct FCPXMLReaderTests {
    @Test(arguments: RandomFilm.rates, FCPXMLWriter.Flavour.allCases)
    func whatIsWrittenComesBack(rate: FrameRate, flavour: FCPXMLWriter.Flavour) throws {
        for seed in 0..<6 as Range<UInt64> {
            let film = RandomFilm.make(seed: seed, clips: seed == 0 ? 55 : 5, rate: rate)
            let written = FCPXMLWriter.write(film, for: flavour)
            let edit = try FCPXMLReader.read(written.files[0].text)
            let trip = RoundTrip(film: film, written: written, edit: edit)
            // Final Cut's clips are named without the extension.
            let clips = trip.clips.map { clip in
                var clip = clip
                if flavour == .finalCut { clip.name = String(clip.name.prefix { $0 != "." }) }
                return clip
            }
            #expect(edit.clips == clips, "seed \(seed)")
            #expect(Set(edit.markers.map(RoundTrip.text)) == Set(trip.markers), "seed \(seed)")
            #expect(edit.rate == rate)
            #expect(edit.leftOut.filter { !$0.hasPrefix("a fade") } == [], "seed \(seed)")
        }
    }

    @Test func clipsCountFromTheFirstFrameOfTheirFile() throws {
        let spine =
            clip("a", at: hour, from: 10, 48) + "<gap offset=\"\(hour + 48)/24s\" duration=\"1s\"/>"
            + clip("b", at: hour + 72, from: hour + 5, 24)
        let edit = try FCPXMLReader.read(fcpxml(spine))
        #expect(cut(edit) == ["a 10 0..<48", "b 5 72..<96"])
        #expect(edit.clips.map(\.path) == ["/m/a.mp4", "./m/b b.mp4"])
        #expect(edit.rate == FrameRate(24))
        #expect(edit.name == "edit")
    }

    @Test func placesThatAreNotWrittenFollowFromWhatStandsBefore() throws {
        let spine = "<asset-clip ref=\"a\" name=\"a\" duration=\"2s\"/><gap duration=\"1s\"/><asset-clip ref=\"b\" name=\"b\"/>"
        #expect(try cut(FCPXMLReader.read(fcpxml(spine))) == ["a 0 0..<48", "b 0 72..<552"])
    }

    @Test func transitionsAreReadWhereverTheyLieOnTheirCut() throws {
        let dissolve = clip("a", at: hour, from: 0, 48) + transition(hour + 42, 12) + clip("b", at: hour + 48, from: hour + 20, 48)
        #expect(try cut(FCPXMLReader.read(fcpxml(dissolve))) == ["a 0 0..<42", "b 14 42..<96 dissolve 12"])
        let dip = { (color: String) in
            clip("a", at: hour, from: 0, 48) + transition(hour + 48, 12, "d", color) + clip("b", at: hour + 48, from: hour + 20, 48)
        }
        let colors = [
            "": "dipToBlack", "<param name=\"Color\" key=\"3\" value=\"0 0 0\"/>": "dipToBlack",
            "<param name=\"Color\" value=\"1 1 1\"/>": "dipToWhite",
            "<param name=\"color\" value=\"1 1 1 1\"/>": "dipToWhite",
        ]
        for (color, kind) in colors {
            #expect(try cut(FCPXMLReader.read(fcpxml(dip(color)))) == ["a 0 0..<54", "b 26 54..<96 \(kind) 12"])
        }
    }

    @Test func fadesAndUnknownTransitionsAreSaid() throws {
        let spine =
            transition(hour, 10) + clip("a", at: hour, from: 0, 48) + transition(hour + 42, 12, "w")
            + clip("b", at: hour + 48, from: hour, 48)
            + transition(hour + 86, 10)
        let edit = try FCPXMLReader.read(fcpxml(spine))
        #expect(cut(edit) == ["a 0 0..<48", "b 0 48..<96 other(\"wipe\") 12"])
        #expect(
            edit.leftOut == [
                "a fade in of 10 frames is left out at 01:00:00:00", "the transition 'wipe' is not known at 01:00:01:18",
                "a fade out of 10 frames is left out at 01:00:03:14",
            ])
    }

    @Test func connectedClipsCoverTheStorylineAndThoseBelowDoNot() throws {
        // Their offsets are in the time of the clip that they hang on.
        let above = clip("b", at: 110, from: hour, 12, lane: 1)
        let below = clip("b", at: 100, from: hour, 200, name: "under", lane: -1)
        let spine = clip("a", at: hour, from: 100, 48, above + below)
        #expect(try cut(FCPXMLReader.read(fcpxml(spine))) == ["a 100 0..<10", "b 0 10..<22", "a 122 22..<48", "under 48 48..<200"])
    }

    @Test func aConnectedStorylineIsReadWithItsTransitions() throws {
        let story =
            "<spine lane=\"2\" offset=\"20/24s\">" + clip("b", at: 0, from: hour, 12) + transition(9, 6) + clip("a", at: 12, from: 50, 12)
            + "</spine>"
        let spine = "<gap offset=\"\(hour)/24s\" start=\"0s\" duration=\"4s\">\(story)</gap>"
        #expect(try cut(FCPXMLReader.read(fcpxml(spine))) == ["b 0 20..<29", "a 47 29..<44 dissolve 6"])
    }

    @Test func ofAnAuditionTheFirstCounts() throws {
        let audition =
            "<audition offset=\"\(hour)/24s\">" + clip("a", at: 0, from: 7, 24) + clip("b", at: 0, from: hour, 24) + "</audition>"
        #expect(try cut(FCPXMLReader.read(fcpxml(audition))) == ["a 7 0..<24"])
    }

    @Test func aClipMayHoldWhatItShows() throws {
        let inner =
            "<video ref=\"b\" offset=\"100/24s\" duration=\"10s\"><audio ref=\"b\" lane=\"-1\" offset=\"100/24s\" duration=\"10s\"/></video>"
        let spine = "<clip name=\"c\" offset=\"3600s\" start=\"110/24s\" duration=\"1s\">\(inner)</clip>"
        let edit = try FCPXMLReader.read(fcpxml(spine))
        #expect(cut(edit) == ["c 10 0..<24"])
        #expect(edit.leftOut == [])
    }

    @Test func whatACutCannotHoldIsSaidWithItsPlaces() throws {
        let adjusted =
            "<adjust-conform type=\"fill\"/><adjust-transform scale=\"1 1\" position=\"0 0\"/><adjust-crop mode=\"trim\"><trim-rect left=\"5\"/></adjust-crop>"
        let spine =
            clip("m", at: hour, from: 0, 24, element: "ref-clip")
            + clip("a", at: hour + 24, from: 0, 24, adjusted + "<filter-video ref=\"x\" name=\"Blur\"/>")
            + clip("t", at: hour + 48, from: 0, 24, name: "Hello", element: "title")
            + clip("a", at: hour + 72, from: 0, 24, more: "enabled=\"0\"")
            + clip("t", at: hour + 96, from: 0, 24, name: "Cloud", element: "video")
        let edit = try FCPXMLReader.read(fcpxml(spine))
        #expect(cut(edit) == ["a 0 24..<48"])
        #expect(
            edit.leftOut == [
                "the compound clip 'm' is not followed at 01:00:00:00", "the adjustment 'crop' is left out at 01:00:01:00",
                "the effect 'Blur' is left out at 01:00:01:00", "the title 'Hello' is left out at 01:00:02:00",
                "the disabled clip 'a' is left out at 01:00:03:00", "'Cloud', which is no file, is left out at 01:00:04:00",
            ])
    }

    @Test func anEvenSpeedIsReadOnTheClipsOwnAxis() throws {
        let map = { (points: String) in "<timeMap>\(points)</timeMap>" }
        let spine =
            clip("a", at: hour, from: 24, 48, map("<timept time=\"0s\" value=\"0s\"/><timept time=\"40s\" value=\"20s\"/>"))
            + clip("a", at: hour + 48, from: 0, 24, map("<timept time=\"0s\" value=\"20s\"/><timept time=\"20s\" value=\"0s\"/>"))
            + clip(
                "a", at: hour + 72, from: 0, 24,
                map("<timept time=\"0s\" value=\"0s\"/><timept time=\"1s\" value=\"2s\"/><timept time=\"9s\" value=\"20s\"/>"))
        let edit = try FCPXMLReader.read(fcpxml(spine))
        #expect(edit.clips.map(\.speed) == [Rational(1, 2), Rational(-1), Rational(2)])
        #expect(edit.clips.map(\.source) == [12, 479, 0])
        #expect(edit.leftOut == ["the changing speed of 'a' is read as an even one at 01:00:03:00"])
    }

    @Test func olderDocumentsNameTheFileInTheAsset() throws {
        let asset = "<asset id=\"o\" name=\"old\" src=\"file://localhost/m/old%20one.mp4\" start=\"0s\" duration=\"9s\" hasVideo=\"1\"/>"
        let edit = try FCPXMLReader.read(fcpxml(clip("o", at: hour, from: 0, 24), assets: asset, version: "1.8"))
        #expect(edit.clips.map(\.path) == ["/m/old one.mp4"])
    }

    @Test func takesAndReelsAreFoundInMetadata() throws {
        let (one, two) = (String(repeating: "a", count: 64), String(repeating: "b", count: 64))
        let asset = """
            <asset id="o" name="x" duration="9s" hasVideo="1"><media-rep src="file:///x.mp4"/><metadata><md key="com.apple.proapps.studio.reel" value="R7"/>
            <md key="mv.take" value="\(one)"/></metadata></asset>
            """
        let song = clip(
            "s", at: 0, from: 0, 24, lane: -1, "<metadata><md key=\"k\" value=\"\(String(repeating: "c", count: 64))\"/></metadata>")
        let edit = try FCPXMLReader.read(
            fcpxml(clip("o", at: hour, from: 0, 24, song + "<metadata><md key=\"k\" value=\"take \(two)\"/></metadata>"), assets: asset))
        #expect(edit.clips.map(\.takes) == [[one, two]])
        #expect(edit.clips.map(\.reel) == ["R7"])
    }

    @Test func markersAreInTheTimeOfWhatTheyHangOn() throws {
        let song = clip(
            "s", at: 10, from: 100, 48, lane: -1, "<marker start=\"112/24s\" value=\"beat: 1.1\"/><marker start=\"10s\" value=\"outside\"/>"
        )
        let marks =
            "<marker start=\"20/24s\" duration=\"3/24s\" value=\"look\" note=\"n\"/><chapter-marker start=\"15/24s\" value=\"section: verse\"/>"
        let edit = try FCPXMLReader.read(fcpxml(clip("a", at: hour, from: 10, 48, song + marks)))
        #expect(
            edit.markers == [
                .init(frame: 5, kind: .section, name: "verse"), .init(frame: 10, frames: 3, kind: .note, name: "look", note: "n"),
                .init(frame: 12, kind: .beat, name: "1.1"),
            ])
        #expect(edit.leftOut == [])
        let late = clip("s", at: 20, from: 0, 48, lane: -1)
        #expect(
            try FCPXMLReader.read(fcpxml(clip("a", at: hour, from: 10, 48, late))).leftOut == [
                "the sound does not begin with the film; only the picture is read"
            ])
    }

    @Test func whatIsNoEditIsRefusedWithTheNextStep() {
        #expect(throws: EditFileError("the file holds no project", suggestion: "select the project before exporting it")) {
            try FCPXMLReader.read("<fcpxml version='1.10'/>")
        }
        #expect(throws: EditFileError("there is no project 'x'", suggestion: "it has 'edit'")) {
            try FCPXMLReader.read(fcpxml(""), project: "x")
        }
        let noRate = fcpxml("").replacing("frameDuration=\"100/2400s\"", with: "")
        #expect(throws: EditFileError.self) { try FCPXMLReader.read(noRate) }
        #expect(throws: EditFileError.self) { try FCPXMLReader.read("<xmeml/>") }
    }

    @Test func brokenFilesAreReadOrRefusedButNeverEndTheProgram() {
        let text = Array(FCPXMLWriter.write(RandomFilm.make(seed: 3, clips: 6, rate: FrameRate(25)), for: .finalCut).files[0].text.utf8)
        #expect(Spoiling.survives(text, rounds: 150) { try FCPXMLReader.read($0) })
    }
}
