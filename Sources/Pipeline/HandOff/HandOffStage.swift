public import Content
import Cutting
import Editorial
import Events
public import Execution
import Foundation
public import Interchange
import Pool
import Recipes
import Timebase

/// Conforms what a cut shows, as whole takes, and says it as a hand-off.
public struct HandOffStage {
    private let session: Session
    private let executor: any Executor
    private let desk: CutDesk
    private let settings: HandOffSettings
    /// The cut that is handed off.
    public var cut: Cut { desk.cut }

    /// What is ready to be written into a folder.
    public struct Ready: Sendable {
        public var film: HandOff
        public var manifest: HandOffManifest
        /// By `HandOff.Media.id`: in the store.
        public var blobs: [String: Blob]
        /// What no format carries, besides what each says itself: looks, words and the like.
        public var leftOut: [LeftOut]
    }

    /// - Throws: `CutDesk.Refusal` when there is no cut yet.
    public init(session: Session, executor: any Executor, settings: HandOffSettings) throws {
        (self.session, self.executor, self.settings) = (session, executor, settings)
        desk = try CutDesk(session: session, isLooking: true)
    }

    public func run() async throws -> Ready {
        let cut = desk.cut
        let takes = try self.takes(of: cut)
        let plan = HandOffPlan(cut: cut, takes: takes, alternates: settings.alternates)
        let (sound, soundStart) = try await song(cut)
        let blobs = try await conformed(plan, cut, takes)
        var names = HandOffNames()
        _ = names.unused("song")
        var files: [HandOffManifest.File] = []
        var media: [HandOff.Media] = []
        var byID: [String: Blob] = [:]
        for baked in plan.files {
            guard let blob = blobs[baked], let take = takes[baked.take] else { continue }
            let id = names.name(shot: baked.shot, take: take.origin.ordinal + 1)
            let fileName = id + "." + blob.fileExtension
            let reel = names.reel(of: baked.take)
            byID[id] = blob
            files.append(.init(name: id, fileName: fileName, reel: reel, blob: blob.digest.hex, baked: baked))
            media.append(
                HandOff.Media(
                    id: id, fileName: fileName, path: session.workspace.store.path(of: blob), reel: reel,
                    content: .picture(frames: baked.frames, width: cut.timeline.format.width, height: cut.timeline.format.height),
                    story: story(take, baked)))
        }
        let ids = Dictionary(zip(files.map(\.baked), files.map(\.name))) { first, _ in first }
        byID["song"] = sound.sound
        media.append(
            HandOff.Media(
                id: "song", fileName: "song.wav", path: session.workspace.store.path(of: sound.sound), reel: names.reel(of: sound.sound.digest.hex),
                content: .sound(samples: sound.samples, sampleRate: sound.rate, channels: 2)))
        let rate = cut.timeline.format.rate
        let sounding = media[media.count - 1].frames(at: rate) - soundStart
        let film = HandOff(
            name: session.project.title, rate: rate, width: cut.timeline.format.width, height: cut.timeline.format.height,
            startFrame: Self.startFrame(rate), frames: cut.timeline.frames, media: media, clips: plan.clips(ids),
            song: .init(media: "song", source: soundStart, frames: max(0, min(cut.timeline.frames, sounding))),
            markers: HandOffMarkers.all(desk.grid, rate: rate, frames: cut.timeline.frames), fadeIn: cut.timeline.fadeInFrames,
            fadeOut: cut.timeline.fadeOutFrames)
        precondition(film.faults.isEmpty, "a hand-off asks for what its files have: \(film.faults)")
        let manifest = HandOffManifest(
            title: session.project.title, filmRate: rate, frames: cut.timeline.frames, filmStart: desk.filmStart, cut: cut.version,
            song: "song.wav", files: files)
        return Ready(film: film, manifest: manifest, blobs: byID, leftOut: HandOffLooks(session.project, cut, settings).leftOut)
    }

    /// One hour, as editors begin: by time code, not by the clock, so that it is a whole number of frames.
    private static func startFrame(_ rate: FrameRate) -> Int { Int(rate.framesPerSecond.rounded) * 3600 }

