import ArgumentParser
import Content
import Foundation
import Pipeline

struct PlanCommand: ParsableCommand, SpokenCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Say what a build would do and why, with time and money. Does nothing.",
        discussion: """
            EXAMPLES
              mv plan project.yaml
              mv plan project.yaml --cuts    each cut with its reason, before a single take is made
            """)

    @OptionGroup var projectArgument: ProjectArgument

    @Flag(help: "The planned cuts: where each falls, why, and what it costs against the others.")
    var cuts = false

    @OptionGroup var speech: Speech

    func run() throws {
        let session = try Running.session(projectArgument.resolve())
        if cuts {
            let outlook = try CutOutlook(session)
            if json { return Say.document(try CanonicalJSON.text(outlook)) }
            for line in CutsText(outlook).lines { Say.result(line) }
            for warning in outlook.warnings { Say.warning(warning) }
            return
        }
        let forecast = try Forecast(session)
        if json { return Say.document(try CanonicalJSON.text(forecast)) }
        for warning in forecast.warnings { Say.warning(warning) }
        if forecast.doesNothing { return Say.result("nothing to do: everything is up to date") }
        if forecast.hearsSong { Say.result("song    to be heard") }
        for shot in forecast.shots where shot.missing > 0 {
            Say.result("takes   \(shot.missing) of '\(shot.shot)' by '\(shot.generator)': \(shot.why)")
        }
        if forecast.missingTakes > 0 {
            let time = forecast.seconds / Double(Running.processors)
            Say.result("        \(forecast.missingTakes) takes in all, about \(Self.duration(time)) on this machine, \(money(forecast))")
        }
        if forecast.unscored + forecast.missingTakes > 0 {
            Say.result("scores  \(forecast.unscored + forecast.missingTakes) takes to be measured")
        }
        for scorer in forecast.scorers { if let line = line(scorer) { Say.result(line) } }
        if let segments = forecast.segments {
            for segment in segments.prefix(20) { Say.result("render  slot \(segment.slot): \(segment.why)") }
            if segments.count > 20 { Say.result("        and \(segments.count - 20) slots more") }
        } else {
            Say.result("render  up to \(forecast.clips) clips; which ones, the takes decide")
        }
    }

    private func line(_ scorer: Forecast.Scorer) -> String? {
        let barred = scorer.barred > 0 ? "; \(scorer.barred) more wait for 'mv scorers --ask-again \(scorer.scorer)'" : ""
        guard let takes = scorer.takes else { return "scorer  '\(scorer.scorer)' is started to say what it is to be asked" }
        guard takes > 0 || scorer.barred > 0 else { return nil }
        let cost =
            scorer.dollars.map { $0 == 0 ? "free" : "about " + NumberText.dollars(millionths: Int(($0 * 1e6).rounded())) }
            ?? "nobody knows for how much"
        return "scorer  '\(scorer.scorer)' is shown \(takes) takes, \(cost)\(barred)"
    }

    private func money(_ forecast: Forecast) -> String {
        let unknown = forecast.shots.contains { $0.missing > 0 && $0.dollars == nil }
        let sum =
            forecast.dollars == 0 && !unknown
            ? "free" : String(format: "about $%.2f", forecast.dollars) + (unknown ? " and what nobody knows yet" : "")
        let limit = forecast.budgetDollars.map { String(format: " of a budget of $%.2f, $%.2f spent", $0, forecast.spentDollars) } ?? ""
        return sum + limit
    }

    private static func duration(_ seconds: Double) -> String {
        seconds < 90 ? "\(Int(seconds.rounded(.up))) s" : "\(Int((seconds / 60).rounded(.up))) min"
    }
}
