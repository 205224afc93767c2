import Media

extension Frame {
    /// Mixes in another picture of the same size: `weight` 256ths of it.
    func blend(with other: borrowing Frame, weight: Int) throws(MediaError) {
        try makeWritable()
        eachRow { plane, row, width in
            let (a, b) = (self.plane(plane) + row * stride(plane), other.plane(plane) + row * other.stride(plane))
            for x in 0..<width { a[x] = UInt8(truncatingIfNeeded: (Int(a[x]) * (256 - weight) + Int(b[x]) * weight + 128) >> 8) }
        }
    }

    /// Takes the picture towards black: `level` 256ths of it stay.
    func dim(to level: Int) throws(MediaError) {
        try makeWritable()
        eachRow { plane, row, width in
            let a = self.plane(plane) + row * stride(plane)
            let black = plane == 0 ? 16 : 128
            for x in 0..<width { a[x] = UInt8(truncatingIfNeeded: black + ((Int(a[x]) - black) * level + 128) >> 8) }
        }
    }

    private func eachRow(_ body: (_ plane: Int, _ row: Int, _ width: Int) -> Void) {
        for plane in 0..<3 {
            let (width, height) = plane == 0 ? (width, height) : ((width + 1) / 2, (height + 1) / 2)
            for row in 0..<height { body(plane, row, width) }
        }
    }
}
