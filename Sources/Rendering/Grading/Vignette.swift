/// Darkness towards the corners, as lenses have it: light falls off with about the fourth power of the cosine of the angle.
struct Vignette {
    /// How much of it is left of the tangent's square in a corner.
    private let depth: Float

    /// - Parameter strength: thousandths; 1000 leaves an eighth of the light in the corners.
    init(strength: Int) { depth = Float(strength) / 1000 * 1.38 }

    /// - Parameters:
    ///   - neutral: code value of black, or of no colour.
    ///   - size: of the plane.
    func darken(_ line: UnsafeMutablePointer<Float>, row: Int, size: (width: Int, height: Int), aspect: Float, neutral: Float) {
        let y = (Float(row) + 0.5) / Float(size.height) * 2 - 1
        let corner = 1 / (aspect * aspect + 1)
        let (down, across) = (y * y * corner, aspect * aspect * corner)
        let step = 2 / Float(size.width)
        for index in 0..<size.width {
            let x = (Float(Int32(truncatingIfNeeded: index)) + 0.5) * step - 1
            let square = down + x * x * across
            line[index] = neutral + (line[index] - neutral) / (1 + depth * square * (0.4 + 0.6 * square))
        }
    }
}
