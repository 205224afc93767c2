import Content
import Editorial
import Execution
import Foundation
import Pool
import Scorers

/// What the cut was last planned from. While that is the same the cut is too, and nobody has to read all takes to find it once more.
///
/// A memory, not a fact: without its file, or when the cut's file is not the one that was written, the cut is planned anew.
struct CutMemory {
    private struct Kept: Codable {
        var key: Digest
        /// Size, time and place of the file of the cut.
        var file: String
    }

    private let workspace: Workspace
    private var path: String { workspace.root + "/cut-memory.json" }

    init(_ workspace: Workspace) { self.workspace = workspace }

    /// Everything the cut depends on. Of the pool its standing, which is to be read before the takes are.
    struct Ground: Encodable {
        var program: String
        var project: Project
        /// Where what has an address goes, which the project's JSON leaves out.
        var places: [String: ClosedRange<Double>]
        var grid: BeatGrid
        var scoresKey: String
        var scorers: [String]
        var standing: Int64
        /// Number of the version it follows, which holds what was set by hand.
        var cut: Int64?

        init(_ session: Session, _ heard: SongStage.Heard, scoresKey: String, standing: Int64) throws {
            program = try ProgramFile.stamp()
            (project, places, grid, self.scoresKey, self.standing) = (session.project, heard.places, heard.grid, scoresKey, standing)
            scorers = session.scorers.map { "\($0.name) \($0.weight)" }
        }
    }

    /// The cut that was planned from this, without why takes are not in it; nil when it has to be planned.
    /// - Parameter version: the newest one, which it must be.
    func cut(from ground: Ground, version: CutVersion) throws -> Cut? {
        guard let data = FileManager.default.contents(atPath: path), let kept = try? CanonicalJSON.decode(Kept.self, from: data),
            try kept.key == key(ground, version.id), kept.file == (try? DigestCache.stamp(ofFile: workspace.cut)),
            let text = FileManager.default.contents(atPath: workspace.cut), let cut = try? Cut(withoutDropped: text),
            cut.version == version.id, cut.slots == version.slots, cut.timeline.clips == version.timeline.clips, cut.edits ?? CutEdits() == version.edits
        else { return nil }
        return cut
    }

    func remember(_ ground: Ground, version: Int64?) throws {
        guard let file = try? DigestCache.stamp(ofFile: workspace.cut) else { return }
        let data = try CanonicalJSON.data(Kept(key: key(ground, version), file: file))
        if FileManager.default.contents(atPath: path) != data { AtomicFile.remember(data, at: path) }
    }

    private func key(_ ground: Ground, _ version: Int64?) throws -> Digest {
        var ground = ground
        ground.cut = version
        return Digest(of: try CanonicalJSON.data(ground))
    }
}
