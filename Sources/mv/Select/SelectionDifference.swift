import Editorial

/// What other settings would bring in and throw out.
struct SelectionDifference {
    private let shot: String?
    private let into: [Selection.Kept]
    private let out: [Selection.Kept]
    private let reasons: [String: String]
    private let counts: (now: Int, then: Int)

    init(from now: Selection, to then: Selection, shot: String?) {
        self.shot = shot
        let (before, after) = (Set(now.kept.map(\.take)), Set(then.kept.map(\.take)))
        into = then.kept.filter { !before.contains($0.take) && (shot == nil || $0.shot == shot) }
        out = now.kept.filter { !after.contains($0.take) && (shot == nil || $0.shot == shot) }
        reasons = Dictionary(then.dropped.map { ($0.take, $0.reason) }, uniquingKeysWith: { first, _ in first })
        counts = (now.kept.count, then.kept.count)
    }

    var lines: [String] {
        guard !into.isEmpty || !out.isEmpty else { return ["nothing would change: the same \(NumberText.counted(counts.now, "take"))"] }
        var lines = ["\(into.count) in, \(out.count) out; \(counts.then) kept instead of \(counts.now)"]
        lines += into.map { "+ \($0.take.prefix(8))  \(DisplayText.line($0.shot))  \(DisplayText.line($0.reasons.last ?? ""))" }
        lines += out.map { "- \($0.take.prefix(8))  \(DisplayText.line($0.shot))  \(DisplayText.line(reasons[$0.take] ?? ""))" }
        return lines
    }

    var json: JSONText {
        .object([
            (
                "in",
                .list(
                    into.map {
                        .object([("take", .text($0.take)), ("shot", .text($0.shot)), ("reasons", .list($0.reasons.map { .text($0) }))])
                    })
            ),
            (
                "out",
                .list(
                    out.map {
                        .object([("take", .text($0.take)), ("shot", .text($0.shot)), ("reason", .text(orNull: reasons[$0.take]))])
                    })
            ),
            ("kept_now", .integer(counts.now)), ("kept_then", .integer(counts.then)),
        ])
    }
}
