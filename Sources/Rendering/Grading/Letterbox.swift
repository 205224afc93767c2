package import Media

extension Frame {
    /// Rows of black over the top and the bottom; even, so that rows of chroma are whole.
    package func bar(_ rows: Int) throws(MediaError) {
        let rows = min(max(0, rows), height / 2)
        guard rows > 0 else { return }
        try makeWritable()
        for plane in 0..<colourPlanes {
            let (width, height) = size(ofPlane: plane)
            let black = (plane == 0 ? 16 : 128) << (depth - 8)
            let covered = rows * height / self.height
            for row in Array(0..<covered) + Array(height - covered..<height) {
                let line = self.plane(plane) + row * stride(plane)
                if depth == 8 {
                    line.update(repeating: UInt8(black), count: width)
                } else {
                    Self.wide(line, width) { $0.update(repeating: UInt16(black), count: width) }
                }
            }
        }
    }
}
