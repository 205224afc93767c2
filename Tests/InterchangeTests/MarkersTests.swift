import Interchange
import Testing
import Timebase

@Suite struct MarkersTests {
    private func film(_ markers: [HandOff.Marker], rate: FrameRate = FrameRate(24)) -> HandOff {
        var film = Samples.film([480], rate: rate)
        film.markers = markers
        return film
    }

    @Test func theTableHasOneLineForEachMarker() {
        let written = MarkersCSV.write(
            film([.init(frame: 0, kind: .section, name: "intro"), .init(frame: 36, kind: .beat, name: "1.1", note: "loud")]))
        #expect(written.files.map(\.name) == ["markers.csv"])
        #expect(
            written.files[0].text
                == "frame,timecode,seconds,name,kind,note\r\n0,01:00:00:00,0.000000,intro,section,\r\n36,01:00:01:12,1.500000,1.1,beat,loud\r\n"
        )
        #expect(written.leftOut == [])
    }

    @Test func whatWouldBreakTheTableIsQuoted() throws {
        let text = MarkersCSV.write(film(Samples.nasty.map { .init(frame: 1, kind: .hit, name: $0, note: "\"" + $0) })).files[0].text
        let rows = try #require(table(text))
        #expect(rows.dropFirst().map { $0[3] } == Samples.nasty)
        #expect(rows.dropFirst().map { $0[5] } == Samples.nasty.map { "\"" + $0 })
        #expect(rows.allSatisfy { $0.count == 6 })
    }

    @Test func secondsAreThoseOfTheClockAndTimeCodeIsTheSequences() {
        var film = film([.init(frame: 1800, kind: .note, name: "a", note: "")], rate: FrameRate(30000, 1001))
        film.startFrame = 107_892
        #expect(MarkersCSV.write(film).files[0].text.contains("1800,01:01:00;02,60.060000,a,note,"))
        #expect(MarkersCSV.write(film, dropsFrames: false).files[0].text.contains("1800,01:00:56:12,60.060000,a,note,"))
    }

    @Test func aLengthIsNamedAsLost() {
        let written = MarkersCSV.write(film([.init(frame: 5, frames: 9, kind: .note, name: "a")]))
        #expect(written.leftOut == [LeftOut("the length of markers", at: [5])])
    }

    @Test func resolvesMarkersAreEventsOfOneFrame() {
        let written = ResolveMarkersWriter.write(
            film([.init(frame: 24, kind: .beat, name: "1.2"), .init(frame: 48, frames: 12, kind: .section, name: "chorus", note: "2 loud")])
        )
        #expect(written.files.map(\.name) == ["markers_resolve.edl"])
        #expect(
            written.files[0].text.replacing("\r\n", with: "\n") == """
                TITLE: film
                FCM: NON-DROP FRAME

                001  001      V     C        01:00:01:00 01:00:01:01 01:00:01:00 01:00:01:01  \("")
                 |C:ResolveColorCyan |M:beat: 1.2 |D:1

                002  001      V     C        01:00:02:00 01:00:02:01 01:00:02:00 01:00:02:01  \("")
                - 2 loud |C:ResolveColorGreen |M:section: chorus |D:12

                """)
    }

    @Test func markersOnOneFrameBecomeOneOfTheWeightiest() {
        let written = ResolveMarkersWriter.write(
            film([
                .init(frame: 9, kind: .beat, name: "3.1"), .init(frame: 9, kind: .section, name: "verse"),
                .init(frame: 9, kind: .downbeat, name: "3"),
            ]))
        #expect(written.files[0].text.contains(" |C:ResolveColorGreen |M:section: verse, downbeat: 3, beat: 3.1 |D:1\r\n"))
        #expect(written.leftOut == [LeftOut("markers on one frame became one: Resolve has room for no more", at: [9])])
    }

    @Test func resolvesMarkersAreReadAsMarkersAndNotAsClips() throws {
        let markers: [HandOff.Marker] = [
            .init(frame: 24, kind: .beat, name: "1.2"), .init(frame: 48, frames: 12, kind: .section, name: "chorus", note: "loud"),
        ]
        let text = ResolveMarkersWriter.write(film(markers)).files[0].text
        let edit = try EDLReader.read(text, rate: FrameRate(24), startFrame: 86_400)
        #expect(edit.markers == markers)
        #expect(edit.clips.isEmpty)
    }

    @Test func moreMarkersThanNumbersBecomeSeveralFiles() {
        var long = Samples.film([5000])
        long.markers = (0..<2000).map { .init(frame: $0 * 2, kind: .beat, name: "\($0)") }
        let files = ResolveMarkersWriter.write(long).files
        #expect(files.map(\.name) == ["markers_resolve.edl", "markers_resolve_2.edl", "markers_resolve_3.edl"])
        #expect(files.map { $0.text.split(separator: "|M:").count - 1 } == [999, 999, 2])
    }

    /// RFC 4180, read; nil where a quote stands open.
    private func table(_ text: String) -> [[String]]? {
        var (rows, row, field, isQuoted) = ([[String]](), [String](), "", false)
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"" where isQuoted && scalars.first == "\"":
                field.unicodeScalars.append("\"")
                scalars.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                row.append(field)
                field = ""
            case "\r" where !isQuoted && scalars.first == "\n":
                scalars.removeFirst()
                rows.append(row + [field])
                (row, field) = ([], "")
            default: field.unicodeScalars.append(scalar)
            }
        }
        return isQuoted || !field.isEmpty || !row.isEmpty ? nil : rows
    }
}
