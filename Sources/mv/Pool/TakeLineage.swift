import Editorial
import Pool

/// The line of a take as people and programs read it.
struct TakeLineage {
    let lineage: Lineage
    let usage: TakeUsage
    let digits: Int

    init(_ lineage: Lineage, usage: TakeUsage, digits: Int) { (self.lineage, self.usage, self.digits) = (lineage, usage, digits) }

    func written(on sheet: Sheet) -> String {
        var sheet = sheet
        for (place, link) in lineage.chain.enumerated() {
            if place > 0 { sheet.gap() }
            let parent = lineage.chain.indices.contains(place + 1) ? lineage.chain[place + 1] : nil
            write(link, of: parent, &sheet)
            if place == 0 {
                let unseen = "the last cut did not see it; 'mv select --explain' ranks it"
                sheet.field("chosen", usage.selected.isEmpty ? [unseen] : TakeStory.choice(usage))
                sheet.field("retakes", lineage.retakes.map(described))
            }
        }
        return sheet.text
    }

    private func write(_ link: Lineage.Link, of parent: Lineage.Link?, _ sheet: inout Sheet) {
        guard let take = link.record else {
            sheet.title("take \(link.take.prefix(digits))")
            return sheet.field("gone", "it was deleted from the pool; nothing but its id is known")
        }
        sheet.title("take \(link.take.prefix(digits)) of '\(DisplayText.line(take.shot))'")
        let origin = take.origin
        let by = origin.generator == origin.kind ? "by '\(origin.generator)'" : "by '\(origin.generator)' (\(origin.kind))"
        var made = "\(TakeStory.time(origin.created)) \(by)"
        if let model = origin.model { made += ", model \(model)" }
        if let seed = origin.seed { made += ", seed \(seed)" }
        sheet.field("made", made + ", \(NumberText.dollars(millionths: origin.cost))")
        sheet.field("imported", origin.importedFrom.map { "from \($0)" })
        guard let request = link.request else { return sheet.field("became", outcome(take)) }
        let attempts = request.attempt == 1 ? "asked once" : "asked \(request.attempt) times"
        sheet.field("request", "\(request.id.prefix(8)), \(attempts)" + (request.providerID.map { ", \($0) at the service" } ?? ""))
        sheet.field("warnings", request.warnings)
        if let id = request.plan.parent { sheet.field("retake of", String(id.prefix(digits))) }
        sheet.field("because", request.plan.reason?.text)
        if let before = parent?.record?.origin { sheet.field("changed", Self.changes(from: before, to: origin)) }
        if parent?.record == nil { sheet.field("prompt", origin.prompt.isEmpty ? nil : origin.prompt) }
        sheet.field("became", outcome(take))
    }

    /// `prompt: a door, [-dusk-] {+dawn+}`, each thing that differs on a line.
    static func changes(from before: Origin, to origin: Origin) -> [String] {
        var lines: [String] = []
        func add(_ name: String, _ old: String, _ new: String) {
            let difference = WordDifference(from: old, to: new)
            if !difference.isEmpty { lines.append("\(name): \(difference.text)") }
        }
        func swap(_ name: String, _ old: String?, _ new: String?) {
            if old != new { lines.append("\(name): \(old ?? "none") → \(new ?? "none")") }
        }
        add("prompt", before.prompt, origin.prompt)
        add("negative", before.negative ?? "", origin.negative ?? "")
        swap("seed", before.seed.map { "\($0)" }, origin.seed.map { "\($0)" })
        swap("model", before.model, origin.model)
        swap("generator", before.generator, origin.generator)
        for name in Set(before.variant.keys).union(origin.variant.keys).sorted() { swap(name, before.variant[name], origin.variant[name]) }
        return lines.isEmpty ? ["nothing that was asked"] : lines
    }

    private func outcome(_ take: TakeRecord) -> String {
        var parts = [Deciding.described(take.verdict)]
        if let broken = take.broken { parts.append("cannot be decoded: \(broken)") }
        if let selection = take.selection { parts.append(selection.kept ? "kept by the last cut" : "not kept by the last cut") }
        if take.archived != nil { parts.append("archived") }
        return parts.joined(separator: "; ")
    }

    private func described(_ request: RequestRecord) -> String {
        let what = request.take.map { "take \($0.prefix(digits))" } ?? "request \(request.id.prefix(8))"
        let why = request.plan.reason.map { ": \($0.text)" } ?? ""
        let error = request.error.map { " (\($0))" } ?? ""
        return "\(what), \(request.state.rawValue)\(error)\(why)"
    }

    var json: JSONText {
        .object([
            ("chain", .list(lineage.chain.indices.map(json))),
            (
                "chosen",
                .list(
                    usage.selected.map { entry in
                        .object([
                            ("shot", .text(entry.shot)), ("kept", .boolean(entry.kept)),
                            ("reasons", .list(entry.reasons.map(JSONText.text))),
                        ])
                    })
            ),
            (
                "retakes",
                .list(
                    lineage.retakes.map { request in
                        .object([
                            ("request", .text(request.id)), ("state", .text(request.state.rawValue)), ("take", .text(orNull: request.take)),
                            ("reason", .text(orNull: request.plan.reason?.text)), ("error", .text(orNull: request.error)),
                        ])
                    })
            ),
        ])
    }

    private func json(_ place: Int) -> JSONText {
        let link = lineage.chain[place]
        let before = lineage.chain.indices.contains(place + 1) ? lineage.chain[place + 1].record?.origin : nil
        let origin = link.record?.origin
        return .object([
            ("take", .text(link.take)), ("shot", .text(orNull: link.record?.shot)), ("request", .text(orNull: link.request?.id)),
            ("parent", .text(orNull: link.request?.plan.parent)), ("reason", .text(orNull: link.request?.plan.reason?.text)),
            ("prompt", .text(orNull: origin?.prompt)), ("negative", .text(orNull: origin?.negative)),
            ("seed", .text(orNull: origin?.seed.map { "\($0)" })), ("model", .text(orNull: origin?.model)),
            ("costMicrodollars", .integer(orNull: origin?.cost)),
            ("verdict", .text(orNull: link.record?.verdict.state.rawValue)), ("rejectedFor", .text(orNull: link.record?.verdict.reason)),
            ("changed", before.flatMap { before in origin.map { .list(Self.changes(from: before, to: $0).map(JSONText.text)) } } ?? .null),
        ])
    }
}
