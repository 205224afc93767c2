/// One of the colours a take consists of.
public struct Swatch: Hashable, Sendable, Codable {
    /// sRGB, `#rrggbb`.
    public var colour: String
    /// Of the take's pixels, 0 to 1.
    public var share: Double

    public init(colour: String, share: Double) {
        self.colour = colour
        self.share = share
    }
}
