import Interchange
import Testing
import Timebase

@Suite struct OTIOReaderTests: OTIOText {
    @Test func whatIsWrittenIsReadAsTheSameCutOrIsNamed() throws {
        for seed in 0..<300 as Range<UInt64> {
            let film = Samples.film(seed: seed)
            let written = OTIOWriter.write(film)
            let edit = try OTIOReader.read(written.files[0].text)
            #expect(edit.name == film.name)
            #expect(edit.rate == film.rate || film.clips.isEmpty)
            #expect(edit.clips.count == film.clips.count)
            let named = Set(written.leftOut.flatMap(\.frames))
            for (clip, want) in zip(edit.clips.map(CutClip.init), film.cutClips) {
                var expected = want
                if named.contains(want.record.start), clip.transition != want.transition { expected.transition = clip.transition }
                #expect(clip == expected, "seed \(seed)")
            }
            #expect(edit.markers == film.markers, "seed \(seed)")
        }
    }

    @Test func fiftyFiveClipsComeBackAtEveryRate() throws {
        for rate in Samples.rates {
            let film = Samples.film(seed: 3, clips: 55, rate: rate, isPlain: true)
            let edit = try OTIOReader.read(OTIOWriter.write(film).files[0].text)
            #expect(edit.clips.map(CutClip.init) == film.cutClips)
            #expect(edit.rate == rate)
            #expect(edit.leftOut == [])
        }
    }

    @Test func transitionsThatBecameCutsComeBackWithoutTheirMarkers() throws {
        let transitions: [Int: HandOff.Transition] = [1: .init(.dipToBlack, frames: 9), 2: .init(.other("whip pan"), frames: 6)]
        let film = Samples.film([48, 48, 48], transitions: transitions)
        let edit = try OTIOReader.read(OTIOWriter.write(film).files[0].text)
        #expect(edit.clips.map(\.transition) == [nil, transitions[1], transitions[2]])
        #expect(edit.markers == [])
    }

    @Test func aDissolveBeginsOnItsClipsFirstFrameHoweverItIsLaid() throws {
        for (before, after) in [(0.0, 12.0), (6, 6), (12, 0), (5, 7)] {
            let text = timeline(track(clip("a", range(10, 48)), dissolve(before, after), clip("b", range(30, 48))))
            let edit = try OTIOReader.read(text)
            let start = 48 - Int(before)
            #expect(edit.clips.map(\.record) == [FrameRange(0..<start), FrameRange(start..<96)])
            #expect(edit.clips.map(\.source) == [10, 30 - Int(before)])
            #expect(edit.clips[1].transition == .init(.dissolve, frames: 12))
        }
    }

    @Test func dipsOfEditorsChangeInTheirMiddle() throws {
        let named = [
            #", "name": "Dip to Black""#, #", "metadata": {"Resolve_OTIO": {"Transition Type": "Dip To Color Dissolve"}}"#,
            #", "metadata": {"PremierePro_OTIO": {"MatchName": "AE.ADBE Dip To Black"}}"#,
        ]
        for more in named {
            let text = timeline(
                track(clip("a", range(10, 48)), dissolve(2, 7, type: "Custom_Transition", more: more), clip("b", range(30, 48))))
            let edit = try OTIOReader.read(text)
            #expect(edit.clips[1].transition == .init(.dipToBlack, frames: 9))
            #expect(edit.clips[1].record.start == 50)
            #expect(edit.clips[1].source == 32)
        }
    }

