import Cutting
import Editorial
import Scoring

/// What `mv pool stats` says of takes.
struct ScoreTally {
    private let takes: [Candidate]
    private let scores: [(name: String, histogram: ScoreHistogram)]
    private let flags: [(defect: Defect, takes: Int)]
    private let shots: [(id: String, takes: Int)]

    init(_ takes: [Candidate]) {
        self.takes = takes
        let ranking = TakeRanking(select: SelectSpec())
        let measured = Set(takes.flatMap { $0.scores.map { Array($0.parts.keys) } ?? [] })
        let order = [TakeRanking.technical] + ScoreNames.all.map(\.name)
        let names =
            order.filter { measured.contains($0) || ($0 == TakeRanking.technical && !measured.isEmpty) }
            + measured.subtracting(order).sorted()
        scores = names.map { name in (name, ScoreHistogram(takes.compactMap { ranking.score(name, of: $0) })) }
        flags = Defect.allCases.map { defect in
            (defect, takes.count { $0.scores.map { defect.certainty(in: $0, seconds: 0, expected: nil) >= 0.5 } ?? false })
        }.filter { $0.takes > 0 }.sorted { ($1.takes, $0.defect.rawValue) < ($0.takes, $1.defect.rawValue) }
        var storyOrder: [String] = []
        for take in takes where storyOrder.last != take.shot && !storyOrder.contains(take.shot) { storyOrder.append(take.shot) }
        let counts = Dictionary(grouping: takes, by: \.shot).mapValues(\.count)
        shots = storyOrder.map { ($0, counts[$0] ?? 0) }
    }

    private var picks: Int { takes.count { $0.verdict.state == .pick } }
    private var rejects: Int { takes.count { $0.verdict.state == .reject } }
    private var broken: Int { takes.count { $0.broken != nil } }
    private var unscored: Int { takes.count { $0.broken == nil && $0.scores == nil } }

    func lines(blocks: Bool) -> [String] {
        let undecided = takes.count - picks - rejects
        var lines = [
            "\(NumberText.counted(takes.count, "take")) of \(NumberText.counted(shots.count, "shot")): \(picks) picked, \(rejects) rejected, "
                + "\(undecided) undecided; \(broken) broken, \(unscored) not measured"
        ]
        guard !scores.isEmpty else { return lines }
        let width = scores.map(\.name.count).max() ?? 0
        func cell(_ value: Double?) -> String { value.map { NumberText.fixed($0, 2) } ?? "    " }
        lines += ["", "\("score".padded(width))  0         1  least  middle  most   takes"]
        lines += scores.map { name, histogram in
            "\(name.padded(width))  \(histogram.drawn(blocks: blocks))  \(cell(histogram.least))   \(cell(histogram.median))    "
                + "\(cell(histogram.greatest))   \(histogram.count)"
        }
        lines += [
            "",
            flags.isEmpty ? "nothing is flagged" : "flagged: " + flags.map { "\($0.defect.rawValue) \($0.takes)" }.joined(separator: ", "),
        ]
        return lines
    }

    var json: JSONText {
        let bins = scores.map { name, histogram -> (key: String, value: JSONText) in
            let fields: [(key: String, value: JSONText)] = [
                ("takes", .integer(histogram.count)), ("least", .number(orNull: histogram.least)),
                ("median", .number(orNull: histogram.median)), ("greatest", .number(orNull: histogram.greatest)),
                ("bins", .list(histogram.counts.map { .integer($0) })),
            ]
            return (name, .object(fields))
        }
        return .object([
            ("takes", .integer(takes.count)), ("picked", .integer(picks)), ("rejected", .integer(rejects)), ("broken", .integer(broken)),
            ("unscored", .integer(unscored)), ("shots", .object(shots.map { ($0.id, .integer($0.takes)) })),
            ("flags", .object(flags.map { ($0.defect.rawValue, .integer($0.takes)) })), ("scores", .object(bins)),
        ])
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
