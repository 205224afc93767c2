import Interchange
import Testing
import Timebase

private let rate = FrameRate(24)

private func read(_ text: String, rate: FrameRate? = rate, startFrame: Int? = nil) throws -> ReturnedEdit {
    try EDLReader.read(text, rate: rate, startFrame: startFrame)
}

private func fault(_ text: String, rate: FrameRate? = rate) -> EditFileError? {
    do throws(EditFileError) {
        _ = try EDLReader.read(text, rate: rate)
        return nil
    } catch {
        return error
    }
}

@Suite struct EDLReaderTests {
    @Test func whatIsWrittenIsReadAsTheSameCutOrIsNamed() throws {
        for seed in 0..<400 as Range<UInt64> {
            let film = Samples.film(seed: seed)
            #expect(film.faults == [])
            let written = EDLWriter.write(film)
            let edit = try read(written.files[0].text, rate: film.rate, startFrame: film.startFrame)
            #expect(edit.clips.count == film.clips.count)
            let named = Set(written.leftOut.flatMap(\.frames))
            for (clip, want) in zip(edit.clips.map(CutClip.init), film.cutClips) {
                var expected = want
                if want.path != clip.path, clip.path == want.name { expected.path = clip.path }
                if named.contains(want.record.start), clip.transition != want.transition { expected.transition = clip.transition }
                #expect(clip == expected, "seed \(seed)")
            }
            let plain = film.markers.filter { !named.contains($0.frame) }
            #expect(edit.markers.filter { !named.contains($0.frame) } == plain, "seed \(seed)")
        }
    }

    @Test func fiftyFiveClipsComeBackAtEveryRate() throws {
        for rate in Samples.rates {
            for drops in [false, true] {
                var film = Samples.film(seed: 3, clips: 55, rate: rate, isPlain: true)
                film.startFrame = 107_892
                let text = EDLWriter.write(film, dropsFrames: drops).files[0].text
                #expect(try read(text, rate: rate).clips.map(CutClip.init) == film.cutClips)
            }
        }
    }

    @Test func dipsAndFadesComeBack() throws {
        var film = Samples.film([48, 48, 48], transitions: [1: .init(.dipToBlack, frames: 9), 2: .init(.dipToBlack, frames: 1)])
        (film.fadeIn, film.fadeOut) = (10, 12)
        let edit = try read(EDLWriter.write(film).files[0].text)
        #expect(edit.clips.map(CutClip.init) == film.cutClips)
        #expect(edit.leftOut == ["a fade from black of 10 frames at 01:00:00:00", "a fade to black of 12 frames at 01:00:05:12"])
    }

    @Test func aMissingRateIsAskedForAndNotGuessed() {
        let text = "TITLE: x\n001  AX  V  C  00:00:00:00 00:00:01:00 00:00:00:00 00:00:01:00\n"
        #expect(fault(text, rate: nil)?.line == 2)
        #expect(fault(text, rate: nil)?.suggestion == "name the rate of the sequence that it was made from")
        #expect(fault("TITLE: x\n", rate: nil) == nil)
    }

