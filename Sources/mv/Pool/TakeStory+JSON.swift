import Content
import Editorial
import Pool
import Timebase

extension TakeStory {
    /// What a list says of the take, its recipe, history and uses.
    var json: JSONText {
        .object(
            TakeJSON(folder: folder).fields(take) + [
                ("recipeKey", .text(orNull: take.origin.recipeKey)), ("recipe", .text(orNull: take.origin.recipe)),
                ("request", .text(orNull: take.origin.request)), ("alsoOf", .list(elsewhere.map { .text($0.shot) })),
                ("history", .list(history.map(Self.json))),
                ("opinions", opinions.json), ("disagreement", opinions.jsonDisagreement),
                ("uses", .list(usage.uses.map { Self.json($0, rates[$0.deliverable]) })),
            ])
    }

    private static func json(_ record: DecisionRecord) -> JSONText {
        var fields: [(key: String, value: JSONText)] = [("time", .integer(record.time))]
        switch record.decision {
        case .pick: fields.append(("decision", .text("pick")))
        case .reject(let reason): fields += [("decision", .text("reject")), ("reason", .text(orNull: reason))]
        case .unset: fields.append(("decision", .text("unset")))
        case .stars(let stars): fields += [("decision", .text("stars")), ("stars", .integer(stars))]
        case .note(let text): fields += [("decision", .text("note")), ("note", .text(text))]
        case .usable(let range): fields += [("decision", .text("usable")), ("usable", range.map(TakeJSON.range) ?? .null)]
        }
        return .object(fields)
    }

    private static func json(_ use: TakeUsage.Use, _ rate: FrameRate?) -> JSONText {
        let (start, end) = (rate?.seconds(at: use.clip.record.start), rate?.seconds(at: use.clip.record.end))
        return .object([
            ("deliverable", .text(use.deliverable)), ("slot", .integer(use.clip.slot)), ("record", TakeJSON.range(use.clip.record)),
            ("start", .number(orNull: start)), ("end", .number(orNull: end)),
            ("source", TakeJSON.range(use.clip.source)), ("sourceRate", .text(use.clip.sourceRate.description)),
            ("speed", .text(use.clip.speed.description)), ("reversed", .boolean(use.clip.isReversed)),
            ("transition", use.clip.transition.map { .object([("kind", .text($0.kind.rawValue)), ("frames", .integer($0.frames))]) } ?? .null),
        ])
    }
}
