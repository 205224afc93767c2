import Editorial
import Foundation
import Media
import Music
import Testing

private func scratch() -> String { NSTemporaryDirectory() + "music-" + UUID().uuidString + ".wav" }

@Test func theClickTrackHasTheSongsLengthAndAClickOnEachBeat() throws {
    let (song, clicked) = (scratch(), scratch())
    defer { for path in [song, clicked] { try? FileManager.default.removeItem(atPath: path) } }
    var file = try WAVFile(path: song, rate: 44100, channels: 2)
    try file.write([Float](repeating: 0, count: 2 * 44100 * 3 + 2 * 123))
    try file.finish()
    let beats = [0.5, 1.0, 1.5, 2.0].enumerated().map { BeatGrid.Beat(time: $1, bar: 1, beatInBar: $0 + 1, strength: 1) }
    let grid = BeatGrid(
        duration: 3, beatsPerMinute: 120, beatsPerBar: 4, confidence: 1, beats: beats, sections: [], energy: [], energyStep: 0.5)
    try ClickTrack.write(song: song, grid: grid, to: clicked)
    var reader = try AudioReader(path: clicked, rate: 44100, channels: 2)
    let sound = try reader.readAll()[0]
    #expect(sound.count == 44100 * 3 + 123)
    let loud = { (time: Double) in
        let first = Int(time * 44100)
        return sound[first..<(first + 441)].map(abs).max() ?? 0
    }
    for beat in beats { #expect(loud(beat.time) > 0.2) }
    for time in [0.2, 0.75, 1.25, 2.5] { #expect(loud(time) == 0) }
    #expect(loud(0.5) > loud(1.0))
}

@Test func aClickTrackInAMissingFolderIsRefusedWithTheNextStep() throws {
    do {
        var file = try WAVFile(path: "/no/such/folder/clicks.wav", rate: 44100, channels: 2)
        try file.write([0, 0])
        Issue.record("the folder does not exist")
    } catch {
        #expect(error.description.contains("/no/such/folder/clicks.wav"))
        #expect(error.description.contains("choose another path"))
    }
}

@Test func aSongReadFromAFileHasTheBeatsOfItsSamples() throws {
    let path = scratch()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let (band, beats) = Band.rock(tempo: 110, bars: 8)
    var file = try WAVFile(path: path, rate: 44100, channels: 1)
    try file.write(band.samples)
    try file.finish()
    let grid = try Listener().listen(path: path)
    #expect(abs(grid.duration - Double(band.samples.count) / 44100) < 1e-9)
    #expect(agreement(beats, grid.beats.map(\.time), within: 0.02) > 0.9)
}
