import Content
import Editorial
import Execution
import Foundation
import Generators
import Pool

/// That all takes the project asks for were there, and what that was found from. While that is the same nobody has to work out every request
/// to find it once more; whether the files are still there is looked at all the same.
///
/// A memory, not a fact: without its file the requests are worked out.
struct TakesMemory {
    private struct Kept: Codable {
        var key: Digest
        var asks: Int
    }

    private struct Ground: Encodable {
        var program: String
        var project: Project
        var standing: Int64
    }

    private let path: String
    private let key: Digest

    /// Nil for a project whose requests do not follow from its file alone.
    init?(_ session: Session, _ pool: Pool) throws {
        guard session.project.shots.allSatisfy({ session.generator(of: $0).plansFromProjectAlone($0) }) else { return nil }
        path = session.workspace.root + "/takes-memory.json"
        let ground = Ground(
            program: try ProgramFile.stamp(), project: session.project, standing: try pool.askStanding())
        key = Digest(of: try CanonicalJSON.data(ground))
    }

    /// How many takes the project asks for, all of which were made; nil when that has to be found.
    var asks: Int? {
        guard let data = FileManager.default.contents(atPath: path), let kept = try? CanonicalJSON.decode(Kept.self, from: data) else { return nil }
        return kept.key == key ? kept.asks : nil
    }

    func remember(asks: Int) throws { AtomicFile.remember(try CanonicalJSON.data(Kept(key: key, asks: asks)), at: path) }
}
