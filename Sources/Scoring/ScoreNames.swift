/// A score's name and what it says, in one line.
public struct ScoreName: Hashable, Sendable {
    public let name: String
    public let meaning: String

    package init(_ name: String, _ meaning: String) {
        self.name = name
        self.meaning = meaning
    }
}

/// Every score that measuring a take gives.
public enum ScoreNames {
    package static let features: [any Feature.Type] = [
        Sharpness.self, Softness.self, Noise.self, Exposure.self, Contrast.self, Colourfulness.self, Motion.self, Flicker.self, Frozen.self,
        Black.self, Cuts.self, Bars.self, Compression.self, Texture.self, Wobble.self, Stutter.self, Returning.self, Still.self,
        BurntIn.self,
        Camera.self, Complexity.self, Ends.self,
    ]

    /// In the order people are shown them.
    public static let all: [ScoreName] = features.flatMap { $0.names }

    /// For checking the weights of a project file.
    public static let known = Set(all.map(\.name))
}
