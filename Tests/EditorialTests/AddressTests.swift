import Editorial
import Testing

@Suite struct AddressTests {
    /// 40 s at 120 to the minute after a pick-up of two beats, bars of four; intro, verse, chorus, verse, chorus.
    private let grid: BeatGrid = {
        let starts = [0.0, 8.0, 16.0, 24.0, 32.0]
        let roles = ["intro", "verse", "chorus", "verse", "chorus"]
        let labels = ["A", "B", "C", "B'", "C'"]
        return BeatGrid(
            duration: 40, beatsPerMinute: 120, beatsPerBar: 4, confidence: 1,
            beats: (0..<82).map { index in
                BeatGrid.Beat(time: Double(index - 2) / 2 + 1, bar: (index + 2) / 4, beatInBar: (index + 2) % 4 + 1, strength: 0.5)
            }.filter { $0.time < 40 },
            sections: starts.indices.map { index in
                .init(label: labels[index], role: roles[index], start: starts[index], end: index < 4 ? starts[index + 1] : 40, energy: 0.5)
            }, energy: [], energyStep: 0,
            details: SongDetails(hits: [.init(time: 16, kind: .drop, strength: 1), .init(time: 20, kind: .accent, strength: 1)]))
    }()

    private func seconds(_ text: String, lyrics: [AddressBook.Line] = []) throws -> ClosedRange<Double> {
        try AddressBook(grid: grid, film: 4...36, lyrics: lyrics).seconds(of: MusicalRange(parsing: text))
    }

    private func fault(_ text: String, lyrics: [AddressBook.Line] = []) -> String? {
        do {
            _ = try seconds(text, lyrics: lyrics)
            return nil
        } catch let error as AddressError {
            return "\(error.description); \(error.hint)"
        } catch {
            return "\(error)"
        }
    }

    @Test("moments, bars and sections are where the song has them", arguments: [
        ("1:02.5", nil), ("0:12.5", 12.5...12.5), ("start", 4...4), ("end", 36...36), ("drop", 16...16),
        ("bar 1", 1...3), ("bar 2 beat 3", 4...4), ("beat 1", 0...0), ("chorus", 16...24), ("Chorus 2", 32...40),
        ("B'", 24...32), ("chorus 2 bar 1", 33...35), ("verse bar 2 beat 4", 12.5...12.5), ("verse 2 beat 3", 25...25),
        ("start bar 1", 5...7), ("bar 3 - bar 4", 5...9), ("verse to chorus", 8...24), ("0:10 - end", 10...36),
    ] as [(String, ClosedRange<Double>?)])
    func places(_ text: String, _ expected: ClosedRange<Double>?) {
        #expect((try? seconds(text)) == expected)
    }

    @Test("a line of the lyrics is found by its words, whatever their case and commas")
    func lyrics() throws {
        let lines: [AddressBook.Line] = [
            .init(time: 9, words: "Hold on, hold on"), .init(time: 18, words: "to what you had"), .init(time: 26, words: "Hold on!"),
        ]
        #expect(try seconds("lyric \"hold on\"", lyrics: lines) == 9...9)
        #expect(try seconds("lyric \"Hold On\" 2", lyrics: lines) == 26...26)
        #expect(try seconds("lyric “what you” bar 1", lyrics: lines) == 19...21)
        #expect(
            fault("lyric \"what you have\"", lyrics: lines)
                == "nobody sings 'what you have'; the nearest line is \"to what you had\", at 0:18.000")
        #expect(fault("lyric \"hold on\" 3", lyrics: lines) == "'hold on' is sung 2 times, not 3; at 0:09.000, 0:26.000")
        #expect(fault("lyric \"hold on\"") == "there are no lyrics to find 'hold on' in; name them: song: {lyrics: song.lrc}")
    }

    @Test("an address that is nowhere is told with what there is instead")
    func nowhere() {
        #expect(fault("chorus 3") == "'chorus 3' is nowhere: the song has 2 of 'chorus'; beginning at 0:16.000, 0:32.000")
        #expect(
            fault("bridge")
                == "the song has no section 'bridge'; it has intro at 0:00.000, verse at 0:08.000, chorus at 0:16.000, verse at 0:24.000, "
                + "chorus at 0:32.000")
        #expect(fault("chorus bar 9") == "'chorus bar 9' is nowhere: 'chorus' has 4 bars; the last one is at 0:23.000")
        #expect(fault("bar 3 beat 5") == "'bar 3 beat 5' is nowhere: bar 3 has 4 beats; the last one is at 0:06.500")
        #expect(fault("drop 2") == "'drop 2' is nowhere: 1 drop was heard; say a time, or a section: 'mv beats' lists them")
        #expect(fault("bar 9 - bar 2") == "'bar 9 - bar 2' ends at 0:05.000, before it begins at 0:17.000; write the earlier one first")
    }

    @Test("what is no address is told with examples", arguments: ["", "bar", "bar x", "chorus 2 bar 3 beat 1 beat 2", "?", "a - b - c", "lyric hold", "lyric \"hold"])
    func nonsense(_ text: String) {
        #expect(throws: AddressError.self) { try MusicalRange(parsing: text) }
    }

    @Test("an address written out is read back as the same", arguments: [
        "chorus 2 bar 3 beat 1", "bar 17", "drop", "drop 2", "1:02.500", "lyric \"hold on\" 2", "start", "end bar 1", "B' bar 2", "bar 9 - bar 16",
        "verse - chorus 2",
    ])
    func roundTrip(_ text: String) throws {
        #expect("\(try MusicalRange(parsing: text))" == text)
    }
}
