import Editorial
import Foundation
import Testing

@Test func whatIsKnownOfTheSongIsRead() throws {
    try Data("0.5 1\n1.0 2\n".utf8).write(to: URL(filePath: Sample.folder + "/beats.txt"))
    let hearing = try Sample.project(
        "song: {file: song.flac, bpm: 127.5, offset: 0:01.25, meter: 3, sections: [{start: 0, label: A}, {start: 0:30, role: chorus}]}\n"
    ).song.hearing
    #expect(hearing.beatsPerMinute == 127.5 && hearing.offset == 1.25 && hearing.beatsPerBar == 3)
    #expect(hearing.sections == [.init(start: 0, label: "A"), .init(start: 30, role: "chorus")])
    #expect(try Sample.project("song: {file: song.flac, half_time: true}\n").song.hearing.level == .half)
    #expect(try Sample.project("song: {file: song.flac, double_time: true}\n").song.hearing.level == .double)
    let files = try Sample.project("song: {file: song.flac, tap: beats.txt}\n").song.hearing
    #expect(files.tapFile == Sample.folder + "/beats.txt")
    #expect(try Sample.project("song: {file: song.flac, beats_file: beats.txt}\n").song.hearing.beatsFile == files.tapFile)
}

@Test func whatIsSaidOfTheSongMustFitTogether() throws {
    try Data("0.5\n1.0\n".utf8).write(to: URL(filePath: Sample.folder + "/fits.txt"))
    #expect(
        Sample.faults("song: {file: song.flac, offset: 1}\n") == [
            "1:33: error: song.offset: an offset needs the tempo it counts with; add bpm, as in bpm: 120"
        ])
    #expect(
        Sample.faults("song: {file: song.flac, half_time: true, double_time: true}\n") == [
            "1:55: error: song.double_time: half_time and double_time cannot both be true; remove one"
        ])
    #expect(
        Sample.faults("song: {file: song.flac, beats_file: fits.txt, bpm: 90}\n") == [
            "1:52: error: song.bpm: the beats come from beats_file, so 'bpm' says nothing; remove one of them"
        ])
    #expect(
        Sample.faults("song: {file: song.flac, sections: [{start: 9}, {start: 3}]}\n") == [
            "1:35: error: song.sections: sections begin one after the other, found 0:03 after 0:09; order them by their start"
        ])
    #expect(
        Sample.faults("song: {file: song.flac, bpm: 1000}\n") == ["1:30: error: song.bpm: expected a number from 20 to 400, found '1000'"])
}

@Test func aFileBesideTheSongIsCheckedBeforeAnythingIsMade() throws {
    try Data("0.5\nhello\n".utf8).write(to: URL(filePath: Sample.folder + "/wrong.txt"))
    #expect(
        Sample.faults("song: {file: song.flac, beats_file: nothing.txt}\n") == [
            "1:37: error: song.beats_file: there is no file 'nothing.txt'; paths start at the folder of the project file"
        ])
    #expect(
        Sample.faults("song: {file: song.flac, beats_file: wrong.txt}\n") == [
            "1:37: error: song.beats_file: wrong.txt:2: expected a time in seconds such as 12.48, found 'hello'; correct the file"
        ])
    #expect(
        Sample.faults("song: {file: song.flac, sections: wrong.txt}\n") == [
            "1:35: error: song.sections: wrong.txt:2: expected a time such as 1:02.5 or 62.5, found 'hello'; correct the file"
        ])
}

@Test func partsOfTheSongAreCutAsTheProjectSays() throws {
    let edit = try Sample.project("edit: {pace: auto, sections: {chorus: {pace: fast, shortest: 0.5}, \"B'\": {density: 2}}}\n").edit
    #expect(edit.pace == .auto)
    #expect(edit.sections == ["chorus": .init(pace: .fast, shortest: 0.5), "B'": .init(density: 2)])
    #expect(Sample.faults("edit: {pace: slow}\n") == ["1:14: warning: edit.pace: 'slow' is now called 'calm'; write pace: calm"])
    #expect(
        Sample.faults("edit: {sections: {chorus: {density: 0}}}\n") == [
            "1:37: error: edit.sections.chorus.density: expected a number from 0.1 to 10, found '0'"
        ])
    #expect(
        Sample.faults("edit: {sections: {chorus: {longest: 0.3}}}\n") == [
            "1:37: error: edit.sections.chorus.longest: expected more than the shortest clip of 0.4 s, found '0.3'; "
                + "raise 'longest' or lower 'shortest'"
        ])
}

@Test func aShotMayBePlacedInASectionTheProjectNamesItself() {
    let shots = "shots: [{prompt: a, place: {section: Chorus 1}}, b, c]\n"
    #expect(Sample.faults(shots).first?.contains("'Chorus 1' is no part of a song that is told apart") == true)
    #expect(Sample.faults("song: {file: song.flac, sections: [{start: 0, label: Chorus 1}]}\n" + shots) == [])
}
