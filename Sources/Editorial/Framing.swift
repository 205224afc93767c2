/// How a take fills the film's picture.
public struct Framing: Hashable, Sendable, Codable {
    public enum Fit: String, Hashable, Sendable, Codable, CaseIterable {
        /// The picture is filled; what does not fit is cropped.
        case cover
        /// All of the take is seen, with black bars.
        case contain
        /// All of the take is seen, before itself, enlarged and out of focus.
        case blur
        /// All of the take is seen, and the picture is filled: what is round becomes oval.
        case stretch
    }

    /// What stays in the picture when the rest is cropped, as shares of the take from its upper left corner.
    public enum Anchor: Hashable, Sendable, Codable {
        case point(x: Double, y: Double)
        /// What draws the eye, found in the take's own pictures.
        case auto

        public static let centre = Anchor.point(x: 0.5, y: 0.5)
    }

    public var fit: Fit
    public var anchor: Anchor
    /// How much larger everything is than it has to be, from 1: a punch-in.
    public var zoom: Double
    /// What the picture grows by from the clip's first frame to its last, as a share; below 0 it shrinks. A slow push.
    public var push: Double
    /// The same for takes in which nothing moves, such as stills, where they have no push of their own.
    public var pushStills: Double

    public init(fit: Fit = .cover, anchor: Anchor = .centre, zoom: Double = 1, push: Double = 0, pushStills: Double = 0) {
        (self.fit, self.anchor, self.zoom, self.push, self.pushStills) = (fit, anchor, zoom, push, pushStills)
    }

    public static let plain = Framing()
}
