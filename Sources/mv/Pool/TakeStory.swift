import Content
import Editorial
import Foundation
import Pipeline
import Pool
import Scoring
import Timebase

/// Everything the pool knows of one take, gathered.
struct TakeStory {
    let take: TakeRecord
    let folder: PoolFolder
    let history: [DecisionRecord]
    let usage: TakeUsage
    /// The take in other shots.
    let elsewhere: [TakeRecord]
    let request: RequestRecord?
    /// The last cut; nil when there is none, or one of an older program.
    let cut: Cut?
    /// Deliverable -> rate of its film.
    let rates: [String: FrameRate]
    let opinions: TakeOpinions

    init(_ take: TakeRecord, in folder: PoolFolder) throws {
        self.take = take
        self.folder = folder
        let pool = folder.pool
        history = try pool.history(take.id)
        usage = try pool.usage(take.id)
        elsewhere = try pool.origins(of: take.id).filter { $0.shot != take.shot }
        request = try take.origin.request.flatMap { try pool.request($0) }
        cut = FileManager.default.contents(atPath: folder.workspace.cut).flatMap { try? CanonicalJSON.decode(Cut.self, from: $0) }
        var rates: [String: FrameRate] = [:]
        for name in Set(usage.uses.map(\.deliverable)) { rates[name] = try pool.latestRender(deliverable: name)?.timeline.format.rate }
        self.rates = rates
        opinions = try TakeOpinions(take, in: folder, project: folder.project)
    }

    func written(on sheet: Sheet) -> String {
        var sheet = sheet
        writeHead(&sheet)
        sheet.gap()
        writeOrigin(&sheet)
        sheet.gap()
        writeUse(&sheet)
        sheet.gap()
        writeDecisions(&sheet)
        writeScores(&sheet)
        return sheet.text
    }

