import Editorial
import Foundation
import Measuring
import Media
import Recipes
import Scoring
import Testing

private func brokenness(_ change: (inout Data) -> Void, frames: Int = 96) throws -> TakeScore {
    try ClipMaker(width: 160, height: 90).with(frames: frames, Paint.scene(seed: 80)) { path in
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        change(&data)
        try data.write(to: URL(fileURLWithPath: path))
        return try TakeMeasurer().measure(path: path)
    }
}

/// Moves the index in front of the pictures, as files made for the web have it, by rewriting the chunk offsets.
private func indexFirst(_ data: Data) -> Data {
    var boxes: [(name: String, bytes: Data)] = []
    var start = data.startIndex
    while start + 8 <= data.endIndex {
        let size = Int(data[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) })
        boxes.append((String(decoding: data[start + 4..<start + 8], as: UTF8.self), data[start..<start + size]))
        start += size
    }
    guard let index = boxes.firstIndex(where: { $0.name == "moov" }),
        let media = boxes.firstIndex(where: { $0.name == "mdat" }), index > media
    else { return data }
    var moov = Data(boxes.remove(at: index).bytes)
    let table = moov.range(of: Data("stco".utf8))!.upperBound
    let count = Int(moov[table + 4..<table + 8].reduce(0) { $0 << 8 | UInt32($1) })
    for entry in 0..<count {
        let place = table + 8 + 4 * entry
        let offset = moov[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) } + UInt32(moov.count)
        for byte in 0..<4 { moov[place + byte] = UInt8(truncatingIfNeeded: offset >> UInt32(24 - 8 * byte)) }
    }
    boxes.insert(("moov", moov), at: media)
    return boxes.reduce(Data()) { $0 + $1.bytes }
}

@Test func aSoundFileIsNotBroken() throws {
    let take = try brokenness { $0 = indexFirst($0) }
    #expect(take.broken == nil)
    #expect(take.frames == 96)
}

@Test func aFileCutOffIsCalledTruncatedWithItsFrames() throws {
    let take = try brokenness { data in data = indexFirst(data).prefix(data.count * 3 / 4) }
    let sentence = try #require(take.broken)
    #expect(sentence == "truncated: \(take.frames) of 96 frames decode")
    #expect(take.scores == nil)
    #expect((10..<90).contains(take.frames))
}

@Test func aFileWithoutItsIndexIsCalledTruncated() throws {
    let take = try brokenness { data in data = data.prefix(data.count / 2) }
    #expect(try #require(take.broken).contains("index"))
}

@Test func anUndecodableMiddleIsCalledDamaged() throws {
    let take = try brokenness { data in
        for place in data.count * 2 / 5..<data.count * 3 / 5 { data[place] = UInt8(truncatingIfNeeded: place &* 151 &+ 7) }
    }
    #expect(try #require(take.broken).hasPrefix("damaged:"))
}

@Test func emptyFilesAndGarbageAreNamed() throws {
    #expect(try brokenness { $0 = Data() }.broken == "zero bytes")
    #expect(try brokenness { data in
        for place in data.indices { data[place] = UInt8(truncatingIfNeeded: place &* place &* 31 &+ place >> 3) }
    }.broken == "not a media file")
}

@Test func aSingleFrameIsAStillImage() throws {
    #expect(try brokenness({ _ in }, frames: 1).broken == "a single still image")
}

@Test func aSoundFileWithoutPictureIsAudioOnly() throws {
    try ClipMaker.withFolder { folder in
        let path = folder + "/tone.wav"
        try waveFile(samples: 8000).write(to: URL(fileURLWithPath: path))
        #expect(try TakeMeasurer().measure(path: path).broken == "audio only")
    }
}

@Test func aMissingFileIsAnErrorAndNotAResult() {
    #expect(throws: MediaError.self) { try TakeMeasurer().measure(path: "/nowhere/take.mp4") }
}

/// Silence, 8 kHz, 16 bits, one channel.
private func waveFile(samples: Int) -> Data {
    func little(_ value: Int, _ bytes: Int) -> Data { Data((0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }) }
    let format = little(1, 2) + little(1, 2) + little(8000, 4) + little(16000, 4) + little(2, 2) + little(16, 2)
    return Data("RIFF".utf8) + little(36 + 2 * samples, 4) + Data("WAVEfmt ".utf8) + little(16, 4) + format + Data("data".utf8)
        + little(2 * samples, 4) + Data(count: 2 * samples)
}
