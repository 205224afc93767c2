import Interchange
import Testing
import Timebase

/// The lines with a number, and their comments, of the only file.
private func lines(_ film: HandOff, dropsFrames: Bool = true) -> [String] {
    EDLWriter.write(film, dropsFrames: dropsFrames).files[0].text.split(separator: "\r\n").map(String.init)
}

private func events(_ film: HandOff) -> [String] { lines(film).filter { $0.first?.isNumber == true } }

@Suite struct EDLWriterTests {
    @Test func aCutIsOneLineWithItsCommentsBelow() {
        #expect(
            lines(Samples.film([48, 24])) == [
                "TITLE: film", "FCM: NON-DROP FRAME",
                "001  MV000000 V     C        00:00:04:04 00:00:06:04 01:00:00:00 01:00:02:00",
                "* FROM CLIP NAME: s0_t01.mp4", "* SOURCE FILE: /films/hand-off/s0_t01.mp4", "* TAKE: \(Samples.take(0))",
                "002  MV000001 V     C        00:00:04:04 00:00:05:04 01:00:02:00 01:00:03:00",
                "* FROM CLIP NAME: s1_t01.mp4", "* SOURCE FILE: /films/hand-off/s1_t01.mp4", "* TAKE: \(Samples.take(1))",
            ])
    }

    @Test func aDissolveIsTwoLinesAndBeginsOnItsFirstFrame() {
        let film = Samples.film([48, 24], transitions: [1: .init(.dissolve, frames: 12)])
        #expect(
            lines(film).suffix(7) == [
                "002  MV000000 V     C        00:00:06:04 00:00:06:04 01:00:02:00 01:00:02:00",
                "002  MV000001 V     D    012 00:00:04:04 00:00:05:04 01:00:02:00 01:00:03:00",
                "* FROM CLIP NAME: s0_t01.mp4", "* TO CLIP NAME: s1_t01.mp4", "* SOURCE FILE: /films/hand-off/s0_t01.mp4",
                "* SOURCE FILE: /films/hand-off/s1_t01.mp4", "* TAKE: \(Samples.take(1))",
            ])
    }

    @Test func aDipToBlackIsTwoDissolvesByTheBlackReel() {
        #expect(
            events(Samples.film([48, 24], transitions: [1: .init(.dipToBlack, frames: 9)])) == [
                "001  MV000000 V     C        00:00:04:04 00:00:06:00 01:00:00:00 01:00:01:20",
                "002  MV000000 V     C        00:00:06:00 00:00:06:00 01:00:01:20 01:00:01:20",
                "002  BL       V     D    004 00:00:00:00 00:00:00:04 01:00:01:20 01:00:02:00",
                "003  BL       V     C        00:00:00:00 00:00:00:00 01:00:02:00 01:00:02:00",
                "003  MV000001 V     D    005 00:00:04:04 00:00:05:04 01:00:02:00 01:00:03:00",
            ])
    }

    @Test func fadesComeFromTheBlackReelAndGoToIt() {
        var film = Samples.film([48])
        (film.fadeIn, film.fadeOut) = (10, 24)
        #expect(
            events(film) == [
                "001  BL       V     C        00:00:00:00 00:00:00:00 01:00:00:00 01:00:00:00",
                "001  MV000000 V     D    010 00:00:04:04 00:00:05:04 01:00:00:00 01:00:01:00",
                "002  MV000000 V     C        00:00:05:04 00:00:05:04 01:00:01:00 01:00:01:00",
                "002  BL       V     D    024 00:00:00:00 00:00:01:00 01:00:01:00 01:00:02:00",
            ])
    }

    @Test func blackBeforeTheFirstClipIsAnEventAndLaterBlackIsNone() {
        var film = Samples.film([24, 24])
        (film.clips[0].record.start, film.clips[1].record.start, film.frames) = (12, 48, 72)
        #expect(
            events(film) == [
                "001  BL       V     C        00:00:00:00 00:00:00:12 01:00:00:00 01:00:00:12",
                "002  MV000000 V     C        00:00:04:04 00:00:05:04 01:00:00:12 01:00:01:12",
                "003  MV000001 V     C        00:00:04:04 00:00:05:04 01:00:02:00 01:00:03:00",
            ])
    }

    @Test func whatHasNoFormBecomesACutWithAMarkerAndIsNamed() {
        let transitions: [Int: HandOff.Transition] = [
            1: .init(.other("whip pan"), frames: 8), 2: .init(.dipToWhite, frames: 6), 3: .init(.dissolve, frames: 30),
        ]
        let film = Samples.film([48, 48, 48, 24], transitions: transitions)
        let written = EDLWriter.write(film)
        for loss in [
            LeftOut("a whip pan of 8 frames became a cut, with a marker", at: [48]),
            LeftOut("a dip to white of 6 frames became a cut, with a marker", at: [96]),
            LeftOut("a dissolve of 30 frames became a cut, with a marker: there is no room for it", at: [144]),
        ] { #expect(written.leftOut.contains(loss)) }
        #expect(events(film).allSatisfy { $0.contains(" C ") })
        #expect(lines(film).contains("* LOC: 01:00:02:00 YELLOW  whip pan of 8 frames"))
    }

    @Test func markersStandBelowTheirEvents() {
        var film = Samples.film([48, 48])
        film.markers = [.init(frame: 0, kind: .section, name: "verse", note: "soft"), .init(frame: 50, kind: .beat, name: "2.1")]
        #expect(lines(film)[6] == "* LOC: 01:00:00:00 GREEN   section: verse - soft")
        #expect(lines(film).last == "* LOC: 01:00:02:02 CYAN    beat: 2.1")
    }

    @Test func dropFrameCodeIsWrittenWhereItExists() {
        var film = Samples.film([1800, 60], rate: FrameRate(30000, 1001))
        film.startFrame = 107_892
        #expect(lines(film)[1] == "FCM: DROP FRAME")
        #expect(events(film)[1] == "002  MV000001 V     C        00:00:03;10 00:00:05;10 01:01:00;02 01:01:02;02")
        #expect(lines(film, dropsFrames: false)[1] == "FCM: NON-DROP FRAME")
        #expect(lines(Samples.film([10]))[1] == "FCM: NON-DROP FRAME")
    }

    @Test func everyLineIsPlainAsciiOfAFixedForm() {
        for seed in 0..<200 as Range<UInt64> {
            let text = EDLWriter.write(Samples.film(seed: seed)).files[0].text
            #expect(text.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0D || $0 == 0x0A })
            #expect(text.split(separator: "\r\n").allSatisfy { !$0.contains("\n") && !$0.contains("\r") })
            for line in text.split(separator: "\r\n") where line.first?.isNumber == true { #expect(line.count == 76, "\(line)") }
        }
    }

    @Test func moreEventsThanNumbersBecomeSeveralListsThatBeginWithACut() throws {
        let transitions = Dictionary(
            uniqueKeysWithValues: (1..<1300).filter { $0 % 7 != 0 }.map { ($0, HandOff.Transition(.dissolve, frames: 5)) })
        let film = Samples.film(Array(repeating: 12, count: 1300), transitions: transitions)
        let written = EDLWriter.write(film)
        #expect(written.files.map(\.name) == ["film_1.edl", "film_2.edl"])
        #expect(written.leftOut.contains { $0.what.hasPrefix("1300 events are more than a list can number") })
        let second = written.files[1].text.split(separator: "\r\n")
        #expect(second[2].hasPrefix("001  ") && second[2].contains(" C ") && !second[3].hasPrefix("001"))
        let edits = try written.files.map { try EDLReader.read($0.text, rate: film.rate, startFrame: film.startFrame) }
        #expect(edits.flatMap(\.clips).map(CutClip.init) == film.cutClips)
    }

    @Test func aFileThatTheListCannotNameByItsPathGoesByItsName() {
        var film = Samples.film([24])
        film.media[0].path = "/films/été/s0_t01.mp4"
        let written = EDLWriter.write(film)
        #expect(written.files[0].text.contains("\r\n* SOURCE FILE: s0_t01.mp4\r\n"))
        #expect(written.leftOut.contains { $0.what == "folders whose names are not plain ASCII: files go by their names alone" })
    }

    @Test func whatTheListHasNoPlaceForIsNamed() {
        let film = Samples.film(seed: 4, clips: 9, isPlain: true)
        let losses = EDLWriter.write(film).leftOut.map(\.what)
        for what in [
            "the frame rate and the size of the picture: the list has no place for them", "the song: lay it under the first frame",
            "the alternates of clips", "what is known of the takes but their ids: shots, prompts, seeds, models, stars and notes",
        ] { #expect(losses.contains(what)) }
    }
}
