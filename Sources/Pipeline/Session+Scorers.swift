import Editorial
import Scorers

extension Session {
    /// The project with a weight for every learned score that the candidates have: the one the project names, or its scorer's.
    /// Scores of scorers that the project no longer has carry none.
    func weighing(_ candidates: [Candidate]) -> Project {
        var project = project
        let weights = Dictionary(scorers.map { ($0.name, $0.weight) }, uniquingKeysWith: { first, _ in first })
        guard !weights.isEmpty else { return project }
        for name in Set(candidates.flatMap { $0.scores.map { Array($0.parts.keys) } ?? [] }) where project.select.weights[name] == nil {
            guard let scorer = LearnedScores.scorer(of: name), let weight = weights[scorer] else { continue }
            project.select.weights[name] = weight
        }
        return project
    }
}
