import ArgumentParser
import Cutting
import Editorial
import Pool

struct PoolTaste: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "taste", abstract: "What your picks and rejects say of the scores, as weights to try.",
        discussion: """
            Learns from takes that were picked or rejected, at least \(Taste.fewest) of them: which
            scores speak for a pick in their shot, and how well all together foretell
            decisions that were left out. Nothing is changed: put the weights into
            select.weights, or try them with 'mv select --what-if'.

            EXAMPLES
              mv pool taste project.yaml
              mv pool taste --json
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @OptionGroup var speech: Speech

    func run() throws {
        let folder = try PoolFolder(project: projectArgument.project, for: .reading)
        let candidates = try folder.pool.candidates()
        let project = folder.project
        guard let taste = Taste(candidates: candidates, select: project?.select ?? SelectSpec(), shots: project?.shots ?? []) else {
            throw Refusal(Self.tooFew(candidates))
        }
        if json { Say.document(Self.json(taste).written) } else { Say.result(Self.lines(taste).joined(separator: "\n")) }
    }

    private static func tooFew(_ candidates: [Candidate]) -> String {
        let measured = candidates.filter { $0.scores != nil }
        let picks = Set(measured.filter { $0.verdict.state == .pick }.map(\.take)).count
        let rejects = Set(measured.filter { $0.verdict.state == .reject }.map(\.take)).count
        return "there is too little to learn from: \(NumberText.counted(picks, "pick")) and \(NumberText.counted(rejects, "reject")), "
            + "\(Taste.fewest) decisions with \(Taste.fewestOfAKind) of either kind are needed; go on with 'mv pool pick' and 'mv pool reject'"
    }

    private static func lines(_ taste: Taste) -> [String] {
        func row(_ name: String, _ accuracy: Double, _ discrimination: Double?) -> String {
            let area = discrimination.map { "   a pick above a reject \(NumberText.fixed($0 * 100, 0)) %" } ?? ""
            return "  \(name)  right \(NumberText.fixed(accuracy * 100, 0)) %\(area)"
        }
        var lines = [
            "\(NumberText.counted(taste.picks, "pick")) and \(NumberText.counted(taste.rejects, "reject")); foretold of those left out:",
            row("your taste      ", taste.accuracy, taste.discrimination),
            row("today's ranking ", taste.accuracyToday, taste.discriminationToday), row("the commoner    ", taste.commoner, nil), "",
        ]
        guard taste.isThere else {
            return lines + ["The scores do not tell your picks from your rejects: no weights are offered."]
        }
        lines.append("what speaks for a pick, in log odds for one spread of the shot:")
        lines += taste.weights.prefix(10).map { weight in
            "  \(weight.value < 0 ? "−" : "+")\(NumberText.fixed(abs(weight.value), 2))  \(weight.name)"
        }
        let weights = taste.asSelectWeights
        guard !weights.isEmpty else { return lines }
        lines += ["", "to try them, in the project file:", "select:", "  weights:"]
        lines += weights.map { "    \($0.name): \(NumberText.significant($0.weight))" }
        let disliked = taste.weights.filter { $0.value < -0.1 }.map(\.name)
        if !disliked.isEmpty { lines.append("(nothing can weigh less than 0, so these are left out: \(disliked.joined(separator: ", ")))") }
        return lines
    }

    private static func json(_ taste: Taste) -> JSONText {
        .object([
            ("picks", .integer(taste.picks)), ("rejects", .integer(taste.rejects)), ("found", .boolean(taste.isThere)),
            ("accuracy", .number(taste.accuracy)), ("auc", .number(taste.discrimination)), ("accuracyToday", .number(taste.accuracyToday)),
            ("aucToday", .number(taste.discriminationToday)), ("commoner", .number(taste.commoner)),
            ("logOdds", .object(taste.weights.map { ($0.name, .number($0.value)) })),
            ("weights", .object(taste.isThere ? taste.asSelectWeights.map { ($0.name, .number($0.weight)) } : [])),
        ])
    }
}
