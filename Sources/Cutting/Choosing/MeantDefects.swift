public import Editorial
import Scoring

/// Defects that are style: of the whole film, and of single shots.
public struct MeantDefects: Sendable {
    private let everywhere: Set<Defect>
    private let byShot: [String: Set<Defect>]

    public init(_ project: Project) { self.init(select: project.select, shots: project.shots) }

    init(select: SelectSpec, shots: [Shot]) {
        let everywhere = Set(select.meant.compactMap(Defect.init(rawValue:)))
        self.everywhere = everywhere
        byShot = Dictionary(
            shots.map { ($0.id, everywhere.union($0.meant.compactMap(Defect.init(rawValue:)))) }, uniquingKeysWith: { first, _ in first })
    }

    /// What is meant in a shot that the project does not have is what is meant everywhere.
    subscript(shot: String) -> Set<Defect> { byShot[shot] ?? everywhere }

    /// Takes with what was trimmed away though it is meant.
    func applied(to takes: [Candidate]) -> [Candidate] {
        guard !everywhere.isEmpty || byShot.values.contains(where: { !$0.isEmpty }) else { return takes }
        return takes.map { take in
            guard let scores = take.scores, scores.blemishes != nil else { return take }
            var take = take
            take.scores = scores.meaning(self[take.shot], frames: take.frames, rate: take.rate)
            return take
        }
    }
}
