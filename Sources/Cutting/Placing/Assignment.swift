/// The cheapest way to give every row a column of its own: the Hungarian method with potentials
/// (Kuhn 1955; Jonker and Volgenant 1987 for this shortest-path form). Rows may not outnumber columns.
enum Assignment {
    /// The column of each row. Ties go to the lowest column, so equal costs give equal answers.
    static func columns(rows: Int, columns: Int, cost: (Int, Int) -> Double) -> [Int] {
        precondition(rows <= columns, "\(rows) rows do not fit \(columns) columns")
        guard rows > 0 else { return [] }
        var rowPrice = [Double](repeating: 0, count: rows + 1)
        var columnPrice = [Double](repeating: 0, count: columns + 1)
        // Row of each column, 1-based; 0 is free. Column 0 holds the row being placed.
        var rowOf = [Int](repeating: 0, count: columns + 1)
        for row in 1...rows {
            rowOf[0] = row
            var reached = [Double](repeating: .infinity, count: columns + 1)
            var previous = [Int](repeating: 0, count: columns + 1)
            var done = [Bool](repeating: false, count: columns + 1)
            var column = 0
            repeat {
                done[column] = true
                let current = rowOf[column]
                var (step, next) = (Double.infinity, 0)
                for candidate in 1...columns where !done[candidate] {
                    let reduced = cost(current - 1, candidate - 1) - rowPrice[current] - columnPrice[candidate]
                    if reduced < reached[candidate] { (reached[candidate], previous[candidate]) = (reduced, column) }
                    if reached[candidate] < step { (step, next) = (reached[candidate], candidate) }
                }
                for candidate in 0...columns {
                    if done[candidate] {
                        rowPrice[rowOf[candidate]] += step
                        columnPrice[candidate] -= step
                    } else {
                        reached[candidate] -= step
                    }
                }
                column = next
            } while rowOf[column] != 0
            while column != 0 {
                rowOf[column] = rowOf[previous[column]]
                column = previous[column]
            }
        }
        var answer = [Int](repeating: 0, count: rows)
        for column in 1...columns where rowOf[column] > 0 { answer[rowOf[column] - 1] = column - 1 }
        return answer
    }
}
