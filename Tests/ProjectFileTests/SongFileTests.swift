import Editorial
import Foundation
import ProjectFile
import Testing

@Suite struct SongFileTests {
    private func write(_ data: Data, _ name: String) throws -> String {
        let path = Sample.folder + "/" + UUID().uuidString + "-" + name
        try data.write(to: URL(filePath: path))
        return path
    }

    private func beats(_ text: String) throws -> [BeatMark] {
        try BeatsFile.read(write(Data(text.utf8), "beats.txt"), duration: 60)
    }

    private func fault(_ read: () throws -> Void) -> String? {
        do {
            try read()
            return nil
        } catch let error as SongFileError {
            return error.line.map { "\($0): \(error.message)" } ?? error.message
        } catch {
            return "\(error)"
        }
    }

    @Test("beats are read from a plain list, with or without their place in the bar, and from Audacity's labels")
    func texts() throws {
        #expect(try beats("0.5\n1.0 # a remark\n\n1.5\r\n") == [0.5, 1, 1.5].map { BeatMark(time: $0) })
        #expect(
            try beats("0.5 1\n1.0\t2\n1.5,1\n") == [
                .init(time: 0.5, beatInBar: 1), .init(time: 1, beatInBar: 2), .init(time: 1.5, beatInBar: 1),
            ])
        #expect(
            try beats("0.500000\t0.500000\t1\n1.000000\t1.000000\t2\n") == [.init(time: 0.5, beatInBar: 1), .init(time: 1, beatInBar: 2)])
        #expect(try beats("0.500000\t0.700000\n1.000000\t1.200000\n") == [.init(time: 0.5), .init(time: 1)])
    }

    @Test("what mv beats prints is read back, with its bars and its pick-up")
    func json() throws {
        let marks = try beats("\u{FEFF} {\"beats\": [0, 1, 2, 3, 4, 5, 6], \"downbeats\": [1, 4], \"tempo\": 60}")
        #expect(marks.map(\.beatInBar) == [3, 1, 2, 3, 1, 2, 3])
        #expect(marks.map(\.time) == [0, 1, 2, 3, 4, 5, 6])
    }

    @Test("a MIDI file gives the beats of its tempo map and time signatures")
    func midi() throws {
        // 480 ticks a quarter; 120 to the minute, from the third quarter 60; 2/4, from the fifth quarter 6/8.
        let track: [UInt8] =
            [0, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20] + [0, 0xFF, 0x58, 4, 2, 2, 24, 8]
            + [0, 0x90, 60, 64, 0x83, 0x60, 60, 0]  // a note, by running status: 480 ticks
            + [0x83, 0x60, 0xFF, 0x51, 3, 0x0F, 0x42, 0x40] + [0x87, 0x40, 0xFF, 0x58, 4, 6, 3, 24, 8] + [0, 0xFF, 0x2F, 0]
        let header: [UInt8] = [0, 0, 0, 6, 0, 0, 0, 1, 0x01, 0xE0]
        let data = Data("MThd".utf8) + Data(header) + Data("MTrk".utf8) + Data([0, 0, 0, UInt8(track.count)]) + Data(track)
        let marks = try BeatsFile.read(write(data, "map.mid"), duration: 7.2)
        #expect(marks.map(\.time) == [0, 0.5, 1, 2, 3, 4.5, 6])
        #expect(marks.map(\.beatInBar) == [1, 2, 1, 2, 1, 2, 1])
    }

    @Test("a MIDI file that is cut off gives what is there or a reason, never a crash")
    func brokenMIDI() throws {
        let whole =
            Data("MThd".utf8) + Data([0, 0, 0, 6, 0, 0, 0, 1, 1, 0xE0]) + Data("MTrk".utf8) + Data([0, 0, 0, 9])
            + Data([0, 0xFF, 0x51, 3, 0, 0, 1, 0x81, 0x80])
        for count in 4...whole.count {
            let path = try write(whole.prefix(count), "cut.mid")
            if let fault = fault({ _ = try BeatsFile.read(path, duration: 10) }) { #expect(!fault.isEmpty) }
        }
        let path = try write(whole, "fast.mid")
        #expect(fault { _ = try BeatsFile.read(path, duration: 10) } == "its tempo gives more than 20 beats a second")
    }

    @Test("what is no beat is told with its line")
    func wrongBeats() throws {
        #expect(fault { _ = try beats("0.5\nhello\n") } == "2: expected a time in seconds such as 12.48, found 'hello'")
        #expect(fault { _ = try beats("0.5\n1\n0.9\n") } == "3: 0.9 is not after the beat before it, at 1.0")
        #expect(fault { _ = try beats("0.5\n") } == "expected at least two beats, found 1")
        #expect(fault { _ = try beats("{\"beat\": []}") } == "expected {\"beats\": [seconds], \"downbeats\": [seconds]}")
        #expect(fault { _ = try BeatsFile.read("/nowhere/beats.txt", duration: 1) } == "the file cannot be read")
    }

    @Test("sections are read from times and names, Audacity's labels, lyrics and subtitles")
    func sections() throws {
        let read = { (text: String, name: String) in try SectionsFile.read(self.write(Data(text.utf8), name)) }
        let expected: [SectionMark] = [.init(start: 0, label: "Intro"), .init(start: 62.5, label: "Chorus 1")]
        #expect(try read("0 Intro\n1:02.5 Chorus 1 # loud\n", "s.txt") == expected)
        #expect(try read("0.0\t62.5\tIntro\n62.5\t90.0\tChorus 1\n", "s.txt") == expected)
        #expect(try read("[ar:Somebody]\n[00:00.00][Intro]\n[00:12.00]chorus of angels sing\n[01:02.50] (Chorus 1)\n", "s.lrc") == expected)
        #expect(
            try read("1\n00:00:00,000 --> 00:00:02,000\nIntro\n\n2\n00:01:02,500 --> 00:01:05,000\n[Chorus 1]\n", "s.srt") == expected)
        let path = try write(Data("[00:01.00]words only\n".utf8), "w.lrc")
        #expect(fault { _ = try SectionsFile.read(path) }?.hasPrefix("no section is in it; expected lines such as '1:02.5 chorus'") == true)
        let odd = try write(Data("0 A\nlater B\n".utf8), "odd.txt")
        #expect(fault { _ = try SectionsFile.read(odd) } == "2: expected a time such as 1:02.5 or 62.5, found 'later'")
    }
}
