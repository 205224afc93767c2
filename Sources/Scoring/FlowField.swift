/// Where the blocks of one picture came from in an earlier one. Lengths are pixels of the halved proxy; the middle of the picture is (0, 0).
package struct FlowField {
    package struct Block {
        package var x: Double
        package var y: Double
        /// How far it went since the earlier picture, to the right and down.
        package var dx: Double
        package var dy: Double
    }

    package let width: Double
    package let height: Double
    /// Frames between the two pictures.
    package let lag: Int
    /// Those with texture.
    package var blocks: [Block] = []

    /// Mean length, in per cent of the picture's width a frame; 0 without texture.
    package var meanLength: Double {
        guard !blocks.isEmpty else { return 0 }
        let total = blocks.reduce(0) { $0 + ($1.dx * $1.dx + $1.dy * $1.dy).squareRoot() }
        return total / Double(blocks.count) / width / Double(lag) * 100
    }

    /// What the whole picture does together: it shifts, grows and turns.
    package struct Camera {
        /// Of the picture's content, in per cent of its width a frame.
        package var right = 0.0
        package var down = 0.0
        /// Growth and turn, in per cent (and hundredths of a radian) a frame.
        package var growth = 0.0
        package var turn = 0.0
        /// Mean length of what blocks do besides, in per cent of the width a frame.
        package var rest = 0.0
        /// The same of the tenth of the blocks with most of it.
        package var farthest = 0.0
    }

    /// The similarity that most blocks follow: least squares, four times over, each with less weight for blocks that disagreed with the
    /// last (Cauchy's weights), so that a person walking through the picture does not count as a pan. Nil with fewer than 12 blocks.
    package func camera() -> Camera? {
        guard blocks.count >= 12 else { return nil }
        var (right, down, growth, turn) = (0.0, 0.0, 0.0, 0.0)
        func miss(_ block: Block) -> Double {
            let (ex, ey) = (block.dx - right - growth * block.x + turn * block.y, block.dy - down - growth * block.y - turn * block.x)
            return (ex * ex + ey * ey).squareRoot()
        }
        for _ in 0..<4 {
            let misses = blocks.map(miss)
            let scale = max(0.3, 1.5 * Statistics.median(misses))
            var (w, wx, wy, wr, wu, wv, along, across) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
            for (block, miss) in zip(blocks, misses) {
                let weight = 1 / (1 + (miss / scale) * (miss / scale))
                w += weight
                wx += weight * block.x
                wy += weight * block.y
                wr += weight * (block.x * block.x + block.y * block.y)
                wu += weight * block.dx
                wv += weight * block.dy
                along += weight * (block.x * block.dx + block.y * block.dy)
                across += weight * (block.x * block.dy - block.y * block.dx)
            }
            let spread = wr - (wx * wx + wy * wy) / w
            guard spread > w else { return nil }
            growth = (along - (wx * wu + wy * wv) / w) / spread
            turn = (across - (wx * wv - wy * wu) / w) / spread
            right = (wu - growth * wx + turn * wy) / w
            down = (wv - growth * wy - turn * wx) / w
        }
        let rests = blocks.map(miss).sorted()
        let part = 100 / Double(lag)
        return Camera(
            right: right / width * part, down: down / width * part, growth: growth * part, turn: turn * part,
            rest: Statistics.mean(rests) / width * part, farthest: Statistics.mean(rests.suffix(max(1, rests.count / 10))) / width * part)
    }
}
