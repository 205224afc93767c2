import Content
import Editorial
import Foundation
import Pool
import Scorers

/// What a scorer has not seen yet.
struct ScorerAsks {
    struct Ask {
        var subject: OpinionSubject
        var key: String
    }

    /// In the order of the story.
    var missing: [Ask] = []
    /// Answered already.
    var there = 0
    /// Not asked again by itself: the answer was lost or of no use, and may have been paid.
    var barred = 0

    /// - Parameter facts: what the scorer says of itself.
    init(_ scorer: any Scorer, _ facts: ScorerFacts, _ pool: Pool) throws {
        let known = try pool.opinionKeys(of: scorer.name)
        let bars = Set(try pool.calls(to: scorer.name, states: [.lost, .failed]).map(\.key))
        for subject in try pool.opinionSubjects() {
            let key = try Self.key(scorer, facts, subject)
            if known[subject.take] == key {
                there += 1
            } else if bars.contains(key) {
                barred += 1
            } else {
                missing.append(Ask(subject: subject, key: key))
            }
        }
    }

    private struct Key: Encodable {
        var take: String
        var shot: String
        var scorer: String
        var name: String
        var version: String
        var wants: ScorerFacts.Wants
        var prompt: Digest
    }

    /// The scores' ranges are left out: a scorer that counts otherwise is of another version.
    private static func key(_ scorer: any Scorer, _ facts: ScorerFacts, _ subject: OpinionSubject) throws -> String {
        let key = Key(
            take: subject.take.take, shot: subject.shot, scorer: scorer.name, name: facts.name, version: facts.version, wants: facts.wants,
            prompt: Digest(of: subject.prompt))
        return Digest(of: try CanonicalJSON.data(key)).hex
    }
}

extension Pool {
    /// What a scorer said of itself, while that holds.
    func facts(of scorer: any Scorer) throws -> ScorerFacts? {
        guard let remembered = try remembered(scorer: scorer.name), remembered.fingerprint == scorer.fingerprint() else { return nil }
        return try? CanonicalJSON.decode(ScorerFacts.self, from: Data(remembered.facts.utf8))
    }
}
