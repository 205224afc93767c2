import Editorial
import Foundation
import ProjectFile
import Testing

@Suite struct CaptionFileTests {
    private func write(_ data: Data, _ name: String) throws -> String {
        let path = Sample.folder + "/" + UUID().uuidString + "." + name
        try data.write(to: URL(filePath: path))
        return path
    }

    private func read(_ text: String, _ kind: String) throws -> Captions { try CaptionFile.read(write(Data(text.utf8), kind)) }

    private func fault(_ data: Data, _ kind: String) throws -> String? {
        let path = try write(data, kind)
        let error = #expect(throws: SongFileError.self) { try CaptionFile.read(path) }
        return error.map { "\($0.line.map { "\($0): " } ?? "")\($0.message)" }
    }

    private func fault(_ text: String, _ kind: String) throws -> String? { try fault(Data(text.utf8), kind) }

    @Test func subtitlesHaveTheirTimesTheirLinesAndTheirTags() throws {
        let captions = try read(
            "\u{FEFF}1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>hold</i> on\r\nto <font color=\"#ff0000\">me</font>\r\n\r\n"
                + "2\n0:00:03.250 --> 0:00:04.000 X1:40 X2:600\n{\\an8}<b>up</b> {\\fs99}here {x}\n3\n00:01:00,000 --> 01:00:00,000\nlate\n", "srt")
        #expect(captions.header == nil)
        #expect(captions.lines.map { [$0.start, $0.end] } == [[1, 2.5], [3.25, 4], [60, 3600]])
        #expect(captions.lines.map(\.text) == ["{\\i1}hold{\\i0} on\\Nto me", "{\\an8}{\\b1}up{\\b0} here \\{x\\}", "late"])
    }

    @Test func aLineOfLyricsStaysUntilTheNextOneOrFiveSeconds() throws {
        let captions = try read(
            "[ar:Somebody]\n[00:10.00]one\n[00:12.50][01:00.00]two <00:13.00>three\n[00:14.00]\n[00:20.00][Chorus]\n[00:21.00]four\nno time\n", "lrc")
        #expect(captions.lines.map { [$0.start, $0.end] } == [[10, 12.5], [12.5, 14], [21, 26], [60, 65]])
        #expect(captions.lines.map(\.text) == ["one", "two three", "four", "two three"])
        #expect(try read("[offset:+500]\n[00:10.00]one\n", "lrc").lines.map(\.start) == [9.5])
    }

    @Test func aScriptKeepsWhatItSaysOfItsLooks() throws {
        let captions = try read(
            """
            [Script Info]
            ; a remark
            PlayResX: 640

            [V4+ Styles]
            Format: Name, Fontname, Fontsize
            Style: Big,Futura,40

            [Aegisub Project Garbage]
            Last Style Storage: x

            [Events]
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
            Comment: 0,0:00:00.00,0:00:01.00,Big,,0,0,0,,not seen
            Dialogue: 2,0:00:03.50,0:00:05.00,Big,Ann,10,0,7,,{\\k20}Hey, you
            Dialogue: 0,0:00:01.00,0:00:02.00,Big,,0,0,0,Banner;5,first
            """, "ass")
        #expect(captions.header == "[Script Info]\nPlayResX: 640\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Big,Futura,40\n")
        #expect(
            captions.lines == [
                .init(start: 1, end: 2, text: "first", style: "Big", fields: ",0,0,0,Banner;5"),
                .init(start: 3.5, end: 5, text: "{\\k20}Hey, you", layer: 2, style: "Big", fields: "Ann,10,0,7,"),
            ])
    }

    @Test func fontsInAScriptAreTakenOutOfIt() throws {
        // Six bits a letter, counted from '!': the bytes 0, 1, 0, 0, 79.
        let captions = try read("[Script Info]\n[Fonts]\nfontname: a.ttf\n!!%!!%]\n[Events]\nDialogue: 0,0:00:00.00,0:00:01.00,X,,0,0,0,,a\n", "ass")
        #expect(captions.fonts == [Data([0, 1, 0, 0, 79])])
        #expect(captions.header?.contains("fontname") == false)
    }

    @Test(arguments: [
        ("1\n00:00:01 -> 2\n", "srt", "2: expected times such as 00:01:02,500 --> 00:01:05,000 before the words '00:00:01 -> 2'"),
        ("1\n00:00:01,000 --> soon\nx\n", "srt", "2: expected times such as 00:01:02,500 --> 00:01:05,000, found '00:00:01,000 --> soon'"),
        ("1\n00:00:03,000 --> 00:00:02,000\nx\n", "srt", "2: it ends before it begins: '00:00:03,000 --> 00:00:02,000'"),
        ("1\n00:00:03,000 --> 00:00:04,000\n\n", "srt", "no words with times are in it; expected 00:01:02,500 --> 00:01:05,000"),
        ("[ti:x]\n[00:01.00]a\n[0:99]b\n", "lrc", "3: expected a time such as [01:02.50], found '[0:99]'"),
        ("words\n", "lrc", "no line of it has a time; expected [01:02.50] and the words"),
        ("[Events]\nDialogue: 0,0:00:01.00,later,X,,0,0,0,,a\n", "ass", "2: expected a time such as 0:01:02.50, found 'later'"),
        ("[Events]\nDialogue: 0,0:00:01.00\n", "ass", "2: expected 10 fields, found 2"),
        ("[Events]\nFormat: Start, Text, End\n", "ass", "2: the fields of its lines need Start and End, and Text as the last one"),
        ("[Script Info]\n", "ass", "it has no line 'Dialogue:'; expected subtitles of Advanced SubStation Alpha"),
        ("a", "txt", "captions are .srt, .lrc or .ass"),
    ])
    func whatIsWrongIsToldWithItsLine(text: String, kind: String, expected: String) throws { #expect(try fault(text, kind) == expected) }

    @Test func aFileMayBeUTF16AndNothingElseButUTF8() throws {
        let text = "[00:01.00]né\n"
        let wide = Data([0xFF, 0xFE]) + text.utf16.reduce(into: Data()) { $0.append(contentsOf: [UInt8($1 & 255), UInt8($1 >> 8)]) }
        #expect(try CaptionFile.read(write(wide, "lrc")).lines.map(\.text) == ["né"])
        #expect(try fault(Data("[00:01.00]a\n[00:02.00]n".utf8) + Data([0xE9, 10]), "lrc") == "2: this line is not UTF-8; save the file as UTF-8")
    }

    @Test(arguments: [("a/song.de.srt", "deu"), ("song.eng.ass", "eng"), ("song.pt-BR.srt", "por"), ("song.srt", nil), ("song.v2.srt", nil)])
    func theLanguageIsInTheFilesName(path: String, expected: String?) { #expect(CaptionFile.language(path) == expected) }
}
