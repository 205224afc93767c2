import Content
import Editorial
import Events
import Execution
import Foundation
import Pool
import Recipes
import Timebase

/// Encodes the segments that are missing, joins them, and puts the film where people look for it.
struct RenderStage {
    let session: Session
    let executor: any Executor
    let pool: Pool
    let heard: SongStage.Heard

    struct Outcome: Sendable {
        var made = 0
        var failed = 0
        var deliverables: [String] = []
    }

    /// - Parameter remaking: slots to encode again though their segments are there.
    func run(_ cut: Cut, song: Blob, remaking: (Int) -> Bool = { _ in false }) async throws -> Outcome {
        guard !cut.timeline.clips.isEmpty else { throw Self.nothingToShow }
        let previous = try pool.latestRender()?.timeline
        var memory = LastKeys(path: session.workspace.lastKeys)
        var outcome = Outcome()
        var subjects: Set<String> = []
        try requireSigning()
        outcome.made += try await readCredentials(cut)
        let (fonts, sought) = try await fonts(cut)
        outcome.made += sought
        let styling = try styling(cut, fonts)
        let orders = try orders(cut, styling, hardware: await hardware())
        try await requireEncoders(orders)
        for order in orders {
            let deliverable = order.deliverable
            let sound = try await soundJob(for: order, cut.timeline, song, &outcome)
            for (segment, job) in order.segments {
                let subject = "\(deliverable.file) slot \(segment.slot)"
                subjects.insert(subject)
                if remaking(segment.slot) { try session.results.forget(job.key.digest) }
                // Of a film that was never rendered every slot is new, which needs no words.
                if previous != nil, let why = whyStale(segment.slot, job, subject, memory, cut.timeline, previous) {
                    session.events.send(.stale(what: "slot \(segment.slot)", why: remaking(segment.slot) ? "asked for" : why))
                }
                memory.note(subject: subject, key: job.key)
            }
            // The longest first, so that no worker is left with a long one while the others have nothing to do.
            let jobs = [sound].compactMap(\.self) + order.segments.sorted { $0.0.recipe.frames > $1.0.recipe.frames }.map(\.1)
            let missing = jobs.filter { session.results.find($0.key.digest) == nil }.count
            let tally = FrameTally(order.segments.map { ($0.1.key, $0.0.recipe.frames) }, stage: "render", events: session.events)
            let results = try await runMissing(
                jobs, results: session.results, executor: executor, stage: "render", events: session.events
            ) { job, result, cached in
                if case .success = result { tally.note(job.key, cached: cached) }
            }
            outcome.made += missing
            outcome.failed += results.values.reduce(0) { if case .failure = $1 { $0 + 1 } else { $0 } }
            guard outcome.failed == 0 else { continue }
            func result(_ job: Job) throws -> JobResult {
                guard let result = results[job.key] else { throw BuildError(.render, "\(job.label) was not rendered") }
                return try result.get()
            }
            let outputs = try order.jobs.map { try result($0).value(of: SegmentRecipe.self) }
            if let sound {
                outcome.made += try await join(cut, styling, order, outputs, result(sound).value(of: SongRecipe.self))
            } else {
                outcome.made += try await animate(order, outputs, cut)
            }
            outcome.made += try await makePoster(order, outputs)
            outcome.deliverables.append(path(of: deliverable))
        }
        // A draft says nothing about what the films themselves need.
        if !session.isDraft { memory.keep(only: subjects) }
        memory.save()
        return outcome
    }

    /// The job that encodes a film's sound, as loud as it was asked to be; nil for what has none.
    private func soundJob(for order: RenderOrder, _ timeline: Timeline, _ song: Blob, _ outcome: inout Outcome) async throws -> Job? {
        guard !order.deliverable.isAnimation else { return nil }
        let plain = songRecipe(song, order, timeline)
        let (gain, measured) = try await SongLoudness(session: session, executor: executor).gain(plain, order.deliverable)
        outcome.made += measured
        return try Job(songRecipe(song, order, timeline, gain: gain), label: order.deliverable.file, tools: session.tools())
    }

    private func join(
        _ cut: Cut, _ styling: FilmStyling, _ order: RenderOrder, _ outputs: [SegmentRecipe.Output], _ sound: SongRecipe.Output
    ) async throws -> Int {
        let deliverable = order.deliverable
        let parts = outputs.map { FilmRecipe.Segment(blob: $0.segment, frames: $0.frames, opening: $0.look.seal) }
        let account = try account(cut, order.range)
        let recipe = FilmRecipe(
            segments: parts, sound: sound.sound, samples: sound.samples, sampleRate: sound.rate, rate: cut.timeline.format.rate,
            fileExtension: deliverable.container, metadata: account.tags(deliverable.container),
            captions: try styling.captionTrack(for: deliverable, order.range), chapters: styling.chapters(for: deliverable, order.range),
            xmp: ["mp4", "mov"].contains(deliverable.container) ? account.xmp : nil)
        var (made, output) = try await result(of: recipe, label: deliverable.file)
        let signed = try await sign(output.film, account, deliverable)
        output.film = signed.film
        made += signed.made
        var report = try checked(output, outputs.map(\.look), sound, cut, order)
        report.notCarried = account.notCarried(deliverable.container)
        if try place(output.film, at: path(of: deliverable)) { made = max(made, 1) }
        let seconds = Double(output.samples) / Double(sound.rate)
        try pool.save(
            render: RenderRecord(
                time: Session.now, deliverable: deliverable.file, blob: output.film, frames: output.frames, seconds: seconds,
                timeline: cut.timeline))
        try write(report, of: deliverable)
        try write(account, of: cut, as: deliverable, film: output.film, frames: output.frames, signature: signed.signature)
        session.events.send(.deliverable(path: path(of: deliverable), frames: output.frames, seconds: seconds))
        if made > 0, !report.summary.isEmpty { session.events.send(.note(report.summary)) }
        return made
    }

