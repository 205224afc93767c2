/// Which takes are kept, and for every take why or why not.
public struct Selection: Hashable, Sendable, Codable {
    public struct Kept: Hashable, Sendable, Codable {
        public var take: String
        public var shot: String
        /// 1 is the best of its shot.
        public var rankInShot: Int
        /// The weighted sum the ranking used, 0 to 1.
        public var quality: Double
        public var reasons: [String]
        public init(take: String, shot: String, rankInShot: Int, quality: Double, reasons: [String]) {
            self.take = take
            self.shot = shot
            self.rankInShot = rankInShot
            self.quality = quality
            self.reasons = reasons
        }
    }

    public struct Dropped: Hashable, Sendable, Codable {
        public var take: String
        public var shot: String
        public var quality: Double?
        public var reason: String
        public init(take: String, shot: String, quality: Double?, reason: String) {
            self.take = take
            self.shot = shot
            self.quality = quality
            self.reason = reason
        }
    }

    /// In the order of the story.
    public var kept: [Kept]
    public var dropped: [Dropped]
    /// How many were asked for; `kept` is shorter when the pool did not have them.
    public var wanted: Int
    /// What people should know: "shot 'bridge' has no usable take".
    public var warnings: [String]

    public init(kept: [Kept], dropped: [Dropped], wanted: Int, warnings: [String] = []) {
        self.kept = kept
        self.dropped = dropped
        self.wanted = wanted
        self.warnings = warnings
    }
}
