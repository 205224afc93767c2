/// A picture in 32×18 luma and 16×9 Cb and Cr cells, each the mean of the pixels it covers: grain is gone, composition stays.
package struct Thumb {
    package static let width = 32
    package static let height = 18
    package static let lumaCells = width * height
    package static let cellCount = lumaCells + 2 * (width / 2) * (height / 2)

    /// Luma, then Cb, then Cr, row by row.
    package private(set) var cells: [Float] = []

    package init(_ picture: Picture) {
        cells.reserveCapacity(Self.cellCount)
        add(picture.luma, Self.width, Self.height)
        add(picture.cb, Self.width / 2, Self.height / 2)
        add(picture.cr, Self.width / 2, Self.height / 2)
    }

    private mutating func add(_ plane: Plane, _ columns: Int, _ rows: Int) {
        var sums = [UInt32](repeating: 0, count: columns)
        let edges = (0...columns).map { $0 * plane.width / columns }
        for row in 0..<rows {
            let top = min(row * plane.height / rows, plane.height - 1)
            let bottom = max(top + 1, (row + 1) * plane.height / rows)
            for column in 0..<columns { sums[column] = 0 }
            for y in top..<bottom {
                let line = plane.row(y)
                for column in 0..<columns {
                    let left = min(edges[column], plane.width - 1)
                    var sum: UInt32 = 0
                    for x in left..<max(left + 1, edges[column + 1]) { sum &+= UInt32(line[x]) }
                    sums[column] &+= sum
                }
            }
            for column in 0..<columns {
                let left = min(edges[column], plane.width - 1)
                cells.append(Float(sums[column]) / Float((bottom - top) * (max(left + 1, edges[column + 1]) - left)))
            }
        }
    }
}
