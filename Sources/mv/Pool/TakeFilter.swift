public import ArgumentParser
public import Editorial
public import Pool
import ProjectFile
import Scoring

/// Which takes a list shows and in which order, as options.
struct TakeFilter: ParsableArguments {
    enum Kept: String, EnumerableFlag {
        case kept, notKept

        static func help(for value: Kept) -> ArgumentHelp? {
            value == .kept ? "Only takes that the last cut kept." : "Only takes that the last cut did not keep."
        }
    }

    @Option(help: "Only takes of this shot; may be given several times, as may --state, --verdict, --generator and the scores.")
    var shot: [String] = []

    @Option(help: "Only takes in this state.")
    var state: [TakeState] = []

    @Option(help: "Only takes with this verdict.")
    var verdict: [Verdict.State] = []

    @Option(help: ArgumentHelp("Only takes whose score is at least so much, from 0 to 1.", valueName: "name=value"))
    var minScore: [ScoreLimit] = []

    @Option(help: ArgumentHelp("Only takes whose score is at most so much.", valueName: "name=value"))
    var maxScore: [ScoreLimit] = []

    @Option(help: "Only takes with so many stars or more.")
    var minStars = 0

    @Option(help: "Only takes of this generator.")
    var generator: [String] = []

    @Option(help: "Only takes with this tag; with every one of several.")
    var tag: [String] = []

    @Option(help: ArgumentHelp("Only takes rejected for this: \(RejectReason.Category.list).", valueName: "word"))
    var rejectedFor: [RejectReason.Category] = []

    @Option(help: "Only takes with these words or parts of words in prompt, note, tags, model, shot or imported path.")
    var text: String?

    @Flag var kept: Kept?

    @Flag(help: "Also takes of removed shots and for older prompts.")
    var all = false

    @Option(help: "Sort by shot (the story's order), quality, created, stars or a score.")
    var sort = "shot"

    @Flag(help: "The largest or last first.")
    var desc = false

    @Option(help: "At most so many.")
    var limit: Int?

    private static let orders = ["shot", "quality", "created", "stars"]

    func validate() throws {
        if !(0...5).contains(minStars) { throw ValidationError("--min-stars takes 0 to 5") }
        if let limit, limit < 0 { throw ValidationError("--limit takes 0 or more") }
    }

    /// - Throws: when a shot or a score is named that nothing has, saying what there is.
    func query(_ pool: Pool) throws -> TakeQuery {
        var query = try conditions(pool)
        if !all { (query.active, query.current) = (true, true) }
        return query
    }

    /// The same, of removed shots and older prompts too.
    func conditions(_ pool: Pool) throws -> TakeQuery {
        var query = TakeQuery()
        if !shot.isEmpty { try check(shot, "shot", in: pool.shots(includingRemoved: true).map(\.shot.id)) }
        query.shots = Set(shot)
        query.states = Set(state)
        query.verdicts = Set(verdict)
        query.minimumScores = Dictionary(minScore.map { ($0.name, $0.value) }, uniquingKeysWith: max)
        query.maximumScores = Dictionary(maxScore.map { ($0.name, $0.value) }, uniquingKeysWith: min)
        query.minimumStars = minStars
        query.generators = Set(generator)
        query.tags = Set(try tag.map { try Pool.tag($0) })
        query.categories = Set(rejectedFor)
        query.text = text
        query.kept = kept.map { $0 == .kept }
        query.descending = desc
        query.limit = limit
        query.sort =
            switch sort {
            case "shot": .shot
            case "quality": .quality
            case "created": .created
            case "stars": .stars
            default: .score(sort)
            }
        // To name all tags means to read them all.
        for tag in query.tags.sorted() where try !pool.hasTag(tag) { try check([tag], "tag", in: pool.tags().map(\.tag)) }
        guard !namedScores.isEmpty else { return query }
        let names = try ScoreNames.all.map(\.name) + pool.scoreNames().filter { !ScoreNames.known.contains($0) }
        try check((minScore + maxScore).map(\.name), "score", in: names)
        if case .score(let name) = query.sort { try check([name], "order", in: Self.orders + names) }
        return query
    }

    /// Names of scores that conditions and order speak of: those a table should show first.
    var namedScores: [String] {
        var names = Self.orders.contains(sort) ? [] : [sort]
        for limit in minScore + maxScore where !names.contains(limit.name) { names.append(limit.name) }
        return names
    }

    private func check(_ words: [String], _ what: String, in known: [String]) throws {
        for word in words where !known.contains(word) {
            let near = Spelling.nearest(to: word, in: known).map { "did you mean '\($0)'?" }
            let list = known.prefix(24).joined(separator: ", ") + (known.count > 24 ? ", …" : "")
            let there = known.isEmpty ? "there is none at all" : "there is: \(list)"
            throw Refusal("there is no \(what) '\(DisplayText.line(word))' in the pool; " + (near ?? there))
        }
    }
}

/// `sharpness=0.5`.
struct ScoreLimit: ExpressibleByArgument {
    var name: String
    var value: Double

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let value = Double(parts[1]), (0...1).contains(value) else { return nil }
        (name, self.value) = (String(parts[0]), value)
    }
}

extension RejectReason.Category: ExpressibleByArgument {
    public init?(argument: String) { self.init(word: argument) }

    /// `face, hands, …`.
    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension TakeState: ExpressibleByArgument {}
extension Verdict.State: ExpressibleByArgument {}
