import Content
public import Execution
import Foundation
import Media
public import Recipes
import Timebase

extension PosterRecipe: RunnableRecipe {
    public func run(in context: WorkContext) throws -> Output {
        var best: (index: Int, interest: Double, picture: [UInt8])?
        var index = 0
        let frame = Frame()
        for candidate in candidates {
            var reader = try VideoReader(path: context.path(of: candidate.segment))
            var (number, waiting) = (0, candidate.frames[...])
            while let next = waiting.first, try reader.next(into: frame) {
                if number == next {
                    waiting.removeFirst()
                    let interest = try Self.interest(of: frame)
                    if best == nil || interest > best!.interest { best = (index, interest, try Self.encoded(frame)) }
                    index += 1
                }
                number += 1
            }
            guard waiting.isEmpty else { throw MediaError(.decode, reader.path, "the segment has no frame \(waiting[waiting.startIndex])") }
        }
        guard let best else { throw MediaError(.decode, "the film", "there is no frame to make a poster of") }
        let scratch = try context.scratchPath(fileExtension: "jpg")
        try AtomicFile.write(Data(best.picture), to: scratch)
        return Output(picture: try context.publish(scratch: scratch, fileExtension: "jpg"), index: best.index)
    }

    /// JPEG knows BT.601 of full range and nothing else.
    private static func encoded(_ frame: borrowing Frame) throws(MediaError) -> [UInt8] {
        let graph = try FilterGraph(
            "scale=flags=bicubic+accurate_rnd+full_chroma_int:in_color_matrix=bt709:in_range=tv:out_color_matrix=bt601:out_range=pc,format=yuvj420p",
            for: frame, timeBase: Rational(1, 25), pixelAspect: Rational(1))
        var still = StillPicture(width: frame.width, height: frame.height)
        return try still.jpeg(graph.run(frame), mostBytes: .max)
    }

    /// How much a picture shows: its detail, its colours (colourfulness as Hasler and Süsstrunk measure it, 2003, of Cb and Cr) and whether its light
    /// is neither dark nor blown out. Of use only to compare.
    private static func interest(of frame: borrowing Frame) throws(MediaError) -> Double {
        let (width, height) = (320, 180)
        var scaler = PictureScaler(width: width, height: height)
        let small = try scaler.scale(frame)
        func value(_ plane: Int, _ x: Int, _ y: Int) -> Double { Double(small.plane(plane)[y * small.stride(plane) + x]) }
        func spread(_ plane: Int) -> (mean: Double, deviation: Double) {
            let (wide, high) = small.size(ofPlane: plane)
            var (sum, squares) = (0.0, 0.0)
            for y in 0..<high {
                for x in 0..<wide {
                    sum += value(plane, x, y)
                    squares += value(plane, x, y) * value(plane, x, y)
                }
            }
            let (count, mean) = (Double(wide * high), sum / Double(wide * high))
            return (mean, max(0, squares / count - mean * mean).squareRoot())
        }
        var detail = 0.0
        for y in 1..<height - 1 {
            for x in 1..<width - 1 {
                detail += abs(4 * value(0, x, y) - value(0, x - 1, y) - value(0, x + 1, y) - value(0, x, y - 1) - value(0, x, y + 1))
            }
        }
        let (light, blue, red) = (spread(0), spread(1), spread(2))
        let colour = hypot(blue.deviation, red.deviation) + 0.3 * hypot(blue.mean - 128, red.mean - 128)
        let off = (light.mean - 110) / 55
        return log(1 + detail / Double(width * height)) * (1 + colour / 20) * (1 + light.deviation / 50) * exp(-off * off / 2)
    }
}
