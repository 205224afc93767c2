import Foundation
import Media
import Recipes

/// Brings pictures down to 160×90 of luma and says of each whether it is black and whether anything moved since the one before.
struct SmallLuma: ~Copyable {
    static let (width, height) = (SegmentLook.width, SegmentLook.height)

    private(set) var bytes: [UInt8] = []

    struct Seen {
        /// No pixel above luma 32.
        var isBlack: Bool
        /// Mean difference to the picture before under a quarter of a code value, none above 3.
        var isFrozen: Bool
        /// Sum of differences to the picture before; nil for the first.
        var change: Int?
    }

    mutating func see(_ frame: borrowing Frame) -> Seen {
        let now = Self.small(frame)
        var (brightest, sum, greatest): (UInt8, Int, Int) = (0, 0, 0)
        let hasBefore = !bytes.isEmpty
        for at in now.indices {
            brightest = max(brightest, now[at])
            guard hasBefore else { continue }
            let difference = abs(Int(now[at]) - Int(bytes[at]))
            sum += difference
            greatest = max(greatest, difference)
        }
        bytes = now
        return Seen(
            isBlack: brightest <= 32, isFrozen: hasBefore && greatest <= 3 && sum * 4 < now.count, change: hasBefore ? sum : nil)
    }

    /// Each pixel the mean of the pixels of `frame` that it covers, 8 bits whatever the depth.
    static func small(_ frame: borrowing Frame, width: Int = width, height: Int = height) -> [UInt8] {
        var small = [UInt8](repeating: 0, count: width * height)
        var sums = [UInt32](repeating: 0, count: frame.width)
        let (plane, stride, depth) = (frame.plane(0), frame.stride(0), frame.depth)
        for y in 0..<height {
            let top = y * frame.height / height
            let bottom = max(top + 1, (y + 1) * frame.height / height)
            sums.withUnsafeMutableBufferPointer { sums in
                sums.update(repeating: 0)
                for row in top..<bottom {
                    let line = plane + row * stride
                    if depth == 8 {
                        for x in 0..<sums.count { sums[x] &+= UInt32(line[x]) }
                    } else {
                        line.withMemoryRebound(to: UInt16.self, capacity: sums.count) { wide in
                            for x in 0..<sums.count { sums[x] &+= UInt32(wide[x] >> (depth - 8)) }
                        }
                    }
                }
                for x in 0..<width {
                    let left = x * sums.count / width
                    let right = max(left + 1, (x + 1) * sums.count / width)
                    var sum: UInt32 = 0
                    for column in left..<right { sum &+= sums[column] }
                    let count = UInt32((right - left) * (bottom - top))
                    small[y * width + x] = UInt8(truncatingIfNeeded: (sum + count / 2) / count)
                }
            }
        }
        return small
    }
}

/// Runs of frames, as first frame and length.
struct FrameRuns {
    private(set) var all: [[Int]] = []

    mutating func add(_ frame: Int) {
        if let last = all.last, last[0] + last[1] == frame { all[all.count - 1][1] += 1 } else { all.append([frame, 1]) }
    }

    /// Of two and more.
    var long: [[Int]] { all.filter { $0[1] >= 2 } }
}

/// Watches a segment's pictures as they are made.
struct SegmentWatch: ~Copyable {
    private var luma = SmallLuma()
    private var (black, frozen) = (FrameRuns(), FrameRuns())
    private var changes: [Int] = []
    private var opening: [UInt8] = []
    private var count = 0

    mutating func see(_ frame: borrowing Frame) {
        let seen = luma.see(frame)
        if seen.isBlack { black.add(count) }
        if seen.isFrozen { frozen.add(count) }
        if let change = seen.change { changes.append(change) } else { opening = luma.bytes }
        count += 1
    }

    var look: SegmentLook {
        SegmentLook(
            frames: count, black: black.all, frozen: frozen.all, changes: changes, opening: Data(opening), closing: Data(luma.bytes))
    }
}
