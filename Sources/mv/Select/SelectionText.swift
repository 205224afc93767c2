import Editorial
import Pipeline

/// A selection for people and for programs.
struct SelectionText {
    private let selection: Selection
    private let scores: (_ take: String) -> [(name: String, weight: Double, score: Double?)]
    private let shots: [String]
    private let strangers: [Selection.Dropped]

    init(_ selection: Selection, _ choosing: Choosing, _ project: Project, shot: String?) {
        self.selection = selection
        scores = choosing.parts(in: project)
        shots = project.shots.map(\.id).filter { shot == nil || $0 == shot }
        strangers = shot == nil ? selection.dropped.filter { project.shot($0.shot) == nil } : []
    }

    var warnings: [String] { selection.warnings }

    func lines(explain: Bool) -> [String] {
        var lines: [String] = []
        for shot in shots {
            let kept = selection.kept.filter { $0.shot == shot }
            let dropped = selection.dropped.filter { $0.shot == shot }
            lines.append("\(DisplayText.line(shot)): \(kept.count) of \(NumberText.counted(kept.count + dropped.count, "take"))")
            for take in kept {
                lines.append("  + \(take.take.prefix(8))  \(take.reasons.map { DisplayText.line($0) }.joined(separator: "; "))")
                if explain { lines.append("      " + parts(of: take.take)) }
            }
            guard explain else { continue }
            for take in dropped {
                lines.append("  - \(take.take.prefix(8))  \(DisplayText.line(take.reason))")
                if take.quality != nil { lines.append("      " + parts(of: take.take)) }
            }
        }
        if explain { lines += strangers.map { "- \($0.take.prefix(8))  \(DisplayText.line($0.shot)): \($0.reason)" } }
        let rest = selection.dropped.count
        lines.append(
            "\(selection.kept.count) kept of \(selection.wanted) wanted; \(rest) not kept" + (explain ? "" : ", --explain says why"))
        return lines
    }

    /// `technical 0.83 × 4, sharpness 0.41 × 1, clip.adherence not scored`.
    private func parts(of take: String) -> String {
        scores(take).map { part in
            guard let score = part.score else { return "\(part.name) not scored" }
            return "\(part.name) \(NumberText.fixed(score, 2)) × \(NumberText.significant(part.weight))"
        }.joined(separator: ", ")
    }

    var json: JSONText {
        func parts(_ take: String) -> JSONText {
            .object(
                scores(take).map { part in
                    (part.name, .object([("score", .number(orNull: part.score)), ("weight", .number(part.weight))]))
                })
        }
        let chosen = Set(shots)
        return .object([
            ("wanted", .integer(selection.wanted)),
            (
                "kept",
                .list(
                    selection.kept.filter { chosen.contains($0.shot) }.map {
                        .object([
                            ("take", .text($0.take)), ("shot", .text($0.shot)), ("rank", .integer($0.rankInShot)),
                            ("quality", .number($0.quality)), ("reasons", .list($0.reasons.map { .text($0) })), ("parts", parts($0.take)),
                        ])
                    })
            ),
            (
                "dropped",
                .list(
                    selection.dropped.filter { chosen.contains($0.shot) }.map {
                        .object([
                            ("take", .text($0.take)), ("shot", .text($0.shot)), ("quality", .number(orNull: $0.quality)),
                            ("reason", .text($0.reason)), ("parts", parts($0.take)),
                        ])
                    })
            ),
            ("warnings", .list(selection.warnings.map { .text($0) })),
        ])
    }
}
