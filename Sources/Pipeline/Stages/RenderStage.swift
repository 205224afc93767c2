import Content
import Editorial
import Events
import Execution
import Foundation
import Pool
import Recipes

/// Encodes the segments that are missing, joins them, and puts the film where people look for it.
struct RenderStage {
    let session: Session
    let executor: any Executor
    let pool: Pool

    struct Outcome: Sendable {
        var made = 0
        var failed = 0
        var deliverables: [String] = []
    }

    /// - Parameter remaking: slots to encode again though their segments are there.
    func run(_ cut: Cut, song: Blob, remaking: (Int) -> Bool = { _ in false }) async throws -> Outcome {
        let blobs = try blobs(of: cut.timeline)
        let previous = try pool.latestRender()?.timeline
        var memory = LastKeys(path: session.workspace.lastKeys)
        var outcome = Outcome()
        var subjects: Set<String> = []
        for deliverable in session.project.deliverables {
            let plan = RenderPlan(timeline: cut.timeline, blobs: blobs, deliverable: deliverable)
            let segments = try plan.segments.map { ($0, try Job($0.recipe, label: "slot \($0.slot)", tools: session.tools())) }
            let plain = songRecipe(song, deliverable)
            let (gain, measured) = try await SongLoudness(session: session, executor: executor).gain(plain, deliverable)
            outcome.made += measured
            let songJob = try Job(songRecipe(song, deliverable, gain: gain), label: deliverable.file, tools: session.tools())
            for (segment, job) in segments {
                let subject = "\(deliverable.file) slot \(segment.slot)"
                subjects.insert(subject)
                if remaking(segment.slot) { try session.results.forget(job.key.digest) }
                // Of a film that was never rendered every slot is new, which needs no words.
                if previous != nil, let why = whyStale(segment.slot, job, subject, memory, cut.timeline, previous) {
                    session.events.send(.stale(what: "slot \(segment.slot)", why: remaking(segment.slot) ? "asked for" : why))
                }
                memory.note(subject: subject, key: job.key)
            }
            let jobs = segments.map(\.1) + [songJob]
            let missing = jobs.filter { session.results.find($0.key.digest) == nil }.count
            let results = try await runMissing(jobs, results: session.results, executor: executor, stage: "render", events: session.events)
            outcome.made += missing
            outcome.failed += results.values.reduce(0) { if case .failure = $1 { $0 + 1 } else { $0 } }
            guard outcome.failed == 0 else { continue }
            outcome.made += try await join(cut, deliverable, segments, songJob, results)
            outcome.deliverables.append(path(of: deliverable))
        }
        memory.keep(only: subjects)
        try memory.save()
        return outcome
    }

    private func join(
        _ cut: Cut, _ deliverable: DeliverableSpec, _ segments: [(RenderPlan.Segment, Job)], _ songJob: Job,
        _ results: [JobKey: Result<JobResult, JobFailure>]
    ) async throws -> Int {
        func result(_ job: Job) throws -> JobResult {
            guard let result = results[job.key] else { throw BuildError(.render, "\(job.label) was not rendered") }
            return try result.get()
        }
        let parts = try segments.map { segment, job in
            let output = try result(job).value(of: SegmentRecipe.self)
            return FilmRecipe.Segment(blob: output.segment, frames: output.frames)
        }
        let sound = try result(songJob).value(of: SongRecipe.self)
        let recipe = FilmRecipe(
            segments: parts, sound: sound.sound, samples: sound.samples, sampleRate: sound.rate, rate: cut.timeline.format.rate,
            fileExtension: (deliverable.file as NSString).pathExtension.lowercased(), metadata: metadata)
        let job = try Job(recipe, label: deliverable.file, tools: session.tools())
        let film: JobResult
        var made = 0
        if let found = session.results.find(job.key.digest) {
            film = found
        } else {
            let joined = try await runMissing([job], results: session.results, executor: executor, stage: "join", events: session.events)
            guard let result = joined[job.key] else { throw BuildError(.render, "the film was not joined") }
            film = try result.get()
            made = 1
        }
        let output = try film.value(of: FilmRecipe.self)
        let report = try await checked(output, parts.map(\.blob), sound, cut, deliverable)
        if try place(output.film, at: path(of: deliverable)) { made = max(made, 1) }
        let seconds = Double(output.samples) / Double(sound.rate)
        try pool.save(
            render: RenderRecord(
                time: Session.now, deliverable: deliverable.file, blob: output.film, frames: output.frames, seconds: seconds,
                timeline: cut.timeline))
        try write(report, of: deliverable)
        session.events.send(.deliverable(path: path(of: deliverable), frames: output.frames, seconds: seconds))
        if made > 0, !report.summary.isEmpty { session.events.send(.note(report.summary)) }
        return made
    }