    @Test func aTimeCodeThatDoesNotExistIsSaidWithItsPlace() {
        let text = "TITLE: x\n\n001  AX  V  C  00:00:00:00 00:00:01:00 00:00:00:00 00:00:01:25\n"
        #expect(
            fault(text)
                == EditFileError(
                    "there is no time code '00:00:01:25' at 24 frames per second", line: 3, column: 52,
                    suggestion: "name the rate of the sequence that the list was made from"))
        #expect(fault(text, rate: FrameRate(30)) == nil)
    }

    @Test(arguments: ["", "words\nand words", "<?xml version=\"1.0\"?><a/>", "{}", "001 002 003"])
    func whatHasNoEventIsNoList(_ text: String) {
        #expect(fault(text)?.message == "this is no CMX3600 list: it has no event")
    }

    @Test func reelsWithSpacesLongNamesAndLooseColumnsAreRead() throws {
        let edit = try read(
            """
            TITLE:   My Edit  \("")
            FCM: NON-DROP FRAME
            1 A long tape name V C 00:00:10:00 00:00:11:00 01:00:00:00 01:00:01:00
            FROM CLIP NAME: Bare words.mov
            000002  AX       V2   C        00:00:00:00 00:00:00:12 01:00:00:06 01:00:00:18
            * FROM CLIP NAME:  over.mov
            * SOURCE FILE: C:\\clips\\over.mov
            """)
        #expect(edit.name == "My Edit")
        #expect(edit.clips.map(\.name) == ["Bare words.mov", "over.mov", "Bare words.mov"])
        #expect(edit.clips.map(\.reel) == ["A long tape name", nil, "A long tape name"])
        #expect(edit.clips.map(\.source) == [240, 0, 258])
        #expect(edit.clips.map(\.record) == [FrameRange(0..<6), FrameRange(6..<18), FrameRange(18..<24)])
        #expect(edit.clips[1].path == "C:\\clips\\over.mov")
        #expect(edit.leftOut == ["the upper track has 1 clip: what they cover below is not seen at 01:00:00:06"])
    }

    @Test func frameCodeModesChangeOnTheWay() throws {
        let text = """
            TITLE: x
            FCM: DROP FRAME
            001  A  V  C  00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00
            FCM: NON-DROP FRAME
            002  B  V  C  00:01:00:00 00:01:02:00 01:00:02:00 01:00:04:00
            """
        let edit = try read(text, rate: FrameRate(30000, 1001))
        #expect(edit.clips.map(\.source) == [0, 1800])
        // In one mode the hour is 108 frames longer than in the other.
        #expect(edit.clips.map(\.record.start) == [0, 168])
        let marked = text.replacing("01:00:02:00", with: "01:00:02;00").replacing("01:00:00:00", with: "01:00:00;00").replacing(
            "01:00:04:00", with: "01:00:04;00")
        let second = try read(marked, rate: FrameRate(30000, 1001))
        #expect(second.clips.map(\.source) == [0, 1800])
        #expect(second.clips.map(\.record.start) == [0, 60])
    }

    @Test(arguments: [
        ("012.0", "00:00:01:00", Rational(1, 2)), ("048.0", "00:00:01:00", Rational(2)), ("047.9", "00:00:02:00", Rational(2)),
        ("036.0", "00:00:01:12", Rational(3, 2)), ("006.0", "00:00:01:00", Rational(1, 4)), ("000.0", "00:00:01:00", Rational(0)),
        ("-024.0", "00:00:01:00", Rational(-1)), ("024.0", "00:00:01:00", Rational(1)),
    ])
    func speedsAreRead(_ fps: String, _ out: String, _ speed: Rational) throws {
        let edit = try read(
            """
            001  A  V  C  00:00:00:00 \(out) 01:00:00:00 01:00:01:00
            M2   A       \(fps)                00:00:00:00
            """)
        #expect(edit.clips.map(\.speed) == [speed])
        #expect(edit.clips.map(\.record) == [FrameRange(0..<24)])
    }

    @Test func aFrozenPictureHasNoSpeed() throws {
        let edit = try read("001  A  V  C  00:00:05:00 00:00:05:01 01:00:00:00 01:00:01:00\n* * FREEZE FRAME\n")
        #expect(edit.clips.map(\.speed) == [.zero])
        #expect(edit.clips.map(\.source) == [120])
    }

    @Test func wipesKeysAndSoundAreNamed() throws {
        let edit = try read(
            """
            001  A  V     C        00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00
            002  A  V     C        00:00:02:00 00:00:02:00 01:00:02:00 01:00:02:00
            002  B  V     W001 012 00:00:00:00 00:00:02:00 01:00:02:00 01:00:04:00
            003  B  V     K B      00:00:02:00 00:00:04:00 01:00:04:00 01:00:06:00
            003  C  V     K    000 00:00:00:00 00:00:02:00 01:00:04:00 01:00:06:00
            004  S  AA    C        00:00:00:00 00:00:06:00 01:00:00:00 01:00:06:00
            * FROM CLIP NAME: song.wav
            005  S  NONE  C        00:00:00:00 00:00:06:00 01:00:00:00 01:00:06:00
            """)
        #expect(edit.clips.map(\.reel) == ["A", "B", "B"])
        #expect(edit.clips.map(\.source) == [0, 0, 48])
        #expect(edit.clips.allSatisfy { $0.transition == nil && $0.name != "song.wav" })
        #expect(
            edit.leftOut == [
                "2 events of sound are not read", "a wipe of 12 frames became a cut at 01:00:02:00", "a key at 01:00:04:00",
            ])
    }

    @Test func eventsOfPictureAndSoundAreRead() throws {
        let edit = try read(
            """
            001  A  B     C  00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00
            002  C  AA/V  C  00:00:00:00 00:00:02:00 01:00:02:00 01:00:04:00
            """)
        #expect(edit.clips.map(\.reel) == ["A", "C"])
    }

    @Test func eventsOutOfOrderAndOverEachOtherAreLaidInOrder() throws {
        let edit = try read(
            """
            001  B  V  C  00:00:00:00 00:00:02:00 01:00:02:00 01:00:04:00
            002  A  V  C  00:00:00:00 00:00:03:00 01:00:00:00 01:00:03:00
            """)
        #expect(edit.clips.map(\.reel) == ["A", "B"])
        #expect(edit.clips.map(\.record) == [FrameRange(0..<48), FrameRange(48..<96)])
    }

    @Test func theSequencesStartIsThatOfTheFilmWhereItIsKnown() throws {
        let text =
            "001  A  V  C  00:00:00:00 00:00:02:00 01:00:01:00 01:00:03:00\n* LOC: 01:00:02:00 RED     ANIM FIX NEEDED\n* LOC: 01:00:99:00 RED  x"
        #expect(try read(text).clips.map(\.record.start) == [0])
        let edit = try read(text, startFrame: 86_400)
        #expect(edit.clips.map(\.record.start) == [24])
        #expect(edit.markers == [.init(frame: 48, kind: .note, name: "ANIM FIX NEEDED")])
        #expect(edit.leftOut == ["the marker 'x' of line 3: its time code does not exist"])
        #expect(
            try read(text, startFrame: 100_000).leftOut.first
                == "the list begins before the film does: its own first frame is taken for the film's")
    }

    @Test func brokenListsNeverCrash() {
        var random = SeededRandom(seed: 77)
        let texts = (0..<6).map { EDLWriter.write(Samples.film(seed: $0, clips: 8)).files[0].text }
        for _ in 0..<1500 {
            var bytes = Array(texts[Int.random(in: 0..<texts.count, using: &random)].utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default:
                    bytes.insert(contentsOf: Array("99999999999999999999".utf8.prefix(Int.random(in: 1...20, using: &random))), at: place)
                }
            }
            _ = fault(String(decoding: bytes, as: UTF8.self), rate: Samples.rates.randomElement(using: &random) ?? rate)
        }
    }
}
