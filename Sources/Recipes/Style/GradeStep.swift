public import Content
public import Editorial
import Foundation

/// `Grade` for one clip, in whole numbers, since it is part of a key.
public struct GradeStep: Hashable, Sendable, Codable {
    /// Thousandths that red, green and blue are multiplied by, in linear light; what matching came to, and exposure.
    public var gains: [Int]
    /// Thousandths; 1000 leaves them as they are.
    public var contrast: Int
    public var saturation: Int
    public var lut: Blob?
    /// Thousandths.
    public var lutStrength: Int
    public var bloom: Int
    public var vignette: Int
    public var grain: Int

    public init(
        gains: [Int] = [1000, 1000, 1000], contrast: Int = 1000, saturation: Int = 1000, lut: Blob? = nil, lutStrength: Int = 1000,
        bloom: Int = 0, vignette: Int = 0, grain: Int = 0
    ) {
        self.gains = gains
        self.contrast = contrast
        self.saturation = saturation
        self.lut = lut
        self.lutStrength = lutStrength
        self.bloom = bloom
        self.vignette = vignette
        self.grain = grain
    }

    /// Nil for what changes nothing.
    /// - Parameters:
    ///   - stops: that red, green and blue are raised by to match the clips around.
    ///   - lut: the table that the grade names, in the store.
    public init?(_ grade: Grade, matching stops: [Double], lut: Blob?) {
        func thousandths(_ value: Double) -> Int { Int((value * 1000).rounded()) }
        let strength = thousandths(grade.lutStrength)
        let table = strength > 0 ? lut : nil
        self.init(
            gains: stops.map { max(1, thousandths(exp2($0 + grade.exposure))) }, contrast: thousandths(grade.contrast),
            saturation: thousandths(grade.saturation), lut: table, lutStrength: table == nil ? 1000 : strength,
            bloom: thousandths(grade.bloom), vignette: thousandths(grade.vignette), grain: thousandths(grade.grain))
        if self == GradeStep() { return nil }
    }
}
