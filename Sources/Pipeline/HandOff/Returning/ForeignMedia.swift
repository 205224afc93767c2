import Content
import Editorial
import Events
public import Execution
import Foundation
import Pool
import Recipes
import Timebase

/// Media that an editor used and the pool has not: taken in as takes of a shot.
public struct ForeignMedia {
    private let session: Session
    private let executor: any Executor

    public init(session: Session, executor: any Executor) { (self.session, self.executor) = (session, executor) }

    /// Files that are there, each once.
    public static func files(of returned: ReturnedCut, beside edit: String) -> [String] {
        var seen: Set<String> = []
        return returned.pieces.filter { $0.clip == nil }.compactMap { piece in
            guard let path = piece.path.map({ path(of: $0, beside: edit) }), FileManager.default.fileExists(atPath: path) else { return nil }
            return seen.insert(path).inserted ? path : nil
        }
    }

    /// What a relative path means: it counts from the edit's own folder.
    private static func path(of path: String, beside edit: String) -> String {
        path.hasPrefix("/") ? path : (edit as NSString).deletingLastPathComponent + "/" + path
    }

    /// Copies the files into the pool, and says of the pieces that show them what they show.
    /// - Throws: when a file cannot be decoded: nothing of it is taken in.
    public func adopt(_ returned: inout ReturnedCut, as shot: String, beside edit: String) async throws -> Int {
        let pool = try session.openPool()
        var takes: [String: TakeRecord] = [:]
        for file in Self.files(of: returned, beside: edit) {
            let blob = try session.workspace.store.adopt(file, fileExtension: (file as NSString).pathExtension.lowercased())
            let job = try Job(ProbeRecipe(file: blob), label: (file as NSString).lastPathComponent, tools: session.tools())
            let made = try await runMissing([job], results: session.results, executor: executor, stage: "import", events: session.events)
            guard let facts = try made[job.key]?.get().value(of: ProbeRecipe.self).facts else { throw CancellationError() }
            if try pool.take(blob.digest.hex) == nil {
                try pool.add([NewTake(importing: blob, facts: facts, shot: shot, generator: "import", importedFrom: file)], at: Session.now)
            }
            takes[file] = try pool.take(blob.digest.hex)
        }
        let rate = try CutDesk(session: session, isLooking: true).cut.timeline.format.rate
        for index in returned.pieces.indices where returned.pieces[index].clip == nil {
            let piece = returned.pieces[index]
            guard let path = piece.path.map({ Self.path(of: $0, beside: edit) }), let take = takes[path], let facts = take.facts else { continue }
            let start = Int((Rational(Int64(piece.source)) / rate.framesPerSecond * facts.rate.framesPerSecond).floor)
            let count = Int((Rational(Int64(piece.record.count)) / rate.framesPerSecond * facts.rate.framesPerSecond).rounded)
            let first = min(max(0, start), facts.frames - 1)
            returned.pieces[index].clip = Clip(
                slot: 0, take: take.id, shot: shot, source: FrameRange(start: first, count: max(1, min(count, facts.frames - first))),
                sourceRate: facts.rate, record: piece.record)
        }
        return takes.count
    }
}