    @Test func fadesAndTransitionsThatACutHasNotAreNamed() throws {
        let text = timeline(
            track(
                dissolve(0, 10), clip("a", range(0, 48)), dissolve(4, 6), gap(24), dissolve(0, 8), clip("b", range(0, 48)),
                dissolve(0, 30, type: "Custom_Transition", more: #", "name": "Slide Up""#), clip("c", range(0, 48)), dissolve(12, 0)),
            start: time(86_400))
        let edit = try OTIOReader.read(text)
        #expect(edit.clips.map(\.record) == [FrameRange(0..<54), FrameRange(72..<120), FrameRange(120..<168)])
        #expect(edit.clips.map(\.transition) == [nil, .init(.dissolve, frames: 8), nil])
        #expect(
            edit.leftOut == [
                "a fade from black of 10 frames at 01:00:00:00", "a fade to black of 10 frames at 01:00:01:20",
                "a transition 'Slide Up' of 30 frames became a cut at 01:00:05:00", "a fade to black of 12 frames at 01:00:06:12",
            ])
    }

    @Test func upperTracksCoverWhatIsBelow() throws {
        let text = timeline(
            track(clip("a", range(100, 100))), track(gap(20), clip("b", range(0, 30)), name: "over"),
            track(gap(10), clip("Title", range(0, 40), #"{"OTIO_SCHEMA": "MissingReference.1"}"#), name: "titles"),
            track(clip("song.wav", range(0, 100)), kind: "Audio"))
        let edit = try OTIOReader.read(text)
        #expect(edit.clips.map(\.name) == ["a", "b", "a"])
        #expect(edit.clips.map(\.record) == [FrameRange(0..<20), FrameRange(20..<50), FrameRange(50..<100)])
        #expect(edit.clips.map(\.source) == [100, 0, 150])
        #expect(
            edit.leftOut == [
                "the upper video track 'over' has 1 clip: what they cover below is not seen at 00:00:00:20",
                "the title 'Title' at 00:00:00:10",
            ])
    }

    @Test func whatACutCannotHoldIsNamedAndKeepsItsPlace() throws {
        let nested = #"{"OTIO_SCHEMA": "Stack.1", "name": "inner", "children": [\#(track(clip("x", range(0, 30))))]}"#
        let text = timeline(
            track(
                nested, clip("off", range(0, 10), more: #", "enabled": false"#),
                clip("blurred", range(0, 10), more: #", "effects": [{"OTIO_SCHEMA": "Effect.1", "effect_name": "Blur", "metadata": {}}]"#),
                clip("ramp", range(0, 10), more: #", "effects": [{"OTIO_SCHEMA": "TimeEffect.1", "metadata": {}}]"#),
                clip("bars", range(0, 10), #"{"OTIO_SCHEMA": "GeneratorReference.1", "generator_kind": "SMPTEBars"}"#),
                clip("black", range(0, 10), #"{"OTIO_SCHEMA": "GeneratorReference.1", "generator_kind": "black"}"#),
                clip("end", range(0, 10))),
            track(kind: "Subtitle", name: "words"), track(clip("words", range(0, 9)), kind: "Subtitle", name: "words"),
            track(clip("1", range(0, 9)), clip("2", range(0, 9)), kind: "Audio"))
        let edit = try OTIOReader.read(text)
        #expect(edit.clips.map(\.name) == ["blurred", "ramp", "end"])
        #expect(edit.clips.map(\.record.start) == [40, 50, 80])
        #expect(
            edit.leftOut == [
                "the nested sequence 'inner' of 30 frames at 00:00:00:00", "the clip 'off', which is switched off, at 00:00:01:06",
                "the effect 'Blur' on the clip 'blurred' at 00:00:01:16", "a speed that changes within the clip 'ramp' at 00:00:02:02",
                "the made picture 'SMPTEBars' at 00:00:02:12", "the track 'words' of kind 'Subtitle' is not read",
                "2 clips of sound on 1 track are not read",
            ])
    }

    @Test func effectsThatProgramsWriteOnEveryClipAreNotNamed() throws {
        let resolve =
            #"{"OTIO_SCHEMA": "Effect.1", "metadata": {"Resolve_OTIO": {"Effect Name": "Transform", "Enabled": true, "Parameters": []}}}"#
        let premiere = #"""
            {"OTIO_SCHEMA": "Effect.1", "effect_name": "Motion", "metadata": {"PremierePro_OTIO": {"IsIntrinsic": true, "MatchName": "AE.ADBE Motion",
            "Parameters": [{"DisplayName": "Position", "StartValue": {"Value": {"X": 0.5, "Y": 0.5}}}, {"DisplayName": "Scale", "StartValue": {"Value": 100.0}}]}}}
            """#
        let text = timeline(track(clip("a", range(0, 10), more: #", "effects": [\#(resolve), \#(premiere)]"#)))
        #expect(try OTIOReader.read(text).leftOut == [])
        let scaled = text.replacing("100.0", with: "120.0").replacing(
            #""Parameters": []"#, with: #""Parameters": [{"Parameter ID": "zoom"}]"#)
        #expect(
            try OTIOReader.read(scaled).leftOut == [
                "the effect 'Transform' on the clip 'a' at 00:00:00:00", "the effect 'Motion' on the clip 'a' at 00:00:00:00",
            ])
    }

    @Test func constantSpeedsAreRead() throws {
        let warp = { (scalar: String) in #", "effects": [{"OTIO_SCHEMA": "LinearTimeWarp.1", "time_scalar": \#(scalar)}]"# }
        let text = timeline(
            track(
                clip("slow", range(10, 40), more: warp("0.5")), clip("third", range(10, 40), more: warp("0.3333333333")),
                clip("back", range(10, 40), more: warp("-1.0")),
                clip("still", range(10, 40), more: #", "effects": [{"OTIO_SCHEMA": "FreezeFrame.1", "time_scalar": 0.0}]"#),
                clip("premiere", range(10, 80), more: warp("2.0") + #", "metadata": {"PremierePro_OTIO": {"LinkID": "1"}}"#),
                clip("after", range(0, 10))))
        let edit = try OTIOReader.read(text)
        #expect(edit.clips.map(\.speed) == [Rational(1, 2), Rational(1, 3), Rational(-1), .zero, Rational(2), Rational(1)])
        #expect(edit.clips.map(\.record.start) == [0, 40, 80, 120, 160, 200])
        #expect(edit.clips.map(\.source) == [10, 10, 49, 10, 10, 0])
    }

    @Test func framesCountFromTheFilesOwnFirst() throws {
        let text = timeline(
            track(
                clip("code", range(86_410, 24), file("/m/a", range(86_400, 100))), clip("none", range(5, 24)),
                clip("wrong", range(5, 24), file("/m/a", range(86_400, 100))),
                #"{"OTIO_SCHEMA": "Clip.1", "name": "whole", "source_range": null, "media_reference": \#(file("/m/w", range(50, 30)))}"#))
        let edit = try OTIOReader.read(text)
        #expect(edit.clips.map(\.source) == [10, 5, 5, 0])
        #expect(edit.clips.map(\.record.count) == [24, 24, 24, 30])
    }

    @Test func otherRatesOfTheFilesAreCountedAtTheSequences() throws {
        let text = timeline(
            track(clip("a", range(60, 30, 30)), clip("b", range(48, 48, 23.976), file("/m/b")), clip("c", range(25, 25, 25))),
            start: time(0))
        let edit = try OTIOReader.read(text)
        #expect(edit.rate == FrameRate(24))
        #expect(edit.clips.map(\.source) == [48, 48, 24])
        #expect(edit.clips.map(\.record) == [FrameRange(0..<24), FrameRange(24..<72), FrameRange(72..<96)])
    }

    @Test(arguments: [
        (23.976, FrameRate(24000, 1001)), (23.976023976023978, FrameRate(24000, 1001)), (29.97, FrameRate(30000, 1001)),
        (25.0, FrameRate(25)),
        (59.94005994005994, FrameRate(60000, 1001)), (12.5, FrameRate(25, 2)),
    ])
    func roundedRatesMeanTheExactOnes(_ number: Double, _ rate: FrameRate) throws {
        #expect(try OTIOReader.read(timeline(track(clip("a", range(0, 10, number))))).rate == rate)
    }

    @Test(arguments: [
        ("/m/a b.mp4", "/m/a b.mp4"), ("/m/100%20.mp4", "/m/100%20.mp4"), ("file:///m/a%20b.mp4", "/m/a b.mp4"),
        ("file://localhost/m/a.mp4", "/m/a.mp4"), ("file:///C:/m/a.mp4", "C:/m/a.mp4"), ("media/a.mp4", "media/a.mp4"),
        ("C:\\\\m\\\\a.mp4", "C:\\m\\a.mp4"),
    ])
    func pathsAreDecoded(_ url: String, _ path: String) throws {
        #expect(try OTIOReader.read(timeline(track(clip("a", range(0, 10), file(url))))).clips.map(\.path) == [path])
    }

    @Test func theFileInUseIsTheOneThatCounts() throws {
        let files =
            #"{"DEFAULT_MEDIA": \#(file("/m/a")), "proxy": \#(file("/m/b").replacing("{}", with: #"{"x": "\#(Samples.take(1))"}"#))}"#
        let clip = { (key: String) in
            #"{"OTIO_SCHEMA": "Clip.2", "name": "", "source_range": \#(range(0, 9)), "media_references": \#(files), "active_media_reference_key": "\#(key)"}"#
        }
        let edit = try OTIOReader.read(timeline(track(clip("DEFAULT_MEDIA"), clip("proxy"))))
        #expect(edit.clips.map(\.path) == ["/m/a", "/m/b"])
        #expect(edit.clips.map(\.name) == ["a", "b"])
        #expect(edit.clips.map(\.takes) == [[], [Samples.take(1)]])
    }

    @Test func aMissingFileKeepsItsNameReelAndTakes() throws {
        let about = #", "metadata": {"cmx_3600": {"reel": "MV000001"}, "any": [{"deep": "id=\#(Samples.take(3).uppercased())!"}]}"#
        let edit = try OTIOReader.read(timeline(track(clip("a.mp4", range(0, 9), #"{"OTIO_SCHEMA": "MissingReference.1"}"#, more: about))))
        #expect(edit.clips.map(\.name) == ["a.mp4"])
        #expect(edit.clips.map(\.path) == [nil])
        #expect(edit.clips.map(\.reel) == ["MV000001"])
        #expect(edit.clips.map(\.takes) == [[Samples.take(3)]])
    }

    @Test func whatIsWrittenOnceIsFoundWhereItIsNamedAgain() throws {
        let first = file("/m/shared.mp4").replacing(#""metadata""#, with: #""OTIO_REF_ID": "ExternalReference-1", "metadata""#)
        let text = timeline(
            track(
                clip("a", range(0, 9), first),
                clip("b", range(0, 9), #"{"OTIO_SCHEMA": "SerializableObjectRef.1", "id": "ExternalReference-1"}"#)))
        #expect(try OTIOReader.read(text).clips.map(\.path) == ["/m/shared.mp4", "/m/shared.mp4"])
    }

    @Test func markersOfTheSequenceAndOfClipsAreRead() throws {
        let marker = { (name: String, comment: String, at: Double, more: String) in
            #"{"OTIO_SCHEMA": "Marker.2", "name": "\#(name)", "comment": "\#(comment)", "marked_range": \#(range(at, 1)), "metadata": {\#(more)}}"#
        }
        let text = timeline(
            track(
                gap(24),
                clip(
                    "a", range(100, 48),
                    more:
                        ", \"markers\": [\(marker("in source time", "", 110, "")), \(marker("", "from the in point", 5, #""kdenlive": {"type": 1}"#))]"
                )),
            more:
                ", \"markers\": [\(marker("section: verse", "section: verse – soft", 0, "")), \(marker("", "beat: 2.1", 30, #""kdenlive": {"type": 0}"#)), \(marker("hit", "x", 9, #""Resolve_OTIO": {"Note": "loud"}"#))]"
        )
        #expect(
            try OTIOReader.read(text).markers == [
                .init(frame: 0, kind: .section, name: "verse", note: "soft"), .init(frame: 9, kind: .hit, name: "", note: "loud"),
                .init(frame: 29, kind: .note, name: "from the in point"), .init(frame: 30, kind: .beat, name: "2.1"),
                .init(frame: 34, kind: .note, name: "in source time"),
            ])
    }

    @Test func aTrackMayBeCutToARange() throws {
        let text = timeline(track(clip("a", range(0, 48)), clip("b", range(0, 48)), more: #", "source_range": \#(range(24, 48))"#))
        let edit = try OTIOReader.read(text)
        #expect(edit.clips.map(\.record) == [FrameRange(0..<24), FrameRange(24..<48)])
        #expect(edit.clips.map(\.source) == [24, 0])
    }

    @Test func aCollectionGivesItsFirstTimeline() throws {
        let one = timeline(track(clip("a", range(0, 9))))
        let edit = try OTIOReader.read(#"{"OTIO_SCHEMA": "SerializableCollection.1", "children": [\#(one), \#(one)]}"#)
        #expect(edit.clips.count == 1)
        #expect(edit.leftOut == ["the file has 2 timelines: the first one is read"])
    }
}
