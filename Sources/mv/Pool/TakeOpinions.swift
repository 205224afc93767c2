import Cutting
import Editorial
import Pipeline
import Pool

/// What the project's scorers said of a take, and where that differs from what was measured.
struct TakeOpinions {
    private let records: [OpinionRecord]
    /// Scorers of the project that said nothing.
    private let silent: [String]
    private let removed: Set<String>
    private let disagreement: String?

    /// - Parameter project: the file, which may have errors; then its scorers are not known.
    init(_ take: TakeRecord, in folder: PoolFolder, project: Project?) throws {
        let records = try folder.pool.opinions(of: .init(take.id, take.shot))
        self.records = records
        let names = project?.scorers.keys.sorted() ?? []
        silent = take.scores == nil ? [] : names.filter { name in !records.contains { $0.scorer == name } }
        removed = project == nil ? [] : Set(records.map(\.scorer)).subtracting(names)
        guard !records.isEmpty else {
            disagreement = nil
            return
        }
        let weights = TakeRanking.usualWeights.merging(project?.select.weights ?? [:]) { $1 }
        let shot = try folder.pool.candidates(ofShot: take.shot, includingOutdated: false)
        disagreement = LearnedScores.disagreement(on: take.id, among: shot, weights: weights)
    }

    /// The scores with the learned ones beside them.
    func added(to scores: Scores?) -> Scores? {
        records.reduce(scores) { $0?.adding($1.opinion, of: $1.scorer) }
    }

    func write(_ sheet: inout Sheet) {
        for record in records {
            let gone = removed.contains(record.scorer) ? "no longer in the project, so its scores carry no weight" : nil
            let words = [record.opinion.description, record.opinion.notes, gone].compactMap { $0 }
            if !words.isEmpty { sheet.field(record.scorer, words) }
        }
        for name in silent { sheet.field(name, "not scored") }
        sheet.field("disagree", disagreement)
    }

    var json: JSONText {
        .list(
            records.map { record in
                .object([
                    ("scorer", .text(record.scorer)), ("time", .integer(record.created)),
                    ("scores", .object(record.opinion.parts.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value.score)) })),
                    ("description", .text(orNull: record.opinion.description)), ("notes", .text(orNull: record.opinion.notes)),
                ])
            })
    }

    var jsonDisagreement: JSONText { .text(orNull: disagreement) }
}
