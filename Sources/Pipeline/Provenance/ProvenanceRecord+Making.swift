import Content
import Editorial
import Foundation
import Pool
import Recipes
import Timebase

extension ProvenanceRecord {
    /// - Parameters:
    ///   - film: as it lies in `out/`.
    ///   - request: the pool's record of a request.
    init(
        _ account: FilmAccount, of cut: Cut, as deliverable: DeliverableSpec, film: Blob, frames: Int, song: Blob, signature: Signature?,
        libraries: [String: String], request: (String) throws -> RequestRecord?
    ) throws {
        let (project, format) = (account.project, deliverable.format(of: cut.timeline.format))
        let rate = cut.timeline.format.rate
        tool = Tool(name: "mv", version: ProgramVersion.text, libraries: libraries)
        self.film = Film(
            file: deliverable.file, sha256: film.digest.hex, bytes: film.bytes, title: project.title, artist: project.song.artist,
            width: format.width, height: format.height, rate: rate.description, frames: frames, seconds: rate.seconds(at: frames),
            digitalSourceType: account.source.uri)
        if deliverable.isAnimation {
            let size = deliverable.animationSize(of: cut.timeline.format)
            (self.film.width, self.film.height) = (size.width, size.height)
            // It has fewer frames, and shows each of them longer.
            self.film.seconds = rate.seconds(at: account.shown.last?.record.end ?? 0)
        }
        disclosure = account.disclosure
        self.song = Song(
            file: (project.song.file as NSString).lastPathComponent, sha256: song.digest.hex, bytes: song.bytes,
            title: project.song.title ?? project.title, artist: project.song.artist, isrc: project.song.isrc, start: project.song.start,
            end: project.song.end)
        self.cut = cut.version
        clips = account.shown.map { shown in Self.clip(shown, cut.slots.first { $0.number == shown.clip.slot }, rate) }
        takes = try account.takes.map { try Self.take($0, account, request) }
        models = account.models.map { model in
            Model(
                name: model.name, provider: model.provider, licence: model.licence, terms: model.terms, digitalSourceType: model.source?.uri,
                generators: model.generators, takes: model.takes, clips: model.clips, seconds: rate.seconds(at: model.frames))
        }
        dollars = Double(account.takes.reduce(0) { $0 + $1.origin.cost }) / 1_000_000
        self.signature = signature
        notCarried = account.notCarried(deliverable.container)
    }

    private static func clip(_ shown: FilmAccount.Shown, _ slot: Slot?, _ rate: FrameRate) -> Clip {
        let clip = shown.clip
        return Clip(
            slot: clip.slot, start: rate.seconds(at: shown.record.start), end: rate.seconds(at: shown.record.end), record: shown.record,
            shot: clip.shot, take: clip.take, source: clip.source, sourceRate: clip.sourceRate.description, speed: clip.speed.description,
            reversed: clip.isReversed ? true : nil, transition: clip.transition.map(\.kind.rawValue),
            section: slot.flatMap { $0.section.isEmpty ? nil : $0.section }, bar: slot.flatMap { $0.bar > 0 ? $0.bar : nil },
            beat: slot.flatMap { $0.bar > 0 ? $0.beat : nil })
    }

    private static func take(_ take: TakeRecord, _ account: FilmAccount, _ request: (String) throws -> RequestRecord?) throws -> Take {
        let origin = take.origin
        let model = FilmAccount.model(of: take, account.project, account.credentials[take.id])
        let asked = try origin.request.flatMap(request)
        var shots: [String] = []
        for shown in account.shown where shown.take.id == take.id && !shots.contains(shown.clip.shot) { shots.append(shown.clip.shot) }
        let embedded = take.facts?.metadata ?? [:]
        return Take(
            sha256: take.id, bytes: take.blob.bytes, shots: shots, generator: origin.generator, kind: origin.kind, model: origin.model,
            provider: model.provider, licence: model.licence, terms: model.terms, digitalSourceType: model.source?.uri, prompt: origin.prompt,
            negative: origin.negative, seed: origin.kind == "import" ? nil : origin.seed.map(String.init), created: time(origin.created),
            dollars: Double(origin.cost) / 1_000_000, request: origin.request, serviceID: asked?.providerID, retakeOf: asked?.plan.parent,
            importedFrom: origin.importedFrom.map { ($0 as NSString).lastPathComponent }, recipeKey: origin.recipeKey,
            embedded: embedded.isEmpty ? nil : embedded, credential: account.credentials[take.id])
    }

    private static func time(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds / 1000)).formatted(.iso8601)
    }
}
