import Editorial
import Pool
import Recipes
import Timebase

/// What a film shows and where each picture comes from: all that is told of it is told from this.
struct FilmAccount: Sendable {
    struct Shown: Sendable {
        var clip: Clip
        var take: TakeRecord
        /// Frames of the deliverable.
        var record: FrameRange
    }

    /// A model, or a generator that names none.
    struct Model: Sendable {
        var name: String
        var provider: String?
        var licence: String?
        var terms: String?
        var source: DigitalSource?
        var generators: [String]
        var takes = 0
        var clips = 0
        var frames = 0

        /// `sora-2 (OpenAI)`
        var inWords: String { provider.map { "\(name) (\($0))" } ?? name }
    }

    let project: Project
    let shown: [Shown]
    /// Each once, in the order in which they are first seen.
    let takes: [TakeRecord]
    /// In the order of how much is seen of them.
    let models: [Model]
    /// By the takes' ids: what their own manifests say.
    let credentials: [String: ContentCredential]
    let source: DigitalSource

    init(
        _ project: Project, _ cut: Cut, _ range: FrameRange, credentials: [String: ContentCredential], take find: (Clip) throws -> TakeRecord
    ) rethrows {
        self.project = project
        self.credentials = credentials
        var (shown, takes): ([Shown], [TakeRecord]) = ([], [])
        for clip in cut.timeline.clips where clip.record.overlaps(range) {
            let (start, end) = (max(clip.record.start, range.start), min(clip.record.end, range.end))
            let take = try find(clip)
            shown.append(Shown(clip: clip, take: take, record: FrameRange(start: start - range.start, count: end - start)))
            if !takes.contains(where: { $0.id == take.id }) { takes.append(take) }
        }
        var models: [Model] = []
        for take in takes {
            let own = shown.filter { $0.take.id == take.id }
            var model = Self.model(of: take, project, credentials[take.id])
            let index = models.firstIndex { ($0.name, $0.provider, $0.source) == (model.name, model.provider, model.source) }
            if let index { model = models.remove(at: index) }
            if !model.generators.contains(take.origin.generator) { model.generators.append(take.origin.generator) }
            model.takes += 1
            model.clips += own.count
            model.frames += own.reduce(0) { $0 + $1.record.count }
            models.append(model)
        }
        self.models = models.sorted { ($1.frames, $0.name) < ($0.frames, $1.name) }
        (self.shown, self.takes) = (shown, takes)
        source = project.provenance.source ?? DigitalSource.film(of: models.map(\.source))
    }

    /// What the project says of a take's model, then of its generator, then what is known without it.
    static func model(of take: TakeRecord, _ project: Project, _ credential: ContentCredential?) -> Model {
        let origin = take.origin
        let said = [origin.model, origin.generator].compactMap { $0.flatMap { project.provenance.models[$0] } }
        // Of an import nobody knows more than what its own manifest says.
        let maker = origin.kind == "import" && said.isEmpty ? credential.flatMap { isSound($0) ? $0.generator : nil } : nil
        return Model(
            name: origin.model ?? maker ?? origin.generator, provider: said.lazy.compactMap(\.provider).first ?? usualProvider(of: origin.kind),
            licence: said.lazy.compactMap(\.licence).first, terms: said.lazy.compactMap(\.terms).first,
            source: said.lazy.compactMap(\.source).first ?? credential.flatMap(source) ?? usualSource(of: origin.kind), generators: [])
    }

    /// What a manifest that holds says.
    private static func source(_ credential: ContentCredential) -> DigitalSource? {
        guard isSound(credential) else { return nil }
        let sources = credential.sources.compactMap(DigitalSource.init(uri:))
        return sources.first(where: \.isTrained) ?? sources.first
    }

    private static func isSound(_ credential: ContentCredential) -> Bool { credential.state == .valid || credential.state == .trusted }

    /// Nobody knows of an import how it was made.
    private static func usualSource(of kind: String) -> DigitalSource? {
        switch kind {
        case "animatic": .algorithmicMedia
        case "import": nil
        default: .trainedAlgorithmicMedia
        }
    }

    private static func usualProvider(of kind: String) -> String? {
        switch kind {
        case "openrouter": "OpenRouter"
        case "fal": "fal"
        case "replicate": "Replicate"
        case "runway": "Runway"
        default: nil
        }
    }

    /// Those that are known to be trained models.
    var trainedModels: [Model] { models.filter { $0.source?.isTrained ?? false } }
}
