public import Foundation
import Media
import Synchronization
import Timebase

/// Small real videos for fakes to hand out.
public enum FakeClip {
    private struct Shape: Hashable {
        var width: Int, height: Int, frames: Int, rate: Int, look: Int
    }
    private static let made = Mutex<[Shape: Data]>([:])

    /// An MP4 that plays, of 24 frames by default. Each id has its own bytes, and one of eight moving pictures.
    public static func bytes(id: String, width: Int = 64, height: Int = 36, frames: Int = 24, rate: Int = 24) throws -> Data {
        let look = id.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff } % 8
        let shape = Shape(width: width, height: height, frames: frames, rate: rate, look: look)
        var clip: Data
        if let there = made.withLock({ $0[shape] }) {
            clip = there
        } else {
            clip = try paint(shape)
            made.withLock { $0[shape] = clip }
        }
        // A `free` box means nothing to a player: https://www.iso.org/standard/83102.html 8.1.2
        let words = Data(id.utf8)
        let length = UInt32(8 + words.count)
        clip.append(contentsOf: [UInt8(length >> 24), UInt8(length >> 16 & 255), UInt8(length >> 8 & 255), UInt8(length & 255)])
        clip.append(Data("free".utf8))
        clip.append(words)
        return clip
    }

    private static func paint(_ shape: Shape) throws -> Data {
        let path = NSTemporaryDirectory() + "fake-clip-\(UUID().uuidString).mp4"
        defer { try? FileManager.default.removeItem(atPath: path) }
        var writer = try VideoFileWriter(
            path: path,
            settings: .init(width: shape.width, height: shape.height, rate: FrameRate(Int64(shape.rate)), preset: "ultrafast", crf: 28))
        for index in 0..<shape.frames {
            let frame = try Frame(width: shape.width, height: shape.height)
            for row in 0..<shape.height {
                for column in 0..<shape.width {
                    let wave = (column + index * (1 + shape.look % 3)) * (2 + shape.look) + row * (shape.look % 2 == 0 ? 3 : 5)
                    frame.plane(0)[row * frame.stride(0) + column] = UInt8(40 + wave % 160)
                }
            }
            for row in 0..<shape.height / 2 {
                for column in 0..<shape.width / 2 {
                    frame.plane(1)[row * frame.stride(1) + column] = UInt8(80 + shape.look * 12)
                    frame.plane(2)[row * frame.stride(2) + column] = UInt8(176 - shape.look * 12)
                }
            }
            try writer.write(frame)
        }
        try writer.finish()
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }
}
