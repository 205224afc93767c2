import Editorial
import Foundation
import Measuring
import Media
import Recipes
import Scoring
import Timebase

/// Makes small clips for tests: a painter gives the luma of every pixel, and colour where it wants.
struct ClipMaker {
    var width = 320
    var height = 180
    var rate = FrameRate(24)
    var crf = 16

    /// Luma, Cb and Cr, 0–255 each, of a pixel of a frame.
    typealias Painter = (_ frame: Int, _ x: Int, _ y: Int) -> (Double, Double, Double)

    /// Writes a clip into a fresh folder, hands over its path and cleans up.
    func with<Result>(frames: Int, _ paint: Painter, _ body: (String) throws -> Result) throws -> Result {
        try Self.withFolder { folder in
            let path = folder + "/take.mp4"
            try write(frames: frames, to: path, paint)
            return try body(path)
        }
    }

    func measured(frames: Int, _ paint: Painter) throws -> TakeScore {
        try with(frames: frames, paint) { try TakeMeasurer().measure(path: $0) }
    }

    func write(frames: Int, to path: String, _ paint: Painter) throws {
        var writer = try VideoFileWriter(path: path, settings: .init(width: width, height: height, rate: rate, crf: crf))
        for index in 0..<frames {
            let frame = try Frame(width: width, height: height)
            let (luma, cb, cr) = (frame.plane(0), frame.plane(1), frame.plane(2))
            for y in 0..<height {
                for x in 0..<width {
                    let pixel = paint(index, x, y)
                    luma[y * frame.stride(0) + x] = UInt8(min(235, max(16, pixel.0.rounded())))
                    if x % 2 == 0, y % 2 == 0 {
                        cb[y / 2 * frame.stride(1) + x / 2] = UInt8(min(240, max(16, pixel.1.rounded())))
                        cr[y / 2 * frame.stride(2) + x / 2] = UInt8(min(240, max(16, pixel.2.rounded())))
                    }
                }
            }
            try writer.write(frame)
        }
        try writer.finish()
    }

    static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scoring-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }
}

/// Pictures to make clips of.
enum Paint {
    /// Soft blobs and fine grit in a composition that the seed decides, sliding to the right by `speed` pixels a frame.
    static func scene(seed: UInt64, speed: Double = 1, detail: Double = 25) -> ClipMaker.Painter {
        var random = SeededRandom(seed: seed)
        let (width, height) = (1024, 192)
        var table = [Double](repeating: 118, count: width * height)
        for _ in 0..<24 {
            let (centreX, centreY) = (Int(random.within(0...1024)), Int(random.within(0...180)))
            let (size, light) = (random.within(15...60), random.within(-90...90))
            let reach = Int(3 * size)
            for y in max(0, centreY - reach)..<min(height, centreY + reach) {
                for x in max(0, centreX - reach)..<min(width, centreX + reach) {
                    let (dx, dy) = (Double(x - centreX), Double(y - centreY))
                    table[y * width + x] += light * exp(-(dx * dx + dy * dy) / (2 * size * size))
                }
            }
        }
        let grit = (0..<width * height).map { _ in random.within(-1...1) }
        for y in 1..<height {
            for x in 1..<width {
                let place = y * width + x
                table[place] += detail * (grit[place] + grit[place - 1] + grit[place - width] + grit[place - width - 1])
            }
        }
        let (cb, cr) = (random.within(90...166), random.within(90...166))
        return { frame, x, y in
            let place = Double(x) + 600 - Double(frame) * speed
            let left = Int(place)
            let share = place - Double(left)
            let row = y * width
            return (table[row + left] * (1 - share) + table[row + left + 1] * share, cb, cr)
        }
    }

    /// Reproducible white noise, -1 to 1, for a pixel of a frame.
    static func noise(_ frame: Int, _ x: Int, _ y: Int) -> Double {
        var hash = UInt64(truncatingIfNeeded: frame &* 73_856_093 ^ x &* 19_349_663 ^ y &* 83_492_791) &* 0x9e37_79b9_7f4a_7c15
        hash ^= hash >> 29
        hash &*= 0xbf58_476d_1ce4_e5b9
        return Double((hash ^ hash >> 32) & 0xffff) / 32767.5 - 1
    }

    /// Luma changed by a function of frame, place and old luma.
    static func changed(_ paint: @escaping ClipMaker.Painter, _ luma: @escaping (Int, Int, Int, Double) -> Double) -> ClipMaker.Painter {
        { frame, x, y in
            let pixel = paint(frame, x, y)
            return (luma(frame, x, y, pixel.0), pixel.1, pixel.2)
        }
    }

    /// A night: dark gradient sky, a few stars and a lit window, drifting by a tenth of a pixel a frame.
    static func night(_ frame: Int, _ x: Int, _ y: Int) -> (Double, Double, Double) {
        let px = Double(x) - Double(frame) * 0.1
        var light = 17 + Double(y) * 0.06
        for star in 0..<40 {
            let (dx, dy) = (px - Double(star * 53 % 320), Double(y) - Double(star * 37 % 120))
            light += 110 * exp(-(dx * dx + dy * dy) / 1.5)
        }
        return (light, 138, 124)
    }

    static let black: (Double, Double, Double) = (16, 128, 128)
}

extension TakeScore {
    /// A score from 0 to 1; NaN, which no comparison holds for, when there is none.
    func score(_ name: String) -> Double { scores?.parts[name]?.score ?? .nan }
    func raw(_ name: String) -> Double { scores?.parts[name]?.raw ?? .nan }
}
