import CFFmpeg
import Content
import Editorial
import Execution
import Media
import Recipes
import Rendering
import TakesForTests
import Testing
import Timebase

extension Bench {
    /// A take in the store.
    func add(
        _ take: TestTake, colour: (@Sendable (Int, Double, Double) -> (red: Double, green: Double, blue: Double))? = nil
    ) throws -> Blob {
        let name = ["matroska": "mkv", "mpegts": "ts", "mpeg": "mpg"][take.container] ?? take.container
        let scratch = try context.scratchPath(fileExtension: name)
        try take.write(to: scratch, colour: colour)
        return try context.publish(scratch: scratch, fileExtension: name)
    }

    /// The numbers that a segment's frames show, read by a decoder of the tests' own.
    ///
    /// - Parameter start: frame of the take on which it begins.
    func numbers(
        _ take: Blob, _ rate: FrameRate, from start: Int, frames: Int, speed: Rational = Rational(1), film: FrameRate? = nil,
        isReversed: Bool = false, geometry: BarCode.Geometry? = nil, codec: PictureCodec = .h264
    ) throws -> [Int?] {
        let run = SourceRun(take: take, start: start, rate: rate, speed: speed, isReversed: isReversed)
        let format = PictureFormat(width: 64, height: 48, rate: film ?? rate)
        let encoding = PictureEncoding(codec: codec, preset: "ultrafast", quality: codec.quality.map { $0.usual })
        let output = try SegmentRecipe(format: format, frames: frames, run: run, encoding: encoding).run(in: context)
        return try Decoded.numbers(context.path(of: output.segment), geometry)
    }
}
