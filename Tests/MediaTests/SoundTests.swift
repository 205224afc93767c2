import Editorial
import Foundation
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

    @Test func silenceStandsInForDamageSoThatWhatFollowsIsHeardWhenItShouldBe() throws {
        let path = folder.file("damaged.m4a")
        var writer = try AudioFileWriter(path: path, rate: 44100, bitRate: 192_000)
        // A quiet tone, and a loud one from sample 300,000 on.
        let count = 400_000
        try writer.write((0..<2 * count).map { ($0 / 2 < 300_000 ? 0.05 : 0.6) * sin(Float($0 / 2) * 0.06) })
        try writer.finish()
        var sound = try AudioReader(path: path, channels: 1)
        #expect(try sound.readAll()[0].count == count)
        let none = sound.damage
        #expect(none == nil)

        var bytes = try Data(contentsOf: URL(filePath: path))
        let middle = bytes.count / 3..<bytes.count / 3 + bytes.count / 20
        bytes.replaceSubrange(middle, with: [UInt8](repeating: 0xff, count: middle.count))
        try bytes.write(to: URL(filePath: path))
        var reader = try AudioReader(path: path, channels: 1)
        let samples = try reader.readAll()[0]
        let found = reader.damage
        let damage = try #require(found)
        #expect(samples.count == count)
        #expect(damage.packets > 10 && damage.packets < 30, "\(damage)")
        #expect(abs(damage.seconds - Double(damage.packets) * 1024 / 44100) < 0.001)
        #expect(abs(damage.start - Double(count) / 44100 / 3) < 0.5, "\(damage)")
        let onset = try #require(samples[250_000...].firstIndex { abs($0) > 0.3 })
        #expect(abs(onset - 300_000) < 128)
    }

    @Test func aFileWithoutSoundSaysSo() throws {
        try writeStaircase(folder.file("mute.mp4"), frames: 3)
        #expect { _ = try AudioReader(path: folder.file("mute.mp4")) } throws: { "\($0)".contains("the file has no sound") }
    }
}

/// Test signals 1 and 2 of EBU Tech 3341: a stereo sine of 1 kHz at -23 and at -33 dBFS is as loud in LUFS.
@Test(arguments: [-23.0, -33])
func aSineIsAsLoudAsTheStandardSays(level: Double) throws {
    let amplitude = pow(10, level / 20)
    var meter = try LoudnessMeter(rate: 48000)
    for second in 0..<20 {
        let piece = (0..<48000).flatMap { index -> [Float] in
            let turns = Double(second * 48000 + index) * 1000 / 48000
            let value = Float(amplitude * sin(2 * Double.pi * turns))
            return [value, value]
        }
        try meter.hear(piece)
    }
    let loudness = try #require(try meter.finish())
    #expect(abs(loudness.integrated - level) < 0.1)
    #expect(abs(loudness.truePeak - level) < 0.2)
    #expect(abs(loudness.range) < 0.1)
}

@Test func silenceHasNoLoudness() throws {
    var meter = try LoudnessMeter(rate: 48000)
    try meter.hear([Float](repeating: 0, count: 96000))
    let silence = try meter.finish()
    #expect(silence == nil)
    let nothing = try LoudnessMeter(rate: 48000).finish()
    #expect(nothing == nil)
}
