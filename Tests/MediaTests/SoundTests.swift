import Media
import Testing

@Suite struct SoundTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [1, 1023, 1024, 44100, 100_001]) func encodedSoundIsAsLongAsItWasToTheSample(samples: Int) throws {
        let path = folder.file("tone-\(samples).m4a")
        try writeTone(path, samples: samples)
        var reader = try AudioReader(path: path)
        #expect(try reader.readAll().map(\.count) == [samples, samples])
    }

    @Test func encodedSoundStartsWhereItStarted() throws {
        let path = folder.file("step.m4a")
        var writer = try AudioFileWriter(path: path, rate: 44100, bitRate: 192_000)
        // Silence, then a loud square wave from sample 10,000 on.
        try writer.write((0..<40_000).map { $0 / 2 < 10_000 ? 0 : ($0 / 2 / 50 % 2 == 0 ? 0.6 : -0.6) })
        try writer.finish()
        var reader = try AudioReader(path: path, channels: 1)
        let samples = try reader.readAll()[0]
        let onset = try #require(samples.firstIndex { abs($0) > 0.3 })
        #expect(abs(onset - 10_000) < 64)
    }

    @Test func aFileWithoutSoundSaysSo() throws {
        try writeStaircase(folder.file("mute.mp4"), frames: 3)
        #expect { _ = try AudioReader(path: folder.file("mute.mp4")) } throws: { "\($0)".contains("the file has no sound") }
    }
}
