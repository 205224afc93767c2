import Foundation
import Timebase

/// The last step of every frame: bloom, tone, vignette, grain and the change to BT.709 limited range, 4:2:0.
final class Look {
    private let width: Int
    private let height: Int
    private let grainAmount: Float
    private let bloomAmount: Float
    private let bloomFloor: Float
    private let gain: Float
    private let lift: Float
    private let grain: UnsafeMutablePointer<Float>
    private let acrossVignette: UnsafeMutablePointer<Float>
    private let downVignette: UnsafeMutablePointer<Float>
    /// Columns of the matrix from red, green, blue to Y, U, V, and what is added.
    private let fromRed: Ink
    private let fromGreen: Ink
    private let fromBlue: Ink
    private let offset: Ink
    private let bloomWidth: Int
    private let bloomHeight: Int
    private let bloom: UnsafeMutablePointer<Ink>
    private let bloomLine: UnsafeMutablePointer<Ink>
    private let seed: UInt64

    init(_ description: SceneDescription, width: Int, height: Int, seed: UInt64, exposure: Float) {
        self.width = width
        self.height = height
        self.seed = seed
        let looks = description.looks
        let old = looks.contains(.film16) || looks.contains(.sepia)
        grainAmount =
            looks.contains(.film16) ? 0.025 : (looks.contains(.grain) ? 0.027 : (old || looks.contains(.blackAndWhite) ? 0.018 : 0.007))
        let glowing = looks.contains(.neon) || [.street, .stage, .space, .tunnel].contains(description.scene)
        let dark = description.time == .night || description.time == .dusk
        bloomAmount = looks.contains(.dreamlike) ? 0.6 : (looks.contains(.neon) ? 0.55 : (glowing ? 0.4 : (dark ? 0.25 : 0)))
        bloomFloor = looks.contains(.dreamlike) ? 0.3 : 0.55
        let veil: Float = looks.contains(.dreamlike) ? 0.045 : (old ? 0.04 : 0)
        // The picture is never darker than an eye can follow on a small screen.
        gain = exposure <= 0 ? 1 : limited(0.2 / exposure, 1, 1.55)
        lift = exposure <= 0 ? 0 : max(0, 0.135 - exposure * gain) * 0.8
        let contrast: Float =
            looks.contains(.contrast) || looks.contains(.blackAndWhite)
            ? 0.2 : (looks.contains(.pastel) || looks.contains(.dreamlike) ? -0.08 : 0.06)
        var random = SeededRandom(seed: seed, "grain")
        var tile = (0..<65536).map { _ in Float(random.unit() + random.unit() + random.unit()) - 1.5 }
        if looks.contains(.film16) || looks.contains(.grain) {
            let sharp = tile
            for index in 0..<65536 { tile[index] = (sharp[index] * 2 + sharp[(index + 1) & 65535] + sharp[(index + 256) & 65535]) * 0.55 }
        }
        let mean = tile.reduce(0, +) / 65536
        grain = .allocate(capacity: 65536 + 520)
        for index in 0..<(65536 + 520) { (grain + index).initialize(to: tile[index & 65535] - mean) }
        let strength: Float = old ? 0.34 : 0.17
        acrossVignette = .allocate(capacity: width)
        downVignette = .allocate(capacity: height)
        for x in 0..<width { (acrossVignette + x).initialize(to: 1 - strength * pow(abs(Float(x) / Float(width) * 2 - 1), 2.6)) }
        for y in 0..<height { (downVignette + y).initialize(to: 1 - strength * pow(abs(Float(y) / Float(height) * 2 - 1), 2.6)) }
        var rows: (r: Ink, g: Ink, b: Ink) = (Ink(1, 0, 0, 0), Ink(0, 1, 0, 0), Ink(0, 0, 1, 0))
        if looks.contains(.sepia) {
            let tone = Ink(1.12, 0.93, 0.68, 0)
            (rows.r, rows.g, rows.b) = (tone * 0.24, tone * 0.68, tone * 0.08)
        } else if looks.contains(.blackAndWhite) {
            (rows.r, rows.g, rows.b) = (Ink(0.3, 0.3, 0.3, 0), Ink(0.6, 0.6, 0.6, 0), Ink(0.1, 0.1, 0.1, 0))
        } else if looks.contains(.film16) {
            (rows.r, rows.g, rows.b) = (Ink(0.92, 0.06, 0.03, 0), Ink(0.1, 0.88, 0.1, 0), Ink(0.02, 0.04, 0.74, 0))
        }
        func yuv(_ ink: Ink) -> Ink {
            let y = 0.2126 * ink.x + 0.7152 * ink.y + 0.0722 * ink.z
            return Ink(219 * y, 224 * (ink.z - y) / 1.8556, 224 * (ink.x - y) / 1.5748, 0)
        }
        // Contrast and a lifted black are straight lines too, and go into the matrix.
        let slope = (1 + contrast) * (1 - veil)
        let base = veil - 0.42 * contrast * (1 - veil)
        (fromRed, fromGreen, fromBlue) = (yuv(rows.r) * slope, yuv(rows.g) * slope, yuv(rows.b) * slope)
        offset = Ink(16, 128, 128, 0) + (yuv(rows.r) + yuv(rows.g) + yuv(rows.b)) * base
        bloomWidth = (width + 3) / 4
        bloomHeight = (height + 3) / 4
        bloom = .allocate(capacity: bloomWidth * bloomHeight)
        bloom.initialize(repeating: .zero, count: bloomWidth * bloomHeight)
        bloomLine = .allocate(capacity: bloomWidth + 2)
        bloomLine.initialize(repeating: .zero, count: bloomWidth + 2)
    }

