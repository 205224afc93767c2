import Media

/// Brings pictures down to 160×90 of luma and says of each whether it is black and whether anything moved since the one before.
struct SmallLuma: ~Copyable {
    static let (width, height) = (160, 90)

    private var scaler = PictureScaler(width: width, height: height)
    private(set) var bytes: [UInt8] = []

    struct Seen {
        /// No pixel above luma 32.
        var isBlack: Bool
        /// Mean difference to the picture before under a quarter of a code value, none above 3.
        var isFrozen: Bool
        /// Sum of differences to the picture before; nil for the first.
        var change: Int?
    }

    mutating func see(_ frame: borrowing Frame) throws(MediaError) -> Seen {
        let small = try scaler.scale(frame)
        var now = [UInt8](repeating: 0, count: Self.width * Self.height)
        let (plane, stride) = (small.plane(0), small.stride(0))
        var (brightest, sum, greatest): (UInt8, Int, Int) = (0, 0, 0)
        let hasBefore = !bytes.isEmpty
        now.withUnsafeMutableBufferPointer { target in
            bytes.withUnsafeBufferPointer { before in
                for y in 0..<Self.height {
                    for x in 0..<Self.width {
                        let value = plane[y * stride + x]
                        let at = y * Self.width + x
                        target[at] = value
                        if value > brightest { brightest = value }
                        guard hasBefore else { continue }
                        let difference = abs(Int(value) - Int(before[at]))
                        sum += difference
                        if difference > greatest { greatest = difference }
                    }
                }
            }
        }
        bytes = now
        return Seen(
            isBlack: brightest <= 32, isFrozen: hasBefore && greatest <= 3 && sum * 4 < now.count, change: hasBefore ? sum : nil)
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