    private func writeHead(_ sheet: inout Sheet) {
        sheet.title("take \(take.id)")
        var place = "take \(take.origin.ordinal + 1) of shot '\(take.shot)'"
        if !take.shotActive { place += ", which the project file no longer has" }
        if take.shotActive, !take.current { place += ", for what the shot asked once and no longer asks" }
        let others = elsewhere.map { "also take \($0.origin.ordinal + 1) of shot '\($0.shot)'\($0.shotActive ? "" : ", which is removed")" }
        sheet.field("shot", [place] + others)
        let missing = folder.holds(take) ? nil : "the file is missing or cut short"
        let there = take.archived != nil ? "archived, its file was given up; 'mv pool restore' tries to bring it back" : missing
        sheet.field("file", [folder.file(of: take)] + (there.map { [$0] } ?? []))
        sheet.field("broken", take.broken)
        guard let facts = take.facts else { return }
        sheet.field(
            "picture",
            "\(facts.width)×\(facts.height), \(facts.frames) frames at \(NumberText.significant(facts.rate.doubleValue)) fps, "
                + "\(NumberText.fixed(facts.seconds, 2)) s, \(facts.codec) \(facts.pixelFormat) in \(facts.container), "
                + "\(NumberText.significant(Double(facts.bitRate) / 1_000_000)) Mbit/s, \(NumberText.bytes(take.blob.bytes)), "
                + (facts.hasAudio ? "with sound" : "no sound") + (facts.rotation == 0 ? "" : ", turned by \(facts.rotation)°"))
        if facts.hasC2PA {
            let kept = KeptManifests(folder.workspace)
            let isApart = !folder.holds(take) && kept.has(take.id)
            sheet.field("credentials", isApart ? "came with a C2PA manifest, which is kept as \(kept.path(of: take.id))" : "carries a C2PA manifest")
        }
        sheet.field("metadata", facts.metadata.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })
    }

    private func writeOrigin(_ sheet: inout Sheet) {
        let origin = take.origin
        let by = origin.generator == origin.kind ? "by '\(origin.generator)'" : "by '\(origin.generator)' (\(origin.kind))"
        let model = origin.model.map { ", model \($0)" } ?? ""
        sheet.field("made", "\(Self.time(origin.created)) \(by)\(model), \(NumberText.dollars(millionths: origin.cost))")
        sheet.field("imported", origin.importedFrom.map { "from \($0)" })
        if let request {
            let attempts = request.attempt == 1 ? "asked once" : "asked \(request.attempt) times"
            sheet.field("request", "\(request.id.prefix(8)), \(attempts)" + (request.providerID.map { ", \($0) at the service" } ?? ""))
        }
        sheet.field("seed", origin.seed.map { "\($0)" })
        if !origin.variant.isEmpty {
            sheet.field("variant", origin.variant.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", "))
        }
        sheet.field("prompt", origin.prompt.isEmpty ? nil : origin.prompt)
        sheet.field("negative", origin.negative)
        sheet.field("recipe", [origin.recipeKey.map { "key \($0.prefix(16))" }, origin.recipe.map(Self.spaced)].compactMap { $0 })
    }

    private func writeDecisions(_ sheet: inout Sheet) {
        sheet.field("verdict", Deciding.described(take.verdict))
        sheet.field("tags", take.tags.isEmpty ? nil : take.tags.joined(separator: ", "))
        sheet.field("history", history.map { "\(Self.time($0.time))  \(Self.described($0.decision))" })
    }

    private func writeScores(_ sheet: inout Sheet) {
        guard let scores = opinions.added(to: take.scores) else {
            if take.broken == nil { sheet.field("scores", "not measured yet") }
            return
        }
        sheet.gap()
        opinions.write(&sheet)
        sheet.field("unusable", scores.defects)
        if let facts = take.facts, scores.usable.count < facts.frames {
            sheet.field("intact", "frames \(scores.usable.start) to \(scores.usable.end - 1) of 0 to \(facts.frames - 1)")
        }
        let known = ScoreNames.all.filter { scores.parts[$0.name] != nil }
        let others = scores.parts.keys.filter { !ScoreNames.known.contains($0) }.sorted()
        let width = scores.parts.keys.reduce(0) { max($0, DisplayText.width($1)) }
        for (name, meaning) in known.map({ ($0.name, $0.meaning) }) + others.map({ ($0, "") }) {
            guard let part = scores.parts[name] else { continue }
            let bar = BarText.draw(part.score, columns: 20, blocks: Terminal.standardOutput.blocks)
            let raw = DisplayText.pad(NumberText.significant(part.raw), to: 8, .right)
            let line =
                "\(DisplayText.pad(DisplayText.line(name), to: width))  \(bar)  \(NumberText.fixed(part.score, 2))  "
                + "\(raw)  \(meaning)"
            sheet.line(DisplayText.cut(line, to: sheet.columns - 2))
        }
    }

    /// Local time.
    static func time(_ milliseconds: Int64) -> String {
        let style = Date.ISO8601FormatStyle(timeZone: .current).year().month().day().dateSeparator(.dash)
            .dateTimeSeparator(.space).time(includingFractionalSeconds: false)
        return Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(style)
    }

    private static func described(_ decision: Decision) -> String {
        switch decision {
        case .pick: "picked"
        case .reject(let reason): "rejected" + (reason.map { ": \($0)" } ?? "")
        case .unset: "verdict taken back"
        case .stars(let stars): NumberText.counted(stars, "star")
        case .note(let text): text.isEmpty ? "note removed" : "noted: \(text)"
        case .usable(let range): range.map { "to be used: frames \($0)" } ?? "all of it may be used"
        }
    }

    /// Canonical JSON with blanks where a line may break.
    private static func spaced(_ json: String) -> String {
        var (result, inText, escaped) = ("", false, false)
        for character in json {
            result.append(character)
            if inText, escaped {
                escaped = false
                continue
            }
            if character == "\\" { escaped = inText } else if character == "\"" { inText.toggle() }
            if !inText, character == "," || character == ":" { result.append(" ") }
        }
        return result
    }
}
