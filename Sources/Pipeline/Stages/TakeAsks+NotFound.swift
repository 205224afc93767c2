import Editorial
import Generators
import Pool

extension TakeAsks {
    /// Of clips that were looked for and are not there: with a misspelt folder a film has no pictures, and nobody knows why.
    func notFound(_ session: Session) -> [String] {
        let found = Set(asks.map(\.plan.shot))
        return session.project.shots.compactMap { shot in
            guard !found.contains(shot.id), session.generators[shot.generator] is ImportGenerator else { return nil }
            let files = session.project.generators[shot.generator]?.options["files"]?.texts ?? []
            let places = files.map { "'\($0.replacing("{shot}", with: shot.id))'" }.joined(separator: " and ")
            return "no clip of shot '\(shot.id)' is found at \(places); paths start at the folder of the project file"
        }
    }
}
