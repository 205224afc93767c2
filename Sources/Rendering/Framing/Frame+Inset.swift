import Media

extension Frame {
    /// Another picture of the same kind, no larger, over a part of this one.
    /// - Parameters:
    ///   - left: columns of this one that stay free before it; even.
    ///   - top: rows that stay free above it; even.
    func inset(_ other: borrowing Frame, left: Int, top: Int) throws(MediaError) {
        try makeWritable()
        let bytes = depth == 8 ? 1 : 2
        for plane in 0..<colourPlanes {
            let (whole, part) = (size(ofPlane: plane), other.size(ofPlane: plane))
            let (column, row) = (left * whole.width / width, top * whole.height / height)
            for y in 0..<part.height {
                let target = self.plane(plane) + (row + y) * stride(plane) + column * bytes
                target.update(from: other.plane(plane) + y * other.stride(plane), count: part.width * bytes)
            }
        }
    }
}
