public import Timebase

/// What was measured of one take.
public struct Scores: Hashable, Sendable, Codable {
    /// One property: the score from 0 (bad, or little) to 1 (good, or much) and the number it came from.
    public struct Part: Hashable, Sendable, Codable {
        public var score: Double
        public var raw: Double
        public init(score: Double, raw: Double) {
            self.score = score
            self.raw = raw
        }
    }

    /// A stretch that is not shown; with no frames, a place that is not played across.
    public struct Blemish: Hashable, Sendable, Codable {
        /// Which defect it is, by its name: `black`, `freeze`, `still`, `hardcut`.
        public var defect: String
        public var range: FrameRange
        /// For people: "black for 1.2 s at 0.0 s".
        public var text: String

        public init(defect: String, range: FrameRange, text: String) { (self.defect, self.range, self.text) = (defect, range, text) }
    }

    /// By name: `sharpness`, `exposure`, `contrast`, `motion`, `flicker`, `frozen`, `black`, …
    public var parts: [String: Part]
    /// What makes the take unusable, in words: "frozen for 1.2 s", "black throughout". Empty for a sound take.
    public var defects: [String]
    /// Frames of the take that are sound; the whole take as a rule.
    public var usable: FrameRange
    /// Perceptual hashes of frames spread over the take, for near-duplicates.
    public var fingerprint: [UInt64]
    /// Frame of the take with the most motion.
    public var motionPeak: Int
    /// Mean luma 0–255 of the first and last frames, for joining clips.
    public var openingLuma: Double
    public var closingLuma: Double

    /// Small pictures spread over the take, for near-duplicates; nil in scores of earlier versions.
    public var strip: Filmstrip?
    /// Perceptual hashes of the first and the last frame worth showing; nil in scores of earlier versions.
    public var openingPrint: UInt64?
    public var closingPrint: UInt64?
    /// Dominant colours, the greatest share first; nil in scores of earlier versions.
    public var palette: [Swatch]?
    /// What `usable` and `defects` come from; nil for a take without any, and in scores of earlier versions.
    public var blemishes: [Blemish]?

    public init(
        parts: [String: Part], defects: [String] = [], usable: FrameRange, fingerprint: [UInt64] = [], motionPeak: Int = 0,
        openingLuma: Double = 128, closingLuma: Double = 128, strip: Filmstrip? = nil, openingPrint: UInt64? = nil,
        closingPrint: UInt64? = nil, palette: [Swatch]? = nil, blemishes: [Blemish]? = nil
    ) {
        self.parts = parts
        self.defects = defects
        self.usable = usable
        self.fingerprint = fingerprint
        self.motionPeak = motionPeak
        self.openingLuma = openingLuma
        self.closingLuma = closingLuma
        self.strip = strip
        self.openingPrint = openingPrint
        self.closingPrint = closingPrint
        self.palette = palette
        self.blemishes = blemishes
    }
}
