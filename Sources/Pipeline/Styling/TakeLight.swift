package import Editorial
import Foundation

/// How bright a take is and of what colour, in stops, from the small pictures that were kept of it.
package struct TakeLight: Hashable, Sendable {
    /// Mean of the middle half of all cells: neither a lamp at night nor a dark doorway counts. 0 is white.
    package var light: Double
    /// Red, green and blue of the mean colour against its light; the median of the pictures.
    package var colour: [Double]

    package init(light: Double, colour: [Double]) { (self.light, self.colour) = (light, colour) }

    package init(_ strip: Filmstrip) {
        let cells = Filmstrip.width * Filmstrip.height
        var lights: [Double] = []
        var colours: [[Double]] = [[], [], []]
        for picture in 0..<strip.count {
            let bytes = strip.bytes[picture * Filmstrip.size..<(picture + 1) * Filmstrip.size].map(Double.init)
            lights += bytes.prefix(cells).map { Self.stops(Self.shone(($0 - 16) / 219)) }
            let luma = (bytes.prefix(cells).reduce(0, +) / Double(cells) - 16) / 219
            let (blue, red) = ((bytes[cells] - 128) / 224, (bytes[cells + 1] - 128) / 224)
            let rgb = [luma + 1.5748 * red, luma - 0.187324 * blue - 0.468124 * red, luma + 1.8556 * blue].map(Self.shone)
            let whole = Self.stops(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2])
            for channel in 0..<3 { colours[channel].append(Self.stops(rgb[channel]) - whole) }
        }
        let middle = lights.sorted()[lights.count / 4..<lights.count - lights.count / 4]
        self.init(light: middle.reduce(0, +) / Double(middle.count), colour: colours.map { $0.sorted()[$0.count / 2] })
    }

    /// As displays make it (ITU-R BT.1886).
    private static func shone(_ value: Double) -> Double { pow(max(0, value), 2.4) }

    /// Seven stops below white everything is dark.
    private static func stops(_ light: Double) -> Double { log2(max(light, 1.0 / 128)) }
}
