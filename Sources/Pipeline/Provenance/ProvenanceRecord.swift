import Editorial
public import Foundation
public import Recipes
public import Timebase

/// Where a film comes from: every clip in it, what made it, and from what. Kept beside it as `NAME.provenance.json`, as
/// `Schemas/provenance.schema.json` says.
public struct ProvenanceRecord: Hashable, Sendable, Codable {
    public struct Tool: Hashable, Sendable, Codable {
        public var name: String
        public var version: String
        /// Those that encoded it.
        public var libraries: [String: String]
    }

    public struct Film: Hashable, Sendable, Codable {
        public var file: String
        public var sha256: String
        public var bytes: Int64
        public var title: String
        public var artist: String?
        public var width: Int
        public var height: Int
        /// As a fraction.
        public var rate: String
        public var frames: Int
        public var seconds: Double
        /// URI of the IPTC's vocabulary.
        public var digitalSourceType: String
    }

    public struct Song: Hashable, Sendable, Codable {
        /// Its name, without folders.
        public var file: String
        public var sha256: String
        public var bytes: Int64
        public var title: String
        public var artist: String?
        public var isrc: String?
        /// Seconds of the file, where the film does not begin or end with it.
        public var start: Double?
        public var end: Double?
    }

    public struct Clip: Hashable, Sendable, Codable {
        public var slot: Int
        /// Seconds and frames of this film.
        public var start: Double
        public var end: Double
        public var record: FrameRange
        public var shot: String
        public var take: String
        /// Frames of the take, at its own rate.
        public var source: FrameRange
        public var sourceRate: String
        /// Seconds of the take for a second of the film, as a fraction.
        public var speed: String
        public var reversed: Bool?
        /// What it begins with; absent for a cut.
        public var transition: String?
        /// Where in the song it begins.
        public var section: String?
        public var bar: Int?
        public var beat: Int?
    }

    public struct Take: Hashable, Sendable, Codable {
        /// Of the file, as it came.
        public var sha256: String
        public var bytes: Int64
        public var shots: [String]
        public var generator: String
        public var kind: String
        public var model: String?
        public var provider: String?
        public var licence: String?
        public var terms: String?
        /// URI; absent where nobody knows.
        public var digitalSourceType: String?
        public var prompt: String
        public var negative: String?
        /// As text: it may be larger than what all readers of JSON take for a number.
        public var seed: String?
        /// When it came into the pool, UTC.
        public var created: String
        public var dollars: Double
        /// The pool's request, and the service's name for it.
        public var request: String?
        public var serviceID: String?
        /// The take it is a retake of.
        public var retakeOf: String?
        public var importedFrom: String?
        public var recipeKey: String?
        /// What its file says of itself.
        public var embedded: [String: String]?
        /// What its C2PA manifest says, and whether it holds.
        public var credential: ContentCredential?
    }

    public struct Model: Hashable, Sendable, Codable {
        public var name: String
        public var provider: String?
        public var licence: String?
        public var terms: String?
        public var digitalSourceType: String?
        public var generators: [String]
        public var takes: Int
        public var clips: Int
        public var seconds: Double
    }

    public struct Signature: Hashable, Sendable, Codable {
        /// `test` or `certificate`.
        public var by: String
        public var credential: ContentCredential
    }

    public var schema = 1
    public var tool: Tool
    public var film: Film
    /// What people are told; absent where the project wants nothing said.
    public var disclosure: String?
    public var song: Song
    /// Number of the cut's version.
    public var cut: Int64?
    public var clips: [Clip]
    public var takes: [Take]
    public var models: [Model]
    /// Of the takes that are shown.
    public var dollars: Double
    public var signature: Signature?
    /// What the film's own file has no place for.
    public var notCarried: [String]

    public init(fromFile path: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: URL(filePath: path))) }

    /// Pretty, with sorted keys.
    public var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return try encoder.encode(self) + Data("\n".utf8)
        }
    }

    /// What is seen at a second of the film.
    public func clip(at seconds: Double) -> Clip? { clips.last { $0.start <= seconds + 1e-6 }.flatMap { seconds < film.seconds ? $0 : nil } }
}
