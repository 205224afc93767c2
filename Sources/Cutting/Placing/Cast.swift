import Editorial
import Timebase

/// The kept takes grouped by shot, in the order of the story, no more than there are slots.
struct Cast {
    struct Part {
        var shot: Shot
        /// In their seats.
        var takes: [Candidate]
        /// Position of the shot in the project.
        var position: Int
    }

    private(set) var parts: [Part]
    private(set) var warnings: [String] = []

    /// - Parameter pinned: takes that are set by hand; they have their slots already.
    init(project: Project, selection: Selection, candidates: [Candidate], slots: Int, pinned: [String: Candidate] = [:]) {
        var known: [String: Candidate] = [:]
        for candidate in candidates { known["\(candidate.shot)\n\(candidate.take)"] = candidate }
        var used: Set<String> = []
        var byShot: [String: [Candidate]] = [:]
        var lost: [String] = []
        for kept in selection.kept where pinned[kept.take] == nil && used.insert(kept.take).inserted {
            if let candidate = known["\(kept.shot)\n\(kept.take)"], candidate.broken == nil, !candidate.usable.isEmpty {
                byShot[kept.shot, default: []].append(candidate)
            } else {
                lost.append("\(Wording.short(kept.take)) of '\(kept.shot)'")
            }
        }
        parts = project.shots.enumerated().compactMap { position, shot in
            byShot[shot.id].map { Part(shot: shot, takes: $0, position: position) }
        }
        if !lost.isEmpty { warnings.append("selected takes that cannot be shown: \(Wording.list(lost))") }
        trim(to: slots)
    }

    var count: Int { parts.reduce(0) { $0 + $1.takes.count } }

    /// With more takes than slots, the shots with most takes give up their last seats.
    private mutating func trim(to slots: Int) {
        var unseen: [String] = []
        while count > slots, let most = parts.map(\.takes.count).max(), let last = parts.lastIndex(where: { $0.takes.count == most }) {
            unseen.append(Wording.short(parts[last].takes.removeLast().take))
            if parts[last].takes.isEmpty { parts.remove(at: last) }
        }
        if !unseen.isEmpty {
            warnings.append("more takes are kept than there are slots: not shown are \(Wording.list(unseen))")
        }
    }
}