    private func takes(of cut: Cut) throws -> [String: TakeRecord] {
        var query = TakeQuery()
        query.states = [.scored, .unscored]
        var found: [String: TakeRecord] = [:]
        let asked = Dictionary(cut.timeline.clips.map { ($0.take, $0.shot) }) { first, _ in first }
        let pool = try session.openPoolForReading()
        for (take, shot) in asked { found[take] = try pool.take(take, shot: shot) }
        guard settings.alternates > 0 else { return found }
        query.shots = Set(asked.values)
        for take in try pool.takes(query) where found[take.id] == nil && take.verdict.state != .reject { found[take.id] = take }
        return found
    }

    /// The whole song, begun so that the film's first frame is one of its own frames.
    private func song(_ cut: Cut) async throws -> (SongRecipe.Output, start: Int) {
        let rate = cut.timeline.format.rate
        let start = Rational(approximating: desk.filmStart, denominator: 1_000_000)
        let frames = Int((start * rate.framesPerSecond).floor)
        let rest = start - Rational(Int64(frames)) / rate.framesPerSecond
        let recipe = SongRecipe(
            song: desk.song, start: Int((rest * Rational(Int64(SongRecipe.rate))).rounded), codec: .pcm, bitRate: 0, isWave: true)
        let job = try Job(recipe, label: "song.wav", tools: session.tools())
        let made = try await runMissing([job], results: session.results, executor: executor, stage: "song", events: session.events)
        guard let result = made[job.key] else { throw BuildError(.render, "the song was not made") }
        return (try result.get().value(of: SongRecipe.self), frames)
    }

    private func conformed(_ plan: HandOffPlan, _ cut: Cut, _ takes: [String: TakeRecord]) async throws -> [BakedTake: Blob] {
        let looks = HandOffLooks(session.project, cut, settings)
        let styles = try looks.styles(session, desk)
        let encoding = PictureEncoding(
            codec: settings.codec, preset: settings.codec.quality == nil ? "" : "fast", quality: settings.codec.quality.map { max(0, $0.usual - 4) },
            keyFrames: max(1, Int(cut.timeline.format.rate.doubleValue.rounded())))
        var jobs: [(BakedTake, Job)] = []
        for baked in plan.files {
            guard let take = takes[baked.take] else { continue }
            let style = plan.clip(of: baked).map { styles[$0] } ?? looks.style(shot: baked.shot)
            let run = SourceRun(
                take: take.blob, start: baked.start, rate: baked.rate, speed: baked.speed, offset: -baked.lead, ramp: baked.ramp,
                isReversed: baked.isReversed, last: baked.last, style: style)
            let recipe = SegmentRecipe(format: cut.timeline.format, frames: baked.frames, run: run, encoding: encoding)
            jobs.append((baked, try Job(recipe, label: "take \(take.id.prefix(8)) of '\(baked.shot)'", tools: session.tools())))
        }
        let made = try await runMissing(
            jobs.sorted { $0.0.frames > $1.0.frames }.map(\.1), results: session.results, executor: executor.doing("conform"), stage: "conform", events: session.events)
        var blobs: [BakedTake: Blob] = [:]
        for (baked, job) in jobs {
            switch made[job.key] {
            case .success(let result)?: blobs[baked] = try result.value(of: SegmentRecipe.self).segment
            case .failure(let failure)? where plan.clip(of: baked) != nil: throw failure
            default: break
            }
        }
        return blobs
    }

    private func story(_ take: TakeRecord, _ baked: BakedTake) -> HandOff.Story {
        HandOff.Story(
            take: take.id, shot: baked.shot, prompt: take.origin.prompt, seed: take.origin.seed.map { "\($0)" }, generator: take.origin.generator,
            model: take.origin.model, stars: take.verdict.stars, isPicked: take.verdict.state == .pick, note: take.verdict.note, baked: baked.words,
            bakedFrom: baked.takeFrame(at: 0, filmRate: desk.cut.timeline.format.rate))
    }
}
