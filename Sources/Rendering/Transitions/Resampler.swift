import Foundation
package import Media

/// Moves and enlarges pictures by parts of a pixel. Beyond its edges a picture goes on mirrored.
///
/// Separable, with Lanczos' window of three lobes (Duchon, "Lanczos filtering in one and two dimensions", 1979), as wide again where things
/// become smaller. A picture that is neither moved nor scaled stays as it is.
package struct Resampler {
    /// For each sample of a row or a column: the samples it is made of, one after the other, and their weights.
    private struct Taps {
        /// Samples that each is made of, and with those of weight 0 behind them a multiple of 8, at least 2 more than it is made of.
        let used: Int
        let count: Int
        var first: [Int]
        var weights: [Float]

        /// - Parameters:
        ///   - scale: how many samples of the target one of the source becomes.
        ///   - fixed: the place that stays, in shares, and `shift` how far everything moves, in shares of the target.
        ///   - siting: how far left of the middle of its pixels a sample lies, in samples.
        init(from: Int, to: Int, scale: Double, fixed: Double, shift: Double, siting: Double = 0) {
            let wide = max(1, 1 / scale)
            let reach = 3 * wide
            used = Int((2 * reach).rounded(.up))
            count = (used + 9) / 8 * 8
            first = [Int](repeating: 0, count: to)
            weights = [Float](repeating: 0, count: count * to)
            for index in 0..<to {
                let place = (Double(index) + 0.5 - siting - (fixed + shift) * Double(to)) / scale + fixed * Double(from) + siting - 0.5
                let start = Int((place - reach).rounded(.down)) + 1
                first[index] = start
                var sum = 0.0
                for tap in 0..<used {
                    let part = Self.lanczos((Double(start + tap) - place) / wide)
                    sum += part
                    weights[count * index + tap] = Float(part)
                }
                for tap in 0..<used { weights[count * index + tap] /= Float(sum) }
            }
        }

        private static func lanczos(_ x: Double) -> Double {
            if abs(x) < 1e-9 { return 1 }
            if abs(x) >= 3 || abs(x - x.rounded()) < 1e-9 { return 0 }
            return 3 * sin(.pi * x) * sin(.pi * x / 3) / (.pi * .pi * x * x)
        }

        static func mirrored(_ index: Int, _ count: Int) -> Int {
            let period = 2 * count
            let place = ((index % period) + period) % period
            return place < count ? place : period - 1 - place
        }
    }

    /// - Parameters:
    ///   - width: pixels of what is made, `height` its rows; those of `frame` when nil. Scaled by 1, all of the one is seen in the other.
    ///   - scale: how much larger things become; below 1 smaller, with mirrored edges around.
    ///   - fixed: the place that stays, in shares of the width and the height.
    ///   - shift: how far everything moves, in shares of the width and the height.
    package static func moved(
        _ frame: borrowing Frame, width: Int? = nil, height: Int? = nil, scale: Double = 1, fixed: (x: Double, y: Double) = (0.5, 0.5),
        shift: (x: Double, y: Double) = (0, 0)
    ) throws(MediaError) -> Frame {
        let result = try Frame(like: frame, width: width, height: height)
        for plane in 0..<frame.colourPlanes {
            let (from, to) = (frame.size(ofPlane: plane), result.size(ofPlane: plane))
            // Video has chroma of half the width where it has every other sample of luma.
            let across = Taps(
                from: from.width, to: to.width, scale: scale * Double(to.width) / Double(from.width), fixed: fixed.x, shift: shift.x,
                siting: from.width < frame.width ? 0.25 : 0)
            let down = Taps(
                from: from.height, to: to.height, scale: scale * Double(to.height) / Double(from.height), fixed: fixed.y, shift: shift.y)
            let (source, target) = (frame.plane(plane), result.plane(plane))
            let (stride, targetStride) = (frame.stride(plane), result.stride(plane))
            let most = Float((1 << frame.depth) - 1)
            if frame.depth == 8 {
                resample(source, stride, from, target, targetStride, to, across, down, most)
            } else {
                Frame.wide(source, stride * from.height / 2) { source in
                    Frame.wide(target, targetStride * to.height / 2) {
                        resample(source, stride / 2, from, $0, targetStride / 2, to, across, down, most)
                    }
                }
            }
        }
        return result
    }

    @inline(__always)
    private static func resample<Sample: FixedWidthInteger & UnsignedInteger>(
        _ source: UnsafeMutablePointer<Sample>, _ stride: Int, _ from: (width: Int, height: Int), _ target: UnsafeMutablePointer<Sample>,
        _ targetStride: Int, _ to: (width: Int, height: Int), _ across: Taps, _ down: Taps, _ most: Float
    ) {
        // The line goes on beyond its ends as far as the taps reach.
        let before = max(0, -(across.first.min() ?? 0))
        let after = max(0, (across.first.max() ?? 0) + across.count - from.width)
        var line = [Float](repeating: 0, count: before + from.width + after)
        let ends = (0..<before).map { ($0, before + Taps.mirrored($0 - before, from.width)) }
            + (0..<after).map { (before + from.width + $0, before + Taps.mirrored(from.width + $0, from.width)) }
        line.withUnsafeMutableBufferPointer { whole in
            guard let start = whole.baseAddress else { return }
            let line = start + before
            for y in 0..<to.height {
                line.update(repeating: 0, count: from.width)
                var tap = 0
                while tap < down.used {
                    func row(_ tap: Int) -> UnsafeMutablePointer<Sample> { source + Taps.mirrored(down.first[y] + tap, from.height) * stride }
                    let (a, b, c) = (row(tap), row(tap + 1), row(tap + 2))
                    let place = down.count * y + tap
                    let (p, q, r) = (down.weights[place], down.weights[place + 1], down.weights[place + 2])
                    for x in 0..<from.width { line[x] += Float(a[x]) * p + Float(b[x]) * q + Float(c[x]) * r }
                    tap += 3
                }
                for (end, inside) in ends { start[end] = start[inside] }
                across.first.withUnsafeBufferPointer { first in
                    across.weights.withUnsafeBytes { weights in
                        guard let first = first.baseAddress, let weights = weights.baseAddress else { return }
                        gather(line, first, weights, across.count, target + y * targetStride, to.width, most)
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func gather<Sample: FixedWidthInteger & UnsignedInteger>(
        _ line: UnsafeMutablePointer<Float>, _ first: UnsafePointer<Int>, _ weights: UnsafeRawPointer, _ taps: Int,
        _ out: UnsafeMutablePointer<Sample>, _ count: Int, _ most: Float
    ) {
        for x in 0..<count {
            let samples = UnsafeRawPointer(line + first[x])
            var sum = SIMD8<Float>.zero
            var tap = 0
            while tap < taps {
                sum += samples.loadUnaligned(fromByteOffset: 4 * tap, as: SIMD8<Float>.self)
                    * weights.loadUnaligned(fromByteOffset: 4 * (taps * x + tap), as: SIMD8<Float>.self)
                tap += 8
            }
            let four = sum.lowHalf + sum.highHalf
            let two = four.lowHalf + four.highHalf
            out[x] = Sample(truncatingIfNeeded: Int32(min(most, max(0, two.x + two.y + 0.5))))
        }
    }

    /// Everything becoming larger while the shutter is open: the mean of pictures scaled by between `from` and `to`.
    package static func zoomed(_ frame: borrowing Frame, from: Double, to: Double) throws(MediaError) -> Frame {
        // As many as leave no more than three two-hundredths of the width between two at the edge.
        let count = min(12, 1 + Int((abs(to - from) * 0.5 / 0.015).rounded(.up)))
        let result = try moved(frame, scale: from + (to - from) * 0.5 / Double(count))
        for index in 1..<max(1, count) {
            let other = try moved(frame, scale: from + (to - from) * (Double(index) + 0.5) / Double(count))
            try result.blend(with: other, weight: 256 / (index + 1))
        }
        return result
    }

    /// Moves everything `shift` of the width to the right, smeared over `blur` of the width.
    package static func smeared(_ frame: borrowing Frame, shift: Double, blur: Double) throws(MediaError) -> Frame {
        let result = try Frame(like: frame)
        for plane in 0..<frame.colourPlanes {
            let (width, height) = frame.size(ofPlane: plane)
            let reach = max(1, Int((blur * Double(width)).rounded()))
            let first = Int((-shift * Double(width)).rounded()) - reach / 2
            let columns = (0..<width + reach).map { Taps.mirrored(first + $0, width) }
            for row in 0..<height {
                let (source, target) = (frame.plane(plane) + row * frame.stride(plane), result.plane(plane) + row * result.stride(plane))
                if frame.depth == 8 {
                    smear(source, target, width, reach, columns)
                } else {
                    Frame.wide(source, width) { source in Frame.wide(target, width) { smear(source, $0, width, reach, columns) } }
                }
            }
        }
        return result
    }

    @inline(__always)
    private static func smear<Sample: FixedWidthInteger & UnsignedInteger>(
        _ source: UnsafeMutablePointer<Sample>, _ target: UnsafeMutablePointer<Sample>, _ width: Int, _ reach: Int, _ columns: [Int]
    ) {
        var sum: UInt32 = 0
        for index in 0..<reach { sum &+= UInt32(source[columns[index]]) }
        let count = UInt32(reach)
        for x in 0..<width {
            target[x] = Sample(truncatingIfNeeded: (sum &+ count / 2) / count)
            sum = sum &+ UInt32(source[columns[x + reach]]) &- UInt32(source[columns[x]])
        }
    }
}
