import Interchange
import Testing
import Timebase

@Suite struct KdenliveReaderTests {
    /// A film of nine clips was written, opened in Kdenlive 22.12; there the last clip was deleted, the seventh made shorter at its end.
    @Test func whatKdenliveSavedAfterAnEditIsUnderstood() throws {
        let edit = try MLTText.read(try MLTText.fixture("kdenlive-edited.kdenlive"))
        #expect(
            MLTText.words(edit) == [
                "b001 50 0..<21", "b002 2 21..<68 dissolve 12", "b003 52 79..<122", "b004 5 122..<141 dipToBlack 9",
                "b005 50 141..<155 dissolve 7", "b006 16 155..<180 dissolve 10", "b007 49 180..<198", "b008 34 224..<246 dipToWhite 8",
            ])
        #expect(edit.rate == FrameRate(24000, 1001) && edit.name == "Test & \"film\" é")
        #expect(edit.clips.map(\.path).prefix(2) == ["/films/project/media/b001.mp4", "/films/project/media/b002.mp4"])
        #expect(edit.clips.map(\.reel).prefix(2) == ["R0000001", "R0000002"])
        #expect(edit.clips.allSatisfy { $0.takes.count == 1 })
        #expect(edit.markers.contains(.init(frame: 50, kind: .hit, name: "drop")))
        #expect(edit.markers.count == 29 && edit.leftOut == [])
    }

    /// A track as Kdenlive has it.
    private func track(_ first: String, _ second: String, _ transitions: String) -> String {
        MLTText.file(
            """
            <playlist id='p0'>\(first)</playlist><playlist id='p1'>\(second)</playlist>
            <tractor id='v'><track producer='p0' hide='audio'/><track producer='p1' hide='audio'/>\(transitions)</tractor>
            <tractor id='t'><track producer='v'/><transition><property name='mlt_service'>qtblend</property>
            <property name='always_active'>1</property><property name='internal_added'>237</property></transition></tractor>
            """)
    }

    private func mix(_ first: Int, _ last: Int, isReversed: Bool = false, service: String = "luma") -> String {
        """
        <transition in='\(first)' out='\(last)'><property name='a_track'>0</property><property name='b_track'>1</property>
        <property name='mlt_service'>\(service)</property><property name='kdenlive:mixcut'>12</property>
        <property name='reverse'>\(isReversed ? 1 : 0)</property></transition>
        """
    }

    /// As Kdenlive makes them of cuts at 50, 100: in the middle of these, and with an end that is a frame late.
    @Test func mixesAreDissolvesThatBeginWhereTheNextClipIsFirstSeen() throws {
        let text = track(
            "<entry producer='a' in='20' out='81'/><blank length='26'/><entry producer='c' in='8' out='69'/>",
            "<blank length='38'/><entry producer='b' in='8' out='81'/>", mix(38, 62) + mix(88, 112, isReversed: true))
        #expect(try MLTText.words(text) == ["a 20 0..<38", "b 8 38..<88 dissolve 24", "c 8 88..<150 dissolve 24"])
    }

    @Test func theOrderOfMixesInTheFileIsNoMatter() throws {
        let text = track(
            "<entry producer='a' in='20' out='81'/><blank length='26'/><entry producer='c' in='8' out='69'/>",
            "<blank length='38'/><entry producer='b' in='8' out='81'/>", mix(88, 112, isReversed: true) + mix(38, 62))
        #expect(try MLTText.words(text) == ["a 20 0..<38", "b 8 38..<88 dissolve 24", "c 8 88..<150 dissolve 24"])
    }

    @Test func aMixOfAnotherKindKeepsItsName() throws {
        let text = track(
            "<entry producer='a' in='0' out='61'/>", "<blank length='38'/><entry producer='b' in='8' out='81'/>",
            mix(38, 62, service: "affine"))
        let edit = try MLTText.read(text)
        #expect(MLTText.words(edit) == ["a 0 0..<38", "b 8 38..<112 other(\"affine\") 24"])
        #expect(edit.leftOut == ["the transition 'affine' is not known at 00:00:01:14"])
    }

    @Test func aDissolveMayLieBetweenTwoTracks() throws {
        func text(_ upper: String, _ transition: String) -> String {
            MLTText.file(
                """
                <playlist id='one'><entry producer='a' in='0' out='99'/></playlist><playlist id='two'>\(upper)</playlist>
                <tractor id='t'><track producer='one'/><track producer='two'/>\(transition)</tractor>
                """)
        }
        let entry = "<blank length='40'/><entry producer='b' in='0' out='29'/>"
        #expect(try MLTText.words(text(entry, mix(40, 51))) == ["a 0 0..<40", "b 0 40..<70 dissolve 12", "a 70 70..<100"])
        #expect(
            try MLTText.words(text(entry, mix(58, 69, isReversed: true))) == ["a 0 0..<40", "b 0 40..<58", "a 58 58..<100 dissolve 12"])
    }

    @Test func aPictureInAPictureIsToldAndTheUpperOneCounts() throws {
        let over = """
            <transition in='40' out='69'><property name='a_track'>0</property><property name='b_track'>1</property>
            <property name='mlt_service'>composite</property></transition>
            """
        let body = """
            <playlist id='one'><entry producer='a' in='0' out='99'/></playlist>
            <playlist id='two'><blank length='40'/><entry producer='b' in='0' out='29'/></playlist>
            <tractor id='t'><track producer='one'/><track producer='two'/>\(over)</tractor>
            """
        let edit = try MLTText.read(MLTText.file(body))
        #expect(MLTText.words(edit) == ["a 0 0..<40", "b 0 40..<70", "a 70 70..<100"])
        #expect(edit.leftOut.contains("'composite' between tracks is left out at 00:00:01:16"))
    }

    @Test func aHiddenTrackIsNotSeen() throws {
        let body = """
            <playlist id='p0'><entry producer='a' in='0' out='49'/></playlist><playlist id='p1'/>
            <tractor id='v'><property name='kdenlive:track_name'>B-roll</property><track producer='p0' hide='both'/>
            <track producer='p1' hide='both'/></tractor><tractor id='t'><track producer='v'/></tractor>
            """
        let edit = try MLTText.read(MLTText.file(body))
        #expect(edit.clips == [] && edit.leftOut.count == 1)
    }

    @Test func theBinTellsWhatTheTimelineDoesNot() throws {
        let take = String(repeating: "ab", count: 32)
        let body = """
            <producer id='bin'><property name='kdenlive:id'>7</property><property name='resource'>/m/p.mp4</property>
            <property name='kdenlive:originalurl'>/m/whole.mp4</property><property name='kdenlive:clipname'>my name</property>
            <property name='mv:take'>\(take)</property><property name='mv:reel'>R0000007</property></producer>
            <playlist id='main_bin'><entry producer='bin'/></playlist>
            <producer id='use'><property name='kdenlive:id'>7</property><property name='resource'>/m/proxy/p.mp4</property></producer>
            <playlist id='p'><entry producer='use' in='3' out='12'/></playlist><tractor id='t'><track producer='p'/></tractor>
            """
        let clip = try #require(try MLTText.read(MLTText.file(body)).clips.first)
        #expect(
            clip.name == "my name" && clip.path == "/m/whole.mp4" && clip.takes == [take] && clip.reel == "R0000007" && clip.source == 3)
    }

    /// As since 23.04: the timeline is a sequence in the bin, and the project shows that; guides are the sequence's.
    @Test func theSequenceThatTheProjectShowsIsRead() throws {
        let body = """
            <playlist id='p0'><entry producer='a' in='5' out='54'/></playlist><playlist id='p1'/>
            <tractor id='v'><track producer='p0'/><track producer='p1'/></tractor>
            <tractor id='{1234}' in='0' out='49'><property name='kdenlive:uuid'>{1234}</property>
            <property name='kdenlive:sequenceproperties.guides'>
            [{"comment": "section: chorus", "pos": 12, "type": 2, "duration": 24}]</property>
            <track producer='v'/></tractor>
            <playlist id='main_bin'><entry producer='{1234}' in='0' out='0'/></playlist>
            <tractor id='t' in='0' out='49'><property name='kdenlive:projectTractor'>1</property>
            <track producer='{1234}' in='0' out='49'/></tractor>
            """
        let edit = try MLTText.read(MLTText.file(body))
        #expect(MLTText.words(edit) == ["a 5 0..<50"])
        #expect(edit.markers == [.init(frame: 12, frames: 24, kind: .section, name: "chorus")])
    }

    @Test func aChangingSpeedIsTold() throws {
        let body = """
            <chain id='p'><property name='resource'>/m/p.mp4</property>
            <link><property name='mlt_service'>timeremap</property></link></chain>
            <playlist id='v'><entry producer='p' in='0' out='9'/></playlist><tractor id='t'><track producer='v'/></tractor>
            """
        #expect(
            try MLTText.read(MLTText.file(body)).leftOut == [
                "the changing speed of 'p.mp4' is left out: compare its frames at 00:00:00:00"
            ])
    }
}
