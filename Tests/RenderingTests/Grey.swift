import Foundation
import Media
import Timebase

/// Pictures whose every sample is known, and what is in one.
enum Grey {
    /// Formats of the pixels that films are rendered in.
    static let formats = ["yuv420p", "yuv422p", "yuv422p10le"]

    /// A picture of one colour, in code values of 8 bits.
    static func flat(_ y: Int, _ u: Int = 128, _ v: Int = 128, width: Int = 64, height: Int = 36, format: String = "yuv420p") throws -> Frame {
        let frame = try Frame(width: width, height: height)
        for (plane, value) in [y, u, v].enumerated() {
            memset(frame.plane(plane), Int32(value), frame.stride(plane) * frame.size(ofPlane: plane).height)
        }
        return try FilterGraph("format=\(format)", for: frame, timeBase: Rational(1, 24), pixelAspect: Rational(1)).run(frame)
    }

    /// A picture whose luma is a function of the place.
    static func painted(width: Int = 64, height: Int = 36, format: String = "yuv420p", _ luma: (Int, Int) -> Int) throws -> Frame {
        let frame = try flat(0, width: width, height: height)
        for y in 0..<height { for x in 0..<width { frame.plane(0)[y * frame.stride(0) + x] = UInt8(luma(x, y)) } }
        return try FilterGraph("format=\(format)", for: frame, timeBase: Rational(1, 24), pixelAspect: Rational(1)).run(frame)
    }

    /// The samples of a plane in code values of 8 bits, with what deeper ones have behind the point.
    static func samples(_ frame: borrowing Frame, plane: Int = 0) -> [[Double]] {
        let (width, height) = frame.size(ofPlane: plane)
        return (0..<height).map { row in
            let line = frame.plane(plane) + row * frame.stride(plane)
            return (0..<width).map { x in
                if frame.depth == 8 { return Double(line[x]) }
                let wide = UnsafeRawPointer(line).loadUnaligned(fromByteOffset: 2 * x, as: UInt16.self)
                return Double(wide) / Double(1 << (frame.depth - 8))
            }
        }
    }

    static func mean(_ frame: borrowing Frame, plane: Int = 0) -> Double {
        let all = samples(frame, plane: plane).joined()
        return all.reduce(0, +) / Double(all.count)
    }

    /// Red, green and blue of a picture's mean colour, 0 to 1.
    static func colour(_ frame: borrowing Frame) -> [Double] {
        let (y, u, v) = ((mean(frame) - 16) / 219, (mean(frame, plane: 1) - 128) / 224, (mean(frame, plane: 2) - 128) / 224)
        return [y + 1.5748 * v, y - 0.187324 * u - 0.468124 * v, y + 1.8556 * u]
    }
}