    deinit {
        bloom.deallocate()
        bloomLine.deallocate()
        grain.deallocate()
        acrossVignette.deallocate()
        downVignette.deallocate()
    }

    /// Mean luma of a frame as painted, before any correction.
    static func exposure(of frame: FrameBuffer) -> Float {
        var sum: Float = 0
        var count: Float = 0
        for row in stride(from: 1, to: frame.height, by: 5) {
            for column in stride(from: 1, to: frame.width, by: 5) {
                sum += min(1, frame.pixels[row * frame.width + column].luma)
                count += 1
            }
        }
        return sum / max(1, count)
    }

    func finish(
        _ frame: FrameBuffer, index: Int, y: UnsafeMutablePointer<UInt8>, yStride: Int, u: UnsafeMutablePointer<UInt8>, uStride: Int,
        v: UnsafeMutablePointer<UInt8>, vStride: Int
    ) {
        if bloomAmount > 0 { gatherBloom(frame) }
        var random = SeededRandom(seed: seed &+ UInt64(truncatingIfNeeded: index) &* 0x9e37_79b9, "grain offset")
        let shift = Int(random.next() & 65535)
        let amount = grainAmount * 219
        for row in stride(from: 0, to: height, by: 2) {
            let (upper, lower) = (frame.pixels + row * width, frame.pixels + (row + 1) * width)
            if bloomAmount > 0 {
                addBloom(upper, row: row)
                addBloom(lower, row: row + 1)
            }
            let yTop = y + row * yStride
            let yBottom = yTop + yStride
            let uLine = u + row / 2 * uStride
            let vLine = v + row / 2 * vStride
            let grainRow = grain + ((shift + row * 256) & 65535)
            let (downTop, downBottom) = (downVignette[row] * gain, downVignette[row + 1] * gain)
            var column = 0
            while column < width {
                let (va, vb) = (acrossVignette[column], acrossVignette[column &+ 1])
                let a = tone(upper[column], va * downTop)
                let b = tone(upper[column &+ 1], vb * downTop)
                let c = tone(lower[column], va * downBottom)
                let d = tone(lower[column &+ 1], vb * downBottom)
                // The tile repeats every 256 columns; its last columns run on into the next row of noise.
                let g = grainRow + (column & 254)
                yTop[column] = level(a.x, g[0] * amount)
                yTop[column &+ 1] = level(b.x, g[1] * amount)
                yBottom[column] = level(c.x, g[256] * amount)
                yBottom[column &+ 1] = level(d.x, g[257] * amount)
                let chroma = (a + b + c + d) * 0.25
                uLine[column >> 1] = byte(min(max(chroma.y, 16), 240))
                vLine[column >> 1] = byte(min(max(chroma.z, 16), 240))
                column &+= 2
            }
        }
    }