    /// What a recipe gives that ends a deliverable, made when it is missing, and how many jobs that took.
    func result<R: Recipe>(of recipe: R, label: String) async throws -> (made: Int, output: R.Output) {
        let job = try Job(recipe, label: label, tools: session.tools())
        if let found = session.results.find(job.key.digest) { return (0, try found.value(of: R.self)) }
        let made = try await runMissing([job], results: session.results, executor: executor, stage: "join", events: session.events)
        guard let result = made[job.key] else { throw BuildError(.render, "\(label) was not made") }
        return (1, try result.get().value(of: R.self))
    }

    /// - Throws: `BuildError` when the film is not what the cut says; the one that was there stays.
    private func checked(
        _ film: FilmRecipe.Output, _ looks: [SegmentLook], _ sound: SongRecipe.Output, _ cut: Cut, _ order: RenderOrder
    ) throws -> RenderReport {
        let report = RenderReport(film, looks, sound, of: cut, order.range, as: order.deliverable)
        let broken = report.broken(cut.timeline, order.range, looks)
        guard broken.isEmpty else {
            throw BuildError(
                .render,
                "\(order.deliverable.file) is not as it was planned: \(broken.joined(separator: "; ")); the one in out/ was left as it is. "
                    + "Please report this with .mv/cut.json")
        }
        return report
    }

    /// `final.report.json` beside `final.mp4`; `final.mov.report.json` where another film has the same name but for its end.
    private func write(_ report: RenderReport, of deliverable: DeliverableSpec) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let data = try encoder.encode(report) + Data("\n".utf8)
        let path = session.workspace.out + "/" + stem(of: deliverable) + ".report.json"
        if FileManager.default.contents(atPath: path) != data { try AtomicFile.write(data, to: path) }
    }

    /// What the names of files beside a deliverable begin with: its own without its end, or all of it where others differ in nothing else.
    func stem(of deliverable: DeliverableSpec) -> String {
        let stem = (deliverable.file as NSString).deletingPathExtension
        let namesakes = deliverables.count { ($0.file as NSString).deletingPathExtension.lowercased() == stem.lowercased() }
        return namesakes > 1 ? deliverable.file : stem
    }

    func path(of deliverable: DeliverableSpec) -> String { session.workspace.out + "/" + deliverable.file }

    /// Copies the film to its place unless it is there already; true when it did.
    func place(_ film: Blob, at path: String) throws -> Bool {
        var digests = DigestCache(path: session.workspace.digests)
        if FileManager.default.fileExists(atPath: path), try digests.digest(ofFile: path) == film.digest { return false }
        try AtomicFile.makeFolder(session.workspace.out)
        let aside = path + ".partial"
        try? FileManager.default.removeItem(atPath: aside)
        do {
            try FileManager.default.copyItem(atPath: session.workspace.store.path(of: film), toPath: aside)
        } catch {
            try? FileManager.default.removeItem(atPath: aside)
            throw BuildError(.render, "the film cannot be written to \(path): \(FileTrouble.words(error))")
        }
        try AtomicFile.moveIntoPlace(aside, path)
        _ = try digests.digest(ofFile: path)
        return true
    }

    private static let nothingToShow = BuildError(
        .render, "no usable take is left, so there is no picture to show; 'mv pool list' says why each was dropped")

    var deliverables: [DeliverableSpec] { session.deliverables(of: heard.placing(session.project)) }

    func styling(_ cut: Cut, _ fonts: ChosenFonts = ChosenFonts()) throws -> FilmStyling {
        FilmStyling(
            session: session, project: try withEndCard(heard.placing(session.project), cut), cut: cut, heard: heard,
            scores: try cut.timeline.clips.map { try pool.scores(of: $0.take) }, fonts: fonts)
    }

    func blobs(of timeline: Timeline) throws -> [String: Blob] {
        var blobs: [String: Blob] = [:]
        for clip in timeline.clips {
            guard let take = try pool.take(clip.take, shot: clip.shot) else {
                throw BuildError(.render, "the pool lost take \(clip.take.prefix(8))")
            }
            blobs[clip.take] = take.blob
        }
        return blobs
    }

    /// Why a slot has to be encoded; nil when its segment is there.
    private func whyStale(_ slot: Int, _ job: Job, _ subject: String, _ memory: LastKeys, _ timeline: Timeline, _ previous: Timeline?)
        -> String?
    {
        guard session.results.find(job.key.digest) == nil else { return nil }
        let now = timeline.clips.first { $0.slot == slot }
        let before = previous?.clips.first { $0.slot == slot }
        if let now, let before, now.take != before.take {
            return "shows take \(now.take.prefix(8)) of '\(now.shot)' instead of \(before.take.prefix(8)) of '\(before.shot)'"
        }
        return memory.reason(subject: subject, newKey: job.key, results: session.results) ?? "never encoded"
    }

    /// The slots that a render would encode, and why.
    func stale(_ cut: Cut) throws -> [Forecast.Segment] {
        guard !cut.timeline.clips.isEmpty else { return [] }
        let previous = try pool.latestRender()?.timeline
        let memory = LastKeys(path: session.workspace.lastKeys)
        var seen: Set<JobKey> = []
        return try orders(cut, styling(cut, knownFonts(cut)), hardware: knownHardware()).flatMap { order in
            order.segments.compactMap { segment, job in
                guard seen.insert(job.key).inserted else { return nil }
                return whyStale(segment.slot, job, "\(order.deliverable.file) slot \(segment.slot)", memory, cut.timeline, previous)
                    .map { Forecast.Segment(slot: segment.slot, why: $0) }
            }
        }
    }
}
