import Content
import Editorial
import Events
import Execution
import Foundation
import Pool
import Recipes
import Timebase

/// What is told of where a film comes from.
extension RenderStage {
    /// Reads the manifests that takes of the cut came with, where they were not read before.
    /// - Returns: how many were.
    func readCredentials(_ cut: Cut) async throws -> Int {
        let takes = try signedTakes(cut)
        guard !takes.isEmpty else { return 0 }
        let library = try CredentialsTool(session: session).adopted()
        if library == nil, !session.isDraft {
            session.events.send(
                .warning(
                    "\(takes.count) take\(takes.count == 1 ? " comes" : "s come") with C2PA manifests, which are not read: \(CredentialsLibrary.howToGet)"))
        }
        let jobs = try takes.map { try Job(CredentialsRecipe(file: $0.blob, library: library), label: $0.blob.digest.short, tools: session.tools()) }
        let missing = jobs.filter { session.results.find($0.key.digest) == nil }
        guard !missing.isEmpty else { return 0 }
        _ = try await runMissing(jobs, results: session.results, executor: executor, stage: "credentials", events: session.events)
        return missing.count
    }

    /// What was read of them, by the takes' ids; of one that could not be read, that.
    private func knownCredentials(_ cut: Cut) throws -> [String: ContentCredential] {
        let takes = try signedTakes(cut)
        guard !takes.isEmpty else { return [:] }
        let library = try CredentialsTool(session: session).known()
        var credentials: [String: ContentCredential] = [:]
        for take in takes {
            let key = try JobKey(CredentialsRecipe(file: take.blob, library: library), tools: session.tools())
            credentials[take.id] =
                try session.results.find(key.digest)?.value(of: CredentialsRecipe.self).credential ?? .unread("it could not be read")
        }
        return credentials
    }

    private func signedTakes(_ cut: Cut) throws -> [TakeRecord] {
        var seen: Set<String> = []
        return try cut.timeline.clips.filter { seen.insert($0.take).inserted }.map(take).filter {
            ($0.facts?.hasC2PA ?? false) && session.workspace.store.holds($0.blob)
        }
    }

    private func take(_ clip: Clip) throws -> TakeRecord {
        guard let take = try pool.take(clip.take, shot: clip.shot) else { throw BuildError(.render, "the pool lost take \(clip.take.prefix(8))") }
        return take
    }

    func account(_ cut: Cut, _ range: FrameRange) throws -> FilmAccount {
        try FilmAccount(session.project, cut, range, credentials: knownCredentials(cut), take: take)
    }

    /// The project with the end card among its titles.
    func withEndCard(_ project: Project, _ cut: Cut) throws -> Project {
        guard let seconds = project.provenance.endCard else { return project }
        let lines = try account(cut, FrameRange(start: 0, count: cut.timeline.frames)).endCardLines
        var project = project
        let own = project.titles.credits
        project.titles.credits = Titles.Card(
            lines: (own?.lines ?? [project.title]) + lines, seconds: max(own?.seconds ?? 0, seconds), at: own?.at, moments: own?.moments)
        return project
    }

    /// `final.provenance.json` and `final.credits.md` beside `final.mp4`; nothing beside drafts, which nobody publishes.
    func write(
        _ account: FilmAccount, of cut: Cut, as deliverable: DeliverableSpec, film: Blob, frames: Int, signature: ProvenanceRecord.Signature?
    ) throws {
        guard !deliverable.isDraft else { return }
        let record = try ProvenanceRecord(
            account, of: cut, as: deliverable, film: film, frames: frames, song: heard.song, signature: signature, libraries: session.tools(),
            request: pool.request)
        try writeBeside(deliverable, "provenance.json", try record.json)
        try writeBeside(deliverable, "credits.md", Data(account.credits(rate: cut.timeline.format.rate.doubleValue).utf8))
    }

    private func writeBeside(_ deliverable: DeliverableSpec, _ ending: String, _ data: Data) throws {
        let path = session.workspace.out + "/" + stem(of: deliverable) + "." + ending
        if FileManager.default.contents(atPath: path) != data { try AtomicFile.write(data, to: path) }
    }
}
