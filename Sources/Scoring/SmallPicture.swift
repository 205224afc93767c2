/// Cells of luma that windows are cut from.
struct SmallPicture {
    var cells: [Float]
    let width: Int
    let height: Int

    /// The window, stretched to `width`×`height` cells, between neighbouring cells by their mean (bilinear).
    /// - Parameters:
    ///   - size: of the window, as a share of the picture's sides.
    ///   - right: where its middle is, from −1 to 1 of what is left beside it; `down` the same.
    ///   - mirrored: left and right changed.
    func window(
        width columns: Int, height rows: Int, size: Float = 1, right: Float = 0, down: Float = 0, mirrored: Bool = false
    ) -> [Float] {
        var result = [Float](repeating: 0, count: columns * rows)
        let (wide, high) = (Float(width), Float(height))
        let left = wide / 2 + right * (1 - size) * wide / 2 - size * wide / 2
        let top = high / 2 + down * (1 - size) * high / 2 - size * high / 2
        let across = (0..<columns).map { place(left + (Float($0) + 0.5) / Float(columns) * size * wide - 0.5, width) }
        for y in 0..<rows {
            let (row, partY) = place(top + (Float(y) + 0.5) / Float(rows) * size * high - 0.5, height)
            for x in 0..<columns {
                var (column, partX) = across[x]
                if mirrored { (column, partX) = (width - 2 - column, 1 - partX) }
                let index = row * width + column
                let above = cells[index] * (1 - partX) + cells[index + 1] * partX
                let below = cells[index + width] * (1 - partX) + cells[index + width + 1] * partX
                result[y * columns + x] = above * (1 - partY) + below * partY
            }
        }
        return result
    }

    /// The cell before a place and the way from it.
    private func place(_ value: Float, _ count: Int) -> (Int, Float) {
        let held = min(Float(count) - 1.001, max(0, value))
        return (Int(held), held - Float(Int(held)))
    }
}
