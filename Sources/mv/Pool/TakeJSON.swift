import Content
import Editorial
import Pool
import Timebase

/// A take as other programs get it, in `--json` and `--csv`. The keys are documented in `Schemas/takes.schema.json`; they stay.
struct TakeJSON {
    let folder: PoolFolder

    func object(_ take: TakeRecord) -> JSONText { .object(fields(take)) }

    func fields(_ take: TakeRecord) -> [(key: String, value: JSONText)] {
        identity(take) + decided(take) + measured(take) + made(take)
    }

    private func identity(_ take: TakeRecord) -> [(key: String, value: JSONText)] {
        [
            ("id", .text(take.id)), ("shot", .text(take.shot)), ("number", .integer(take.origin.ordinal + 1)),
            ("state", .text(take.state.rawValue)), ("broken", .text(orNull: take.broken)), ("shotActive", .boolean(take.shotActive)),
            ("current", .boolean(take.current)), ("file", .text(folder.file(of: take))), ("bytes", .integer(take.blob.bytes)),
        ]
    }

    private func decided(_ take: TakeRecord) -> [(key: String, value: JSONText)] {
        [
            ("verdict", .text(take.verdict.state.rawValue)), ("reason", .text(orNull: take.verdict.reason)),
            ("category", .text(orNull: take.verdict.category?.rawValue)), ("stars", .integer(take.verdict.stars)),
            ("note", .text(orNull: take.verdict.note)), ("tags", .list(take.tags.map(JSONText.text))),
            ("usable", take.verdict.usable.map(Self.range) ?? .null), ("kept", .boolean(take.selection?.kept ?? false)),
            ("rank", .integer(orNull: take.selection?.rank)), ("quality", .number(orNull: take.selection?.quality)),
            ("reasons", .list(take.selection?.reasons.map(JSONText.text) ?? [])),
        ]
    }

    private func measured(_ take: TakeRecord) -> [(key: String, value: JSONText)] {
        let scores = take.scores.map { scores in
            JSONText.object(
                scores.parts.sorted { $0.key < $1.key }.map {
                    ($0.key, .object([("score", .number($0.value.score)), ("raw", .number($0.value.raw))]))
                })
        }
        let facts = take.facts
        return [
            ("scores", scores ?? .null), ("defects", .list(take.scores?.defects.map(JSONText.text) ?? [])),
            ("intact", take.scores.map { Self.range($0.usable) } ?? .null), ("seconds", .number(orNull: facts?.seconds)),
            ("frames", .integer(orNull: facts?.frames)), ("rate", .text(orNull: facts?.rate.description)),
            ("width", .integer(orNull: facts?.width)), ("height", .integer(orNull: facts?.height)),
            ("container", .text(orNull: facts?.container)), ("codec", .text(orNull: facts?.codec)),
            ("pixelFormat", .text(orNull: facts?.pixelFormat)), ("bitRate", .integer(orNull: facts?.bitRate)),
            ("rotation", .integer(orNull: facts?.rotation)), ("hasAudio", facts.map { .boolean($0.hasAudio) } ?? .null),
            ("hasC2PA", facts.map { .boolean($0.hasC2PA) } ?? .null), ("metadata", facts.map { .texts($0.metadata) } ?? .null),
        ]
    }

    private func made(_ take: TakeRecord) -> [(key: String, value: JSONText)] {
        let origin = take.origin
        return [
            ("generator", .text(origin.generator)), ("kind", .text(origin.kind)), ("model", .text(orNull: origin.model)),
            ("prompt", .text(origin.prompt)), ("negative", .text(orNull: origin.negative)),
            // As text: half of all 64-bit numbers do not survive a reader that keeps numbers as doubles.
            ("seed", .text(orNull: origin.seed.map { "\($0)" })), ("variant", .texts(origin.variant)),
            ("costMicrodollars", .integer(origin.cost)), ("importedFrom", .text(orNull: origin.importedFrom)),
            ("created", .integer(origin.created)),
        ]
    }

    static func range(_ range: FrameRange) -> JSONText { .object([("start", .integer(range.start)), ("count", .integer(range.count))]) }
}

/// The same as one row of a spreadsheet: nested values are left out but the scores, which have a column each.
struct TakeCSV {
    private static let left: Set<String> = ["usable", "tags", "reasons", "scores", "defects", "intact", "metadata", "variant"]
    let json: TakeJSON
    let scores: [String]

    /// `keys` of any take: all have the same.
    func header(_ take: TakeRecord) -> String {
        CSVText.record(json.fields(take).map(\.key).filter { !Self.left.contains($0) } + scores + ["why"])
    }

    func record(_ take: TakeRecord) -> String {
        let fields = json.fields(take).filter { !Self.left.contains($0.key) }.map { field -> String in
            switch field.value {
            case .null: ""
            case .text(let text): text
            default: field.value.written
            }
        }
        let measured = scores.map { name in take.scores?.parts[name].map { JSONText.number($0.score).written } ?? "" }
        return CSVText.record(fields + measured + [TakeColumns.why(take)])
    }
}
