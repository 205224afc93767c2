/// A silhouette of several pieces: 1 high unless said otherwise, standing on y = 0, x around 0.
struct Figure {
    enum Tone { case body, shade, sheen, lit, accent, second, lamp }

    var pieces: [(shape: Shape, tone: Tone)] = []

    init() {}

    mutating func add(_ tone: Tone = .body, _ build: (inout Shape) -> Void) {
        var shape = Shape()
        build(&shape)
        pieces.append((shape, tone))
    }

    mutating func add(_ figure: Figure, at x: Float, _ y: Float, scale: Float = 1, mirrored: Bool = false) {
        for piece in figure.pieces {
            pieces.append((piece.shape.scaled(mirrored ? -scale : scale, scale).moved(x, y), piece.tone))
        }
    }

    var bounds: (low: Point, high: Point) {
        var low = Point(.greatestFiniteMagnitude, .greatestFiniteMagnitude)
        var high = -low
        for piece in pieces {
            let b = piece.shape.bounds
            low = pointwiseMin(low, b.low)
            high = pointwiseMax(high, b.high)
        }
        return (low, high)
    }
}
