public import Editorial
import Generators

/// All kinds of scorers there are.
public enum ScorerCatalogue {
    public static let kinds = [CommandScorer.kind, VLMScorer.kind]

    /// - Parameter folder: of the project, where relative paths start.
    /// - Throws: `ScorerError` for options that cannot work.
    public static func make(_ spec: ScorerSpec, folder: String) throws -> any Scorer {
        switch spec.kind {
        case CommandScorer.kind.kind: return try CommandScorer(spec, folder: folder)
        case VLMScorer.kind.kind: return try VLMScorer(spec, folder: folder)
        default: throw ScorerError("there is no kind '\(spec.kind)'; the kinds are \(kinds.map(\.kind).joined(separator: ", "))")
        }
    }
}
