import Editorial

/// The pictures of a take's filmstrip, small enough to hold any of them against any other: 8×5 fields of luma and the mean colour.
struct Glimpses {
    private static let (columns, rows) = (8, 5)
    private static let fields = columns * rows + 2

    private var values: [Float] = []
    private(set) var count = 0
    private let frames: Int

    init(_ take: Candidate) {
        frames = max(1, take.frames)
        guard let strip = take.scores?.strip else { return }
        count = strip.count
        values.reserveCapacity(count * Self.fields)
        for picture in 0..<count {
            let start = picture * Filmstrip.size
            var sums = [Float](repeating: 0, count: Self.columns * Self.rows)
            var cells = sums
            for y in 0..<Filmstrip.height {
                for x in 0..<Filmstrip.width {
                    let field = y * Self.rows / Filmstrip.height * Self.columns + x * Self.columns / Filmstrip.width
                    sums[field] += Float(strip.bytes[start + y * Filmstrip.width + x])
                    cells[field] += 1
                }
            }
            values += zip(sums, cells).map { $0 / $1 }
            values += strip.bytes[(start + Filmstrip.size - 2)..<(start + Filmstrip.size)].map { Float($0) }
        }
    }

    /// The picture nearest to a frame of the take; nil without pictures. They stand in the middles of equal stretches.
    func nearest(to frame: Int) -> Int? { count == 0 ? nil : min(count - 1, max(0, frame * count / frames)) }

    /// Mean difference of two pictures, 0 to 255; colour counts as much as a quarter of the fields.
    static func distance(_ a: Glimpses, _ picture: Int, _ b: Glimpses, _ other: Int) -> Double {
        let (first, second) = (picture * fields, other * fields)
        let luma = fields - 2
        var sum: Float = 0
        for index in 0..<luma { sum += abs(a.values[first + index] - b.values[second + index]) }
        let colour = abs(a.values[first + luma] - b.values[second + luma]) + abs(a.values[first + luma + 1] - b.values[second + luma + 1])
        return Double(sum + colour * Float(luma) / 8) / Double(luma + luma / 4)
    }

    /// Mean difference of the middles of two takes; nil unless both have pictures.
    static func distance(_ a: Glimpses, _ b: Glimpses) -> Double? {
        a.count == 0 || b.count == 0 ? nil : distance(a, a.count / 2, b, b.count / 2)
    }
}