    /// Looks at what is new in the finished film before it is put in its place.
    /// - Throws: `BuildError` when it is not what the cut says; the film that was there stays.
    private func checked(
        _ film: FilmRecipe.Output, _ segments: [Blob], _ sound: SongRecipe.Output, _ cut: Cut, _ deliverable: DeliverableSpec
    ) async throws -> RenderReport {
        let jobs = try zip(segments, cut.timeline.clips).map { segment, clip in
            try Job(LookRecipe(segment: segment), label: "slot \(clip.slot)", tools: session.tools())
        }
        var known = Dictionary(jobs.compactMap { job in session.results.find(job.key.digest).map { (job.key, $0) } }) { first, _ in first }
        let missing = jobs.filter { known[$0.key] == nil }
        if !missing.isEmpty {
            let looked = try await runMissing(missing, results: session.results, executor: executor, stage: "check", events: session.events)
            for (key, result) in looked { known[key] = try result.get() }
        }
        let looks = try jobs.map { job in
            guard let result = known[job.key] else { throw BuildError(.render, "\(job.label) of the film was not looked at") }
            return try result.value(of: LookRecipe.self)
        }
        let report = RenderReport(film, looks, sound, of: cut, film: deliverable.file)
        let broken = report.broken(cut.timeline, looks)
        guard broken.isEmpty else {
            throw BuildError(
                .render,
                "\(deliverable.file) is not as it was planned: \(broken.joined(separator: "; ")); the one in out/ was left as it is. "
                    + "Please report this with .mv/cut.json")
        }
        return report
    }

    /// `final.report.json` beside `final.mp4`; `final.mov.report.json` where another film has the same name but for its end.
    private func write(_ report: RenderReport, of deliverable: DeliverableSpec) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let data = try encoder.encode(report) + Data("\n".utf8)
        let stem = (deliverable.file as NSString).deletingPathExtension
        let namesakes = session.project.deliverables.count { ($0.file as NSString).deletingPathExtension.lowercased() == stem.lowercased() }
        let path = session.workspace.out + "/" + (namesakes > 1 ? deliverable.file : stem) + ".report.json"
        if FileManager.default.contents(atPath: path) != data { try AtomicFile.write(data, to: path) }
    }

    private var metadata: [String: String] {
        var metadata = ["title": session.project.title, "comment": "assembled by mv"]
        if let artist = session.project.song.artist { metadata["artist"] = artist }
        return metadata
    }

    private func path(of deliverable: DeliverableSpec) -> String { session.workspace.out + "/" + deliverable.file }

    /// Copies the film to its place unless it is there already; true when it did.
    private func place(_ film: Blob, at path: String) throws -> Bool {
        var digests = DigestCache(path: session.workspace.digests)
        if FileManager.default.fileExists(atPath: path), try digests.digest(ofFile: path) == film.digest { return false }
        try AtomicFile.makeFolder(session.workspace.out)
        let aside = path + ".partial"
        try? FileManager.default.removeItem(atPath: aside)
        do {
            try FileManager.default.copyItem(atPath: session.workspace.store.path(of: film), toPath: aside)
        } catch {
            try? FileManager.default.removeItem(atPath: aside)
            throw BuildError(.render, "the film cannot be written to \(path): \(error.localizedDescription)")
        }
        try AtomicFile.moveIntoPlace(aside, path)
        _ = try digests.digest(ofFile: path)
        return true
    }

    private func songRecipe(_ song: Blob, _ deliverable: DeliverableSpec, gain: Int = 0) -> SongRecipe {
        func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }
        let spec = session.project.song
        return SongRecipe(
            song: song, start: spec.start.map(milliseconds) ?? 0, end: spec.end.map(milliseconds), bitRate: deliverable.audioBitRate,
            gain: gain)
    }

    private func blobs(of timeline: Timeline) throws -> [String: Blob] {
        guard !timeline.clips.isEmpty else {
            throw BuildError(.render, "no usable take is left, so there is no picture to show; 'mv pool list' says why each was dropped")
        }
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
        let blobs = try blobs(of: cut.timeline)
        let previous = try pool.latestRender()?.timeline
        let memory = LastKeys(path: session.workspace.lastKeys)
        return try session.project.deliverables.flatMap { deliverable in
            try RenderPlan(timeline: cut.timeline, blobs: blobs, deliverable: deliverable).segments.compactMap { segment in
                let job = try Job(segment.recipe, label: "slot \(segment.slot)", tools: session.tools())
                return whyStale(segment.slot, job, "\(deliverable.file) slot \(segment.slot)", memory, cut.timeline, previous)
                    .map { Forecast.Segment(slot: segment.slot, why: $0) }
            }
        }
    }
}
