public import Editorial

/// `Framing` for one clip, in whole numbers, since it is part of a key.
public struct FramingStep: Hashable, Sendable, Codable {
    public var fit: Framing.Fit
    /// Thousandths of the take, across and down; nil for what draws the eye.
    public var anchor: [Int]?
    /// Thousandths; 1000 is as large as the fit makes it.
    public var zoom: Int
    /// Thousandths that the picture grows by over `length` frames of the film; below 0 it shrinks.
    public var push: Int
    /// Frames of the film for which the clip is seen, in the tail of a transition too; 0 where nothing goes by it.
    public var length: Int

    public init(fit: Framing.Fit = .cover, anchor: [Int]? = [500, 500], zoom: Int = 1000, push: Int = 0, length: Int = 0) {
        (self.fit, self.anchor, self.zoom, self.push, self.length) = (fit, anchor, zoom, push, length)
    }

    /// Nil for what needs nothing done beyond covering the film's picture.
    /// - Parameters:
    ///   - isStill: nothing moves in the take.
    ///   - length: frames of the film for which the clip is seen.
    public init?(_ framing: Framing, isStill: Bool, length: Int) {
        func thousandths(_ share: Double) -> Int { Int((share * 1000).rounded()) }
        let anchor: [Int]? =
            switch framing.anchor {
            case .point(let x, let y): [thousandths(x), thousandths(y)]
            case .auto: nil
            }
        let share = framing.push == 0 && isStill ? framing.pushStills : framing.push
        self.init(
            fit: framing.fit, anchor: anchor, zoom: thousandths(framing.zoom), push: thousandths(share),
            length: share == 0 && anchor != nil ? 0 : length)
        if self == FramingStep() { return nil }
    }
}
