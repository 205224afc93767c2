import Foundation

/// Closed outlines, all wound the same way, so that overlapping pieces join into one silhouette.
struct Shape {
    private(set) var contours: [[Point]] = []

    init() {}

    init(_ points: [Point]) { add(points) }

    mutating func add(_ points: [Point]) {
        guard points.count > 2 else { return }
        contours.append(Shape.area(points) < 0 ? points.reversed() : points)
    }

    /// An outline that cuts out what lies within it.
    mutating func cut(_ points: [Point]) {
        guard points.count > 2 else { return }
        contours.append(Shape.area(points) < 0 ? points : points.reversed())
    }

    mutating func add(_ shape: Shape) { contours += shape.contours }

    private static func area(_ points: [Point]) -> Float {
        var sum: Float = 0
        for index in points.indices {
            let (a, b) = (points[index], points[(index + 1) % points.count])
            sum += a.x * b.y - b.x * a.y
        }
        return sum
    }

    // MARK: pieces

    mutating func ellipse(_ x: Float, _ y: Float, _ rx: Float, _ ry: Float, turn: Float = 0) {
        add(Shape.ellipsePoints(x, y, rx, ry, turn: turn))
    }

    static func ellipsePoints(_ x: Float, _ y: Float, _ rx: Float, _ ry: Float, turn: Float = 0) -> [Point] {
        (0..<28).map { index in
            let angle = Float(index) / 28 * 2 * .pi
            let (px, py) = (cos(angle) * rx, sin(angle) * ry)
            return Point(x + px * cos(turn) - py * sin(turn), y + px * sin(turn) + py * cos(turn))
        }
    }

    mutating func box(_ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float) {
        add([Point(x0, y0), Point(x1, y0), Point(x1, y1), Point(x0, y1)])
    }

    /// A limb: round at both ends, `r0` thick at the start and `r1` at the end.
    mutating func limb(_ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float, _ r0: Float, _ r1: Float) {
        let angle = atan2(y1 - y0, x1 - x0)
        var points: [Point] = []
        for index in 0...8 {
            let turn = angle + .pi / 2 + Float(index) / 8 * .pi
            points.append(Point(x0 + cos(turn) * r0, y0 + sin(turn) * r0))
        }
        for index in 0...8 {
            let turn = angle - .pi / 2 + Float(index) / 8 * .pi
            points.append(Point(x1 + cos(turn) * r1, y1 + sin(turn) * r1))
        }
        add(points)
    }

    /// A smooth closed curve through points (Catmull and Rom).
    mutating func curve(_ knots: [(Float, Float)]) { add(Shape.curvePoints(knots)) }

    static func curvePoints(_ knots: [(Float, Float)]) -> [Point] {
        let points = knots.map { Point($0.0, $0.1) }
        let count = points.count
        var out: [Point] = []
        for index in 0..<count {
            let p0 = points[(index + count - 1) % count]
            let p1 = points[index]
            let p2 = points[(index + 1) % count]
            let p3 = points[(index + 2) % count]
            for step in 0..<6 {
                let t = Float(step) / 6
                let linear: Point = (p2 - p0) * t
                let outer: Point = p0 * 2 - p3
                let square: Point = (outer + p2 * 4 - p1 * 5) * (t * t)
                let cube: Point = ((p1 - p2) * 3 + p3 - p0) * (t * t * t)
                let sum: Point = p1 * 2 + linear
                out.append((sum + square + cube) * 0.5)
            }
        }
        return out
    }

    // MARK: placing

    func moved(_ dx: Float, _ dy: Float) -> Shape { mapped { $0 + Point(dx, dy) } }
    func scaled(_ sx: Float, _ sy: Float? = nil) -> Shape { mapped { $0 * Point(sx, sy ?? sx) } }
    func turned(_ angle: Float) -> Shape {
        let (c, s) = (cos(angle), sin(angle))
        return mapped { Point($0.x * c - $0.y * s, $0.x * s + $0.y * c) }
    }

    private func mapped(_ transform: (Point) -> Point) -> Shape {
        var copy = Shape()
        let mirrored = (transform(Point(1, 0)) - transform(.zero)).x * (transform(Point(0, 1)) - transform(.zero)).y < 0
        copy.contours = contours.map { contour in
            let points = contour.map(transform)
            return mirrored ? points.reversed() : points
        }
        return copy
    }

    var bounds: (low: Point, high: Point) {
        var low = Point(.greatestFiniteMagnitude, .greatestFiniteMagnitude)
        var high = -low
        for contour in contours {
            for point in contour {
                low = pointwiseMin(low, point)
                high = pointwiseMax(high, point)
            }
        }
        return (low, high)
    }
}
