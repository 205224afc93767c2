import Content
import Execution
import Foundation
import Media
import Rendering
import Timebase

/// A store with takes that tell their own frame numbers, gone after the test.
final class Bench: Sendable {
    let folder: String
    let context: WorkContext

    init() throws {
        folder = NSTemporaryDirectory() + "mv-rendering-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        context = WorkContext(store: Store(root: folder + "/store"))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A take whose frame `n` is flat grey of luma `lumas[n]`.
    func take(_ lumas: [Int], rate: FrameRate = FrameRate(24), width: Int = 64, height: Int = 36) throws -> Blob {
        let scratch = try context.scratchPath(fileExtension: "mp4")
        var writer = try VideoFileWriter(
            path: scratch, settings: .init(width: width, height: height, rate: rate, preset: "medium", crf: 8, keyFrameInterval: 12))
        for luma in lumas {
            let frame = try Frame(width: width, height: height)
            memset(frame.plane(0), Int32(luma), frame.stride(0) * height)
            for plane in 1...2 { memset(frame.plane(plane), 128, frame.stride(plane) * height / 2) }
            try writer.write(frame)
        }
        try writer.finish()
        return try context.publish(scratch: scratch, fileExtension: "mp4")
    }

    /// Frame `n` has luma `30 + 4 n`.
    func staircase(_ frames: Int, rate: FrameRate = FrameRate(24)) throws -> Blob { try take((0..<frames).map(Self.luma), rate: rate) }
    static func luma(_ frame: Int) -> Int { 30 + 4 * frame }

    /// Luma of every frame of a file, in its middle.
    func lumas(_ blob: Blob) throws -> [Int] {
        var reader = try VideoReader(path: context.path(of: blob))
        let frame = Frame()
        var all: [Int] = []
        while try reader.next(into: frame) { all.append(Int(frame.plane(0)[frame.stride(0) * (frame.height / 2) + frame.width / 2])) }
        return all
    }

    /// The take's frame numbers that a file made from a staircase shows.
    func shown(_ blob: Blob) throws -> [Int] { try lumas(blob).map { Int((Double($0 - 30) / 4).rounded()) } }

    /// Seconds of a tone as AAC in MP4.
    func tone(samples: Int, rate: Int = 48000) throws -> Blob {
        let scratch = try context.scratchPath(fileExtension: "m4a")
        var writer = try AudioFileWriter(path: scratch, rate: rate, bitRate: 128_000)
        try writer.write((0..<samples * 2).map { Float(sin(Double($0 / 2) * 0.0627)) * 0.5 })
        try writer.finish()
        return try context.publish(scratch: scratch, fileExtension: "m4a")
    }
}
