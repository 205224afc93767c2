public import Timebase

/// What a project file says, as values: nothing in here knows of files being there or of work being done.
public struct Project: Hashable, Sendable, Codable {
    /// Version of the project file's schema, 1 today.
    public var schema: Int
    public var title: String
    public var song: SongSpec
    public var format: PictureFormat
    /// Words added to every prompt.
    public var look: String
    /// Where all chance in the project starts.
    public var seed: UInt64
    /// By name. Always holds the default generator.
    public var generators: [String: GeneratorSpec]
    /// By name; none unless the project asks for some.
    public var scorers: [String: ScorerSpec]
    /// In the order of the story, as written.
    public var shots: [Shot]
    public var select: SelectSpec
    public var edit: EditSpec
    /// How takes fill the picture and what is done to their colours, of shots that do not say otherwise.
    public var framing: Framing
    public var grade: Grade
    /// Shape of the picture between black bars, width by height; no bars when nil.
    public var letterbox: Double?
    public var titles: Titles
    public var provenance: ProvenanceSpec
    public var budget: Budget
    /// Where work is done; changes nothing about its result.
    public var executor: ExecutorSpec
    public var deliverables: [DeliverableSpec]
    /// Absolute path of the folder that takes and everything made lie in; where the project remembers it to be when nil.
    public var store: String?

    public init(
        schema: Int = 1, title: String, song: SongSpec, format: PictureFormat = PictureFormat(), look: String = "", seed: UInt64 = 1,
        generators: [String: GeneratorSpec] = [:], scorers: [String: ScorerSpec] = [:], shots: [Shot],
        select: SelectSpec = SelectSpec(), edit: EditSpec = EditSpec(), framing: Framing = .plain, grade: Grade = .plain,
        letterbox: Double? = nil, titles: Titles = .none, provenance: ProvenanceSpec = .none, budget: Budget = Budget(),
        executor: ExecutorSpec = ExecutorSpec(), deliverables: [DeliverableSpec] = [], store: String? = nil
    ) {
        self.schema = schema
        self.title = title
        self.song = song
        self.format = format
        self.look = look
        self.seed = seed
        self.generators = generators
        self.scorers = scorers
        self.shots = shots
        self.select = select
        self.edit = edit
        self.framing = framing
        self.grade = grade
        self.letterbox = letterbox
        self.titles = titles
        self.provenance = provenance
        self.budget = budget
        self.executor = executor
        self.deliverables = deliverables
        self.store = store
    }

    public func shot(_ id: String) -> Shot? { shots.first { $0.id == id } }
}

/// The master audio and the part of it that the film covers.
public struct SongSpec: Hashable, Sendable, Codable {
    /// Absolute path once the project file has been read.
    public var file: String
    public var artist: String?
    /// What it is called; the film's title when nil.
    public var title: String?
    /// International Standard Recording Code, twelve characters without hyphens.
    public var isrc: String?
    /// Seconds into the file where the film starts; 0 when nil.
    public var start: Double?
    /// Seconds into the file where the film ends; the end of the file when nil.
    public var end: Double?
    /// Seconds in which the sound comes up at the start of the film, and goes down at its end; as the song is when nil.
    public var fadeIn: Double?
    public var fadeOut: Double?
    public var hearing: HearingSpec

    public init(
        file: String, artist: String? = nil, title: String? = nil, isrc: String? = nil, start: Double? = nil, end: Double? = nil, fadeIn: Double? = nil, fadeOut: Double? = nil,
        hearing: HearingSpec = HearingSpec()
    ) {
        self.file = file
        self.artist = artist
        self.title = title
        self.isrc = isrc
        self.start = start
        self.end = end
        self.fadeIn = fadeIn
        self.fadeOut = fadeOut
        self.hearing = hearing
    }
}

/// The raster and rate of the timeline.
public struct PictureFormat: Hashable, Sendable, Codable {
    /// Pixels; even.
    public var width: Int
    public var height: Int
    public var rate: FrameRate

    public init(width: Int = 1280, height: Int = 720, rate: FrameRate = FrameRate(24)) {
        self.width = width
        self.height = height
        self.rate = rate
    }
}

/// A ceiling on money, in the currency the services bill (US dollars).
public struct Budget: Hashable, Sendable, Codable {
    /// Nothing may be submitted that could bring the spending of the project above this. No limit when nil.
    public var limit: Double?
    public init(limit: Double? = nil) { self.limit = limit }
}
