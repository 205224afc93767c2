import Foundation
import Media
import Timebase

/// A folder that is gone after the test.
final class TemporaryFolder: Sendable {
    let path: String
    init() throws {
        path = NSTemporaryDirectory() + "mv-media-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    func file(_ name: String) -> String { path + "/" + name }
}

/// A clip whose frame `n` is flat grey of luma `first + n * step`, so that a decoded picture tells its own number.
func writeStaircase(
    _ path: String, frames: Int, width: Int = 64, height: Int = 48, rate: FrameRate = FrameRate(24), first: Int = 30, step: Int = 4
) throws {
    var writer = try VideoFileWriter(
        path: path, settings: .init(width: width, height: height, rate: rate, preset: "medium", crf: 10, keyFrameInterval: 12))
    for number in 0..<frames {
        let frame = try Frame(width: width, height: height)
        for row in 0..<height { memset(frame.plane(0) + row * frame.stride(0), Int32(first + number * step), width) }
        for row in 0..<height / 2 {
            memset(frame.plane(1) + row * frame.stride(1), 128, width / 2)
            memset(frame.plane(2) + row * frame.stride(2), 128, width / 2)
        }
        try writer.write(frame)
    }
    try writer.finish()
}

/// Mean luma of every frame of a file.
func lumas(_ path: String) throws -> [Int] {
    var reader = try VideoReader(path: path)
    let frame = Frame()
    var all: [Int] = []
    while try reader.next(into: frame) { all.append(Int(frame.plane(0)[frame.stride(0) * 8 + 8])) }
    return all
}

/// A tone of `samples` stereo samples as AAC.
func writeTone(_ path: String, samples: Int, rate: Int = 44100) throws {
    var writer = try AudioFileWriter(path: path, rate: rate, bitRate: 128_000)
    try writer.write((0..<samples * 2).map { Float(sin(Double($0 / 2) * 0.0627)) * 0.5 })
    try writer.finish()
}
