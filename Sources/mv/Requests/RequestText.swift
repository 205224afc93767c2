import Foundation
import Generators
import Pool

/// A request as tables and JSON show it.
enum RequestText {
    typealias Cell = (text: String, style: TextStyle)

    static let columns: [TableLayout.Column] = [
        .init("request", priority: 0), .init("shot", priority: 1, narrowest: 8), .init("take", .right, priority: 6),
        .init("state", priority: 2), .init("generator", priority: 4, narrowest: 6), .init("id there", priority: 7, narrowest: 8),
        .init("age", .right, priority: 5), .init("cost", .right, priority: 3), .init("what was said", priority: 8, narrowest: 12),
    ]

    static func cells(_ record: RequestRecord, now: Int64) -> [Cell] {
        [
            (String(record.id.prefix(8)), .plain), (record.shot, .plain), ("\(record.plan.ordinal + 1)", .plain),
            (record.state.rawValue, style(record.state)),
            (record.plan.generator, .plain), (record.providerID.map { Ticket(text: $0).id } ?? "", .plain),
            (record.asked.map { ProgressText.duration(Double(max(0, now - $0)) / 1000) } ?? "", .plain), (cost(record), .plain),
            (record.error ?? (record.state == .done ? nil : record.status) ?? "", .plain),
        ]
    }

    /// What was billed; in brackets what still may be.
    static func cost(_ record: RequestRecord) -> String {
        if record.reserved > 0 { return "(\(NumberText.dollars(millionths: record.reserved)))" }
        return record.billed > 0 ? NumberText.dollars(millionths: record.billed) : ""
    }

    static func style(_ state: RequestState) -> TextStyle {
        switch state {
        case .ambiguous, .submitting: .yellow
        case .failed, .refused: .red
        case .done: .green
        default: .plain
        }
    }

    static func json(_ record: RequestRecord) -> JSONText {
        .object([
            ("id", .text(record.id)), ("shot", .text(record.shot)), ("take_number", .integer(record.plan.ordinal + 1)),
            ("state", .text(record.state.rawValue)), ("attempt", .integer(record.attempt)), ("generator", .text(record.plan.generator)),
            ("kind", .text(record.plan.kind)), ("model", .text(orNull: record.plan.model)),
            ("service_id", .text(orNull: record.providerID.map { Ticket(text: $0).id })), ("status", .text(orNull: record.status)),
            ("prompt", .text(record.plan.prompt)), ("negative", .text(orNull: record.plan.negative)),
            ("variant", .texts(record.plan.variant)), ("seed", .integer(Int(clamping: record.plan.seed))),
            ("estimated", .number(Double(record.plan.estimated) / 1e6)), ("reserved", .number(Double(record.reserved) / 1e6)),
            ("billed", .number(Double(record.billed) / 1e6)), ("error", .text(orNull: record.error)),
            ("warnings", .list(record.warnings.map { .text($0) })), ("take", .text(orNull: record.take)),
            ("parent", .text(orNull: record.plan.parent)), ("reason", .text(orNull: record.plan.reason?.text)),
            ("asked", .integer(orNull: record.asked.map { Int($0) })), ("created", .integer(Int(record.created))),
            ("updated", .integer(Int(record.updated))),
        ])
    }
}
