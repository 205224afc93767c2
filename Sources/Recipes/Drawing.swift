public import Content

/// A drawing of a few plain shapes, in pixels from the top left: what can be written as SVG and painted as PNG alike.
public struct Drawing: Hashable, Sendable, Codable {
    public enum Anchor: String, Hashable, Sendable, Codable { case start, middle }

    public enum Mark: Hashable, Sendable, Codable {
        case rectangle(x: Double, y: Double, width: Double, height: Double, colour: UInt32, opacity: Double)
        /// Straight lines from point to point: x and y in turn.
        case line(points: [Double], width: Double, colour: UInt32)
        case dot(x: Double, y: Double, radius: Double, colour: UInt32)
        /// `y` is that of the line the letters stand on.
        case text(x: Double, y: Double, size: Double, anchor: Anchor, colour: UInt32, words: String)
        /// A JPEG, stretched. Pictures lie below everything else.
        case picture(x: Double, y: Double, width: Double, height: Double, file: Blob)
    }

    public var width: Double
    public var height: Double
    /// 0xRRGGBB, as all colours here.
    public var background: UInt32
    /// The later over the earlier.
    public var marks: [Mark]

    public init(width: Double, height: Double, background: UInt32, marks: [Mark] = []) {
        (self.width, self.height, self.background, self.marks) = (width, height, background, marks)
    }
}
