import Editorial
import Foundation
import Pipeline
import Pool

/// The last words of a build: how long, what it cost, what comes next.
struct BuildSummary {
    private let began = ContinuousClock.now
    private let session: Session
    /// Millionths of a dollar that were spent before.
    private let before: Int

    init(_ session: Session) {
        self.session = session
        before = Self.spent(session)
    }

    func text(_ report: BuildReport, until stage: BuildStage, project: String?) -> String {
        let seconds = began.duration(to: .now) / .seconds(1)
        var words = ["\(NumberText.counted(report.made, "job")) done in \(ProgressText.duration(seconds.rounded()))"]
        let all = Self.spent(session)
        if all > 0 {
            let limit = session.project.budget.limit.map { " of the \(NumberText.dollars(millionths: Int($0 * 1_000_000))) of the budget" } ?? ""
            words.append("\(NumberText.dollars(millionths: all - before)) spent, \(NumberText.dollars(millionths: all)) in all\(limit)")
        }
        let name = project.map { " " + ($0.contains(" ") ? "'\($0)'" : $0) } ?? ""
        let next =
            switch stage {
            case .render: "'mv review\(name)' to look, choose and cut; 'mv build\(name)' renders what changed"
            case .cut: "'mv review\(name)' or 'mv cut\(name)' to look at it; 'mv build\(name)' renders it"
            default: "'mv build\(name)' goes on from here"
            }
        return words.joined(separator: "; ") + "\nnext: " + next
    }

    private static func spent(_ session: Session) -> Int { (try? session.openPoolForReading().spending().billed) ?? 0 }
}