    /// Grain is strongest in the middle tones, as in film, and zero in its mean.
    @inline(__always) private func level(_ luma: Float, _ grain: Float) -> UInt8 {
        byte(min(max(luma + grain * (1.15 - abs(luma - 110) * 0.0068), 16), 235))
    }

    /// A curve with a shoulder, so that lights melt into white instead of clipping: 0.5 gives 0.53, 1 gives 0.93, 2 gives 1.06.
    @inline(__always) private func tone(_ ink: Ink, _ gain: Float) -> Ink {
        let x = ink * gain + lift
        let c = x * (x * 0.0162 + 1) / ((x * 0.3812 - 0.2885) * x + 1)
        return fromRed * c.x + fromGreen * c.y + fromBlue * c.z + offset
    }

    private func gatherBloom(_ frame: FrameBuffer) {
        for row in 0..<bloomHeight {
            let r0 = min(row * 4 + 1, height - 1) * width
            let r1 = min(row * 4 + 2, height - 1) * width
            for column in 0..<bloomWidth {
                let c0 = min(column * 4 + 1, width - 1)
                let c1 = min(column * 4 + 2, width - 1)
                let sum = (frame.pixels[r0 + c0] + frame.pixels[r0 + c1] + frame.pixels[r1 + c0] + frame.pixels[r1 + c1]) * 0.25
                bloom[row * bloomWidth + column] =
                    Ink(limited(sum.x - bloomFloor, 0, 1.2), limited(sum.y - bloomFloor, 0, 1.2), limited(sum.z - bloomFloor, 0, 1.2), 0)
            }
        }
        let reach = max(1, Int(Float(bloomHeight) * 0.035))
        let scratch = UnsafeMutablePointer<Ink>.allocate(capacity: max(bloomWidth, bloomHeight))
        defer { scratch.deallocate() }
        for _ in 0..<2 {
            for row in 0..<bloomHeight {
                Sprite.box(bloom + row * bloomWidth, count: bloomWidth, stride: 1, reach: reach, scratch: scratch)
            }
            for column in 0..<bloomWidth {
                Sprite.box(bloom + column, count: bloomHeight, stride: bloomWidth, reach: reach, scratch: scratch)
            }
        }
    }

    private func addBloom(_ line: UnsafeMutablePointer<Ink>, row: Int) {
        let v = min(max((Float(row) - 1.5) * 0.25, 0), Float(bloomHeight) - 1.001)
        let j = max(0, min(Int(v), bloomHeight - 2))
        let fv = v - Float(j)
        let a = bloom + j * bloomWidth
        let b = bloom + min(j + 1, bloomHeight - 1) * bloomWidth
        // One cell of border on either side; every cell covers four columns.
        for cell in 0..<bloomWidth { bloomLine[cell + 1] = (a[cell] + (b[cell] - a[cell]) * fv) * bloomAmount }
        bloomLine[0] = bloomLine[1]
        bloomLine[bloomWidth + 1] = bloomLine[bloomWidth]
        for cell in 0..<bloomWidth {
            let (before, here, after) = (bloomLine[cell], bloomLine[cell + 1], bloomLine[cell + 2])
            let column = cell * 4
            if column < width { line[column] += before * 0.375 + here * 0.625 }
            if column + 1 < width { line[column + 1] += before * 0.125 + here * 0.875 }
            if column + 2 < width { line[column + 2] += here * 0.875 + after * 0.125 }
            if column + 3 < width { line[column + 3] += here * 0.625 + after * 0.375 }
        }
    }
}
