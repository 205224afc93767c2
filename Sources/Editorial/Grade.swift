/// What is done to a take's colours and light, in the order given here. Nothing, as a rule.
public struct Grade: Hashable, Sendable, Codable {
    /// How far light and colour are brought to those of the clips around, 0 to 1: takes of several models sit together.
    public var match: Double
    /// Stops; 0 leaves the light as it is.
    public var exposure: Double
    /// 1 leaves them as they are.
    public var contrast: Double
    public var saturation: Double
    /// A table of colours (`.cube`): an absolute path once the project file has been read.
    public var lut: String?
    /// Of the table, 0 to 1.
    public var lutStrength: Double
    /// From 0, nothing, to 1, much.
    public var bloom: Double
    public var vignette: Double
    public var grain: Double

    public init(
        match: Double = 0, exposure: Double = 0, contrast: Double = 1, saturation: Double = 1, lut: String? = nil, lutStrength: Double = 1,
        bloom: Double = 0, vignette: Double = 0, grain: Double = 0
    ) {
        self.match = match
        self.exposure = exposure
        self.contrast = contrast
        self.saturation = saturation
        self.lut = lut
        self.lutStrength = lutStrength
        self.bloom = bloom
        self.vignette = vignette
        self.grain = grain
    }

    public static let plain = Grade()
}
