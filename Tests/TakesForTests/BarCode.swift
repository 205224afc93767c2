package import CFFmpeg

/// A number drawn into a picture so large that scaling, cropping, turning and lossy coding leave it readable: twelve blocks in the middle three
/// fifths, the first white, the last black, those between the bits of the number in Gray's code, so that one block changes from a frame to the next
/// and none looks like a cut. Around them it is grey.
package enum BarCode {
    private static let (columns, rows) = (4, 3)
    private static let (first, last) = (0.2, 0.8)
    /// Numbers from 0 up to here, this one not included.
    package static let numbers = 1 << (columns * rows - 2)

    /// Light of the picture of a number, 0 to 1, at a place in shares of width and height.
    package static func light(of number: Int, at x: Double, _ y: Double) -> Double {
        guard x > first, x < last, y > first, y < last else { return 0.5 }
        let column = Int((x - first) / (last - first) * Double(columns))
        let row = Int((y - first) / (last - first) * Double(rows))
        return isWhite(min(row, rows - 1) * columns + min(column, columns - 1), number) ? 1 : 0
    }

    private static func isWhite(_ block: Int, _ number: Int) -> Bool {
        switch block {
        case 0: true
        case columns * rows - 1: false
        default: (number ^ number >> 1) >> (block - 1) & 1 == 1
        }
    }

    /// Where a take is seen in a film.
    package struct Geometry {
        package var width: Int
        package var height: Int
        package var pixelAspect: Double
        /// Degrees clockwise that the take is turned; it is mirrored after that.
        package var rotation: Int
        package var isMirrored: Bool

        package init(width: Int, height: Int, pixelAspect: Double = 1, rotation: Int = 0, isMirrored: Bool = false) {
            (self.width, self.height, self.pixelAspect) = (width, height, pixelAspect)
            (self.rotation, self.isMirrored) = (rotation, isMirrored)
        }

        /// The place in the film, in pixels, of a place in the take, in shares of its coded sides: upright, covering the film, centred.
        func place(_ x: Double, _ y: Double, filmWidth: Int, filmHeight: Int) -> (x: Double, y: Double) {
            var turned =
                switch rotation {
                case 90: (x: 1 - y, y: x)
                case 180: (x: 1 - x, y: 1 - y)
                case 270: (x: y, y: 1 - x)
                default: (x: x, y: y)
                }
            if isMirrored { turned.x = 1 - turned.x }
            var (wide, high) = (Double(width) * pixelAspect, Double(height))
            if rotation % 180 == 90 { (wide, high) = (high, wide) }
            let factor = max(Double(filmWidth) / wide, Double(filmHeight) / high)
            return (
                Double(filmWidth) / 2 + (turned.x - 0.5) * wide * factor, Double(filmHeight) / 2 + (turned.y - 0.5) * high * factor
            )
        }
    }

    /// The number a film's picture shows; nil when it shows none clearly.
    package static func number(in frame: UnsafeMutablePointer<AVFrame>, _ geometry: Geometry? = nil) -> Int? {
        let (width, height) = (Int(frame.pointee.width), Int(frame.pointee.height))
        let geometry = geometry ?? Geometry(width: width, height: height)
        var code = 0
        for block in 0..<columns * rows {
            let (x, y) = (
                first + (Double(block % columns) + 0.5) / Double(columns) * (last - first),
                first + (Double(block / columns) + 0.5) / Double(rows) * (last - first)
            )
            let place = geometry.place(x, y, filmWidth: width, filmHeight: height)
            let light = Samples.mean(of: frame, component: 0, aroundX: place.x, y: place.y)
            guard abs(light - 125) > 40 else { return nil }
            let white = light > 125
            switch block {
            case 0: if !white { return nil }
            case columns * rows - 1: if white { return nil }
            default: if white { code |= 1 << (block - 1) }
            }
        }
        return sequence(first: code) { $0 > 1 ? $0 >> 1 : nil }.reduce(0, ^)
    }
}
