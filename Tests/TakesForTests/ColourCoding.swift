/// How red, green and blue become luma and colour differences: ITU-R BT.601, BT.709 and BT.2020, limited or full range.
package struct ColourCoding: Sendable {
    /// Shares of red and blue in luma.
    package var red: Double
    package var blue: Double
    package var isFull: Bool

    package static let bt601 = ColourCoding(red: 0.299, blue: 0.114)
    package static let bt709 = ColourCoding(red: 0.2126, blue: 0.0722)
    package static let bt2020 = ColourCoding(red: 0.2627, blue: 0.0593)

    private init(red: Double, blue: Double, isFull: Bool = false) { (self.red, self.blue, self.isFull) = (red, blue, isFull) }

    package var full: ColourCoding { ColourCoding(red: red, blue: blue, isFull: true) }

    /// A sample of `depth` bits.
    func coded(_ colour: (red: Double, green: Double, blue: Double), component: Int, depth: Int) -> Double {
        let luma = red * colour.red + (1 - red - blue) * colour.green + blue * colour.blue
        let difference = component == 1 ? (colour.blue - luma) / (2 * (1 - blue)) : (colour.red - luma) / (2 * (1 - red))
        let (one, most) = (Double(1 << (depth - 8)), Double(1 << depth) - 1)
        if component == 0 { return isFull ? luma * most : (16 + 219 * luma) * one }
        return 128 * one + difference * (isFull ? most : 224 * one)
    }

    /// Red, green and blue, 0 to 255, of samples of 8 bits.
    package func decoded(_ y: Double, _ u: Double, _ v: Double) -> (red: Double, green: Double, blue: Double) {
        let luma = isFull ? y / 255 : (y - 16) / 219
        let (below, above) = ((u - 128) / (isFull ? 255 : 224), (v - 128) / (isFull ? 255 : 224))
        let (r, b) = (luma + 2 * (1 - red) * above, luma + 2 * (1 - blue) * below)
        return (255 * r, 255 * (luma - red * r - blue * b) / (1 - red - blue), 255 * b)
    }
}
