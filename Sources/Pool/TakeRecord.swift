public import Content
public import Editorial
import GRDB

/// What has become of a take.
public enum TakeState: String, Hashable, Sendable, Codable, CaseIterable {
    case unscored, scored
    /// It cannot be decoded.
    case broken
    /// Its file was given up; what is known of it stays.
    case archived
}

/// How a take came to a shot.
public struct Origin: Hashable, Sendable, Codable {
    public var shot: String
    /// Place among all takes asked of the shot, 0-based.
    public var ordinal: Int
    /// The first request that made it; nil for an import.
    public var request: String?
    public var variant: [String: String]
    public var generator: String
    public var kind: String
    public var model: String?
    /// As sent.
    public var prompt: String
    public var negative: String?
    public var seed: UInt64?
    public var recipeKey: String?
    /// Canonical JSON of all that was sent.
    public var recipe: String?
    /// Millionths of a dollar.
    public var cost: Int
    public var importedFrom: String?
    public var created: Int64

    public init(
        shot: String, ordinal: Int, request: String? = nil, variant: [String: String] = [:], generator: String, kind: String,
        model: String? = nil, prompt: String, negative: String? = nil, seed: UInt64? = nil, recipeKey: String? = nil, recipe: String? = nil,
        cost: Int = 0, importedFrom: String? = nil, created: Int64
    ) {
        self.shot = shot
        self.ordinal = ordinal
        self.request = request
        self.variant = variant
        self.generator = generator
        self.kind = kind
        self.model = model
        self.prompt = prompt
        self.negative = negative
        self.seed = seed
        self.recipeKey = recipeKey
        self.recipe = recipe
        self.cost = cost
        self.importedFrom = importedFrom
        self.created = created
    }
}

/// What the last selection said of a take.
public struct SelectionEntry: Hashable, Sendable, Codable {
    public var shot: String
    public var kept: Bool
    /// 1 is the best of its shot; nil when it was dropped.
    public var rank: Int?
    public var quality: Double?
    public var reasons: [String]

    public init(shot: String, kept: Bool, rank: Int?, quality: Double?, reasons: [String]) {
        self.shot = shot
        self.kept = kept
        self.rank = rank
        self.quality = quality
        self.reasons = reasons
    }
}

/// A take of a shot with everything that is known of it.
///
/// A take's id is the digest of its bytes, so the same bytes are one take however often they are made: its facts, scores and
/// verdict are one. It may still belong to several shots (a clip imported for two, two shots with one prompt): then each
/// shot has its own `origin`, lists it, and none takes it from another. Made again for the same shot, by a second request, it keeps its
/// first origin; the journal links every request to the take that came of it.
public struct TakeRecord: Hashable, Sendable, Codable, Identifiable {
    /// The digest of the bytes: 64 hexadecimal digits.
    public var id: String
    public var blob: Blob
    /// Nil when the file could not be probed.
    public var facts: MediaFacts?
    public var broken: String?
    /// When its file was given up.
    public var archived: Int64?
    public var created: Int64
    public var origin: Origin
    /// False when the project file no longer has the shot.
    public var shotActive: Bool
    /// False when the shot asks for something else today, such as a newer prompt.
    public var current: Bool
    public var verdict: Verdict
    /// Sorted.
    public var tags: [String]
    public var scores: Scores?
    /// The key of the recipe the scores came from.
    public var scoresKey: String?
    /// In the last selection; nil when that did not see it.
    public var selection: SelectionEntry?

    /// It was measured, but `scores` were not read (see `Pool.eachTake`).
    var isReadWithoutScores = false

    public var shot: String { origin.shot }

    public var state: TakeState {
        if archived != nil { return .archived }
        if broken != nil { return .broken }
        return scores == nil && !isReadWithoutScores ? .unscored : .scored
    }
}

extension TakeRecord {
    /// The rows `init` reads; to be continued with a condition on `o`.
    static let select = """
        SELECT o.*, t.bytes, t.extension, t.container, t.codec, t.width, t.height, t.pixel_format, t.rate, t.frames, t.seconds,
            t.has_audio, t.bit_rate, t.rotation, t.has_c2pa, t.metadata, t.broken, t.archived, t.created AS take_created,
            s.active, l.current, v.state AS verdict, v.reason, v.stars, v.note, v.usable_start, v.usable_count,
            sc.key AS scores_key, sc.scores, st.kept, st.rank, st.quality, st.reasons,
            (SELECT group_concat(tag, ' ') FROM (SELECT tag FROM tags WHERE take = o.take ORDER BY tag)) AS tags
        FROM \(tables)
        """
    /// The same without scores, which are most of a take's row.
    static let selectWithoutScores = select.replacing("sc.scores,", with: "NULL AS scores,")

    static let tables = """
        origins o JOIN takes t ON t.id = o.take JOIN shots s ON s.id = o.shot JOIN listing l ON l.origin = o.id
            LEFT JOIN verdicts v ON v.take = o.take LEFT JOIN scores sc ON sc.take = o.take
            LEFT JOIN selection_takes st
                ON st.selection = (SELECT max(id) FROM selections) AND st.take = o.take AND st.shot = o.shot
        """

    init(_ row: Row) throws {
        id = row["take"]
        guard let digest = Digest(id) else {
            throw PoolError(.unreadable, "the pool holds the take '\(id)', which is no digest; was it edited by hand?")
        }
        blob = Blob(digest: digest, bytes: row["bytes"], fileExtension: row["extension"])
        facts = try MediaFacts(row)
        broken = row["broken"]
        archived = row["archived"]
        created = row["take_created"]
        origin = try Origin(row)
        shotActive = row["active"]
        current = row["current"]
        verdict = try Verdict(row)
        tags = (row["tags"] as String?)?.split(separator: " ").map(String.init) ?? []
        scoresKey = row["scores_key"]
        scores = (row["scores"] as String?).flatMap(Scores.init(stored:))
        if let reasons = row["reasons"] as String? {
            selection = SelectionEntry(
                shot: origin.shot, kept: row["kept"], rank: row["rank"], quality: row["quality"], reasons: try Stored.list(reasons))
        }
    }
}

extension Origin {
    init(_ row: Row) throws {
        shot = row["shot"]
        ordinal = row["ordinal"]
        request = row["request"]
        variant = try Stored.map(row["variant"])
        generator = row["generator"]
        kind = row["kind"]
        model = row["model"]
        prompt = row["prompt"]
        negative = row["negative"]
        seed = try (row["seed"] as String?).map(Stored.seed)
        recipeKey = row["recipe_key"]
        recipe = row["recipe"]
        cost = row["cost"]
        importedFrom = row["imported_from"]
        created = row["created"]
    }
}
